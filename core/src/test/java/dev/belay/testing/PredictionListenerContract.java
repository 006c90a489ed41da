/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.PredictionEvent;
import dev.belay.PredictionListener;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a predictor expects of every {@link PredictionListener}, as tests: extend it, say which
 * listener, and run it with JUnit Jupiter. One of them asks the machine to collect garbage and
 * fails where it is told not to ({@code -XX:+DisableExplicitGC}).
 */
public abstract class PredictionListenerContract {
  private static final int THREADS = 4;
  private static final int COLLECTIONS = 20;

  /** For subclasses, which JUnit makes anew for each test. */
  protected PredictionListenerContract() {}

  /**
   * The listener to be tested; asked once in each test.
   *
   * @return it
   */
  protected abstract PredictionListener listener();

  @ParameterizedTest
  @EnumSource(AnyEvent.class)
  void onPrediction_ofAnyEvent_doesNotThrow(AnyEvent kind) {
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    assertEquals(kind.origin(), kind.tell(catching(listener(), thrown)));
    assertTrue(thrown.isEmpty(), () -> "threw " + thrown.peek());
  }

  @Test
  void onPrediction_fromFourThreadsAtOnce_doesNotThrow() {
    Queue<Throwable> thrown = new ConcurrentLinkedQueue<>();
    PredictionListener listener = catching(listener(), thrown);
    Together.run(
        THREADS,
        () -> {
          for (AnyEvent kind : AnyEvent.values()) {
            assertEquals(kind.origin(), kind.tell(listener));
          }
          return THREADS;
        });
    assertTrue(thrown.isEmpty(), () -> "threw " + thrown.peek());
  }

  /** Found by the collector: what it cannot take away, somebody still holds. */
  @Test
  void onPrediction_afterwards_holdsNoView() throws InterruptedException {
    PredictionListener listener = listener();
    Queue<WeakReference<PredictionEvent>> views = new ConcurrentLinkedQueue<>();
    PredictionListener lending =
        event -> {
          views.add(new WeakReference<>(event));
          listener.onPrediction(event);
        };
    // On a thread that ends, so that nothing of the predictor's own holds the view.
    Thread predicting = new Thread(() -> AnyEvent.SERVED.tell(lending), "belay-contract");
    predicting.start();
    predicting.join();
    try {
      assertFalse(views.isEmpty(), "the listener was not told");
      assertTrue(
          views.stream().allMatch(PredictionListenerContract::isCollected),
          "the listener keeps the view: copy what is needed instead");
    } finally {
      // Whoever let the listener itself go would let go of what it holds.
      Reference.reachabilityFence(listener);
    }
  }

  private static boolean isCollected(WeakReference<PredictionEvent> view) {
    for (int i = 0; i < COLLECTIONS && view.get() != null; i++) {
      System.gc();
    }
    return view.get() == null;
  }

  private static PredictionListener catching(PredictionListener listener, Queue<Throwable> thrown) {
    return event -> {
      try {
        listener.onPrediction(event);
      } catch (Throwable failure) {
        thrown.add(failure);
      }
    };
  }
}
