/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.BitSet;
import java.util.Locale;

/**
 * A tree of LightGBM. A child is the number of a split, or the complement of the number of a leaf.
 * A value up to the threshold goes left, in double precision; but first everything within {@link
 * CompiledForest#ZERO} of zero is taken for zero.
 */
final class LightgbmTree {
  private static final int CATEGORICAL = 1;
  private static final int MISSING_LEFT = 2;
  private static final int MISSING_SHIFT = 2;
  private static final int ROOT = 0;
  private static final int ONLY_LEAF = ~0;

  /** What a tree takes for a missing value; two bits of a split's type. */
  private enum Missing {
    NOTHING,
    ZERO,
    NAN
  }

  private final int number;
  private final int[] features;
  private final double[] thresholds;
  private final int[] types;
  private final int[] lefts;
  private final int[] rights;
  private final double[] leaves;

  /** Splits and leaves in the order of a walk. */
  private final int[] preorder;

  LightgbmTree(int number, LightgbmFields fields) {
    this.number = number;
    int count = leaves(fields);
    refuseWhatIsNoSplit(fields);
    this.leaves = fields.numbers("leaf_value", count);
    int splits = count - 1;
    // A tree that is one leaf has no line for its splits, or an empty one.
    this.features = splits == 0 ? new int[0] : fields.integers("split_feature", splits);
    this.thresholds = splits == 0 ? new double[0] : fields.numbers("threshold", splits);
    this.types = splits == 0 ? new int[0] : fields.integers("decision_type", splits);
    this.lefts = splits == 0 ? new int[0] : fields.integers("left_child", splits);
    this.rights = splits == 0 ? new int[0] : fields.integers("right_child", splits);
    requireTypes();
    requireFinite();
    this.preorder = preorder();
  }

  private int leaves(LightgbmFields fields) {
    int count = fields.integer("num_leaves");
    if (count < 1) {
      throw refused("has " + count + " leaves");
    }
    return count;
  }

  private void refuseWhatIsNoSplit(LightgbmFields fields) {
    if (fields.has("num_cat") && fields.integer("num_cat") != 0) {
      throw refused("splits on categories");
    }
    if (fields.has("is_linear") && fields.integer("is_linear") != 0) {
      throw refused("has linear models in its leaves");
    }
  }

  private void requireTypes() {
    for (int type : types) {
      if ((type & CATEGORICAL) != 0) {
        throw refused("splits on categories");
      }
      if (type < 0 || type >> MISSING_SHIFT >= Missing.values().length) {
        throw refused("has a split of the unknown type " + type);
      }
    }
  }

  private void requireFinite() {
    for (double leaf : leaves) {
      if (!Double.isFinite(leaf)) {
        throw refused("has a leaf that is not finite: " + leaf);
      }
    }
  }

  private int[] preorder() {
    int[] order = new int[features.length + leaves.length];
    int length = 0;
    int root = place(features.length == 0 ? ONLY_LEAF : ROOT);
    TreeWalk walk = new TreeWalk(String.valueOf(number), root, this::node);
    while (walk.goesOn()) {
      int node = node(walk.next());
      order[length++] = node;
      if (node >= 0) {
        int left = place(lefts[node]);
        int right = place(rights[node]);
        walk.go(mirrored(node) ? right : left, mirrored(node) ? left : right);
      }
    }
    walk.requireAll(order.length);
    return order;
  }

  /** {@return where a node stands if the leaves stand behind the splits} */
  private int place(int node) {
    boolean exists = node < 0 ? ~node < leaves.length : node < features.length;
    if (!exists) {
      throw refused("has no node " + node);
    }
    return node < 0 ? features.length + ~node : node;
  }

  private int node(int place) {
    return place < features.length ? place : ~(place - features.length);
  }

  /**
   * Checks the features, and notes what is missing of each.
   *
   * @param zero where a zero has been found to be missing
   * @param other where it has been found not to be
   */
  void requireFeatures(int count, BitSet zero, BitSet other) {
    for (int i = 0; i < features.length; i++) {
      int feature = features[i];
      if (feature < 0 || feature >= count) {
        throw refused("splits on feature " + feature + " of " + count);
      }
      (missing(i) == Missing.ZERO ? zero : other).set(feature);
      if (zero.get(feature) && other.get(feature)) {
        throw refused("takes a zero of feature " + feature + " for missing, and not everywhere");
      }
    }
  }

  void addTo(CompiledForest.Builder builder) {
    for (int node : preorder) {
      if (node < 0) {
        builder.leaf(leaves[~node]);
      } else {
        builder.split(features[node], leastHigh(node), side(node));
      }
    }
  }

  int nodes() {
    return preorder.length;
  }

  private Missing missing(int split) {
    return Missing.values()[types[split] >> MISSING_SHIFT];
  }

  private Side side(int split) {
    boolean left =
        missing(split) == Missing.NOTHING
            ? 0 <= thresholds[split] // then a NaN is a zero
            : (types[split] & MISSING_LEFT) != 0;
    return left == mirrored(split) ? Side.HIGH : Side.LOW;
  }

  /** {@return the smallest value that goes to the high side} */
  private double leastHigh(int split) {
    double threshold = thresholds[split];
    if (mirrored(split)) {
      return Double.NEGATIVE_INFINITY;
    }
    if (Math.abs(threshold) > CompiledForest.ZERO) {
      return Math.nextUp(threshold);
    }
    return threshold < 0 ? -CompiledForest.ZERO : Math.nextUp(CompiledForest.ZERO);
  }

  /**
   * Nothing is above infinity, so this split separates what is there, as the high side, from NaN.
   */
  private boolean mirrored(int split) {
    return thresholds[split] == Double.POSITIVE_INFINITY;
  }

  private IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException(String.format(Locale.ROOT, "tree %d %s", number, reason));
  }
}
