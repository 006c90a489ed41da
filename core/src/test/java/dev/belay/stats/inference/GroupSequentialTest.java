/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Effect.Side;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupSequentialTest {

  private static double[] even(int looks) {
    return IntStream.rangeClosed(1, looks).mapToDouble(k -> (double) k / looks).toArray();
  }

  private static double last(double[] values) {
    return values[values.length - 1];
  }

  /** Armitage, McPherson and Rowe 1969, table 2: tests at 5 % repeated. */
  @ParameterizedTest
  @CsvSource({"1, 0.05", "2, 0.083", "3, 0.107", "4, 0.126", "5, 0.142", "10, 0.193"})
  void crossing_ofRepeatedTests_isThePublishedErrorRate(int looks, double expected) {
    double[] bounds = new double[looks];
    java.util.Arrays.fill(bounds, 1.959963984540054);
    assertThat(last(GroupSequential.crossing(Side.TWO_SIDED, even(looks), bounds)))
        .isCloseTo(expected, within(5e-4));
  }

  /** C. Jennison and B. W. Turnbull 2000, tables 2.1 and 2.3: Pocock, O'Brien and Fleming. */
  @ParameterizedTest
  @CsvSource({"2, 2.178, 1.977", "3, 2.289, 2.004", "5, 2.413, 2.040", "10, 2.555, 2.087"})
  void crossing_ofPublishedPlans_isFivePercent(int looks, double pocock, double fleming) {
    double[] flat = new double[looks];
    java.util.Arrays.fill(flat, pocock);
    double[] falling =
        IntStream.rangeClosed(1, looks)
            .mapToDouble(k -> fleming * Math.sqrt((double) looks / k))
            .toArray();
    assertThat(last(GroupSequential.crossing(Side.TWO_SIDED, even(looks), flat)))
        .isCloseTo(0.05, within(1e-4));
    assertThat(last(GroupSequential.crossing(Side.TWO_SIDED, even(looks), falling)))
        .isCloseTo(0.05, within(1e-4));
  }

  @Test
  void bounds_spendWhatTheyMay() {
    for (Side side : Side.values()) {
      double[] information = {0.01, 0.011, 0.2, 0.2001, 0.75, 1};
      GroupSequential plan = GroupSequential.of(0.025, side, information);
      double[] bounds = IntStream.range(0, plan.looks()).mapToDouble(plan::bound).toArray();
      double[] crossed = GroupSequential.crossing(side, information, bounds);
      for (int look = 0; look < plan.looks(); look++) {
        assertThat(crossed[look]).isCloseTo(plan.spent(look), within(1e-12));
      }
    }
  }

  @Test
  void oneLook_isTheFixedTest() {
    GroupSequential plan = GroupSequential.of(0.05, Side.TWO_SIDED, 1);
    assertThat(plan.bound(0)).isCloseTo(1.959963984540054, within(1e-12));
    assertThat(plan.level(0)).isCloseTo(0.05, within(1e-12));
    assertThat(GroupSequential.of(0.05, Side.LESS, 1).bound(0))
        .isCloseTo(1.6448536269514722, within(1e-12));
  }

  @Test
  void laterLooks_leaveEarlierBounds() {
    GroupSequential three = GroupSequential.of(0.05, Side.TWO_SIDED, 0.2, 0.4, 0.6);
    GroupSequential five = GroupSequential.of(0.05, Side.TWO_SIDED, 0.2, 0.4, 0.6, 0.61, 1);
    for (int look = 0; look < 3; look++) {
      assertThat(five.bound(look)).isCloseTo(three.bound(look), within(1e-9));
    }
    assertThat(five.bound(4)).isGreaterThan(1.959963984540054);
  }

  @Test
  void simulatedPaths_crossAsOftenAsSaid() {
    Random random = new Random(31);
    double[] information = {0.1, 0.3, 0.6, 1};
    GroupSequential plan = GroupSequential.of(0.1, Side.TWO_SIDED, information);
    int crossed = 0;
    for (int run = 0; run < 10_000; run++) {
      double sum = 0;
      double before = 0;
      boolean out = false;
      for (int look = 0; look < information.length; look++) {
        sum += Math.sqrt(information[look] - before) * random.nextGaussian();
        before = information[look];
        out |= Math.abs(sum) / Math.sqrt(before) >= plan.bound(look);
      }
      crossed += out ? 1 : 0;
    }
    assertThat(crossed / 10_000.0).isCloseTo(0.1, within(3 * Math.sqrt(0.09 / 10_000)));
  }

  @Test
  void aTinyIncrement_isSpentToo() {
    GroupSequential plan = GroupSequential.of(1e-4, Side.TWO_SIDED, 1e-5, 2e-5, 1);
    assertThat(plan.level(0)).isBetween(0.999e-14, 1.001e-14);
    assertThat(plan.bound(1)).isBetween(7.3, 7.8);
  }

  @Test
  void information_isRenormalisedByTheLargest() {
    assertThat(GroupSequential.information(300, 250, 450, 900))
        .containsExactly(new double[] {250 / 900.0, 0.5, 1}, within(1e-15));
    assertThat(GroupSequential.information(1_000, 250, 450))
        .containsExactly(new double[] {0.25, 0.45}, within(1e-15));
  }

  @Test
  void toString_hasTheLastBound() {
    assertThat(GroupSequential.of(0.05, Side.TWO_SIDED, 1).toString())
        .startsWith("GroupSequential[alpha=0.05, looks=1, last bound=1.9599639845");
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    Side two = Side.TWO_SIDED;
    String rise = "information must rise by at least 1.0E-6 and not exceed 1: ";
    refused(() -> GroupSequential.of(0, two, 1), "alpha must be between 0 and 1: 0.0");
    refused(() -> GroupSequential.of(0.05, two), "a plan needs a look: 0");
    refused(() -> GroupSequential.of(0.05, two, 0.5, 0.5), rise + "0.5, 0.5");
    refused(() -> GroupSequential.of(0.05, two, 1e-7), rise + "0.0, 1.0E-7");
    refused(
        () -> GroupSequential.of(0.05, two, Math.nextUp(1.0)), rise + "0.0, 1.0000000000000002");
    refused(() -> GroupSequential.of(0.05, two, Double.NaN), rise + "0.0, NaN");
    refused(
        () -> GroupSequential.crossing(two, new double[] {1}, new double[2]),
        "looks need as many bounds: 1, 2");
    refused(
        () -> GroupSequential.crossing(two, new double[] {1}, new double[] {0}),
        "bound must be above 0 and at most 1.0E70: 0.0");
    refused(
        () -> GroupSequential.crossing(Side.LESS, new double[] {1}, new double[] {Double.NaN}),
        "bound must be finite and at most 1.0E70 in size: NaN");
    refused(() -> GroupSequential.information(0, 1), "planned must be at least 1: 0");
    refused(() -> GroupSequential.information(10, 0), "observed must be at least 1: 0");
    refused(() -> GroupSequential.information(10, 5, 4), rise + "0.5, 0.4");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> GroupSequential.of(0.05, two, 1).bound(1));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> GroupSequential.of(0.05, two, 1).spent(-1));
  }

  private static void refused(ThrowingCallable misuse, String message) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessage(message);
  }
}
