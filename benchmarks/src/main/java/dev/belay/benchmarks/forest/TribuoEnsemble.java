/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.dataset.DatasetView;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.IndependentRegressionTreeModel;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/** A random forest that Tribuo trained and serves: our peer, and where its trees come from. */
final class TribuoEnsemble {
  private static final int DEPTH = 12;
  private static final float MIN_CHILD_WEIGHT = 5;
  private static final float FEATURE_SHARE = 1 / 3f;
  private static final long SEED = 1;

  private final WeightedEnsembleModel<Regressor> model;
  private final String[] names = ReferenceData.names().toArray(String[]::new);

  private TribuoEnsemble(WeightedEnsembleModel<Regressor> model) {
    this.model = model;
  }

  /** Trains the trees of {@code RandomForestTrainer} with the same seed, but in parallel. */
  static TribuoEnsemble train(ReferenceData data, int trees) {
    Dataset<Regressor> dataset = dataset(data);
    // Each view of its own would build these maps again.
    ImmutableFeatureMap features = dataset.getFeatureIDMap();
    ImmutableOutputInfo<Regressor> outputs = dataset.getOutputIDInfo();
    int[] seeds = seeds(trees);
    List<Model<Regressor>> models =
        IntStream.range(0, trees)
            .parallel()
            .<Model<Regressor>>mapToObj(
                i -> {
                  DatasetView<Regressor> bag =
                      DatasetView.createBootstrapView(
                          dataset, dataset.size(), seeds[i], features, outputs);
                  return trainer().train(bag, Map.of(), i);
                })
            .toList();
    return new TribuoEnsemble(
        WeightedEnsembleModel.createEnsembleFromExistingModels(
            "reference", models, new AveragingCombiner()));
  }

  static TribuoEnsemble load(Path file) throws IOException {
    Model<Regressor> model = Model.deserializeFromFile(file).castModel(Regressor.class);
    return new TribuoEnsemble((WeightedEnsembleModel<Regressor>) model);
  }

  void save(Path file) throws IOException {
    model.serializeToFile(file);
  }

  ArrayExample<Regressor> example(double[] row) {
    return new ArrayExample<>(RegressionFactory.UNKNOWN_REGRESSOR, names, row);
  }

  double predict(ArrayExample<Regressor> example) {
    return model.predict(example).getOutput().getValues()[0];
  }

  PlainForest plain() {
    List<PlainTree> trees = new ArrayList<>();
    for (Model<Regressor> tree : model.getModels()) {
      trees.add(plain((IndependentRegressionTreeModel) tree));
    }
    return new PlainForest(trees, PlainForest.Total.MEAN, 0);
  }

  /** Numbers the nodes as it meets them, level by level. */
  private static PlainTree plain(IndependentRegressionTreeModel tree) {
    int[] columns = columns(tree.getFeatureIDMap());
    List<Node<Regressor>> nodes = new ArrayList<>(tree.getRoots().values());
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof SplitNode<Regressor> split) {
        nodes.add(split.getLessThanOrEqual());
        nodes.add(split.getGreaterThan());
      }
    }
    PlainTree plain = PlainTree.ofNodes(nodes.size());
    int next = 1;
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof SplitNode<Regressor> split) {
        // Above Tribuo's threshold is at or above the next number.
        plain.split(i, columns[split.getFeatureID()], Math.nextUp(split.splitValue()));
        plain.missingLeft()[i] = true;
        plain.children(i, next, next + 1);
        next += 2;
      } else {
        LeafNode<Regressor> leaf = (LeafNode<Regressor>) nodes.get(i);
        plain.leaf(i, leaf.getOutput().getValues()[0]);
      }
    }
    return plain;
  }

  private static int[] columns(ImmutableFeatureMap features) {
    int[] columns = new int[features.size()];
    for (int id = 0; id < columns.length; id++) {
      columns[id] = ReferenceData.names().indexOf(features.get(id).getName());
    }
    return columns;
  }

  private static int[] seeds(int trees) {
    SplittableRandom random = new SplittableRandom(SEED).split();
    int[] seeds = new int[trees];
    for (int i = 0; i < trees; i++) {
      seeds[i] = random.nextInt();
    }
    return seeds;
  }

  /** A fresh one for each tree: a shared one draws its random numbers under a lock. */
  private static CARTRegressionTrainer trainer() {
    return new CARTRegressionTrainer(
        DEPTH, MIN_CHILD_WEIGHT, 0, FEATURE_SHARE, new MeanSquaredError(), SEED);
  }

  private static Dataset<Regressor> dataset(ReferenceData data) {
    RegressionFactory factory = new RegressionFactory();
    MutableDataset<Regressor> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("reference", factory), factory);
    String[] names = ReferenceData.names().toArray(String[]::new);
    for (int i = 0; i < data.rows().length; i++) {
      Regressor target = new Regressor("target", data.targets()[i]);
      dataset.add(new ArrayExample<>(target, names, data.rows()[i]));
    }
    return dataset;
  }
}
