/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

/** Whatever is in the file: a forest that can score, or an IOException that names it. */
class ForestFileProperties {
  private static final Path FOLDER = temporaryFolder();
  private static final ForestBytes ORIGINAL = original();

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("forest");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ForestBytes original() {
    try {
      return ForestBytes.ofForest(FOLDER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void removeTheFiles() throws IOException {
    Files.deleteIfExists(FOLDER.resolve("original"));
    Files.deleteIfExists(FOLDER.resolve("fuzzed"));
    Files.delete(FOLDER);
  }

  @Property
  void load_randomBytes_isRefused(@ForAll @Size(max = 400) byte[] bytes) throws IOException {
    assertThat(scoresAfterLoading(bytes)).isFalse();
  }

  @Property(tries = 2_000)
  void load_bytesOverwrittenUnderARightChecksum_isRefusedOrScores(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    ForestBytes forged = ORIGINAL;
    for (int i = 0; i < changes; i++) {
      int offset = random.nextInt(ForestBytes.VERSION_LENGTH, ORIGINAL.length());
      forged = forged.with(offset, (byte) (random.nextBoolean() ? random.nextInt(256) : -1));
    }
    scoresAfterLoading(forged.sealed());
  }

  @Property(tries = 500)
  void load_piecesCutOutUnderARightChecksum_isRefusedOrScores(@ForAll long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    int from = random.nextInt(ForestBytes.VERSION_LENGTH, ORIGINAL.length());
    int to = random.nextInt(from, ORIGINAL.length() + 1);
    scoresAfterLoading(ORIGINAL.without(from, to).sealed());
  }

  private static boolean scoresAfterLoading(byte[] bytes) throws IOException {
    Path file = Files.write(FOLDER.resolve("fuzzed"), bytes);
    CompiledForest forest;
    try {
      forest = CompiledForest.load(file);
    } catch (IOException refused) {
      assertThat(refused).hasMessageStartingWith("forest file " + file + ": ");
      return false;
    }
    SplittableRandom random = new SplittableRandom(bytes.length);
    for (int i = 0; i < 20; i++) {
      forest.score(SampleTree.row(random, forest.featureNames().size()));
    }
    return true;
  }
}
