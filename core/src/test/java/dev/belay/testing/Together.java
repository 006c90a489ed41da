/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work done by several threads that begin at the same moment. */
final class Together {
  /** Far more than anything here takes; only what hangs meets it. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Together() {}

  /**
   * Runs the same work on several threads at once, and gives up on it after {@link #PATIENCE}.
   *
   * @param threads how many
   * @param work what each of them does
   * @return what each of them got
   * @throws AssertionError with the first failure as its cause, if one fails or hangs
   */
  static <T> List<T> run(int threads, Callable<T> work) {
    return run(threads, PATIENCE, work);
  }

  static <T> List<T> run(int threads, Duration patience, Callable<T> work) {
    ExecutorService pool = Executors.newFixedThreadPool(threads, Together::daemon);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            pool.submit(
                () -> {
                  start.await();
                  return work.call();
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(result(one, patience));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T result(Future<T> running, Duration patience) {
    try {
      return running.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      throw new AssertionError("one of the threads failed: " + failure.getCause(), failure);
    } catch (TimeoutException hung) {
      throw new AssertionError("hung for " + patience, hung);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "belay-contract");
    thread.setDaemon(true);
    return thread;
  }
}
