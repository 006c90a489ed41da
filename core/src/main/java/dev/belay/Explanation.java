/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Why a predictor answers a query as it does: the arm, the reason in words, every feature, and both
 * values. Prints as it reads. Immutable, safe to share between threads.
 */
public final class Explanation {
  private final Prediction prediction;
  private final String key;
  private final String reason;
  private final double heuristic;
  private final double model;
  private final Map<String, Double> features;

  Explanation(Prediction prediction, String reason, Scratch<?> scratch) {
    this.prediction = prediction;
    this.key = scratch.keyText();
    this.reason = reason;
    this.heuristic = scratch.heuristic;
    this.model = scratch.model;
    this.features = Collections.unmodifiableMap(features(scratch));
  }

  private static Map<String, Double> features(Scratch<?> scratch) {
    Map<String, Double> features = new LinkedHashMap<>();
    if (scratch.assembled) {
      for (int i = 0; i < scratch.names().size(); i++) {
        features.put(scratch.names().get(i), scratch.row()[i]);
      }
    }
    return features;
  }

  /** {@return what {@link Predictor#predict} answers at this moment} */
  public Prediction prediction() {
    return prediction;
  }

  /** {@return the key as text, empty if there is none} */
  public String key() {
    return key;
  }

  /** {@return why the prediction has its origin, in words} */
  public String reason() {
    return reason;
  }

  /** {@return the rule's value, whether or not it is the answer} */
  public double heuristic() {
    return heuristic;
  }

  /**
   * {@return the model's value, whether or not it is the answer; empty if there is none that is
   * finite and plausible}
   */
  public OptionalDouble model() {
    return Double.isNaN(model) ? OptionalDouble.empty() : OptionalDouble.of(model);
  }

  /**
   * {@return the features by name in the model's order, NaN for a missing one; empty if there is no
   * model or the row could not be assembled}
   */
  public Map<String, Double> features() {
    return features;
  }

  /** Returns everything, on one line each. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(prediction.value()).append(": ").append(prediction.origin());
    text.append(", ").append(reason);
    text.append("\n  key: ").append(key.isEmpty() ? "none" : key);
    text.append("\n  arm: ").append(prediction.arm());
    text.append("\n  rule: ").append(heuristic);
    text.append("\n  model ").append(prediction.version()).append(": ");
    text.append(Double.isNaN(model) ? "no usable value" : Double.toString(model));
    features.forEach((name, value) -> text.append("\n  ").append(name).append(" = ").append(value));
    return text.toString();
  }
}
