/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Predictor;
import dev.belay.traffic.Rollout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What a predictor adds to a model that costs next to nothing: rollout, row, circuit, plausibility
 * and counters. Beside it the same model without them, and the same predictor when its model is one
 * that always fails.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("bare")
public class GuardBenchmark {
  private static final int KEYS = 4_096;

  private final FeatureSet<Query> features =
      FeatureSet.builder(Query.class).number("x", Query::x).build();
  private final Model model = Model.of("twice", features, row -> 2 * row[0]);
  private final Predictor<Query> guarded = predictor(model);
  private final Predictor<Query> failing =
      predictor(
          Model.of(
              "broken",
              features,
              row -> {
                throw new IllegalStateException("always");
              }));
  private final Query[] queries = new Query[KEYS];
  private final double[] row = new double[1];
  private int next;

  /** Called by the harness. */
  public GuardBenchmark() {
    for (int i = 0; i < KEYS; i++) {
      queries[i] = new Query(1_000_003L * i, i);
    }
  }

  private record Query(long key, double x) {}

  private Predictor<Query> predictor(Model asked) {
    return Predictor.named("guard")
        .fallback((Query query) -> query.x())
        .keyedByLong(Query::key)
        .model(asked, features)
        .rollout(Rollout.of("guard", 100))
        .plausible(-1, 1e9)
        .build();
  }

  private Query turn() {
    next = (next + 1) % KEYS;
    return queries[next];
  }

  /**
   * The model alone, on a row of one value.
   *
   * @return its score
   */
  @Benchmark
  public double bare() {
    row[0] = turn().x();
    return model.score(row);
  }

  /**
   * The model behind the guard.
   *
   * @return its score
   */
  @Benchmark
  public double guarded() {
    return guarded.estimate(turn());
  }

  /**
   * The rule, while the circuit keeps a failing model from being asked but for a try now and then.
   *
   * @return the rule's value
   */
  @Benchmark
  public double circuitOpen() {
    return failing.estimate(turn());
  }
}
