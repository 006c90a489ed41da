/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever is in the file: a forest that can score, or an IllegalArgumentException. */
class XgboostFuzzProperties {
  private static final byte[] JSON = XgboostSchemaTest.bytes("1.7.6/forest.json.gz");
  private static final byte[] UBJSON = XgboostSchemaTest.bytes("1.7.6/forest.ubj.gz");

  @Property
  void xgboost_randomBytes_areRefused(
      @ForAll @Size(max = 400) byte[] bytes, @ForAll boolean begunAsObject) {
    if (begunAsObject && bytes.length > 1) {
      bytes[0] = '{';
      bytes[1] = 'L';
    }
    assertThat(scoresAfterReading(bytes)).isFalse();
  }

  @Property(tries = 2_000)
  void xgboost_bytesOverwritten_isRefusedOrScores(
      @ForAll boolean binary, @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] forged = original(binary).clone();
    for (int i = 0; i < changes; i++) {
      int offset = random.nextInt(forged.length);
      forged[offset] =
          (byte) (random.nextBoolean() ? random.nextInt(256) : forged[offset] ^ 1 << i);
    }
    scoresAfterReading(forged);
  }

  @Property(tries = 500)
  void xgboost_pieceCutOut_isRefusedOrScores(@ForAll boolean binary, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] original = original(binary);
    int from = random.nextInt(original.length);
    int to = Math.min(original.length, from + random.nextInt(1, 200));
    scoresAfterReading(spliced(original, from, to, new byte[0]));
  }

  @Property(tries = 500)
  void xgboost_endCutOff_isRefused(@ForAll boolean binary, @ForAll long seed) {
    byte[] original = original(binary);
    int length = new SplittableRandom(seed).nextInt(original.length);
    assertThat(scoresAfterReading(Arrays.copyOf(original, length))).isFalse();
  }

  @Property(tries = 2_000)
  void xgboost_tokenInserted_isRefusedOrScores(@ForAll boolean binary, @ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> tokens =
        binary
            ? List.of("{", "}", "[", "]", "[$d#", "[#L", "$", "#", "T", "Z", "S", "L", "\u007f")
            : List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"",
                "0",
                "-",
                "1e999",
                "NaN",
                "-Infinity",
                "null",
                "true",
                "99999999999,",
                "[[[[",
                "{\"a\":",
                "\"trees\":[],",
                "\\u0000",
                "-1,");
    byte[] original = original(binary);
    int at = random.nextInt(original.length);
    byte[] token = tokens.get(random.nextInt(tokens.size())).getBytes(StandardCharsets.ISO_8859_1);
    scoresAfterReading(spliced(original, at, at, token));
  }

  @Property(tries = 500)
  void xgboost_countsForged_isRefusedOrScores(@ForAll long seed, @ForAll long count) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] counts =
        IntStream.range(0, UBJSON.length - 10)
            .filter(i -> UBJSON[i] == '#' && UBJSON[i + 1] == 'L')
            .map(i -> i + 2)
            .toArray();
    byte[] forged = UBJSON.clone();
    int at = counts[random.nextInt(counts.length)];
    long before = ByteBuffer.wrap(forged).getLong(at);
    ByteBuffer.wrap(forged).putLong(at, count == before ? count + 1 : count);
    // Of a list that is passed over a smaller count may leave something that reads on.
    scoresAfterReading(forged);
  }

  /** Children anywhere, features that are not there, numbers of any kind. */
  @Property(tries = 2_000)
  void xgboost_treeOfAnyNumbers_isRefusedOrScores(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int nodes) {
    SplittableRandom random = new SplittableRandom(seed);
    String numbers =
        IntStream.range(0, nodes).mapToObj(i -> number(random)).collect(Collectors.joining(","));
    String tree =
        String.format(
            "{\"left_children\":[%s],\"right_children\":[%s],\"split_indices\":[%s],"
                + "\"default_left\":[%s],\"split_conditions\":[%s]}",
            integers(random, nodes, -1, nodes + 1),
            integers(random, nodes, -1, nodes + 1),
            integers(random, nodes, 0, random.nextInt(8) == 0 ? 9 : 1),
            integers(random, nodes, 0, 2),
            numbers);
    String model = new String(XgboostForestTest.oneLeaf("0"), StandardCharsets.UTF_8);
    scoresAfterReading(
        model
            .replaceFirst("\"trees\":\\[.*?\\}\\]", "\"trees\":[" + tree + "]")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static String integers(SplittableRandom random, int count, int from, int to) {
    return random
        .ints(count, from, to)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(","));
  }

  private static String number(SplittableRandom random) {
    return switch (random.nextInt(12)) {
      case 0 -> "NaN";
      case 1 -> "Infinity";
      case 2 -> "-1E39";
      case 3 -> "1E-60";
      default -> Float.toString((float) random.nextDouble(-9, 9));
    };
  }

  private static byte[] original(boolean binary) {
    return binary ? UBJSON : JSON;
  }

  private static byte[] spliced(byte[] original, int from, int to, byte[] inserted) {
    byte[] spliced = new byte[original.length - (to - from) + inserted.length];
    System.arraycopy(original, 0, spliced, 0, from);
    System.arraycopy(inserted, 0, spliced, from, inserted.length);
    System.arraycopy(original, to, spliced, from + inserted.length, original.length - to);
    return spliced;
  }

  private static boolean scoresAfterReading(byte[] file) {
    CompiledForest forest = boundedForest(file);
    if (forest != null) {
      score(forest);
    }
    return forest != null;
  }

  /** {@return the forest, or null if it is refused} */
  static @Nullable CompiledForest boundedForest(byte[] file) {
    return ForestImportMemory.bounded(ForestImportMemory.XGBOOST, file, () -> forest(file));
  }

  private static @Nullable CompiledForest forest(byte[] file) {
    try {
      ForeignForest read = XgboostReader.read(file);
      // A forged number may be larger than any list of names.
      int features = Math.min(read.features(), 1_000);
      List<String> names = IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
      return read.compile(CompiledForest.builder("v1", names));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return null;
    }
  }

  private static void score(CompiledForest forest) {
    SplittableRandom random = new SplittableRandom(forest.nodes());
    for (int i = 0; i < 20; i++) {
      assertThat(forest.score(SampleTree.row(random, forest.featureNames().size()))).isNotNaN();
    }
  }
}
