/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trees on their way into the attributes of a tree ensemble. */
final class OnnxTreesWriter {
  static final String INPUT = "row";

  /** A node; of a leaf only the ids and the weights count. */
  record Node(long id, String mode, int feature, float threshold, long passing, long failing) {
    static Node leaf(long id) {
      return new Node(id, "LEAF", 0, 0, 0, 0);
    }
  }

  private record Weight(long tree, long node, long id, float value) {}

  private final List<Node> nodes = new ArrayList<>();
  private final List<Long> trees = new ArrayList<>();
  private final List<Long> missing = new ArrayList<>();
  private final List<Weight> weights = new ArrayList<>();
  private final Map<String, byte[]> changed = new LinkedHashMap<>();
  private long tree = -1;
  private int features = -1;

  OnnxTreesWriter tree() {
    tree++;
    return this;
  }

  /** Adds a node to the tree. */
  OnnxTreesWriter node(Node node, boolean missingPasses) {
    nodes.add(node);
    trees.add(tree);
    missing.add(missingPasses ? 1L : 0L);
    return this;
  }

  OnnxTreesWriter leaf(long node, double value) {
    return node(Node.leaf(node), false).weight(node, 0, value);
  }

  /** Adds what a leaf is worth for a target or a class. */
  OnnxTreesWriter weight(long node, long id, double value) {
    weights.add(new Weight(tree, node, id, (float) value));
    return this;
  }

  /** Sets an attribute, whatever would be there otherwise. */
  OnnxTreesWriter with(String name, byte[] attribute) {
    changed.put(name, attribute);
    return this;
  }

  OnnxTreesWriter features(int count) {
    features = count;
    return this;
  }

  byte[] regressor() {
    return regressor(new OnnxWriter().input(INPUT, 1, features));
  }

  byte[] regressor(OnnxWriter model) {
    return regressor(model, INPUT).bytes();
  }

  OnnxWriter regressor(OnnxWriter model, String input) {
    Map<String, byte[]> attributes = attributes("target_");
    attributes.put("n_targets", OnnxWriter.number("n_targets", 1));
    return model.node(
        "ai.onnx.ml",
        "TreeEnsembleRegressor",
        List.of(input),
        List.of("score"),
        changed(attributes));
  }

  byte[] classifier() {
    return classifier(new OnnxWriter().input(INPUT, 1, features)).bytes();
  }

  OnnxWriter classifier(OnnxWriter model) {
    Map<String, byte[]> attributes = attributes("class_");
    attributes.put("classlabels_int64s", OnnxWriter.numbers("classlabels_int64s", 0, 1));
    return model
        .outputs("label", "score")
        .node(
            "ai.onnx.ml",
            "TreeEnsembleClassifier",
            List.of(INPUT),
            List.of("label", "score"),
            changed(attributes));
  }

  private Map<String, byte[]> attributes(String prefix) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    put(all, "nodes_treeids", trees.stream().mapToLong(id -> id).toArray());
    put(all, "nodes_nodeids", nodes.stream().mapToLong(Node::id).toArray());
    put(all, "nodes_featureids", nodes.stream().mapToLong(Node::feature).toArray());
    put(all, "nodes_truenodeids", nodes.stream().mapToLong(Node::passing).toArray());
    put(all, "nodes_falsenodeids", nodes.stream().mapToLong(Node::failing).toArray());
    put(all, "nodes_missing_value_tracks_true", missing.stream().mapToLong(m -> m).toArray());
    all.put(
        "nodes_modes", OnnxWriter.texts("nodes_modes", nodes.stream().map(Node::mode).toList()));
    float[] thresholds = new float[nodes.size()];
    for (int i = 0; i < thresholds.length; i++) {
      thresholds[i] = nodes.get(i).threshold();
    }
    all.put("nodes_values", OnnxWriter.floats("nodes_values", thresholds));
    put(all, prefix + "treeids", weights.stream().mapToLong(Weight::tree).toArray());
    put(all, prefix + "nodeids", weights.stream().mapToLong(Weight::node).toArray());
    put(all, prefix + "ids", weights.stream().mapToLong(Weight::id).toArray());
    float[] values = new float[weights.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = weights.get(i).value();
    }
    all.put(prefix + "weights", OnnxWriter.floats(prefix + "weights", values));
    return all;
  }

  private static void put(Map<String, byte[]> attributes, String name, long[] values) {
    attributes.put(name, OnnxWriter.numbers(name, values));
  }

  private byte[][] changed(Map<String, byte[]> attributes) {
    attributes.putAll(changed);
    return attributes.values().stream().filter(bytes -> bytes.length > 0).toArray(byte[][]::new);
  }

  /** {@return the thresholds of all splits} */
  List<Float> thresholds() {
    return nodes.stream().map(Node::threshold).distinct().toList();
  }
}
