/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.commons.statistics.distribution.BinomialDistribution;

class RolloutProperties {
  private static final int MILLION = 1_000_000;

  @Property
  void sameKey_hasTheSameArm_inEveryRollout(
      @ForAll @AlphaChars @StringLength(min = 1, max = 20) String name,
      @ForAll String key,
      @ForAll @IntRange(max = 10_000) int share) {
    double percent = share / 100.0;
    assertThat(Rollout.of(name, percent).arm(key)).isEqualTo(Rollout.of(name, percent).arm(key));
  }

  @Property
  void raising_onlyAddsKeys_andLoweringOnlyRemoves(
      @ForAll String key,
      @ForAll @IntRange(max = 10_000) int one,
      @ForAll @IntRange(max = 10_000) int other) {
    Rollout low = Rollout.of("r", Math.min(one, other) / 100.0);
    Rollout high = low.withPercent(Math.max(one, other) / 100.0);
    if (low.arm(key) == Arm.MODEL) {
      assertThat(high.arm(key)).isEqualTo(Arm.MODEL);
    }
  }

  @Property
  void raising_withListsAndNamespace_onlyAddsKeys(
      @ForAll @IntRange(max = 200) int key,
      @ForAll @IntRange(max = 10_000) int one,
      @ForAll @IntRange(max = 10_000) int other,
      @ForAll @IntRange(max = 9_999) int from) {
    Rollout low =
        Rollout.of("r", Math.min(one, other) / 100.0)
            .allowing("1", "2")
            .denying("3", "4")
            .within("n", from / 100.0, 100);
    Rollout high = low.withPercent(Math.max(one, other) / 100.0);
    if (low.arm((long) key) == Arm.MODEL) {
      assertThat(high.arm((long) key)).isEqualTo(Arm.MODEL);
    }
    assertThat(high.arm(1)).isEqualTo(Arm.MODEL);
    assertThat(high.arm(3)).isEqualTo(Arm.REST);
  }

  @Property
  void raising_upToHalf_movesNobodyFromOneArmToTheOther(
      @ForAll String key,
      @ForAll @IntRange(max = 5_000) int one,
      @ForAll @IntRange(max = 5_000) int other) {
    Rollout low = Rollout.of("r", Math.min(one, other) / 100.0);
    Rollout high = low.withPercent(Math.max(one, other) / 100.0);
    if (low.arm(key) != Arm.REST) {
      assertThat(high.arm(key)).isEqualTo(low.arm(key));
    }
  }

  @Property(tries = 12, seed = "1")
  void share_overAMillionKeys_isInTheBinomialBand(
      @ForAll @AlphaChars @StringLength(min = 1, max = 12) String name,
      @ForAll @IntRange(min = 1, max = 9_999) int share) {
    Rollout rollout = Rollout.of(name, share / 100.0);
    int model = 0;
    for (long key = 0; key < MILLION; key++) {
      model += rollout.arm(key) == Arm.MODEL ? 1 : 0;
    }
    assertInBand(model, share);
  }

  @Property(tries = 4, seed = "1")
  void share_overAMillionTexts_isInTheBinomialBandOnEveryStep(
      @ForAll @AlphaChars @StringLength(min = 1, max = 12) String name) {
    int[] steps = {1_000, 2_500, 5_000};
    Rollout[] rollouts =
        IntStream.of(steps).mapToObj(s -> Rollout.of(name, s / 100.0)).toArray(Rollout[]::new);
    int[] model = new int[steps.length];
    for (int key = 0; key < MILLION; key++) {
      String text = "trip-" + key;
      for (int step = 0; step < steps.length; step++) {
        model[step] += rollouts[step].arm(text) == Arm.MODEL ? 1 : 0;
      }
    }
    for (int step = 0; step < steps.length; step++) {
      assertInBand(model[step], steps[step]);
    }
  }

  /** The 99.9 % band; the seeds are fixed, since one honest draw in a thousand is outside it. */
  private static void assertInBand(int hits, int share) {
    BinomialDistribution binomial = BinomialDistribution.of(MILLION, share / 10_000.0);
    double tail = 0.001 / 2;
    assertThat(hits)
        .isBetween(
            binomial.inverseCumulativeProbability(tail), binomial.inverseSurvivalProbability(tail));
  }
}
