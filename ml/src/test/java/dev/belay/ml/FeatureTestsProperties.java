/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A state is found with buckets and signs; here it is counted. */
class FeatureTestsProperties {

  /** How far thresholds are apart: as usual, clustered, tiny, subnormal, huge. */
  private static final double[] SCALES = {1, 1e-9, 1e-300, Double.MIN_VALUE, 1e307};

  @Property(tries = 600)
  void state_anyValue_isTheNumberOfThresholdsItReaches(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 300) int most) {
    SplittableRandom random = new SplittableRandom(seed);
    double scale = SCALES[random.nextInt(SCALES.length)];
    double[] low = thresholds(random, random.nextInt(most + 1), scale);
    double[] high = thresholds(random, 1 + random.nextInt(most + 1), scale);
    FeatureTests tests = new FeatureTests(0, 1, false, low, high);
    assertThat(tests.count()).isEqualTo(low.length + high.length);
    values(random, scale, low, high)
        .forEach(
            value ->
                assertThat(tests.state(value))
                    .as("state of %s", value)
                    .isEqualTo(reached(value, low) + reached(value, high)));
    assertThat(tests.state(Double.NaN)).isEqualTo(tests.missing());
  }

  @Property(tries = 200)
  void test_everyThresholdAndSide_isPassedFromItsThresholdOn(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] low = thresholds(random, random.nextInt(20), 1);
    double[] high = thresholds(random, 1 + random.nextInt(20), 1);
    FeatureTests tests = new FeatureTests(0, 1, false, low, high);
    for (Side side : Side.values()) {
      for (double threshold : side == Side.LOW ? low : high) {
        int test = tests.test(threshold, side);
        assertThat(tests.missingPasses(test)).isEqualTo(side == Side.HIGH);
        assertThat(tests.state(threshold)).isGreaterThan(test);
        if (threshold != Double.NEGATIVE_INFINITY) {
          assertThat(tests.state(Math.nextDown(threshold))).isLessThanOrEqualTo(test);
        }
      }
    }
  }

  @Property(tries = 200)
  void state_zeroIsMissing_isMissingWithinTheBandAndNowhereElse(@ForAll long seed) {
    double[] high = thresholds(new SplittableRandom(seed), 10, 1e-35);
    FeatureTests tests = new FeatureTests(0, 1, true, new double[0], high);
    double band = CompiledForest.ZERO;
    for (double value : new double[] {0, -0.0, band, -band, band / 2, Double.MIN_VALUE}) {
      assertThat(tests.state(value)).as("state of %s", value).isEqualTo(tests.missing());
    }
    for (double value : new double[] {Math.nextUp(band), -Math.nextUp(band), 1e-30}) {
      assertThat(tests.state(value)).as("state of %s", value).isEqualTo(reached(value, high));
    }
  }

  private static int reached(double value, double[] thresholds) {
    return (int) DoubleStream.of(thresholds).filter(threshold -> value >= threshold).count();
  }

  private static double[] thresholds(SplittableRandom random, int count, double scale) {
    double[] drawn = new double[count];
    Arrays.setAll(drawn, i -> threshold(random, scale) + 0.0);
    return DoubleStream.of(drawn).sorted().distinct().toArray();
  }

  private static double threshold(SplittableRandom random, double scale) {
    return switch (random.nextInt(20)) {
      case 0 -> Double.NEGATIVE_INFINITY;
      case 1 -> Double.POSITIVE_INFINITY;
      case 2 -> 0;
      case 3 -> scale * 100 * (1 + random.nextInt(3));
      default -> scale * (random.nextInt(-20, 20) + random.nextInt(4) / 4.0);
    };
  }

  private static DoubleStream values(
      SplittableRandom random, double scale, double[] low, double[] high) {
    DoubleStream near =
        DoubleStream.concat(DoubleStream.of(low), DoubleStream.of(high))
            .flatMap(at -> DoubleStream.of(at, Math.nextUp(at), Math.nextDown(at)));
    DoubleStream far =
        DoubleStream.of(
            0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);
    DoubleStream any = DoubleStream.generate(() -> scale * random.nextDouble(-30, 30)).limit(50);
    return DoubleStream.concat(DoubleStream.concat(near, far), any).filter(v -> !Double.isNaN(v));
  }
}
