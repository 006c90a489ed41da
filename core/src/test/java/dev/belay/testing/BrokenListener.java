/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.Origin;
import dev.belay.PredictionEvent;
import dev.belay.PredictionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Listeners with one fault each, and the tests that find it. */
enum BrokenListener {
  NEEDS_A_KEY(
      "onPrediction_ofAnyEvent_doesNotThrow", "onPrediction_fromFourThreadsAtOnce_doesNotThrow") {
    @Override
    PredictionListener listener() {
      return event -> {
        if (event.key().isEmpty()) {
          throw new IllegalArgumentException("no key");
        }
      };
    }
  },
  KNOWS_FEW_ORIGINS(
      "onPrediction_ofAnyEvent_doesNotThrow", "onPrediction_fromFourThreadsAtOnce_doesNotThrow") {
    @Override
    PredictionListener listener() {
      return event -> {
        if (event.origin() == Origin.NO_MODEL) {
          throw new IllegalArgumentException("no such origin");
        }
      };
    }
  },
  ONE_THREAD_ONLY("onPrediction_fromFourThreadsAtOnce_doesNotThrow") {
    @Override
    PredictionListener listener() {
      Thread first = Thread.currentThread();
      return event -> {
        if (!Thread.currentThread().equals(first)) {
          throw new IllegalStateException("not this thread's");
        }
      };
    }
  },
  KEEPS_THE_VIEW("onPrediction_afterwards_holdsNoView") {
    @Override
    PredictionListener listener() {
      return new Keeping();
    }
  };

  private static final class Keeping implements PredictionListener {
    private final List<PredictionEvent> events = new ArrayList<>();

    @Override
    public synchronized void onPrediction(PredictionEvent event) {
      events.add(event);
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // a Set.of
  private final Set<String> found;

  BrokenListener(String... found) {
    this.found = Set.of(found);
  }

  abstract PredictionListener listener();

  Set<String> found() {
    return found;
  }
}
