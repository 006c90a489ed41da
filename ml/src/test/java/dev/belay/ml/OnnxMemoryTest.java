/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model of many small things takes no more memory than the bound says. */
class OnnxMemoryTest {
  private static final int MANY = 300_000;
  private static final int GRAPH = 7;
  private static final byte[] EMPTY = {};

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("graphs", within(GRAPH, EMPTY, MANY)),
        Arguments.of("sets of operators", within(8, EMPTY, MANY)),
        Arguments.of("operators", inGraph(within(1, EMPTY, MANY))),
        Arguments.of("constants without a name", inGraph(within(5, EMPTY, MANY))),
        Arguments.of("inputs of the graph", inGraph(within(11, EMPTY, MANY))),
        Arguments.of("types of an input", inGraph(within(11, within(2, EMPTY, MANY), 1))),
        Arguments.of("dimensions", inGraph(dimensions())),
        Arguments.of("attributes", inOperator(within(5, EMPTY, MANY))),
        Arguments.of("names of one attribute", inAttribute(within(1, text("a"), MANY))),
        Arguments.of("inputs of an operator", inOperator(within(1, EMPTY, MANY))),
        Arguments.of("outputs of an operator", inOperator(within(2, text("a"), MANY))),
        Arguments.of("empty texts", inAttribute(within(9, EMPTY, MANY))),
        Arguments.of("short texts", inAttribute(within(9, text("a"), MANY))),
        Arguments.of(
            "short texts that are not ASCII", inAttribute(within(9, text("\u00e9"), MANY))),
        Arguments.of("numbers", inAttribute(repeated(MANY, 8 << 3, 1))),
        Arguments.of("packed numbers", inAttribute(within(8, new byte[MANY], 1))),
        Arguments.of("packed numbers, each in a field", inAttribute(within(8, new byte[1], MANY))),
        Arguments.of("empty fields of packed numbers", inAttribute(within(8, EMPTY, MANY))),
        Arguments.of("floats", inAttribute(repeated(MANY, (7 << 3) | 5, 0, 0, 0, 0))),
        Arguments.of("packed floats", inAttribute(within(7, new byte[MANY], 1))),
        Arguments.of("fields that are passed over", inGraph(repeated(MANY, 20 << 3, 0))),
        Arguments.of("classes", with("class_ids", i -> i).classifier()),
        Arguments.of("leaves of nowhere", with("target_nodeids", i -> i).regressor()),
        Arguments.of("trees of a leaf", singles()),
        Arguments.of("a chain of splits", chain()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void read_manySmallThings_keepsToTheBound(String name, byte[] file) {
    assertThat(file.length).isGreaterThan(MANY);
    OnnxReaderProperties.boundedForest(file);
  }

  private static byte[] inGraph(byte[] content) {
    return within(GRAPH, content, 1);
  }

  private static byte[] inOperator(byte[] content) {
    return inGraph(within(1, content, 1));
  }

  private static byte[] inAttribute(byte[] content) {
    return inOperator(within(5, content, 1));
  }

  private static byte[] dimensions() {
    byte[] shape = within(2, within(1, EMPTY, MANY), 1);
    return within(11, within(2, within(1, shape, 1), 1), 1);
  }

  /** {@return a field of bytes, so many times} */
  private static byte[] within(int field, byte[] content, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      bytes.write((field << 3) | 2);
      for (int rest = content.length; ; rest >>>= 7) {
        if (rest < 0x80) {
          bytes.write(rest);
          break;
        }
        bytes.write((rest & 0x7f) | 0x80);
      }
      bytes.writeBytes(content);
    }
    return bytes.toByteArray();
  }

  private static byte[] repeated(int times, int... content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      Arrays.stream(content).forEach(bytes::write);
    }
    return bytes.toByteArray();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A model with many weights, of which one attribute is as said and the others are zeros. */
  private static OnnxTreesWriter with(String name, IntToLongFunction values) {
    OnnxTreesWriter trees = OnnxSamples.random(1, List.of("BRANCH_LT"), 1);
    String prefix = name.substring(0, name.indexOf('_') + 1);
    for (String other : List.of("ids", "nodeids", "treeids")) {
      packed(trees, prefix + other, MANY, i -> 0);
    }
    packed(trees, name, MANY, values);
    return trees.with(prefix + "weights", OnnxWriter.packed(prefix + "weights", new float[MANY]));
  }

  private static void packed(
      OnnxTreesWriter trees, String name, int count, IntToLongFunction values) {
    trees.with(
        name, OnnxWriter.packed(name, IntStream.range(0, count).mapToLong(values).toArray()));
  }

  private static byte[] singles() {
    return packed(i -> i, i -> 0, false);
  }

  private static byte[] chain() {
    return packed(i -> 0, i -> i, true);
  }

  /** As small as nodes can be: their numbers are packed, and what a leaf does not need is 0. */
  private static byte[] packed(IntToLongFunction tree, IntToLongFunction node, boolean chain) {
    int count = MANY / 10 + 1;
    OnnxTreesWriter trees = new OnnxTreesWriter().features(1);
    boolean[] leaf = new boolean[count];
    for (int i = 0; i < count; i++) {
      leaf[i] = !chain || i % 2 == 1 || i == count - 1;
    }
    packed(trees, "nodes_treeids", count, tree);
    packed(trees, "nodes_nodeids", count, node);
    packed(trees, "nodes_featureids", count, i -> 0);
    packed(trees, "nodes_truenodeids", count, i -> leaf[i] ? 0 : i + 1);
    packed(trees, "nodes_falsenodeids", count, i -> leaf[i] ? 0 : i + 2);
    trees.with(
        "nodes_modes",
        OnnxWriter.texts(
            "nodes_modes",
            IntStream.range(0, count).mapToObj(i -> leaf[i] ? "LEAF" : "BRANCH_LT").toList()));
    trees.with("nodes_values", OnnxWriter.packed("nodes_values", new float[count]));
    int[] leaves = IntStream.range(0, count).filter(i -> leaf[i]).toArray();
    packed(trees, "target_treeids", leaves.length, i -> tree.applyAsLong(leaves[i]));
    packed(trees, "target_nodeids", leaves.length, i -> node.applyAsLong(leaves[i]));
    packed(trees, "target_ids", leaves.length, i -> 0);
    trees.with("target_weights", OnnxWriter.packed("target_weights", new float[leaves.length]));
    return trees.with("nodes_missing_value_tracks_true", EMPTY).regressor();
  }
}
