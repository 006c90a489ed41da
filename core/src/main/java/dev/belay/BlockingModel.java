/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A model that waits, kept off the predicting threads and bounded in number: a call holds its place
 * until the model has really come back, however long its caller has been gone. Thread-safe.
 */
final class BlockingModel implements Model {
  private final Model model;
  private final Executor executor;
  private final int limit;
  private final AtomicInteger running = new AtomicInteger();

  BlockingModel(Model model, Executor executor, int limit) {
    this.model = Objects.requireNonNull(model, "model");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.limit = limit;
    if (limit < 1) {
      throw new IllegalArgumentException(
          "model '" + model.version() + "': a limit of " + limit + " calls lets none through");
    }
    if (model instanceof BlockingModel) {
      throw new IllegalArgumentException("model '" + model.version() + "' is blocking already");
    }
  }

  /** The score of a copy of the row, once it is there; null if there is no room for the call. */
  @Nullable CompletableFuture<double[]> ask(double[] row) {
    double[] copy = row.clone();
    return enter() ? run(() -> new double[] {model.score(copy)}) : null;
  }

  /** The scores of copies of the rows, as one call; null if there is no room for it. */
  @Nullable CompletableFuture<double[]> askAll(double[][] rows) {
    double[][] copies = Stream.of(rows).map(double[]::clone).toArray(double[][]::new);
    return enter() ? run(() -> scores(copies)) : null;
  }

  private double[] scores(double[][] rows) {
    double[] scores = new double[rows.length];
    Arrays.fill(scores, Double.NaN);
    model.scoreAll(rows, scores);
    return scores;
  }

  private CompletableFuture<double[]> run(Supplier<double[]> call) {
    CompletableFuture<double[]> answer = new CompletableFuture<>();
    Runnable task = new OnceOnly(() -> complete(answer, call));
    try {
      executor.execute(task);
    } catch (Throwable refused) {
      answer.completeExceptionally(refused);
      // Finds its answer there already, and only gives its place back, unless it has run after all.
      task.run();
      Fatal.rethrow(refused);
    }
    return answer;
  }

  private void complete(CompletableFuture<double[]> answer, Supplier<double[]> call) {
    try {
      // Whoever asked may have given up while the call stood in the executor's queue.
      if (!answer.isDone()) {
        answer.complete(call.get());
      }
    } catch (Throwable failure) {
      // Also what is not ours to catch: it is thrown where the answer is waited for.
      answer.completeExceptionally(failure);
    } finally {
      leave();
    }
  }

  private boolean enter() {
    int now = running.get();
    while (now < limit) {
      if (running.compareAndSet(now, now + 1)) {
        return true;
      }
      now = running.get();
    }
    return false;
  }

  private void leave() {
    running.decrementAndGet();
  }

  @Override
  public String version() {
    return model.version();
  }

  @Override
  public List<String> featureNames() {
    return model.featureNames();
  }

  @Override
  public String fingerprint() {
    return model.fingerprint();
  }

  /** Outside a predictor nobody bounds the wait: it is the caller's own. */
  @Override
  public double score(double[] row) {
    return model.score(row);
  }

  @Override
  public void scoreAll(double[][] rows, double[] scores) {
    model.scoreAll(rows, scores);
  }

  @Override
  public String toString() {
    return "Model[" + version() + ", at most " + limit + " calls at once]";
  }
}
