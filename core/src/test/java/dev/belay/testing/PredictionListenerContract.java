/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.belay.PredictionEvent;
import dev.belay.PredictionListener;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a predictor expects of every {@link PredictionListener}, as tests: extend it, say which
 * listener, and run it with JUnit Jupiter (with {@code junit-jupiter-params}).
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
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    assertEquals(kind.origin(), kind.tell(catching(listener(), thrown)));
    assertNull(thrown.get(), () -> "threw " + thrown.get());
  }

  @Test
  void onPrediction_fromFourThreadsAtOnce_doesNotThrow() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    PredictionListener listener = catching(listener(), thrown);
    Together.run(
        THREADS,
        () -> {
          for (AnyEvent kind : AnyEvent.values()) {
            assertEquals(kind.origin(), kind.tell(listener));
          }
          return THREADS;
        });
    assertNull(thrown.get(), () -> "threw " + thrown.get());
  }

  /** Found by the collector: what it cannot take away, somebody still holds. */
  @Test
  void onPrediction_afterwards_holdsNoView() {
    PredictionListener listener = listener();
    AtomicReference<WeakReference<PredictionEvent>> view = new AtomicReference<>();
    // On a thread that ends, so that nothing of the predictor's own holds the view.
    Together.run(
        1,
        () ->
            AnyEvent.SERVED.tell(
                event -> {
                  view.set(new WeakReference<>(event));
                  listener.onPrediction(event);
                }));
    assertNull(held(view.get()), "the listener keeps the view: copy what is needed instead");
    // Whoever let the listener itself go would let go of what it holds.
    Reference.reachabilityFence(listener);
  }

  private static Object held(WeakReference<PredictionEvent> view) {
    for (int i = 0; i < COLLECTIONS && view.get() != null; i++) {
      System.gc();
    }
    return view.get();
  }

  private static PredictionListener catching(
      PredictionListener listener, AtomicReference<Throwable> thrown) {
    return event -> {
      try {
        listener.onPrediction(event);
      } catch (Throwable failure) {
        thrown.compareAndSet(null, failure);
      }
    };
  }
}
