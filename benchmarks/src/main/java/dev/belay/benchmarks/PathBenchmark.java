/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Prediction;
import dev.belay.Predictor;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.Side;
import dev.belay.traffic.Rollout;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What one prediction costs: key, rollout, {@value #COLUMNS} features with a cyclic time and a
 * category, a forest of {@value #TREES} full trees of depth {@value #DEPTH}, the guards. Beside it
 * the rule alone, the forest alone on a row that is there already, and the same predictor with a
 * model that answers at once: everything but the forest.
 *
 * <p>Trips are simulated and taken in turn, more than a branch predictor remembers; splits are
 * random, so that every tree is walked to its full depth.
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite
@RatioTo("estimate")
public class PathBenchmark {
  private static final int COLUMNS = 40;
  private static final int TREES = 100;
  private static final int DEPTH = 10;
  private static final int TRIPS = 2_048;
  private static final long SEED = 42;

  private final Trip[] trips = new Trip[TRIPS];
  private final double[][] rows = new double[TRIPS][];
  private ToDoubleFunction<Trip> rule = trip -> 0;
  private CompiledForest forest = CompiledForest.builder("none", List.of("x")).leaf(0).averaging(0);
  private Predictor<Trip> predictor = Predictor.fixed(0);
  private Predictor<Trip> withoutForest = Predictor.fixed(0);
  private int next;

  /** Called by the harness. */
  public PathBenchmark() {}

  /** Simulates trips, grows a forest over the values they have, and builds the predictor. */
  @Setup
  public void setUp() {
    CityTripsScenario scenario = new CityTripsScenario(SEED, 10, 220);
    FeatureSet<Trip> features = features();
    for (int i = 0; i < TRIPS; i++) {
      trips[i] = scenario.journeys().get(i);
      rows[i] = features.extract(trips[i]);
    }
    rule = scenario.medianRule();
    forest = forest(features);
    predictor = predictor(forest, features);
    withoutForest = predictor(Model.of("first", features, row -> row[0]), features);
  }

  private Predictor<Trip> predictor(Model model, FeatureSet<Trip> features) {
    return Predictor.named("trip-delay")
        .fallback(rule)
        .keyedBy(Journey::key)
        .model(model, features)
        .rollout(Rollout.of("trip-delay", 100))
        .plausible(-60, 600)
        .build();
  }

  /** A trip's own columns, and combinations of them for the rest. */
  private static FeatureSet<Trip> features() {
    FeatureSet.Builder<Trip> features = TripFeatures.columns();
    List<String> own = features.build().names();
    for (int i = own.size(); i < COLUMNS; i++) {
      String first = own.get(i % own.size());
      String second = own.get((i * 7 + 3) % own.size());
      features.derived("both_" + i, first, second, (a, b) -> a + b);
    }
    return features.build();
  }

  private CompiledForest forest(FeatureSet<Trip> features) {
    CompiledForest.Builder builder =
        CompiledForest.builder("random", features.names()).fingerprint(features.fingerprint());
    Random random = new Random(SEED);
    for (int tree = 0; tree < TREES; tree++) {
      grow(builder, random, DEPTH);
    }
    return builder.averaging(0);
  }

  /** A full tree; a threshold is a value that some row has there. */
  private void grow(CompiledForest.Builder builder, Random random, int depth) {
    if (depth == 0) {
      builder.leaf(20 * random.nextDouble());
      return;
    }
    int column = random.nextInt(COLUMNS);
    double threshold = rows[random.nextInt(TRIPS)][column];
    builder.split(column, Double.isNaN(threshold) ? 0 : threshold, Side.LOW);
    grow(builder, random, depth - 1);
    grow(builder, random, depth - 1);
  }

  private int turn() {
    next = (next + 1) % TRIPS;
    return next;
  }

  /**
   * The rule alone: what an answer cost before there was a model.
   *
   * @return the rule's value
   */
  @Benchmark
  public double rule() {
    return rule.applyAsDouble(trips[turn()]);
  }

  /**
   * The forest alone, on a row that has been extracted before.
   *
   * @return the model's value
   */
  @Benchmark
  public double score() {
    return forest.score(rows[turn()]);
  }

  /**
   * The whole path to the value.
   *
   * @return the value
   */
  @Benchmark
  public double estimate() {
    return predictor.estimate(trips[turn()]);
  }

  /**
   * The whole path to the value and where it comes from.
   *
   * @return the prediction
   */
  @Benchmark
  public Prediction predict() {
    return predictor.predict(trips[turn()]);
  }

  /**
   * The whole path to the value but for the forest: key, rollout, the row of features, the guards.
   *
   * @return the value
   */
  @Benchmark
  public double withoutForest() {
    return withoutForest.estimate(trips[turn()]);
  }
}
