/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.stats.Interval;
import dev.belay.stats.Moments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How published numbers are read and compared: to half a unit of their last digit, where trailing
 * zeros of the fifth decimal were dropped, and to 1e-9 of their size where they have all digits.
 */
public final class Published {

  private static final int FULL_PRECISION = 12;

  private Published() {}

  public static void assertClose(double actual, JsonNode published) {
    double expected = published.asDouble();
    assertThat(actual).isCloseTo(expected, within(tolerance(published)));
  }

  public static void assertWithin(double actual, double expected, double relative) {
    assertThat(actual).isCloseTo(expected, within(relative * Math.abs(expected)));
  }

  /** A null bound is infinite. */
  static void assertInterval(@Nullable Interval actual, JsonNode bounds) {
    Interval interval = Objects.requireNonNull(actual);
    assertBound(interval.lower(), bounds.get(0), Double.NEGATIVE_INFINITY);
    assertBound(interval.upper(), bounds.get(1), Double.POSITIVE_INFINITY);
  }

  public static List<JsonNode> rows(JsonNode array) {
    List<JsonNode> rows = new ArrayList<>();
    array.forEach(rows::add);
    assertThat(rows).isNotEmpty();
    return rows;
  }

  public static double[] numbers(JsonNode array) {
    return rows(array).stream().mapToDouble(JsonNode::asDouble).toArray();
  }

  static Moments moments(double... values) {
    Moments moments = new Moments();
    for (double value : values) {
      moments.add(value);
    }
    return moments;
  }

  static Moments moments(JsonNode arm, String sumOfSquares) {
    return Moments.ofSums(
        arm.get("n").asLong(), arm.get("sum").asDouble(), arm.get(sumOfSquares).asDouble());
  }

  private static void assertBound(double actual, JsonNode bound, double infinite) {
    if (bound.isNull()) {
      assertThat(actual).isEqualTo(infinite);
    } else {
      assertClose(actual, bound);
    }
  }

  private static double tolerance(JsonNode published) {
    BigDecimal digits = new BigDecimal(published.asText());
    return digits.precision() >= FULL_PRECISION
        ? 1e-9 * Math.abs(published.asDouble())
        : 0.5 * Math.pow(10, -Math.max(5, digits.scale())) * (1 + 1e-9);
  }
}
