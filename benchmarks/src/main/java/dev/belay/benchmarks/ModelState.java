/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.Model;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A host's own model and rows for it, as the state of its own JMH benchmarks; {@link
 * ModelBenchmark} has two ready. Rows are taken in turn: a few thousand different ones are more
 * than a branch predictor remembers.
 *
 * <p>One for all threads of a benchmark; each thread has its own {@link Turn}.
 */
@State(Scope.Benchmark)
public abstract class ModelState {
  private double[][] rows = {};
  private @Nullable Model model;

  /** For the host's class, which has to be public and to have a public constructor like this. */
  protected ModelState() {}

  /**
   * The model to be measured. Called once before the first round, on JMH's thread; a throw fails
   * the benchmark.
   *
   * @return the model
   * @throws Exception if it cannot be had
   */
  protected abstract Model load() throws Exception;

  /**
   * Rows as they come in production. Called once, after {@link #load}; a throw fails the benchmark.
   *
   * @return at least one, each with a value per feature of the model
   * @throws Exception if they cannot be had
   */
  protected abstract double[][] sample() throws Exception;

  /**
   * Loads model and rows. Called by the harness.
   *
   * @throws Exception if the host cannot give them
   * @throws IllegalArgumentException if there are no rows, or one of another length than the
   *     model's features
   */
  @Setup
  public void setUp() throws Exception {
    Model loaded = load();
    double[][] sampled = sample();
    if (sampled.length == 0) {
      throw new IllegalArgumentException("model '" + loaded.version() + "' has no rows to score");
    }
    for (int i = 0; i < sampled.length; i++) {
      requireLength(loaded, i, sampled[i].length);
    }
    model = loaded;
    rows = sampled;
  }

  private static void requireLength(Model model, int index, int length) {
    if (length != model.featureNames().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "model '%s' takes rows of %d values, but row %d has %d",
              model.version(),
              model.featureNames().size(),
              index,
              length));
    }
  }

  /**
   * {@return the model}
   *
   * @throws IllegalStateException before {@link #setUp}
   */
  protected final Model model() {
    Model loaded = model;
    if (loaded == null) {
      throw new IllegalStateException("the model is loaded by setUp(), which the harness calls");
    }
    return loaded;
  }

  /**
   * The next row.
   *
   * @param turn the thread's own
   * @return a row, only to be read
   */
  protected final double[] row(Turn turn) {
    return rows[turn.next(rows.length)];
  }

  /** Where a thread is in the rows. For one thread. */
  @State(Scope.Thread)
  public static class Turn {
    private int next;

    /** Called by the harness. */
    public Turn() {}

    int next(int size) {
      next = next + 1 < size ? next + 1 : 0;
      return next;
    }
  }
}
