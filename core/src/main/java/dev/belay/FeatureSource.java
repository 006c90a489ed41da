/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Columns that come from elsewhere: weather, traffic, a feature store.
 *
 * <p>A source is asked on the predicting thread and must not block it. What it knows it writes at
 * once; what it has to wait for it returns as a stage of values, which the predicting thread copies
 * if they are there before the deadline. A late stage never sees the row, but may well warm the
 * source's own cache for the next call. A source that throws or fails costs its columns, or the
 * model's turn if it is {@linkplain FeatureSet.Builder#require required}; never the answer.
 *
 * <p>Thread-safe. The names, their order and the fingerprint are stable for the object's life.
 *
 * @param <Q> the host's query
 */
public interface FeatureSource<Q> {

  /** {@return what the source is called in logs, and before its indicator column; not blank} */
  String name();

  /** {@return the names of its columns; at least one} */
  List<String> columns();

  /**
   * What decides its values besides the query, as text: provider, grid, units. Becomes part of the
   * feature set's fingerprint. The default is empty.
   *
   * @return any text
   */
  default String fingerprint() {
    return "";
  }

  /**
   * Fills the slots, or says when the values will be there.
   *
   * @param query what to fill them for
   * @param slots one slot per column, NaN until set; valid only during the call, on this thread
   * @return {@link #filled()} if that was all, or a stage of one value per column, NaN for a
   *     missing one; one that several calls share is best a {@code CompletableFuture}, since a
   *     minimal stage keeps something of every call until it is complete
   */
  CompletionStage<double[]> fill(Q query, Slots slots);

  /**
   * A predictor was built with this source; by default nothing happens. Called once for each
   * predictor, on the building thread: the place to begin whatever goes on in the background. What
   * it throws reaches whoever builds the predictor.
   *
   * @param predictor its name
   */
  default void attached(String predictor) {}

  /**
   * That predictor was closed; by default nothing happens. Called once, on the closing thread; a
   * prediction that was under way may still ask. A source that several predictors share counts
   * them. What it throws is logged and dropped.
   *
   * @param predictor its name
   */
  default void detached(String predictor) {}

  /** {@return what {@link #fill} returns if nothing has to be waited for} */
  static CompletionStage<double[]> filled() {
    return Slots.FILLED;
  }

  /**
   * The places in one row that belong to one source. They are lent: on another thread they always
   * refuse, and afterwards until the same thread fills its next row.
   */
  final class Slots {
    private static final CompletionStage<double[]> FILLED =
        CompletableFuture.completedStage(new double[0]);

    private final double[] row;
    private final int offset;
    private final int size;
    private @Nullable Thread writer;

    Slots(double[] row, int offset, int size) {
      this.row = row;
      this.offset = offset;
      this.size = size;
    }

    /** Identity is the point: another stage without values has failed to deliver them. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isFilled(CompletionStage<double[]> stage) {
      return stage == FILLED;
    }

    Slots open() {
      writer = Thread.currentThread();
      return this;
    }

    void close() {
      writer = null;
    }

    /**
     * Sets one column.
     *
     * @param column its index in {@link FeatureSource#columns()}
     * @param value its value, NaN for missing
     * @throws IllegalStateException on another thread than that of the call they were given to, or
     *     after it
     * @throws IndexOutOfBoundsException if the source has no such column
     */
    public void set(int column, double value) {
      if (!Thread.currentThread().equals(writer)) {
        throw new IllegalStateException("slots are valid only during fill(), on its thread");
      }
      if (column < 0 || column >= size) {
        throw new IndexOutOfBoundsException("column " + column + " of " + size);
      }
      row[offset + column] = value;
    }
  }
}
