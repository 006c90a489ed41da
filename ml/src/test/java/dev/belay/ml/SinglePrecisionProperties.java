/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A double reaches the folded threshold exactly when, cast to float, it reaches the float one. */
class SinglePrecisionProperties {

  @Property(tries = 20_000)
  void leastReaching_aroundItself_isTheBoundaryOfTheCast(@ForAll("floats") float threshold) {
    double least = SinglePrecision.leastReaching(threshold);
    assertThat((float) least >= threshold).isTrue();
    if (least != Double.NEGATIVE_INFINITY) {
      assertThat((float) Math.nextDown(least) >= threshold).isFalse();
    }
  }

  @Property(tries = 20_000)
  void leastReaching_neighboursOfTheThreshold_goWhereTheCastGoes(
      @ForAll("floats") float threshold, @ForAll("floats") float other) {
    double least = SinglePrecision.leastReaching(threshold);
    double above = Math.nextUp(threshold);
    double below = Math.nextDown(threshold);
    double[] values = {
      threshold,
      other,
      above,
      below,
      Math.nextUp((double) threshold),
      Math.nextDown((double) threshold),
      (threshold + above) / 2,
      (threshold + below) / 2,
      Math.nextUp((threshold + below) / 2),
      Math.nextDown((threshold + below) / 2),
      Double.MAX_VALUE,
      -Double.MAX_VALUE
    };
    for (double value : values) {
      if (!Double.isNaN(value)) {
        assertThat(value >= least).isEqualTo((float) value >= threshold);
      }
    }
  }

  @Property
  void leastReaching_anyDouble_goesWhereTheCastGoes(
      @ForAll("floats") float threshold, @ForAll double value) {
    assertThat(value >= SinglePrecision.leastReaching(threshold))
        .isEqualTo((float) value >= threshold);
  }

  /** Every bit pattern that is a number, and the ends of the range more often. */
  @Provide
  Arbitrary<Float> floats() {
    Arbitrary<Float> ends =
        Arbitraries.of(
            0f,
            -0f,
            Float.MIN_VALUE,
            -Float.MIN_VALUE,
            2 * Float.MIN_VALUE,
            Float.MIN_NORMAL,
            -Float.MIN_NORMAL,
            Math.nextDown(Float.MIN_NORMAL),
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Math.nextDown(Float.MAX_VALUE),
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            1f,
            Math.nextDown(1f));
    Arbitrary<Float> patterns =
        Arbitraries.integers()
            .withDistribution(net.jqwik.api.RandomDistribution.uniform())
            .map(Float::intBitsToFloat)
            .filter(value -> !value.isNaN());
    return Arbitraries.oneOf(ends, patterns);
  }
}
