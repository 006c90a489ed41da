/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

/**
 * The loop one would write: flat arrays, tree by tree, node by node. No value may be missing where
 * a tree sends that to the right. Immutable and thread-safe; allocates nothing for a row.
 */
public final class NaiveForest {
  private final int[] roots;
  private final int[] feature;
  private final double[] threshold;
  private final int[] left;
  private final int[] right;
  private final double[] value;
  private final double[] ratios;
  private final boolean mean;
  private final float base;

  /**
   * Copies the nodes.
   *
   * @param forest what to walk
   */
  public NaiveForest(PlainForest forest) {
    int nodes = forest.nodes();
    roots = new int[forest.trees().size()];
    feature = new int[nodes];
    threshold = new double[nodes];
    left = new int[nodes];
    right = new int[nodes];
    value = new double[nodes];
    ratios = ratios(roots.length);
    mean = forest.total() == PlainForest.Total.MEAN;
    base = forest.base();
    int first = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      roots[tree] = first;
      first = copy(forest.trees().get(tree), first);
    }
  }

  private int copy(PlainTree tree, int first) {
    for (int node = 0; node < tree.nodes(); node++) {
      feature[first + node] = tree.feature()[node];
      threshold[first + node] = tree.threshold()[node];
      left[first + node] = first + tree.left()[node];
      right[first + node] = first + tree.right()[node];
      value[first + node] = tree.value()[node];
    }
    return first + tree.nodes();
  }

  /** What Tribuo multiplies each tree's distance from the mean so far with. */
  private static double[] ratios(int trees) {
    double[] ratios = new double[trees];
    double weight = 1.0f / trees;
    double sum = 0;
    for (int tree = 0; tree < trees; tree++) {
      sum += weight;
      ratios[tree] = weight / sum;
    }
    return ratios;
  }

  /**
   * The score of a row.
   *
   * @param row one value per feature
   * @return what the trees come to
   */
  public double score(double[] row) {
    return mean ? mean(row) : sum(row);
  }

  void scoreAll(double[][] rows, double[] scores) {
    for (int i = 0; i < rows.length; i++) {
      scores[i] = score(rows[i]);
    }
  }

  private double mean(double[] row) {
    double mean = 0;
    for (int tree = 0; tree < roots.length; tree++) {
      mean += ratios[tree] * (answer(tree, row) - mean);
    }
    return mean;
  }

  private double sum(double[] row) {
    float sum = base;
    for (int tree = 0; tree < roots.length; tree++) {
      sum += (float) answer(tree, row);
    }
    return sum;
  }

  private double answer(int tree, double[] row) {
    int node = roots[tree];
    while (feature[node] >= 0) {
      node = row[feature[node]] >= threshold[node] ? right[node] : left[node];
    }
    return value[node];
  }
}
