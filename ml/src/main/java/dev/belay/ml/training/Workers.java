/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Trains trees on several threads, which are gone when it returns, however it does. */
final class Workers implements AutoCloseable {
  private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor;

  private Workers(int threads) {
    this.executor = Executors.newFixedThreadPool(threads, this::daemon);
  }

  /**
   * Trains them all.
   *
   * @param trees how many
   * @param job how many threads, and who is told, on the calling thread
   * @param train trains the tree with a given index
   * @return the trees by index
   */
  static <T> List<T> run(int trees, Job job, IntFunction<? extends T> train) {
    try (Workers workers = new Workers(Math.min(job.threads(), trees))) {
      return workers.all(trees, job.meter(), train);
    } catch (InterruptedException interrupted) {
      throw Job.interrupted(job.meter().done(), trees);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(
          "a tree could not be trained: " + failed.getCause(), failed.getCause());
    }
  }

  private <T> List<T> all(int trees, Meter meter, IntFunction<? extends T> train)
      throws InterruptedException, ExecutionException {
    List<Future<T>> futures = new ArrayList<>(trees);
    CompletionService<T> finished = new ExecutorCompletionService<>(executor);
    for (int i = 0; i < trees; i++) {
      int index = i;
      futures.add(finished.submit(() -> train.apply(index)));
    }
    for (int i = 0; i < trees; i++) {
      finished.take().get();
      meter.treeDone();
    }
    List<T> results = new ArrayList<>(trees);
    for (Future<T> future : futures) {
      results.add(future.get());
    }
    return results;
  }

  /** Waits for the trees that are being trained: they cannot be interrupted, but none follows. */
  @Override
  public void close() {
    executor.shutdownNow();
    boolean interrupted = false;
    // Not awaitTermination, which is over a moment before the threads are.
    for (Thread thread : threads) {
      interrupted |= join(thread);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@return whether it was interrupted while waiting, which does not end the waiting} */
  private static boolean join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        return interrupted;
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
  }

  private Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "belay-training-" + (threads.size() + 1));
    thread.setDaemon(true);
    threads.add(thread);
    return thread;
  }
}
