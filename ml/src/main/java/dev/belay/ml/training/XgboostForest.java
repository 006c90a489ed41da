/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.CompiledForest;
import dev.belay.ml.Link;
import dev.belay.ml.Side;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Compiles a boosted forest from the JSON model that XGBoost writes. All its trees count, as in
 * {@code Booster.predict}, also those after the best one of an early stop.
 */
final class XgboostForest {
  private static final int SCHEMA = 2;
  private static final int NO_CHILD = -1;

  private final ForestHeader header;
  private final XgboostModel model;
  private final CompiledForest.Builder builder;

  private XgboostForest(ForestHeader header, XgboostModel model) {
    this.header = header;
    this.model = model;
    this.builder = header.builder();
  }

  /**
   * Compiles all trees of the model.
   *
   * @param header names the features in the order of the columns the model was trained on
   * @param modelJson what {@code booster.toByteArray("json")} gives
   * @return a forest whose sum has the bits of the margin the booster gives
   * @throws IllegalArgumentException if the model is none, or one that this cannot serve; the
   *     message says what
   */
  static CompiledForest compile(ForestHeader header, byte[] modelJson) {
    XgboostForest forest = new XgboostForest(header, XgboostModel.read(modelJson));
    forest.requireKind();
    forest.requireSingleOutput();
    Link link = forest.link();
    float base = forest.base(link);
    for (int i = 0; i < forest.model.trees.size(); i++) {
      forest.add(i, forest.model.trees.get(i));
    }
    return forest.builder.summing(base, link);
  }

  private void requireKind() {
    if (model.major != SCHEMA) {
      throw refused("its schema is that of release " + model.major + ", known is " + SCHEMA);
    }
    if (!model.booster.equals("gbtree")) {
      throw refused("its booster is '" + model.booster + "', served is 'gbtree'");
    }
    if (model.trees.isEmpty()) {
      throw refused("it has no trees");
    }
  }

  private void requireSingleOutput() {
    if (model.classes > 1 || model.targets > 1) {
      throw refused(
          String.format(
              Locale.ROOT, "it has %d classes and %d targets", model.classes, model.targets));
    }
    if (model.features != header.names().size()) {
      throw refused(
          String.format(
              Locale.ROOT, "it takes %d features, not %d", model.features, header.names().size()));
    }
  }

  private Link link() {
    return switch (model.objective) {
      case "reg:squarederror", "reg:absoluteerror", "reg:quantileerror" -> Link.IDENTITY;
      case "binary:logistic" -> Link.LOGISTIC;
      default -> throw refused("its objective is '" + model.objective + "'");
    };
  }

  private float base(Link link) {
    try {
      float score = Float.parseFloat(model.baseScore);
      return link == Link.LOGISTIC ? margin(score) : score;
    } catch (NumberFormatException e) {
      throw refused("its base score is '" + model.baseScore + "'");
    }
  }

  /**
   * {@return the log odds, from the engine itself} It takes the logarithm from the platform, whose
   * last bit is not always Java's.
   */
  static float margin(float probability) {
    try {
      DMatrix row = new DMatrix(new float[] {0}, 1, 1, Float.NaN);
      row.setLabel(new float[] {0});
      Map<String, Object> parameters =
          Map.of("objective", "binary:logistic", "base_score", probability, "nthread", 1);
      Booster untrained = XGBoost.train(row, parameters, 0, Map.of(), null, null);
      try {
        return untrained.predict(row, true)[0][0];
      } finally {
        untrained.dispose();
        row.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalArgumentException("base score " + probability + " has no log odds", e);
    }
  }

  private void add(int index, XgboostModel.Tree tree) {
    requireBinary(index, tree);
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(0);
    while (!open.isEmpty()) {
      int node = open.pop();
      if (node < 0 || node >= tree.left.length || seen.get(node)) {
        throw refused(
            String.format(Locale.ROOT, "tree %d has no node %d, or has it twice", index, node));
      }
      seen.set(node);
      if (tree.left[node] == NO_CHILD) {
        builder.leaf(tree.numbers[node]);
      } else {
        Side missing = tree.missingLeft[node] == 1 ? Side.LOW : Side.HIGH;
        builder.split(tree.features[node], leastReaching(tree.numbers[node]), missing);
        open.push(tree.right[node]);
        open.push(tree.left[node]);
      }
    }
  }

  private void requireBinary(int index, XgboostModel.Tree tree) {
    if (!tree.isConsistent()) {
      throw refused("the arrays of tree " + index + " differ in length");
    }
    if (tree.outputs > 1) {
      throw refused(
          String.format(Locale.ROOT, "the leaves of tree %d have %d values", index, tree.outputs));
    }
    for (int kind : tree.kinds) {
      if (kind != 0) {
        throw refused("tree " + index + " splits on categories");
      }
    }
  }

  /**
   * {@return the smallest double that is at or above the threshold once rounded to float} XGBoost
   * compares floats; a row of doubles compared with this number goes the same way without the cast.
   */
  static double leastReaching(float threshold) {
    if (threshold == Float.NEGATIVE_INFINITY) {
      return threshold;
    }
    double middle = (finite(Math.nextDown(threshold)) + finite(threshold)) / 2;
    // Halfway, the cast takes the even neighbour: this one or the one below.
    return (float) middle >= threshold ? middle : Math.nextUp(middle);
  }

  /** Rounding to infinity begins where the next power of two, were it a float, would round up. */
  private static double finite(float value) {
    return Float.isInfinite(value) ? Math.copySign(0x1p128, value) : value;
  }

  private static IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException("cannot compile this XGBoost model: " + reason);
  }
}
