/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.FeatureSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source that always has to be waited for, and whose answers come when and as the test says.
 * Answers complete the questions in the order they were asked. Thread-safe.
 *
 * @param <Q> the host's query
 */
public final class HandCompletedSource<Q> implements FeatureSource<Q> {
  private final String name;
  private final List<String> columns;
  private final Queue<CompletableFuture<double[]>> open = new ConcurrentLinkedQueue<>();
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * A source nobody has asked yet.
   *
   * @param name what it is called
   * @param columns the names of its columns
   */
  public HandCompletedSource(String name, String... columns) {
    this.name = name;
    this.columns = List.of(columns);
  }

  /**
   * Answers the oldest open question.
   *
   * @param values one per column
   */
  public void complete(double... values) {
    oldest().complete(values.clone());
  }

  /**
   * Fails the oldest open question.
   *
   * @param failure with what
   */
  public void fail(Throwable failure) {
    oldest().completeExceptionally(failure);
  }

  /**
   * How often it has been asked.
   *
   * @return the number
   */
  public int asked() {
    return asked.get();
  }

  private CompletableFuture<double[]> oldest() {
    CompletableFuture<double[]> question = open.poll();
    if (question == null) {
      throw new IllegalStateException("source '" + name + "' has no open question");
    }
    return question;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public CompletionStage<double[]> fill(Q query, Slots slots) {
    CompletableFuture<double[]> question = new CompletableFuture<>();
    open.add(question);
    // Counted when it can be answered: whoever sees the count may complete it.
    asked.incrementAndGet();
    return question;
  }
}
