/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers out of published rows. */
final class Numbers {

  private Numbers() {}

  static double[] array(JsonNode node) {
    double[] values = new double[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asDouble();
    }
    return values;
  }

  static long[] counts(JsonNode node) {
    long[] values = new long[node.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = node.get(i).asLong();
    }
    return values;
  }

  /** Absolute errors, rounded to the digits that were published, so that ties are ties. */
  static double[] losses(JsonNode row, String predictor) {
    double[] actual = array(row.get("actual"));
    double[] losses = array(row.get(predictor));
    for (int i = 0; i < losses.length; i++) {
      losses[i] = Math.rint(Math.abs(losses[i] - actual[i]) * 100);
    }
    return losses;
  }
}
