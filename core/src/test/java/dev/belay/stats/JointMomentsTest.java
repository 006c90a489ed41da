/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Moments.Joint;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JointMomentsTest {

  /**
   * x is 1, 2, 6 and y is 2, 0, 7: the means are 3 and 3, the deviations -2, -1, 3 and -1, -3, 4.
   */
  private static Joint three() {
    Joint joint = Joint.of(2);
    joint.add(1, 2);
    joint.add(2, 0);
    joint.add(6, 7);
    return joint;
  }

  @Test
  void add_ofThreeUnits_hasTheMomentsByHand() {
    assertThreeUnits(three());
  }

  @Test
  void ofSums_ofThreeUnits_isAsIfTheyHadBeenAdded() {
    Joint joint = Joint.ofSums(3, new double[] {9, 9}, new double[][] {{41, 44}, {-99, 53}});
    assertThreeUnits(joint);
    Joint rest = three();
    rest.merge(joint);
    assertThat(rest.count()).isEqualTo(6);
    assertThat(rest.covariance(0, 1)).isCloseTo(2 * 17 / 5.0, within(1e-13));
  }

  private static void assertThreeUnits(Joint joint) {
    assertThat(joint.count()).isEqualTo(3);
    assertThat(joint.quantities()).isEqualTo(2);
    assertThat(joint.mean(0)).isCloseTo(3, within(1e-14));
    assertThat(joint.mean(1)).isCloseTo(3, within(1e-14));
    assertThat(joint.covariance(0, 0)).isCloseTo(7, within(1e-13));
    assertThat(joint.covariance(0, 1)).isCloseTo(8.5, within(1e-13));
    assertThat(joint.covariance(1, 0)).isEqualTo(joint.covariance(0, 1));
    assertThat(joint.covariance(1, 1)).isCloseTo(13, within(1e-13));
    assertThat(joint).hasToString("Joint[count=3, quantities=2]");
  }

  @Test
  void covariance_withAnOffsetOfABillion_losesNoDigits() {
    Joint joint = Joint.of(2);
    Joint half = Joint.of(2);
    for (int i = 0; i < 1_000; i++) {
      (i < 400 ? joint : half).add(1e9 + i % 10, 1e9 - i % 10);
    }
    joint.merge(half);
    assertThat(joint.covariance(0, 1)).isCloseTo(-8.25 * 1_000 / 999, within(1e-11));
    assertThat(joint.covariance(0, 0)).isCloseTo(8.25 * 1_000 / 999, within(1e-11));
  }

  @Test
  void accessors_ofTooFewUnits_throwRatherThanReturnANumber() {
    Joint none = Joint.of(2);
    assertThatIllegalStateException()
        .isThrownBy(() -> none.mean(0))
        .withMessage("undefined: needs 1 value, has 0");
    none.add(1, 2);
    assertThat(none.mean(1)).isEqualTo(2);
    assertThatIllegalStateException()
        .isThrownBy(() -> none.covariance(0, 1))
        .withMessage("undefined: needs 2 values, has 1");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> three().mean(2))
        .withMessageContaining("2");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> three().covariance(0, -1))
        .withMessageContaining("-1");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -1.1e70})
  void add_ofAnUnusableValue_isRefusedAndChangesNothing(double value) {
    Joint joint = three();
    assertRefused("value must be finite and at most", () -> joint.add(1, value));
    assertThreeUnits(joint);
  }

  @Test
  void add_ofAnotherNumberOfValues_isRefused() {
    assertRefused("values must be 2: 1", () -> three().add(1));
    assertRefused("quantities must be 2: 3", () -> three().merge(Joint.of(3)));
    assertRefused("quantities must be from 1 to 16: 0", () -> Joint.of(0));
    assertRefused("quantities must be from 1 to 16: 17", () -> Joint.of(17));
    assertThat(Joint.of(16).quantities()).isEqualTo(16);
  }

  @Test
  void ofSums_thatNoDataHas_isRefusedWithTheSums() {
    assertRefused(
        "no data has these sums: n = 3, sum = 9.0, sum of squares = 26.0",
        () -> Joint.ofSums(3, new double[] {9, 9}, new double[][] {{41, 44}, {44, 26}}));
    assertRefused(
        "no data has these sums: n = 3, sum of products 0 and 1 = 46.1, at most 46.0",
        () -> Joint.ofSums(3, new double[] {9, 9}, new double[][] {{41, 46.1}, {46.1, 53}}));
    assertRefused(
        "sum of products 0 and 1 = NaN",
        () -> Joint.ofSums(3, new double[] {9, 9}, new double[][] {{41, Double.NaN}, {0, 53}}));
    assertRefused(
        "n must not be negative: -1",
        () -> Joint.ofSums(-1, new double[] {9}, new double[][] {{41}}));
  }

  @Test
  void ofSums_ofAnotherShape_isRefused() {
    assertRefused(
        "rows of products must be 2: 1",
        () -> Joint.ofSums(3, new double[] {9, 9}, new double[][] {{41, 44}}));
    assertRefused(
        "columns of products must be 2: 1",
        () -> Joint.ofSums(3, new double[] {9, 9}, new double[][] {{41, 44}, {44}}));
    assertRefused(
        "quantities must be from 1 to 16: 0",
        () -> Joint.ofSums(3, new double[0], new double[0][]));
  }

  @Test
  void ofSums_ofNothing_isEmpty() {
    Joint joint = Joint.ofSums(0, new double[] {0, 0}, new double[2][2]);
    joint.merge(three());
    assertThreeUnits(joint);
  }

  private static void assertRefused(String message, ThrowingCallable misuse) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessageContaining(message);
  }
}
