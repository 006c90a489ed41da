/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever is in the text: a forest that can score, or an IllegalArgumentException. */
class LightgbmReaderProperties {
  private static final String REAL =
      LightgbmEngine.train(
          "objective=binary num_leaves=6",
          LightgbmEngine.rows(5, 200),
          row -> row[1] > 0 ? 1 : 0,
          4);

  private static final List<String> HOSTILE =
      List.of(
          "0",
          "-1",
          "-2",
          "1",
          "2147483647",
          "-2147483648",
          "4294967296",
          "1e999",
          "-1e999",
          "nan",
          "inf",
          "-inf",
          "",
          " ",
          "=",
          "\n",
          "\r\n",
          "Tree=",
          "Tree=1",
          "0x1p-3",
          "1.5",
          "num_leaves=",
          "9".repeat(400),
          "\u0000",
          "\ud83c\udf27");

  @Property
  void read_randomBytes_isRefused(@ForAll @Size(max = 400) byte[] bytes) {
    assertThat(scoresAfterReading(bytes)).isFalse();
  }

  @Property(tries = 1_500)
  void read_bytesOverwritten_isRefusedOrScores(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = REAL.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    scoresAfterReading(bytes);
  }

  @Property(tries = 1_500)
  void read_valuesForged_isRefusedOrScores(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
    SplittableRandom random = new SplittableRandom(seed);
    String model = REAL;
    for (int i = 0; i < changes; i++) {
      model = forged(model, random);
    }
    scoresAfterReading(model.getBytes(StandardCharsets.UTF_8));
  }

  @Property(tries = 500)
  void read_piecesCutOut_isRefusedOrScores(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int from = random.nextInt(REAL.length());
    int to = random.nextInt(from, REAL.length() + 1);
    scoresAfterReading(
        (REAL.substring(0, from) + REAL.substring(to)).getBytes(StandardCharsets.UTF_8));
  }

  /** One word of the model's own, or of ours, in the place of another one. */
  private static String forged(String model, SplittableRandom random) {
    int end = model.indexOf("end of trees");
    int from = random.nextInt(end < 0 ? model.length() : end);
    while (from > 0 && " =\n".indexOf(model.charAt(from - 1)) < 0) {
      from--;
    }
    int to = from;
    while (to < model.length() && " =\n".indexOf(model.charAt(to)) < 0) {
      to++;
    }
    return model.substring(0, from)
        + HOSTILE.get(random.nextInt(HOSTILE.size()))
        + model.substring(to);
  }

  private static boolean scoresAfterReading(byte[] bytes) {
    CompiledForest forest = boundedForest(bytes);
    if (forest == null) {
      return false;
    }
    SplittableRandom random = new SplittableRandom(bytes.length);
    for (int i = 0; i < 20; i++) {
      forest.score(SampleTree.row(random, forest.featureNames().size()));
    }
    return true;
  }

  /** {@return the forest, or null if it is refused} */
  static @Nullable CompiledForest boundedForest(byte[] bytes) {
    return ForestImportMemory.bounded(ForestImportMemory.LIGHTGBM, bytes, () -> forest(bytes));
  }

  private static @Nullable CompiledForest forest(byte[] bytes) {
    try {
      ForeignForest foreign = LightgbmReader.read(bytes);
      List<String> names =
          foreign.names().isEmpty()
              ? IntStream.range(0, foreign.features()).mapToObj(i -> "f" + i).toList()
              : foreign.names();
      return foreign.compile(CompiledForest.builder("v1", names));
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageNotContaining("null");
      return null;
    }
  }
}
