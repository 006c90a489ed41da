/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.Origin;
import dev.belay.PredictionEvent;
import dev.belay.PredictionListener;
import dev.belay.traffic.Arm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers predictions until the truth arrives under the same key, then keeps the two together.
 * Holds as much as the replay has journeys. Confined to the replaying thread.
 */
final class ReplayLog implements PredictionListener {
  private final Map<String, Waiting> waiting = new HashMap<>();
  private final List<Joined> joined = new ArrayList<>();
  private int stage;

  private record Waiting(int stage, Arm arm, Origin origin, Joined.Forecast forecast) {}

  /** From now on predictions belong to this stage. */
  void enter(int stage) {
    this.stage = stage;
  }

  @Override
  public void onPrediction(PredictionEvent event) {
    Joined.Forecast forecast = new Joined.Forecast(event.value(), event.heuristic(), event.model());
    Waiting before =
        waiting.put(event.key(), new Waiting(stage, event.arm(), event.origin(), forecast));
    if (before != null) {
      throw new IllegalStateException("'" + event.key() + "' was predicted twice");
    }
  }

  /** The truth about a key, once. */
  void actual(String key, Joined.Outcome outcome) {
    Waiting made = waiting.remove(key);
    if (made == null) {
      throw new IllegalStateException("'" + key + "' was never predicted");
    }
    joined.add(new Joined(made.stage(), made.arm(), made.origin(), made.forecast(), outcome));
  }

  /** What has come together, in the order of the outcomes. */
  List<Joined> joined() {
    return List.copyOf(joined);
  }
}
