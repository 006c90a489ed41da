/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.benchmarks.forest.ReferenceData.Grain;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A forest that XGBoost trained, and its trees as the engine prints them. */
final class XgboostEnsemble {
  private static final Pattern SPLIT =
      Pattern.compile("\\s*(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+).*");
  private static final Pattern LEAF = Pattern.compile("\\s*(\\d+):leaf=(\\S+)");
  private static final int RAW_BINS = 4_096;
  private static final float BASE = 15;

  private final Booster booster;

  private XgboostEnsemble(Booster booster) {
    this.booster = booster;
  }

  static XgboostEnsemble train(Shape shape, ReferenceData data) throws XGBoostError {
    DMatrix matrix = matrix(data);
    float[] targets = new float[data.targets().length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) data.targets()[i];
    }
    matrix.setLabel(targets);
    try {
      int rounds = shape.engine() == Shape.Engine.XGBOOST_BAGGING ? 1 : shape.trees();
      return new XgboostEnsemble(
          XGBoost.train(matrix, parameters(shape), rounds, Map.of(), null, null));
    } finally {
      matrix.dispose();
    }
  }

  private static DMatrix matrix(ReferenceData data) throws XGBoostError {
    return new DMatrix(data.flatRows(), data.rows().length, ReferenceData.FEATURES, Float.NaN);
  }

  private static Map<String, Object> parameters(Shape shape) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "reg:squarederror");
    parameters.put("base_score", BASE);
    parameters.put("nthread", 1);
    parameters.put("seed", 1);
    parameters.put("min_child_weight", 5);
    parameters.putAll(search(shape));
    parameters.putAll(growth(shape));
    return parameters;
  }

  /** Exact on raw values; leaf by leaf there is no exact search, but one with many bins. */
  private static Map<String, Object> search(Shape shape) {
    if (shape.grain() == Grain.QUANTISED) {
      return Map.of("tree_method", "hist");
    }
    return shape.engine() == Shape.Engine.XGBOOST_BY_LEAF
        ? Map.of("tree_method", "hist", "max_bin", RAW_BINS)
        : Map.of("tree_method", "exact");
  }

  private static Map<String, Object> growth(Shape shape) {
    return switch (shape.engine()) {
      case XGBOOST_BY_DEPTH -> Map.of("max_depth", 6, "eta", 0.1);
      case XGBOOST_BY_LEAF ->
          Map.of("max_depth", 0, "max_leaves", 31, "grow_policy", "lossguide", "eta", 0.1);
      case XGBOOST_BAGGING ->
          // By level: the exact search cannot draw features by node.
          Map.of(
              "max_depth",
              12,
              "eta",
              1,
              "num_parallel_tree",
              shape.trees(),
              "subsample",
              0.632,
              "colsample_bylevel",
              1 / 3f);
      case TRIBUO -> throw new IllegalArgumentException(shape + " is Tribuo's");
    };
  }

  void save(Path file) throws XGBoostError {
    booster.saveModel(file.toString());
  }

  float[][] predict(ReferenceData data) throws XGBoostError {
    DMatrix matrix = matrix(data);
    try {
      return booster.predict(matrix);
    } finally {
      matrix.dispose();
    }
  }

  void dispose() {
    booster.dispose();
  }

  PlainForest plain() throws XGBoostError {
    List<PlainTree> trees = new ArrayList<>();
    for (String tree : booster.getModelDump("", false)) {
      trees.add(plain(tree.lines().toList()));
    }
    return new PlainForest(trees, PlainForest.Total.SUM, BASE);
  }

  /** The engine's numbers have gaps where it pruned: lines are counted instead. */
  static PlainTree plain(List<String> lines) {
    Map<String, Integer> index = new HashMap<>();
    lines.forEach(line -> index.put(line.strip().split(":", 2)[0], index.size()));
    PlainTree tree = PlainTree.ofNodes(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      Matcher leaf = LEAF.matcher(lines.get(i));
      Matcher split = SPLIT.matcher(lines.get(i));
      if (leaf.matches()) {
        tree.leaf(i, Float.parseFloat(leaf.group(2)));
      } else if (split.matches()) {
        tree.split(i, Integer.parseInt(split.group(2)), Float.parseFloat(split.group(3)));
        tree.children(i, child(index, split.group(4)), child(index, split.group(5)));
        tree.missingLeft()[i] = split.group(6).equals(split.group(4));
      } else {
        throw new IllegalArgumentException("no node of a tree: '" + lines.get(i) + "'");
      }
    }
    return tree;
  }

  private static int child(Map<String, Integer> index, String number) {
    Integer child = index.get(number);
    if (child == null) {
      throw new IllegalArgumentException("the tree has no node " + number);
    }
    return child;
  }
}
