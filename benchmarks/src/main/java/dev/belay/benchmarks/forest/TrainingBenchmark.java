/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.FeatureSet;
import dev.belay.benchmarks.forest.ReferenceData.Grain;
import dev.belay.ml.training.Boosting;
import dev.belay.ml.training.Learner;
import dev.belay.ml.training.Loss;
import dev.belay.ml.training.RandomForest;
import dev.belay.ml.training.Trained;
import dev.belay.ml.training.Training;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What training takes on the reference data, from the rows to the compiled model and its report:
 * 300 boosted trees of depth 6, and 20 trees of a random forest of depth 12.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 1)
public class TrainingBenchmark {
  private final ReferenceData data = ReferenceData.training(Grain.QUANTISED);
  private final List<double[]> rows = Arrays.asList(data.rows());
  private final IdentityHashMap<double[], Double> targets = new IdentityHashMap<>();
  private final FeatureSet<double[]> features = features();

  /** Called by the harness. */
  public TrainingBenchmark() {
    for (int i = 0; i < rows.size(); i++) {
      targets.put(rows.get(i), data.targets()[i]);
    }
  }

  private static FeatureSet<double[]> features() {
    FeatureSet.Builder<double[]> features = FeatureSet.builder(double[].class);
    for (int i = 0; i < ReferenceData.FEATURES; i++) {
      int column = i;
      features.number(ReferenceData.names().get(i), row -> row[column]);
    }
    return features.build();
  }

  private Trained train(Learner learner) {
    return Training.of(features, rows, targets::get).randomSplit(0.2).seed(1).train(learner);
  }

  /**
   * The boosted forest, by XGBoost.
   *
   * @return model and report
   */
  @Benchmark
  public Trained boosting() {
    return train(Boosting.minimising(Loss.mean()).withRounds(300).withDepth(6));
  }

  /**
   * The random forest, by Tribuo.
   *
   * @return model and report
   */
  @Benchmark
  public Trained randomForest() {
    return train(RandomForest.minimising(Loss.mean()).withTrees(20).withDepth(12));
  }
}
