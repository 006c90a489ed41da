/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A feed that answers when the test says so. Thread-safe. */
final class HandFeed implements LiveFeed {
  static final List<String> COLUMNS = List.of("congestion", "incidents");

  private CompletableFuture<LiveTable> open = new CompletableFuture<>();
  private int asked;

  static LiveTable table(double congestion, double incidents) {
    return LiveTable.of(COLUMNS, Map.of("centre", new double[] {congestion, incidents}));
  }

  synchronized void answer(LiveTable table) {
    landed().complete(table);
  }

  synchronized void fail(Throwable failure) {
    landed().completeExceptionally(failure);
  }

  private CompletableFuture<LiveTable> landed() {
    CompletableFuture<LiveTable> before = open;
    open = new CompletableFuture<>();
    return before;
  }

  synchronized int asked() {
    return asked;
  }

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public synchronized CompletionStage<LiveTable> load() {
    asked++;
    return open;
  }
}
