/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.FeatureSource.Slots;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Fills one row, again and again: starts all sources, reads the query, waits for what is still
 * missing with what is left of the budget, derives the rest. Confined to one thread at a time.
 */
final class Assembly<Q> {
  private final double[] row;
  private final Column.Own<Q>[] own;
  private final SourceColumns<Q>[] sources;
  private final Column.Derived[] derived;
  private final Slots[] slots;
  private final @Nullable CompletableFuture<double[]>[] pending;
  private final @Nullable Throwable[] failures;

  private String problem = "";
  private @Nullable Throwable cause;
  private boolean clockRead;
  private long started;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Assembly(FeatureSet<Q> features, double[] row) {
    this.row = row;
    this.own = features.own().toArray(new Column.Own[0]);
    this.sources = features.sources().toArray(new SourceColumns[0]);
    this.derived = features.derived().toArray(new Column.Derived[0]);
    this.slots = new Slots[sources.length];
    for (int i = 0; i < sources.length; i++) {
      slots[i] = new Slots(row, sources[i].first(), sources[i].size());
    }
    this.pending = new CompletableFuture[sources.length];
    this.failures = new Throwable[sources.length];
  }

  double[] row() {
    return row;
  }

  /** What was wrong with the last row; empty if nothing was. */
  String problem() {
    return problem;
  }

  /** What was thrown, if something was. */
  @Nullable Throwable cause() {
    return cause;
  }

  /**
   * Fills the row.
   *
   * @return MODEL if the model can be asked, otherwise why not
   */
  Origin assemble(Q query, Ticker ticker, long budgetNanos) {
    problem = "";
    cause = null;
    clockRead = false;
    startSources(query);
    Origin outcome = readQuery(query);
    if (outcome == Origin.MODEL) {
      outcome = joinSources(ticker, budgetNanos);
    }
    return outcome == Origin.MODEL ? derive() : outcome;
  }

  private void startSources(Q query) {
    for (int i = 0; i < sources.length; i++) {
      SourceColumns<Q> columns = sources[i];
      Arrays.fill(row, columns.first(), columns.first() + columns.size(), Double.NaN);
      pending[i] = null;
      failures[i] = null;
      try {
        CompletionStage<double[]> stage = columns.source().fill(query, slots[i].open());
        if (!Slots.isFilled(stage)) {
          pending[i] = stage.toCompletableFuture();
        }
      } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
        failures[i] = failure;
      } finally {
        slots[i].close();
      }
    }
  }

  private Origin readQuery(Q query) {
    try {
      for (Column.Own<Q> column : own) {
        column.write(query, row);
      }
      return Origin.MODEL;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      return refuse(Origin.FAILED, "a feature could not be read from the query", failure);
    }
  }

  private Origin joinSources(Ticker ticker, long budgetNanos) {
    for (int i = 0; i < sources.length; i++) {
      Origin outcome = join(i, ticker, budgetNanos);
      if (outcome != Origin.MODEL) {
        return outcome;
      }
    }
    return Origin.MODEL;
  }

  private Origin join(int i, Ticker ticker, long budgetNanos) {
    SourceColumns<Q> columns = sources[i];
    CompletableFuture<double[]> stage = pending[i];
    pending[i] = null;
    boolean late = stage != null && !stage.isDone() && !await(stage, ticker, budgetNanos);
    if (stage != null && !late) {
      copy(i, stage);
    }
    boolean available = !late && failures[i] == null;
    if (!columns.required()) {
      row[columns.indicator()] = available ? 0 : 1;
      return available ? Origin.MODEL : note(columns, late, failures[i]);
    }
    if (late) {
      return refuse(Origin.DEADLINE, "source '" + columns.source().name() + "' is late", null);
    }
    return complete(columns) && available ? Origin.MODEL : missing(columns, failures[i]);
  }

  private Origin note(SourceColumns<Q> columns, boolean late, @Nullable Throwable failure) {
    clear(columns);
    if (!late) {
      refuse(Origin.MODEL, "source '" + columns.source().name() + "' failed", failure);
    }
    return Origin.MODEL;
  }

  private Origin missing(SourceColumns<Q> columns, @Nullable Throwable failure) {
    String what = failure == null ? "has no value" : "failed";
    return refuse(
        Origin.MISSING_FEATURES, "source '" + columns.source().name() + "' " + what, failure);
  }

  private boolean await(CompletableFuture<double[]> stage, Ticker ticker, long budgetNanos) {
    if (budgetNanos <= 0) {
      return false;
    }
    try {
      if (!clockRead) {
        clockRead = true;
        started = ticker.nanos();
      }
      long left = budgetNanos - (ticker.nanos() - started);
      return left > 0 ? ticker.await(stage, left) : stage.isDone();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void copy(int i, CompletableFuture<double[]> stage) {
    SourceColumns<Q> columns = sources[i];
    try {
      double[] values = stage.join();
      if (values.length != columns.size()) {
        throw new IllegalStateException(
            values.length
                + " values for the "
                + columns.size()
                + " columns of source '"
                + columns.source().name()
                + "'");
      }
      System.arraycopy(values, 0, row, columns.first(), values.length);
    } catch (CompletionException failure) {
      failures[i] = failure.getCause() == null ? failure : failure.getCause();
    } catch (RuntimeException failure) {
      failures[i] = failure;
    }
  }

  private void clear(SourceColumns<Q> columns) {
    Arrays.fill(row, columns.first(), columns.first() + columns.size(), Double.NaN);
  }

  private boolean complete(SourceColumns<Q> columns) {
    for (int i = columns.first(); i < columns.first() + columns.size(); i++) {
      if (Double.isNaN(row[i])) {
        return false;
      }
    }
    return true;
  }

  private Origin derive() {
    try {
      for (Column.Derived column : derived) {
        column.write(row);
      }
      return Origin.MODEL;
    } catch (Exception | LinkageError | StackOverflowError | AssertionError failure) {
      return refuse(Origin.FAILED, "a derived feature could not be computed", failure);
    }
  }

  private Origin refuse(Origin origin, String problem, @Nullable Throwable cause) {
    if (this.problem.isEmpty() || origin != Origin.MODEL) {
      this.problem = problem;
      this.cause = cause;
    }
    return origin;
  }
}
