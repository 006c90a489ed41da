/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A {@code TreeEnsembleRegressor} or {@code TreeEnsembleClassifier}, with the meaning ONNX Runtime
 * gives it ({@code tree_ensemble_aggregator.h}). Where that is not the meaning the standard gives
 * it, which of the two a model was made for cannot be known, and it is refused.
 */
final class OnnxEnsemble {
  private static final String NONE = "NONE";
  private static final String LOGISTIC = "LOGISTIC";

  private static final Set<String> OF_NODES =
      Set.of(
          "nodes_falsenodeids",
          "nodes_featureids",
          "nodes_hitrates",
          "nodes_missing_value_tracks_true",
          "nodes_modes",
          "nodes_nodeids",
          "nodes_treeids",
          "nodes_truenodeids",
          "nodes_values",
          "base_values",
          "post_transform");

  private static final Set<String> OF_REGRESSOR =
      Set.of(
          "n_targets",
          "aggregate_function",
          "target_ids",
          "target_nodeids",
          "target_treeids",
          "target_weights");

  private static final Set<String> OF_CLASSIFIER =
      Set.of(
          "classlabels_int64s",
          "classlabels_strings",
          "class_ids",
          "class_nodeids",
          "class_treeids",
          "class_weights");

  private final OnnxNode node;
  private final String prefix;
  private final OnnxNodes nodes;
  private final long[] ids;
  private final float[] weights;

  private OnnxEnsemble(OnnxNode node, boolean classifier) {
    requireKnown(node, classifier ? OF_CLASSIFIER : OF_REGRESSOR);
    this.node = node;
    this.prefix = classifier ? "class_" : "target_";
    this.nodes = new OnnxNodes(node);
    this.ids = node.numbers(prefix + "ids");
    this.weights = node.floats(prefix + "weights");
    OnnxNodes.requireSize(prefix + "weights", weights.length, ids.length);
  }

  private static void requireKnown(OnnxNode node, Set<String> own) {
    for (String name : node.attributeNames()) {
      if (!OF_NODES.contains(name) && !own.contains(name)) {
        throw new IllegalArgumentException(
            "the trees have the attribute " + Quoted.of(name) + ", which is not read");
      }
    }
  }

  static ForeignForest of(OnnxNode node, long columns) {
    boolean classifier = node.is(OnnxNode.ML, OnnxGraph.CLASSIFIER);
    OnnxEnsemble ensemble = new OnnxEnsemble(node, classifier);
    return classifier ? ensemble.classifier(columns) : ensemble.regressor(columns);
  }

  private ForeignForest regressor(long columns) {
    requireTarget();
    takeWeights(0);
    float[] bases = node.floats("base_values");
    if (bases.length > 1) {
      throw new IllegalArgumentException(bases.length + " base values for one target");
    }
    String transform = node.text("post_transform", NONE);
    if (transform.equals(LOGISTIC)) {
      throw new IllegalArgumentException(
          "post_transform LOGISTIC of a regressor, which ONNX Runtime leaves out");
    }
    requireOneOf("post_transform", transform, List.of(NONE));
    return forest(columns, averages(), base(bases), Link.IDENTITY);
  }

  private void requireTarget() {
    long targets = node.number("n_targets", 0);
    if (targets != 1) {
      throw new IllegalArgumentException("several outputs: " + targets + " targets");
    }
    requireIdsBelow(1);
  }

  private void requireIdsBelow(int count) {
    for (long id : ids) {
      if (id < 0 || id >= count) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%sids has %d, at most %d", prefix, id, count - 1));
      }
    }
  }

  private boolean averages() {
    String function = node.text("aggregate_function", "SUM");
    requireOneOf("aggregate_function", function, List.of("SUM", "AVERAGE"));
    return function.equals("AVERAGE");
  }

  /** Of two classes the second one is served: its probability, or whatever the weights mean. */
  private ForeignForest classifier(long columns) {
    int labels =
        Math.max(
            node.texts("classlabels_strings").size(), node.numbers("classlabels_int64s").length);
    if (labels != 2) {
      throw new IllegalArgumentException(labels + " classes, not two");
    }
    requireIdsBelow(2);
    boolean onlyFirst = LongStream.of(ids).allMatch(id -> id == 0);
    float[] bases = node.floats("base_values");
    if (bases.length > (onlyFirst ? 1 : 0)) {
      throw new IllegalArgumentException(
          bases.length + " base values, of which ONNX Runtime does not make one sum");
    }
    takeWeights(onlyFirst ? 0 : 1);
    return forest(columns, false, base(bases), link(onlyFirst));
  }

  private Link link(boolean onlyFirst) {
    String transform = node.text("post_transform", NONE);
    requireOneOf("post_transform", transform, List.of(NONE, LOGISTIC));
    if (transform.equals(NONE)) {
      return Link.IDENTITY;
    }
    if (onlyFirst && nothingNegative()) {
      throw new IllegalArgumentException(
          "post_transform LOGISTIC, which ONNX Runtime leaves out where no weight is negative");
    }
    return Link.LOGISTIC;
  }

  private boolean nothingNegative() {
    for (float weight : weights) {
      if (weight < 0) {
        return false;
      }
    }
    return true;
  }

  private void takeWeights(long id) {
    long[] treeIds = node.numbers(prefix + "treeids");
    long[] nodeIds = node.numbers(prefix + "nodeids");
    OnnxNodes.requireSize(prefix + "treeids", treeIds.length, ids.length);
    OnnxNodes.requireSize(prefix + "nodeids", nodeIds.length, ids.length);
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] == id) {
        nodes.leaf(treeIds[i], nodeIds[i], weights[i]);
      }
    }
  }

  private static float base(float[] bases) {
    float base = bases.length == 0 ? 0 : bases[0];
    if (!Float.isFinite(base)) {
      throw new IllegalArgumentException("the base value is not finite: " + base);
    }
    return base;
  }

  private static void requireOneOf(String what, String value, List<String> known) {
    if (!known.contains(value)) {
      throw new IllegalArgumentException(what + " " + Quoted.of(value) + " is not one of " + known);
    }
  }

  private ForeignForest forest(long columns, boolean mean, float base, Link link) {
    long least = nodes.leastFeatures();
    if (columns >= 0 && (columns < least || columns > Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "the trees need %d features, a row has %d", least, columns));
    }
    int features = (int) (columns >= 0 ? columns : least);
    return new Forest(features, nodes.trees(), mean, base, link);
  }

  private record Forest(int features, List<OnnxTree> trees, boolean mean, float base, Link link)
      implements ForeignForest {

    @Override
    public List<String> names() {
      return List.of();
    }

    @Override
    public CompiledForest compile(CompiledForest.Builder builder) {
      trees.forEach(tree -> tree.addTo(builder));
      return builder.summingToBase(mean ? Combination.MEAN : Combination.SUM, base, link);
    }
  }
}
