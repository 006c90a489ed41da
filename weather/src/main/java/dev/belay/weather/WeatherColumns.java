/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which columns there are, and what they hold of a reading. Immutable. */
final class WeatherColumns {
  private static final String PREFIX = "weather";
  private static final double MINUTE = 60;

  final String name;
  final List<String> names;
  private final WeatherVariable[] variables;
  private final boolean factor;

  private WeatherColumns(String name, Set<WeatherVariable> variables) {
    this.name = name;
    this.variables = variables.toArray(new WeatherVariable[0]);
    this.factor = variables.contains(WeatherVariable.PRECIPITATION_MM_PER_HOUR);
    List<String> names = new ArrayList<>();
    for (WeatherVariable variable : this.variables) {
      names.add(name + variable.column().substring(PREFIX.length()));
    }
    if (factor) {
      names.add(name + "_factor");
    }
    names.add(name + "_age_minutes");
    names.add(name + "_lead_minutes");
    this.names = List.copyOf(names);
  }

  static WeatherColumns all() {
    return new WeatherColumns(PREFIX, EnumSet.allOf(WeatherVariable.class));
  }

  WeatherColumns only(List<WeatherVariable> chosen) {
    if (chosen.isEmpty()) {
      throw new IllegalArgumentException("no variable chosen for '" + name + "'");
    }
    return new WeatherColumns(name, EnumSet.copyOf(chosen));
  }

  WeatherColumns named(String other) {
    if (other.isBlank()) {
      throw new IllegalArgumentException("a source needs a name, not '" + other + "'");
    }
    return new WeatherColumns(other, EnumSet.copyOf(List.of(variables)));
  }

  int size() {
    return names.size();
  }

  /**
   * Writes what a reading says.
   *
   * @param ageSeconds in place of the reading's own
   * @return whether it says anything of the variables
   */
  boolean write(Reading reading, long ageSeconds, double[] row) {
    boolean known = false;
    int column = 0;
    for (WeatherVariable variable : variables) {
      double value = reading.value(variable);
      known |= !Double.isNaN(value);
      row[column++] = value;
    }
    if (factor) {
      row[column++] = WeatherFactor.of(reading);
    }
    row[column++] = ageSeconds / MINUTE;
    row[column] = reading.lead / MINUTE;
    return known;
  }
}
