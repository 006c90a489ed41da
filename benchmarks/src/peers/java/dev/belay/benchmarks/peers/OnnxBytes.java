/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.PlainTree;
import dev.belay.benchmarks.forest.ReferenceData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

/**
 * Trees as the bytes of an ONNX model: one {@code TreeEnsembleRegressor} in single precision. Field
 * numbers are those of the published onnx.proto.
 */
final class OnnxBytes {
  static final String INPUT = "rows";
  private static final String OUTPUT = "answers";
  private static final int FLOAT_TENSOR = 1;
  private static final long IR_VERSION = 8;
  private static final long OPSET = 15;
  private static final long TREES_OPSET = 3;

  private final PlainForest forest;

  private OnnxBytes(PlainForest forest) {
    this.forest = forest;
  }

  static byte[] of(PlainForest forest) throws IOException {
    return new OnnxBytes(forest).model();
  }

  /** Writes the fields of one message. */
  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static ByteString message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return ByteString.copyFrom(bytes.toByteArray());
  }

  private byte[] model() throws IOException {
    ByteString graph = graph();
    ByteString general = opset("", OPSET);
    ByteString trees = opset("ai.onnx.ml", TREES_OPSET);
    return message(
            out -> {
              out.writeInt64(1, IR_VERSION);
              out.writeBytes(7, graph);
              out.writeBytes(8, general);
              out.writeBytes(8, trees);
            })
        .toByteArray();
  }

  private static ByteString opset(String domain, long version) throws IOException {
    return message(
        out -> {
          out.writeString(1, domain);
          out.writeInt64(2, version);
        });
  }

  private ByteString graph() throws IOException {
    ByteString node = node();
    ByteString input = tensor(INPUT, ReferenceData.FEATURES);
    ByteString output = tensor(OUTPUT, 1);
    return message(
        out -> {
          out.writeBytes(1, node);
          out.writeString(2, "forest");
          out.writeBytes(11, input);
          out.writeBytes(12, output);
        });
  }

  /** A float tensor of any number of rows. */
  private static ByteString tensor(String name, long columns) throws IOException {
    ByteString anyNumber = message(out -> out.writeString(2, "n"));
    ByteString width = message(out -> out.writeInt64(1, columns));
    ByteString shape =
        message(
            out -> {
              out.writeBytes(1, anyNumber);
              out.writeBytes(1, width);
            });
    ByteString tensor =
        message(
            out -> {
              out.writeInt32(1, FLOAT_TENSOR);
              out.writeBytes(2, shape);
            });
    ByteString type = message(out -> out.writeBytes(1, tensor));
    return message(
        out -> {
          out.writeString(1, name);
          out.writeBytes(2, type);
        });
  }

  private ByteString node() throws IOException {
    return message(
        out -> {
          out.writeString(1, INPUT);
          out.writeString(2, OUTPUT);
          out.writeString(4, "TreeEnsembleRegressor");
          out.writeString(7, "ai.onnx.ml");
          writeNodes(out);
          writeLeaves(out);
          out.writeBytes(5, integer("n_targets", 1));
          out.writeBytes(
              5,
              text(
                  "aggregate_function",
                  forest.total() == PlainForest.Total.MEAN ? "AVERAGE" : "SUM"));
          out.writeBytes(5, floats("base_values", one -> one.value(forest.base())));
        });
  }

  private void writeNodes(CodedOutputStream out) throws IOException {
    out.writeBytes(5, integers("nodes_treeids", (tree, number) -> node -> number, false));
    out.writeBytes(5, integers("nodes_nodeids", (tree, number) -> node -> node, false));
    out.writeBytes(
        5,
        integers(
            "nodes_featureids",
            (tree, number) -> node -> Math.max(0, tree.feature()[node]),
            false));
    out.writeBytes(
        5, integers("nodes_truenodeids", (tree, number) -> node -> tree.left()[node], false));
    out.writeBytes(
        5, integers("nodes_falsenodeids", (tree, number) -> node -> tree.right()[node], false));
    out.writeBytes(
        5,
        integers(
            "nodes_missing_value_tracks_true",
            (tree, number) -> node -> tree.missingLeft()[node] ? 1 : 0,
            false));
    out.writeBytes(5, numbers("nodes_values", tree -> node -> test(tree, node), false));
    out.writeBytes(5, modes());
  }

  private static double test(PlainTree tree, int node) {
    return NodeTests.leaf(tree, node) ? 0 : NodeTests.threshold(tree, node);
  }

  private void writeLeaves(CodedOutputStream out) throws IOException {
    out.writeBytes(5, integers("target_treeids", (tree, number) -> node -> number, true));
    out.writeBytes(5, integers("target_nodeids", (tree, number) -> node -> node, true));
    out.writeBytes(5, integers("target_ids", (tree, number) -> node -> 0, true));
    out.writeBytes(5, numbers("target_weights", tree -> node -> tree.value()[node], true));
  }

  /** What a tree with its number says about each of its nodes. */
  private interface Integers {
    IntUnaryOperator of(PlainTree tree, int number);
  }

  private interface Numbers {
    IntToDoubleFunction of(PlainTree tree);
  }

  private ByteString integers(String name, Integers values, boolean leaves) throws IOException {
    return attribute(
        name,
        7,
        out -> {
          for (int number = 0; number < forest.trees().size(); number++) {
            PlainTree tree = forest.trees().get(number);
            IntUnaryOperator value = values.of(tree, number);
            for (int node = 0; node < tree.nodes(); node++) {
              if (!leaves || NodeTests.leaf(tree, node)) {
                out.writeInt64(8, Math.max(0, value.applyAsInt(node)));
              }
            }
          }
        });
  }

  private ByteString numbers(String name, Numbers values, boolean leaves) throws IOException {
    return floats(
        name,
        one -> {
          for (PlainTree tree : forest.trees()) {
            IntToDoubleFunction value = values.of(tree);
            for (int node = 0; node < tree.nodes(); node++) {
              if (!leaves || NodeTests.leaf(tree, node)) {
                one.value((float) value.applyAsDouble(node));
              }
            }
          }
        });
  }

  private ByteString modes() throws IOException {
    return attribute(
        "nodes_modes",
        8,
        out -> {
          for (PlainTree tree : forest.trees()) {
            for (int node = 0; node < tree.nodes(); node++) {
              out.writeString(9, NodeTests.leaf(tree, node) ? "LEAF" : "BRANCH_LT");
            }
          }
        });
  }

  private interface OneFloat {
    void value(float value) throws IOException;
  }

  private interface Floats {
    void writeTo(OneFloat one) throws IOException;
  }

  private static ByteString floats(String name, Floats values) throws IOException {
    return attribute(name, 6, out -> values.writeTo(value -> out.writeFloat(7, value)));
  }

  private static ByteString integer(String name, long value) throws IOException {
    return attribute(name, 2, out -> out.writeInt64(3, value));
  }

  private static ByteString text(String name, String value) throws IOException {
    return attribute(name, 3, out -> out.writeString(4, value));
  }

  private static ByteString attribute(String name, int type, Fields value) throws IOException {
    return message(
        out -> {
          out.writeString(1, name);
          value.writeTo(out);
          out.writeInt32(20, type);
        });
  }
}
