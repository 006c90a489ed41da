/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120) // a deadlock fails instead of hanging
class FlagsListenerTest {
  private static final int THREADS = 8;

  private final Flags flags = Flags.of(version("0"));

  private static FlagSet version(String version) {
    return FlagSet.builder().version(version).build();
  }

  private static String change(FlagSet before, FlagSet after) {
    return before.version() + ">" + after.version();
  }

  @Test
  void listener_isToldOfEachSwapOnItsThread_withTheNewOneInForce() {
    List<String> told = new ArrayList<>();
    Thread here = Thread.currentThread();
    flags.listener(
        (before, after) -> {
          assertThat(Thread.currentThread()).isSameAs(here);
          assertThat(flags.current()).isSameAs(after);
          told.add(change(before, after));
        });
    flags.replace(version("1"));
    flags.replace(version("2"));
    assertThat(told).containsExactly("0>1", "1>2");
  }

  @Test
  void listener_ofAnEqualSetOrAKill_isNotTold() {
    Flags killed = Flags.of(FlagSet.builder().rollout(Rollout.of("r", 1)).version("v").build());
    List<String> told = new ArrayList<>();
    killed.listener((before, after) -> told.add(change(before, after)));
    killed.replace(FlagSet.builder().rollout(Rollout.of("r", 1)).version("v").build());
    killed.kill("r");
    killed.revive("r");
    assertThat(told).isEmpty();
  }

  @Test
  void close_endsIt_alsoTwice_andOnlyItsOwn() {
    List<String> told = new ArrayList<>();
    Flags.Registration first = flags.listener((before, after) -> told.add("first"));
    flags.listener((before, after) -> told.add("second"));
    first.close();
    first.close();
    flags.replace(version("1"));
    assertThat(told).containsExactly("second");
  }

  @Test
  void listener_thatThrows_isLoggedOnceCountedAndHinderingNobody() {
    List<String> told = new ArrayList<>();
    List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
    Handler handler = collecting(logged);
    Logger.getLogger(Flags.class.getName()).addHandler(handler);
    try {
      flags.listener(
          (before, after) -> {
            throw new IllegalStateException("bad listener");
          });
      flags.listener((before, after) -> told.add(after.version()));
      flags.replace(version("1"));
      flags.replace(version("2"));
    } finally {
      Logger.getLogger(Flags.class.getName()).removeHandler(handler);
    }
    assertThat(told).containsExactly("1", "2");
    assertThat(flags.listenerFailures()).isEqualTo(2);
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getThrown()).hasMessage("bad listener");
  }

  @Test
  void listener_thatThrowsWhatCannotBeLogged_hindersNobody() {
    List<String> told = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            throw new IllegalStateException("broken log");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger(Flags.class.getName()).addHandler(handler);
    try {
      flags.listener(
          (before, after) -> {
            throw new IllegalStateException("bad listener");
          });
      flags.listener((before, after) -> told.add(after.version()));
      flags.replace(version("1"));
    } finally {
      Logger.getLogger(Flags.class.getName()).removeHandler(handler);
    }
    assertThat(told).containsExactly("1");
    assertThat(flags.listenerFailures()).isEqualTo(1);
  }

  private static Handler collecting(List<LogRecord> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(record);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** Not ours to hide, and the next swap must find the queue unattended. */
  @Test
  void listener_thatRunsOutOfMemory_isLetThrough_andTheNextSwapIsTold() {
    List<String> told = new ArrayList<>();
    Flags.Registration fatal =
        flags.listener(
            (before, after) -> {
              throw new OutOfMemoryError("simulated");
            });
    FlagSet one = version("1");
    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> flags.replace(one));
    fatal.close();
    flags.listener((before, after) -> told.add(change(before, after)));
    flags.replace(version("2"));
    assertThat(told).containsExactly("1>2");
  }

  @Test
  void listener_thatSwapsItself_isToldAfterwards_inOrder() {
    List<String> told = new ArrayList<>();
    flags.listener(
        (before, after) -> {
          if (after.version().equals("1")) {
            flags.replace(version("2"));
          }
        });
    flags.listener((before, after) -> told.add(change(before, after)));
    flags.replace(version("1"));
    assertThat(told).containsExactly("0>1", "1>2");
  }

  @Test
  void listener_thatHoldsUp_doesNotHoldUpOtherSwaps_andMergesWhatIsTooMuch() throws Exception {
    List<String> told = new ArrayList<>();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    flags.listener(
        (before, after) -> {
          told.add(change(before, after));
          inside.countDown();
          await(release);
        });
    ExecutorService slow = Executors.newSingleThreadExecutor();
    try {
      Future<?> held = slow.submit(() -> flags.replace(version("1")));
      inside.await();
      for (int i = 2; i <= Changes.LIMIT + 4; i++) {
        flags.replace(version(Integer.toString(i)));
      }
      assertThat(flags.current().version()).isEqualTo("1028");
      release.countDown();
      held.get();
    } finally {
      slow.shutdownNow();
    }
    assertThat(told).hasSize(Changes.LIMIT + 1).startsWith("0>1", "1>2").endsWith("1024>1028");
    assertThat(flags.mergedChanges()).isEqualTo(3);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Two listeners, many swapping threads: one chain without a gap, and the same for both. */
  @Test
  void listeners_withManySwappingThreads_seeOneUnbrokenChain() throws Exception {
    List<String> first = Collections.synchronizedList(new ArrayList<>());
    List<String> second = Collections.synchronizedList(new ArrayList<>());
    flags.listener((before, after) -> first.add(change(before, after)));
    flags.listener((before, after) -> second.add(change(before, after)));
    swapFromManyThreads(1_000);
    flags.replace(version("last"));
    assertThat(second).isEqualTo(first);
    assertThat(flags.mergedChanges() + first.size()).isEqualTo(THREADS * 1_000 + 1);
    String at = "0";
    for (String change : first) {
      assertThat(change).startsWith(at + ">");
      at = change.substring(change.indexOf('>') + 1);
    }
    assertThat(at).isEqualTo("last");
  }

  private void swapFromManyThreads(int swaps) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String mine = thread + "-";
        done.add(
            pool.submit(
                () -> {
                  barrier.await();
                  for (int i = 0; i < swaps; i++) {
                    flags.replace(version(mine + i));
                  }
                  return null;
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void listener_null_isRefusedByName() {
    assertThatNullPointerException().isThrownBy(() -> flags.listener(null)).withMessage("listener");
  }
}
