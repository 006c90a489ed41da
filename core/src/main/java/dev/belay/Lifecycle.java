/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.WarnOnce.Trouble;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells sources and listeners, each once, that they are in use, and in reverse that they are not.
 */
final class Lifecycle {
  private final String predictor;
  private final WarnOnce log;
  private final Deque<Runnable> detachments = new ArrayDeque<>();
  private final AtomicBoolean ended = new AtomicBoolean();

  Lifecycle(String predictor, WarnOnce log) {
    this.predictor = predictor;
    this.log = log;
  }

  /** Attaches all, or none: what one of them throws reaches whoever builds the predictor. */
  void begin(Iterable<? extends FeatureSource<?>> sources, PredictionListener[] listeners) {
    try {
      for (FeatureSource<?> source : sources) {
        source.attached(predictor);
        detachments.push(() -> source.detached(predictor));
      }
      for (PredictionListener listener : listeners) {
        listener.attached(predictor);
        detachments.push(() -> listener.detached(predictor));
      }
    } catch (Throwable refused) {
      end();
      throw refused;
    }
  }

  boolean ended() {
    return ended.get();
  }

  /** Detaches all, once; what one of them throws does not keep the next from being told. */
  void end() {
    if (!ended.compareAndSet(false, true)) {
      return;
    }
    for (Runnable detachment : detachments) {
      try {
        detachment.run();
      } catch (Throwable failure) {
        Fatal.rethrow(failure);
        log.warn(Trouble.LIFECYCLE, "a source or a listener threw at being detached", failure);
      }
    }
  }
}
