/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.FeatureSource.Slots;
import java.util.Arrays;
import java.util.Objects;
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
  private final Column.Own<Q> own;
  private final SourceColumns<Q>[] sources;
  private final Column.Derived derived;
  private final Slots[] slots;
  private final @Nullable CompletableFuture<double[]>[] pending;
  private final @Nullable Throwable[] failures;

  private String problem = "";
  private @Nullable Throwable cause;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Assembly(FeatureSet<Q> features, double[] row) {
    this.row = row;
    this.own = features.own();
    this.sources = features.sources().toArray(new SourceColumns[0]);
    this.derived = features.derived();
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
   * Fills the row, waiting for sources as long as the deadline allows.
   *
   * @return MODEL if the model can be asked, otherwise why not
   */
  Origin assemble(Q query, Deadline deadline) {
    Origin outcome = start(query);
    return outcome == Origin.MODEL ? finish(deadline) : outcome;
  }

  /** Starts every source and reads the query: all that never waits. */
  Origin start(Q query) {
    problem = "";
    cause = null;
    startSources(query);
    Origin outcome = readQuery(query);
    if (outcome != Origin.MODEL) {
      abandon();
    }
    return outcome;
  }

  /** A source of a kind that has not answered yet, or null if there is none. */
  @Nullable CompletableFuture<double[]> unfinished(boolean required) {
    for (int i = 0; i < pending.length; i++) {
      CompletableFuture<double[]> stage = pending[i];
      if (stage != null && !stage.isDone() && sources[i].required() == required) {
        return stage;
      }
    }
    return null;
  }

  /**
   * Takes what the sources have to say, waiting for it where there is time, and derives the rest.
   */
  Origin finish(Deadline deadline) {
    Origin outcome = joinSources(deadline);
    abandon();
    return outcome == Origin.MODEL ? derive() : outcome;
  }

  /** What was not waited for must not be held until this memory's next prediction. */
  private void abandon() {
    Arrays.fill(pending, null);
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
          pending[i] = Objects.requireNonNull(stage.toCompletableFuture(), "no future");
        }
      } catch (Throwable failure) {
        Fatal.rethrow(failure);
        failures[i] = failure;
      } finally {
        slots[i].close();
      }
    }
  }

  private Origin readQuery(Q query) {
    try {
      own.write(query, row);
      return Origin.MODEL;
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      return refuse(Origin.FAILED, "a feature could not be read from the query", failure);
    }
  }

  private Origin joinSources(Deadline deadline) {
    for (int i = 0; i < sources.length; i++) {
      Origin outcome = join(i, deadline);
      if (outcome != Origin.MODEL) {
        return outcome;
      }
    }
    return Origin.MODEL;
  }

  private Origin join(int i, Deadline deadline) {
    SourceColumns<Q> columns = sources[i];
    boolean late = !arrived(i, deadline);
    boolean available = !late && failures[i] == null;
    if (!columns.required()) {
      row[columns.indicator()] = available ? 0 : 1;
      return available ? Origin.MODEL : note(columns, late, failures[i]);
    }
    if (late) {
      return refuse(Origin.DEADLINE, columns.problems().late(), null);
    }
    return complete(columns) && available ? Origin.MODEL : missing(columns, failures[i]);
  }

  private Origin note(SourceColumns<Q> columns, boolean late, @Nullable Throwable failure) {
    clear(columns);
    if (!late) {
      refuse(Origin.MODEL, columns.problems().failed(), failure);
    }
    return Origin.MODEL;
  }

  private Origin missing(SourceColumns<Q> columns, @Nullable Throwable failure) {
    SourceColumns.Problems problems = columns.problems();
    String what = failure == null ? problems.absent() : problems.failed();
    return refuse(Origin.MISSING_FEATURES, what, failure);
  }

  /**
   * Whether the source has answered, well or badly; the future is the host's and may do anything.
   */
  private boolean arrived(int i, Deadline deadline) {
    CompletableFuture<double[]> stage = pending[i];
    if (stage == null) {
      return true;
    }
    try {
      if (!inTime(sources[i], stage, deadline)) {
        return false;
      }
      copy(sources[i], stage.join());
    } catch (CompletionException failure) {
      failures[i] = failure.getCause() == null ? failure : failure.getCause();
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      failures[i] = failure;
    }
    return true;
  }

  private static boolean inTime(
      SourceColumns<?> columns, CompletableFuture<double[]> stage, Deadline deadline) {
    return columns.required() ? deadline.await(stage) : deadline.awaitOptional(stage);
  }

  private void copy(SourceColumns<Q> columns, double[] values) {
    if (values.length != columns.size()) {
      throw new IllegalStateException(
          values.length
              + " values for the "
              + columns.size()
              + " columns of source '"
              + columns.name()
              + "'");
    }
    System.arraycopy(values, 0, row, columns.first(), values.length);
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
      derived.write(row);
      return Origin.MODEL;
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
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
