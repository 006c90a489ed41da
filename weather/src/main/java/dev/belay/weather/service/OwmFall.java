/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What falls from the sky under a condition code, after the service's list of codes. Only with a
 * code that is known to be dry does silence about rain and snow mean that there is none.
 */
enum OwmFall {
  /** Nothing: clear, clouds, mist, fog, smoke, dust, ash. */
  NOTHING(701, 711, 721, 731, 741, 751, 761, 762, 800, 801, 802, 803, 804),

  /** Rain or drizzle, with or without thunder. */
  RAIN(
      200, 201, 202, 230, 231, 232, 300, 301, 302, 310, 311, 312, 313, 314, 321, 500, 501, 502, 503,
      504, 520, 521, 522, 531),

  /** Snow alone. */
  SNOW(600, 601, 602, 620, 621, 622),

  /** Sleet, and rain with snow: whatever amount comes with it is of both. */
  MIXED(611, 612, 613, 615, 616),

  /**
   * It does not say: thunderstorms without a word of rain, squalls, tornadoes; and freezing rain,
   * which the service draws as snow, so that its amount may come as either.
   */
  SOME_KIND(210, 211, 212, 221, 511, 771, 781),

  /** No code of the list, or none at all. */
  UNKNOWN;

  private static final Map<Integer, OwmFall> BY_CODE =
      Arrays.stream(values())
          .flatMap(fall -> IntStream.of(fall.codes).mapToObj(code -> Map.entry(code, fall)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  @SuppressWarnings("ImmutableEnumChecker") // nobody writes to it
  private final int[] codes;

  OwmFall(int... codes) {
    this.codes = codes;
  }

  static OwmFall of(int code) {
    return BY_CODE.getOrDefault(code, UNKNOWN);
  }
}
