/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.Ticker;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {

  @Test
  void run_severalThreads_givesResultsByIndex() {
    List<Integer> results = Workers.run(100, job(3, 100), index -> index * index);

    assertThat(results).isEqualTo(IntStream.range(0, 100).mapToObj(i -> i * i).toList());
    assertThat(trainingThreads()).isEmpty();
  }

  @Test
  void run_threads_areNamedDaemons() {
    Queue<Thread> used = new ConcurrentLinkedQueue<>();
    CountDownLatch both = new CountDownLatch(2);

    Workers.run(
        2,
        job(2, 2),
        index -> {
          used.add(Thread.currentThread());
          both.countDown();
          await(both);
          return index;
        });

    assertThat(used)
        .extracting(Thread::getName)
        .containsExactlyInAnyOrder("belay-training-1", "belay-training-2");
    assertThat(used).allMatch(Thread::isDaemon);
  }

  @Test
  void run_aTreeThatFails_saysWhyAndLeavesNoThread() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                Workers.run(
                    50,
                    job(2, 50),
                    index -> {
                      if (index == 7) {
                        throw new ArithmeticException("no such leaf");
                      }
                      return index;
                    }))
        .withMessageContaining("no such leaf")
        .withCauseInstanceOf(ArithmeticException.class);
    assertThat(trainingThreads()).isEmpty();
  }

  @Test
  void run_listenerThatThrows_endsTheTrainingAndLeavesNoThread() {
    assertThatThrownBy(
            () ->
                Trip.training(Trip.hourly(200))
                    .threads(2)
                    .progress(
                        progress -> {
                          throw new UnsupportedOperationException("no " + progress.done());
                        })
                    .train(Trip.fewTrees()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(trainingThreads()).isEmpty();
  }

  static List<String> trainingThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("belay-training"))
        .toList();
  }

  static Meter meter(int trees) {
    return Meter.start(trees, 1, Ticker.system(), progress -> {});
  }

  private static Job job(int threads, int trees) {
    Examples none = new Examples(new double[0][], new double[0], new long[0], new int[0]);
    return new Job(new ForestHeader("v", List.of("x"), ""), none, 1, threads, meter(trees));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }
}
