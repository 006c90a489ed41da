/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * The weather of a place at a moment, all of it from one source. What the source does not say is
 * absent, never made up. Immutable.
 */
public final class Weather {
  private final String source;
  private final Instant time;
  private final Reading reading;

  Weather(String source, Instant time, Reading reading) {
    this.source = source;
    this.time = time;
    this.reading = reading;
  }

  /** {@return which provider said so} */
  public String source() {
    return source;
  }

  /** {@return the moment it is the weather of} */
  public Instant time() {
    return time;
  }

  /**
   * One variable.
   *
   * @param variable which
   * @return its value in its unit, NaN if absent
   */
  public double value(WeatherVariable variable) {
    return reading.value(variable);
  }

  /**
   * Whether the source says something of a variable.
   *
   * @param variable which
   * @return false if it is absent
   */
  public boolean has(WeatherVariable variable) {
    return !Double.isNaN(value(variable));
  }

  /** {@return when the source last knew better: the observation's time, or the forecast run's} */
  public Instant issuedAt() {
    return Instant.ofEpochSecond(reading.issued);
  }

  /** {@return how far the source had to look ahead; zero for what it had observed} */
  public Duration lead() {
    return Duration.ofSeconds(reading.lead);
  }

  /** {@return how long ago it was issued, when it was asked for} */
  public Duration age() {
    return Duration.ofSeconds(reading.age);
  }

  /** All of it, only to be read. */
  Reading reading() {
    return reading;
  }

  @Override
  public String toString() {
    Map<WeatherVariable, Double> known = new EnumMap<>(WeatherVariable.class);
    for (WeatherVariable variable : WeatherVariable.values()) {
      if (has(variable)) {
        known.put(variable, value(variable));
      }
    }
    return String.format(
        "%s at %s, issued %s, lead %s, age %s: %s", source, time, issuedAt(), lead(), age(), known);
  }
}
