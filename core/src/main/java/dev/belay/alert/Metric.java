/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The name of something that is measured, over a window that ends at the moment it is asked for.
 *
 * @param name what it is, as its source calls it
 * @param window how far back it reaches; zero for what is known of the moment itself
 * @param labels which part of it, such as {@code arm=MODEL}; empty for all of it
 */
public record Metric(String name, Duration window, Map<String, String> labels) implements Quantity {

  /**
   * Checks and copies.
   *
   * @param name what it is, as its source calls it
   * @param window how far back it reaches
   * @param labels which part of it
   * @throws IllegalArgumentException if the name is blank or the window is negative
   */
  public Metric {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a metric needs a name: '" + name + "'");
    }
    if (window.isNegative()) {
      throw new IllegalArgumentException(name + " over " + window + ": a window is not negative");
    }
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
  }

  /**
   * A metric of the moment itself.
   *
   * @param name what it is, as its source calls it
   * @return the metric
   * @throws IllegalArgumentException if the name is blank
   */
  public static Metric named(String name) {
    return new Metric(name, Duration.ZERO, Map.of());
  }

  /**
   * The same over a window.
   *
   * @param span how far back
   * @return another metric
   * @throws IllegalArgumentException if it is negative
   */
  public Metric over(Duration span) {
    return new Metric(name, span, labels);
  }

  /**
   * A part of it.
   *
   * @param label such as {@code arm}
   * @param value such as {@code MODEL}
   * @return another metric
   */
  public Metric where(String label, String value) {
    Map<String, String> more = new TreeMap<>(labels);
    more.put(label, value);
    return new Metric(name, window, more);
  }

  /**
   * Which way it goes: its slope, over moments that are a step apart.
   *
   * @param step from one moment to the next
   * @param moments how many, the last of them now; 10 to 1,000
   * @return the trend
   * @throws IllegalArgumentException if the step is not above zero, or the number is out of range
   */
  public Trend trend(Duration step, int moments) {
    return new Trend(this, step, moments);
  }

  @Override
  public Figure at(MetricSource source, Instant time) {
    try {
      return source.figure(this, time);
    } catch (RuntimeException broken) {
      return Figure.undefined("its source failed: " + broken.getClass().getName(), 0);
    }
  }

  @Override
  public String toString() {
    String over = window.isZero() ? "" : " over " + Durations.text(window);
    return name + (labels.isEmpty() ? "" : " " + labels) + over;
  }
}
