/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.CompiledForest;
import dev.belay.ml.Side;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.tribuo.Model;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;

/**
 * Compiles Tribuo's regression trees. They were trained on the numbers of bins; the forest takes
 * the values themselves, because each split of bins becomes the edge between them.
 */
final class TribuoForest {
  private final ForestHeader header;
  private final Quantiser quantiser;
  private final CompiledForest.Builder builder;

  private TribuoForest(ForestHeader header, Quantiser quantiser) {
    if (quantiser.features() != header.names().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%d features, but bins for %d",
              header.names().size(),
              quantiser.features()));
    }
    this.header = header;
    this.quantiser = quantiser;
    this.builder = header.builder();
  }

  /**
   * Compiles trees that weigh the same.
   *
   * @param header names the features as the trees do
   * @param trees from {@code CARTRegressionTrainer}, in the order of the ensemble
   * @param quantiser turned the values into the bins the trees were trained on
   * @param offset what was taken from the target before training
   * @return a forest that scores a row as the averaging ensemble of the trees scores its bins, plus
   *     the offset
   */
  static CompiledForest compile(
      ForestHeader header,
      List<? extends Model<Regressor>> trees,
      Quantiser quantiser,
      double offset) {
    TribuoForest forest = new TribuoForest(header, quantiser);
    for (Model<Regressor> tree : trees) {
      forest.add(tree);
    }
    return forest.builder.averaging(offset);
  }

  private void add(Model<Regressor> tree) {
    int[] columns = columns(tree);
    Deque<Node<Regressor>> open = new ArrayDeque<>();
    open.push(root(tree));
    while (!open.isEmpty()) {
      Node<Regressor> node = open.pop();
      if (node instanceof SplitNode<Regressor> split) {
        addSplit(split, columns[split.getFeatureID()]);
        open.push(split.getGreaterThan());
        open.push(split.getLessThanOrEqual());
      } else if (node instanceof LeafNode<Regressor> leaf) {
        builder.leaf(leaf.getOutput().getValues()[0]);
      } else {
        throw new IllegalArgumentException("cannot compile a node that is a " + node.getClass());
      }
    }
  }

  private void addSplit(SplitNode<Regressor> split, int column) {
    // Greater than a split between bins is at least the next whole bin. Bin 0 is never greater.
    int bin = (int) Math.floor(split.splitValue()) + 1;
    builder.split(column, quantiser.lowerEdge(column, bin), Side.LOW);
  }

  private static Node<Regressor> root(Model<Regressor> tree) {
    if (!(tree instanceof IndependentRegressionTreeModel model)) {
      throw new IllegalArgumentException(
          "can compile trees of CARTRegressionTrainer, not a " + tree.getClass().getName());
    }
    // Not getRoot(), which is null for a model with a tree per dimension.
    Collection<Node<Regressor>> roots = model.getRoots().values();
    if (roots.size() != 1) {
      throw new IllegalArgumentException("can compile one target, not " + roots.size());
    }
    return roots.iterator().next();
  }

  /** The trees number features in the order of their names, and only those they have seen. */
  private int[] columns(Model<Regressor> tree) {
    int[] columns = new int[tree.getFeatureIDMap().size()];
    for (int id = 0; id < columns.length; id++) {
      String name = tree.getFeatureIDMap().get(id).getName();
      columns[id] = header.names().indexOf(name);
      if (columns[id] < 0) {
        throw new IllegalArgumentException(
            "the trees know a feature '" + name + "', which the header does not");
      }
    }
    return columns;
  }
}
