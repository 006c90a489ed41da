/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A boosted forest out of XGBoost's model file.
 *
 * <p>The engine rounds a row to floats. At a split a value below the threshold goes left and any
 * other one right, so infinities and both zeros compare as usual; NaN goes to the side the split
 * names. Its sum is in single precision: the base margin first and then all trees in their order,
 * as in {@code Booster.predict}, also those after the best one of an early stop and the parallel
 * ones of a random forest, which are already scaled. So do releases from 1.3 on; earlier ones added
 * the margin last, and read by a later one their files are added as here.
 */
final class XgboostForest implements ForeignForest {
  private static final int NO_CHILD = -1;

  private final XgboostModel model;
  private final XgboostObjective objective;
  private final float baseScore;
  private final float baseMargin;

  XgboostForest(XgboostModel model, XgboostObjective objective, float baseScore) {
    this(model, objective, baseScore, objective.margin(baseScore));
  }

  private XgboostForest(
      XgboostModel model, XgboostObjective objective, float baseScore, float baseMargin) {
    this.model = model;
    this.objective = objective;
    this.baseScore = baseScore;
    this.baseMargin = baseMargin;
    if (!Float.isFinite(baseMargin)) {
      throw XgboostReader.refused(
          String.format(Locale.ROOT, "its base score %s has the margin %s", baseScore, baseMargin));
    }
  }

  @Override
  public int features() {
    return model.features;
  }

  @Override
  public List<String> names() {
    return List.copyOf(model.names);
  }

  @Override
  public ForeignForest withBaseMargin(DoubleUnaryOperator margin) {
    float own = (float) margin.applyAsDouble(baseScore);
    return new XgboostForest(model, objective, baseScore, own);
  }

  @Override
  public CompiledForest compile(CompiledForest.Builder builder) {
    for (int i = 0; i < model.trees.size(); i++) {
      add(builder, i);
    }
    return builder.summing(baseMargin, objective.link());
  }

  /** Nodes that were pruned are still there, so the walk need not come to all of them. */
  private void add(CompiledForest.Builder builder, int index) {
    XgboostModel.Tree tree = model.trees.get(index);
    TreeWalk walk = new TreeWalk(String.valueOf(index), 0, place -> place);
    while (walk.goesOn()) {
      int node = walk.next();
      if (tree.left[node] == NO_CHILD) {
        builder.leaf(tree.numbers[node]);
      } else {
        split(builder, tree, node);
        walk.go(place(tree, index, tree.left[node]), place(tree, index, tree.right[node]));
      }
    }
  }

  private static int place(XgboostModel.Tree tree, int index, int node) {
    if (node < 0 || node >= tree.left.length) {
      throw XgboostReader.refused(
          String.format(Locale.ROOT, "tree %d has no node %d", index, node));
    }
    return node;
  }

  private static void split(CompiledForest.Builder builder, XgboostModel.Tree tree, int node) {
    float threshold = tree.numbers[node];
    // NaN is for the builder to refuse: it knows the names.
    double least = Float.isNaN(threshold) ? threshold : SinglePrecision.leastReaching(threshold);
    builder.split(tree.features[node], least, tree.missingLeft[node] == 1 ? Side.LOW : Side.HIGH);
  }
}
