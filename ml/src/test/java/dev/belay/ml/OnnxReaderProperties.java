/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Whatever is in the file: a forest that can score, or an IllegalArgumentException. */
class OnnxReaderProperties {
  private static final byte[] REAL = real();
  private static final long[] HOSTILE = {
    0, 1, -1, 2, 3, 14, 15, 31, 1L << 31, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, 16_777_217
  };

  private static byte[] real() {
    return OnnxSamples.random(3, List.of("BRANCH_LEQ", "BRANCH_LT", "BRANCH_GT"), 2).classifier();
  }

  @Property
  void read_randomBytes_isRefused(@ForAll @Size(max = 400) byte[] bytes) {
    assertThat(scoresAfterReading(bytes)).isFalse();
  }

  @Property(tries = 2_000)
  void read_bytesOverwritten_isRefusedOrScores(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int changes) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = REAL.clone();
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
    }
    scoresAfterReading(bytes);
  }

  @Property(tries = 1_000)
  void read_piecesCutOut_isRefusedOrScores(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int from = random.nextInt(REAL.length);
    int to = random.nextInt(from, REAL.length + 1);
    byte[] bytes = new byte[REAL.length - (to - from)];
    System.arraycopy(REAL, 0, bytes, 0, from);
    System.arraycopy(REAL, to, bytes, from, REAL.length - to);
    scoresAfterReading(bytes);
  }

  /** Right lengths around wrong numbers: circles, children elsewhere, enormous ids. */
  @Property(tries = 1_500)
  void read_numbersForged_isRefusedOrScores(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int changes) {
    SplittableRandom random = new SplittableRandom(seed);
    OnnxTreesWriter trees = OnnxSamples.random(seed, List.of("BRANCH_LEQ", "BRANCH_GTE"), 2);
    List<String> names =
        List.of(
            "nodes_truenodeids",
            "nodes_falsenodeids",
            "nodes_nodeids",
            "nodes_treeids",
            "nodes_featureids",
            "target_nodeids",
            "target_treeids",
            "target_ids");
    for (int i = 0; i < changes; i++) {
      String name = names.get(random.nextInt(names.size()));
      long[] values = new long[name.startsWith("nodes") ? 62 : 32];
      for (int j = 0; j < values.length; j++) {
        values[j] =
            random.nextInt(8) == 0 ? HOSTILE[random.nextInt(HOSTILE.length)] : random.nextInt(31);
      }
      trees.with(name, OnnxWriter.numbers(name, values));
    }
    scoresAfterReading(trees.regressor());
  }

  /** A length that the file does not have must not be allocated either. */
  @Property(tries = 200)
  void read_lengthsForged_isRefused(
      @ForAll @IntRange(min = 1, max = 30) int field,
      @ForAll @IntRange(min = 1_000) int length,
      @ForAll @IntRange(max = 40) int depth)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (int i = 0; i < depth; i++) {
      out.writeTag(7, 2);
      out.writeUInt32NoTag(length);
    }
    out.writeTag(field, 2);
    out.writeUInt32NoTag(length);
    out.flush();
    assertThat(scoresAfterReading(bytes.toByteArray())).isFalse();
  }

  /** Groups within groups, which a reader skips by recursion. */
  @Property(tries = 50)
  void read_deepNesting_isRefused(@ForAll @IntRange(min = 200, max = 100_000) int depth)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    for (int i = 0; i < depth; i++) {
      out.writeTag(2, 3);
    }
    out.flush();
    assertThat(scoresAfterReading(bytes.toByteArray())).isFalse();
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
    return ForestImportMemory.bounded(ForestImportMemory.ONNX, bytes, () -> forest(bytes));
  }

  private static @Nullable CompiledForest forest(byte[] bytes) {
    try {
      ForeignForest foreign = OnnxReader.read(bytes);
      if (foreign.features() > 1_000) {
        return null; // nobody has as many names
      }
      List<String> names = IntStream.range(0, foreign.features()).mapToObj(i -> "f" + i).toList();
      return foreign.compile(CompiledForest.builder("v1", names));
    } catch (IllegalArgumentException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return null;
    }
  }
}
