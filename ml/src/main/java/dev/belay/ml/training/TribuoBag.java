/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.dataset.DatasetView;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;

/**
 * The examples as Tribuo wants them, and single trees of its random forest: tree {@code i} here is
 * tree {@code i} of {@code RandomForestTrainer} with the same seed, but each can be trained on any
 * thread. A fresh trainer for each, since a shared one draws its random numbers under a lock.
 */
final class TribuoBag {
  private final RandomForest.Settings settings;
  private final long seed;
  private final Quantiser quantiser;
  private final double offset;
  private final Dataset<Regressor> data;
  private final ImmutableFeatureMap features;
  private final ImmutableOutputInfo<Regressor> outputs;
  private final int[] seeds;

  private TribuoBag(Job job, RandomForest.Settings settings, Quantiser quantiser) {
    this.settings = settings;
    this.seed = job.seed();
    this.quantiser = quantiser;
    this.offset = job.examples().meanTarget();
    this.data = dataset(job);
    this.features = data.getFeatureIDMap();
    this.outputs = data.getOutputIDInfo();
    this.seeds = seeds(seed, settings.trees());
  }

  static TribuoBag of(Job job, RandomForest.Settings settings) {
    Examples examples = job.examples();
    double[][] columns = new double[examples.features()][];
    for (int feature = 0; feature < columns.length; feature++) {
      columns[feature] = examples.column(feature);
    }
    return new TribuoBag(job, settings, Quantiser.fit(columns, settings.bins()));
  }

  Quantiser quantiser() {
    return quantiser;
  }

  double offset() {
    return offset;
  }

  Dataset<Regressor> data() {
    return data;
  }

  CARTRegressionTrainer trainer() {
    return new CARTRegressionTrainer(
        settings.depth(),
        settings.minChildWeight(),
        0,
        settings.featureShare(quantiser.features()),
        new MeanSquaredError(),
        seed);
  }

  Model<Regressor> tree(int index) {
    DatasetView<Regressor> view =
        DatasetView.createBootstrapView(data, data.size(), seeds[index], features, outputs);
    return trainer().train(view, Map.of(), index);
  }

  private static int[] seeds(long seed, int trees) {
    SplittableRandom random = new SplittableRandom(seed).split();
    int[] seeds = new int[trees];
    for (int i = 0; i < trees; i++) {
      seeds[i] = random.nextInt();
    }
    return seeds;
  }

  private Dataset<Regressor> dataset(Job job) {
    RegressionFactory factory = new RegressionFactory();
    MutableDataset<Regressor> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("belay", factory), factory);
    String[] names = job.header().names().toArray(String[]::new);
    Examples examples = job.examples();
    for (int i = 0; i < examples.size(); i++) {
      Regressor target = new Regressor("target", examples.targets()[i] - offset);
      dataset.add(new ArrayExample<>(target, names, bins(examples.rows()[i])));
    }
    return dataset;
  }

  private double[] bins(double[] row) {
    double[] bins = new double[row.length];
    for (int feature = 0; feature < row.length; feature++) {
      bins[feature] = quantiser.bin(feature, row[feature]);
    }
    return bins;
  }
}
