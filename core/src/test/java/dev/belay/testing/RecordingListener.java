/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.Origin;
import dev.belay.PredictionEvent;
import dev.belay.PredictionListener;
import dev.belay.traffic.Arm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps a copy of every event, in order. Thread-safe; for as many events as a test makes. */
public final class RecordingListener implements PredictionListener {

  /**
   * A copy of everything an event can tell.
   *
   * @param key the key as text
   * @param value the answer
   * @param origin why it has this value
   * @param arm the assigned arm
   * @param version the model's version
   * @param details the rest, by the names of {@link PredictionEvent}'s accessors
   * @param features the row by name
   */
  public record Seen(
      String key,
      double value,
      Origin origin,
      Arm arm,
      String version,
      Map<String, Object> details,
      Map<String, Double> features) {

    /**
     * A detail that is a number.
     *
     * @param name of the accessor
     * @return its value
     */
    public double number(String name) {
      if (details.get(name) instanceof Number number) {
        return number.doubleValue();
      }
      throw new IllegalArgumentException("no number '" + name + "' in " + details);
    }
  }

  private final List<Seen> events = new CopyOnWriteArrayList<>();

  /**
   * The events so far.
   *
   * @return a view that grows
   */
  public List<Seen> events() {
    return events;
  }

  /**
   * The latest event.
   *
   * @return a copy of it
   * @throws IllegalStateException if there was none
   */
  public Seen last() {
    if (events.isEmpty()) {
      throw new IllegalStateException("no prediction so far");
    }
    return events.get(events.size() - 1);
  }

  @Override
  public void onPrediction(PredictionEvent event) {
    events.add(
        new Seen(
            event.key(),
            event.value(),
            event.origin(),
            event.arm(),
            event.version(),
            details(event),
            features(event)));
  }

  private static Map<String, Object> details(PredictionEvent event) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("predictor", event.predictor());
    details.put("modelShare", event.modelShare());
    details.put("heuristic", event.heuristic());
    details.put("model", event.model());
    details.put("shadowed", event.shadowed());
    details.put("elapsedNanos", event.elapsedNanos());
    details.put("epochMilli", event.epochMilli());
    return details;
  }

  private static Map<String, Double> features(PredictionEvent event) {
    Map<String, Double> row = new LinkedHashMap<>();
    for (int i = 0; i < event.featureNames().size(); i++) {
      row.put(event.featureNames().get(i), event.feature(i));
    }
    return row;
  }
}
