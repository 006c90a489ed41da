/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How much rain, or snow, an entry says there is. The service sends no object at all, null, or an
 * empty one where it has nothing to say.
 *
 * @param said whether it says anything
 * @param millimetres of water an hour; NaN if it says nothing, or nothing that can be read
 */
record OwmAmount(boolean said, double millimetres) {

  /** Reads {@code {"1h": mm}} or, in forecasts, {@code {"3h": mm in three hours}}. */
  static OwmAmount of(JsonNode node) {
    if (node.isMissingNode() || node.isNull() || (node.isObject() && node.isEmpty())) {
      return new OwmAmount(false, Double.NaN);
    }
    double hour = amount(node.path("1h"));
    return new OwmAmount(true, Double.isNaN(hour) ? amount(node.path("3h")) / 3 : hour);
  }

  // A negative amount must not hide in a sum.
  private static double amount(JsonNode node) {
    double amount = OwmShape.number(node);
    return amount >= 0 ? amount : Double.NaN;
  }

  double orNothing() {
    return said ? millimetres : 0;
  }
}
