/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;

/** Trees that engines have trained, as their converters hand them on. */
final class OnnxSamples {
  private static final Pattern SPLIT =
      Pattern.compile("(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=(\\d+)");
  private static final Pattern LEAF = Pattern.compile("(\\d+):leaf=(.+)");

  private OnnxSamples() {}

  /** {@return the trees of a model of LightGBM: leaves after the splits, thresholds rounded} */
  static OnnxTreesWriter lightgbm(String model) {
    OnnxTreesWriter trees = new OnnxTreesWriter().features(LightgbmEngine.FEATURES);
    for (String text : model.substring(0, model.indexOf("end of trees")).split("Tree=\\d+\n", -1)) {
      if (text.startsWith("num_leaves")) {
        LightgbmFields fields = new LightgbmFields("a tree");
        text.lines().filter(line -> !line.isBlank()).forEach(fields::add);
        addTree(trees.tree(), fields);
      }
    }
    return trees;
  }

  private static void addTree(OnnxTreesWriter trees, LightgbmFields fields) {
    int leaves = fields.integer("num_leaves");
    int splits = leaves - 1;
    int[] lefts = fields.integers("left_child", splits);
    int[] rights = fields.integers("right_child", splits);
    int[] features = fields.integers("split_feature", splits);
    int[] types = fields.integers("decision_type", splits);
    double[] thresholds = fields.numbers("threshold", splits);
    double[] values = fields.numbers("leaf_value", leaves);
    for (int i = 0; i < splits; i++) {
      long left = lefts[i] < 0 ? splits + ~lefts[i] : lefts[i];
      long right = rights[i] < 0 ? splits + ~rights[i] : rights[i];
      float threshold = (float) thresholds[i];
      trees.node(
          new OnnxTreesWriter.Node(i, "BRANCH_LEQ", features[i], threshold, left, right),
          (types[i] & 2) != 0);
    }
    for (int i = 0; i < leaves; i++) {
      trees.leaf(splits + i, values[i]);
    }
  }

  /** {@return the trees of XGBoost, trained on the rows of {@link LightgbmEngine}} */
  static OnnxTreesWriter xgboost(String objective, int rounds, int depth) {
    double[][] rows = LightgbmEngine.rows(4, 1_000);
    float[] values = new float[rows.length * LightgbmEngine.FEATURES];
    float[] labels = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < LightgbmEngine.FEATURES; j++) {
        values[i * LightgbmEngine.FEATURES + j] = (float) rows[i][j];
      }
      double target = LightgbmEngine.target(rows[i]);
      labels[i] = objective.startsWith("binary") ? (target > 1.5 ? 1 : 0) : (float) target;
    }
    try {
      DMatrix data = new DMatrix(values, rows.length, LightgbmEngine.FEATURES, Float.NaN);
      data.setLabel(labels);
      Map<String, Object> settings =
          Map.of("objective", objective, "max_depth", depth, "nthread", 1, "min_child_weight", 0);
      Booster booster = XGBoost.train(data, settings, rounds, Map.of(), null, null);
      OnnxTreesWriter trees = new OnnxTreesWriter().features(LightgbmEngine.FEATURES);
      for (String dump : booster.getModelDump("", false)) {
        trees.tree();
        dump.lines().forEach(line -> addLine(trees, line.strip()));
      }
      booster.dispose();
      data.dispose();
      return trees;
    } catch (XGBoostError e) {
      throw new AssertionError(e);
    }
  }

  private static void addLine(OnnxTreesWriter trees, String line) {
    Matcher leaf = LEAF.matcher(line);
    if (leaf.matches()) {
      trees.leaf(Long.parseLong(leaf.group(1)), Float.parseFloat(leaf.group(2)));
      return;
    }
    Matcher split = SPLIT.matcher(line);
    if (!split.matches()) {
      throw new AssertionError(line);
    }
    trees.node(
        new OnnxTreesWriter.Node(
            Long.parseLong(split.group(1)),
            "BRANCH_LT",
            Integer.parseInt(split.group(2)),
            Float.parseFloat(split.group(3)),
            Long.parseLong(split.group(4)),
            Long.parseLong(split.group(5))),
        split.group(6).equals(split.group(4)));
  }

  /**
   * {@return trees of Tribuo, each from rows of its own}
   *
   * @param classes whether a leaf has a weight for each of two classes, which give 1 together
   */
  static OnnxTreesWriter tribuo(int count, boolean classes) {
    OnnxTreesWriter trees = new OnnxTreesWriter().features(LightgbmEngine.FEATURES);
    for (int i = 0; i < count; i++) {
      IndependentRegressionTreeModel model =
          (IndependentRegressionTreeModel) new CARTRegressionTrainer(8).train(data(i, classes));
      addTree(trees.tree(), model.getRoots().values().iterator().next(), classes ? count : 0);
    }
    return trees;
  }

  private static MutableDataset<Regressor> data(int seed, boolean classes) {
    MutableDataset<Regressor> data =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("rows", new RegressionFactory()),
            new RegressionFactory());
    String[] names = {"f0", "f1", "f2", "f3", "f4"};
    for (double[] row : LightgbmEngine.withoutMissing(LightgbmEngine.rows(100 + seed, 150))) {
      double target = LightgbmEngine.target(row);
      Regressor output = new Regressor("y", classes ? (target > 1.5 ? 1 : 0) : target);
      data.add(new ArrayExample<>(output, names, row));
    }
    return data;
  }

  /** Nodes in the order of a walk, as they are numbered, too. */
  private static void addTree(OnnxTreesWriter trees, Node<Regressor> root, int classesOf) {
    long[] next = {0};
    add(trees, root, classesOf, next);
  }

  private static void add(OnnxTreesWriter trees, Node<Regressor> node, int classesOf, long[] next) {
    long id = next[0]++;
    if (node instanceof LeafNode<Regressor> leaf) {
      double value = leaf.getOutput().getValues()[0];
      trees.node(OnnxTreesWriter.Node.leaf(id), false);
      if (classesOf == 0) {
        trees.weight(id, 0, value);
      } else {
        trees.weight(id, 0, (1 - value) / classesOf).weight(id, 1, value / classesOf);
      }
      return;
    }
    SplitNode<Regressor> split = (SplitNode<Regressor>) node;
    long right = id + 1 + size(split.getLessThanOrEqual());
    trees.node(
        new OnnxTreesWriter.Node(
            id, "BRANCH_LEQ", split.getFeatureID(), (float) split.splitValue(), id + 1, right),
        false);
    add(trees, split.getLessThanOrEqual(), classesOf, next);
    add(trees, split.getGreaterThan(), classesOf, next);
  }

  private static long size(Node<Regressor> node) {
    return node instanceof SplitNode<Regressor> split
        ? 1 + size(split.getLessThanOrEqual()) + size(split.getGreaterThan())
        : 1;
  }

  /**
   * {@return trees that nobody trained, with splits of the given modes at all kinds of thresholds}
   */
  static OnnxTreesWriter random(long seed, List<String> modes, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    OnnxTreesWriter trees = new OnnxTreesWriter().features(LightgbmEngine.FEATURES);
    for (int i = 0; i < count; i++) {
      trees.tree();
      addRandom(trees, random, modes);
    }
    return trees;
  }

  /** A complete tree of depth 4, numbered level by level. */
  private static void addRandom(
      OnnxTreesWriter trees, SplittableRandom random, List<String> modes) {
    float[] special = {
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      0f,
      -0f,
      Float.MIN_VALUE,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.MIN_NORMAL
    };
    for (int id = 0; id < 15; id++) {
      float threshold =
          random.nextInt(3) == 0
              ? special[random.nextInt(special.length)]
              : (float) random.nextDouble(-4, 4);
      trees.node(
          new OnnxTreesWriter.Node(
              id,
              modes.get(random.nextInt(modes.size())),
              random.nextInt(LightgbmEngine.FEATURES),
              threshold,
              2L * id + 1,
              2L * id + 2),
          random.nextBoolean());
    }
    for (int id = 15; id < 31; id++) {
      trees.leaf(id, random.nextDouble(-1, 1));
    }
  }
}
