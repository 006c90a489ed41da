/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.LongToIntFunction;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/**
 * Choices that must know nothing of each other, by the chi-square test of a contingency table. Keys
 * and salts are fixed, so a passing test passes for ever; one honest table in a thousand would not
 * have passed the first time.
 */
class IndependenceTest {
  private static final int KEYS = 1_000_000;
  private static final double SIGNIFICANCE = 0.001;

  private static void assertIndependent(LongToIntFunction one, LongToIntFunction other, int size) {
    long[][] table = new long[size][size];
    for (long key = 0; key < KEYS; key++) {
      table[one.applyAsInt(key)][other.applyAsInt(key)]++;
    }
    double statistic = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        double expected = (double) row(table, i) * column(table, j) / KEYS;
        statistic += (table[i][j] - expected) * (table[i][j] - expected) / expected;
      }
    }
    double degrees = (size - 1) * (double) (size - 1);
    assertThat(ChiSquaredDistribution.of(degrees).survivalProbability(statistic))
        .isGreaterThan(SIGNIFICANCE);
  }

  private static long row(long[][] table, int index) {
    long sum = 0;
    for (long cell : table[index]) {
      sum += cell;
    }
    return sum;
  }

  private static long column(long[][] table, int index) {
    long sum = 0;
    for (long[] row : table) {
      sum += row[index];
    }
    return sum;
  }

  private static int index(Arm arm) {
    return List.of(Arm.values()).indexOf(arm);
  }

  private static Split thirds(String name) {
    return Split.named(name).arm("0", 1).arm("1", 1).arm("2", 1).build();
  }

  @Test
  void rollouts_withDifferentSalts_areIndependent() {
    Rollout one = Rollout.of("trip-delay", 20);
    Rollout other = Rollout.of("surge", 20);
    assertIndependent(k -> index(one.arm(k)), k -> index(other.arm(k)), 3);
  }

  @Test
  void inAndWhich_ofTheSameName_areIndependent() {
    Rollout in = Rollout.of("trip-delay", 20);
    Split which = thirds("trip-delay");
    assertIndependent(k -> index(in.arm(k)), k -> Integer.parseInt(which.arm(k)), 3);
  }

  @Test
  void splits_withDifferentSalts_areIndependent() {
    Split one = thirds("banner");
    Split other = thirds("colour");
    assertIndependent(k -> Integer.parseInt(one.arm(k)), k -> Integer.parseInt(other.arm(k)), 3);
  }

  @Test
  void namespaceAndShare_ofTheSameName_areIndependent() {
    Rollout in = Rollout.of("pricing", 30);
    Namespace part = in.within("pricing", 0, 30).namespace().orElseThrow();
    assertIndependent(k -> in.arm(k) == Arm.MODEL ? 1 : 0, k -> part.contains(k) ? 1 : 0, 2);
  }

  @Test
  void textAndNumber_ofTheSameDigits_areIndependent() {
    Rollout in = Rollout.of("trip-delay", 20);
    assertIndependent(k -> index(in.arm(k)), k -> index(in.arm(Long.toString(k))), 3);
  }

  /** The test itself must be able to fail: the same choice twice is not independent. */
  @Test
  void theSameRolloutTwice_isFoundOut() {
    Rollout in = Rollout.of("trip-delay", 20);
    assertThatThrownBy(() -> assertIndependent(k -> index(in.arm(k)), k -> index(in.arm(k)), 3))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void namespaces_withoutOverlap_shareNoUnit_andLeaveNoneOut() {
    Rollout low = Rollout.of("a", 100).within("pricing", 0, 37.5);
    Rollout high = Rollout.of("b", 100).within("pricing", 37.5, 100);
    for (long key = 0; key < KEYS; key++) {
      assertThat(low.arm(key) == Arm.MODEL).isNotEqualTo(high.arm(key) == Arm.MODEL);
    }
  }
}
