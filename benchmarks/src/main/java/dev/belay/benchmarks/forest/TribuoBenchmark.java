/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.ShortSuite;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;

/** One row through a random forest of Tribuo's: ours, and Tribuo's own prediction. */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite("shape=FOREST_100")
@RatioTo("ours")
public class TribuoBenchmark {
  /** Which forest. */
  @Param({"FOREST_100", "FOREST_500"})
  public Shape shape = Shape.FOREST_100;

  private CompiledForest ours = SyntheticForest.NONE;
  private @Nullable TribuoEnsemble tribuo;
  private double[][] rows = {};
  private final List<ArrayExample<Regressor>> examples = new ArrayList<>();
  private int next;

  /** Called by the harness. */
  public TribuoBenchmark() {}

  /**
   * Loads the forest and checks that both give the same bits.
   *
   * @throws IOException if it cannot be loaded
   */
  @Setup
  public void setUp() throws IOException {
    ReferenceForest forest = ReferenceForest.of(shape);
    TribuoEnsemble loaded = forest.tribuo();
    ours = forest.compiled();
    rows = forest.rows();
    for (double[] row : rows) {
      examples.add(loaded.example(row));
    }
    Agreement.require(
        shape + ", Tribuo", ours::score, row -> loaded.predict(loaded.example(row)), rows);
    tribuo = loaded;
  }

  private int turn() {
    next = (next + 1) % rows.length;
    return next;
  }

  private TribuoEnsemble loaded() {
    return Objects.requireNonNull(tribuo, "not set up");
  }

  /**
   * Our compiled forest.
   *
   * @return the score
   */
  @Benchmark
  public double ours() {
    return ours.score(rows[turn()]);
  }

  /**
   * Tribuo, with its example there already.
   *
   * @return the score
   */
  @Benchmark
  public double ready() {
    return loaded().predict(examples.get(turn()));
  }

  /**
   * Tribuo, with its example made from the row.
   *
   * @return the score
   */
  @Benchmark
  public double built() {
    return loaded().predict(loaded().example(rows[turn()]));
  }
}
