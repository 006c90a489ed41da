/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SplitProperties {

  private static Split split(List<Integer> weights, int unassigned, double coverage) {
    Split.Builder builder = Split.named("s").unassigned(unassigned).coverage(coverage);
    for (int i = 0; i < weights.size(); i++) {
      builder.arm("arm-" + i, weights.get(i));
    }
    return builder.build();
  }

  @Property
  void raisingTheCoverage_onlyAddsKeys_andLoweringOnlyRemoves(
      @ForAll String key,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 100) Integer> weights,
      @ForAll @IntRange(max = 10_000) int one,
      @ForAll @IntRange(max = 10_000) int other) {
    Split low = split(weights, 10, Math.min(one, other) / 100.0);
    String before = low.arm(key);
    if (!before.equals(Decision.NO_ARM)) {
      assertThat(low.withCoverage(Math.max(one, other) / 100.0).arm(key)).isEqualTo(before);
    }
  }

  @Property
  void addingAnArm_fromTheUnassignedRest_movesNobodyElse(
      @ForAll long key,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 100) Integer> weights,
      @ForAll @IntRange(min = 1, max = 100) int unassigned,
      @ForAll @IntRange(min = 1, max = 100) int taken,
      @ForAll @IntRange(max = 10_000) int coverage) {
    int weight = Math.min(taken, unassigned);
    Split before = split(weights, unassigned, coverage / 100.0);
    Split.Builder more = Split.named("s").unassigned(unassigned - weight);
    for (int i = 0; i < weights.size(); i++) {
      more.arm("arm-" + i, weights.get(i));
    }
    Split after = more.arm("new", weight).coverage(coverage / 100.0).build();
    String arm = before.arm(key);
    if (arm.equals(Decision.NO_ARM)) {
      assertThat(after.arm(key)).isIn(Decision.NO_ARM, "new");
    } else {
      assertThat(after.arm(key)).isEqualTo(arm);
    }
  }

  /** The arms before it keep their keys, and its own are kept as far as it reaches. */
  @Property
  void changingOneWeight_withTheSumKept_movesNobodyBefore(
      @ForAll long key,
      @ForAll @IntRange(min = 1, max = 50) int first,
      @ForAll @IntRange(min = 1, max = 50) int low,
      @ForAll @IntRange(min = 1, max = 50) int more) {
    Split small = split(List.of(first, low), 200 - first - low, 100);
    Split large = split(List.of(first, low + more), 200 - first - low - more, 100);
    String before = small.arm(key);
    if (!before.equals(Decision.NO_ARM)) {
      assertThat(large.arm(key)).isEqualTo(before);
    } else {
      assertThat(large.arm(key)).isIn(Decision.NO_ARM, "arm-1");
    }
  }

  @Property
  void renaming_withTheSaltKept_movesNobody(
      @ForAll String key, @ForAll @IntRange(max = 10_000) int share) {
    double percent = share / 100.0;
    assertThat(Rollout.of("new", percent).withSalt("old").arm(key))
        .isEqualTo(Rollout.of("old", percent).arm(key));
    assertThat(Split.named("new").salt("old").arm("a", 1).arm("b", 1).build().arm(key))
        .isEqualTo(Split.named("old").arm("a", 1).arm("b", 1).build().arm(key));
  }

  /** flagd's second fractional algorithm. */
  @Property
  void arm_atFullCoverage_isThatOfMultiplyShift(
      @ForAll int hash,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 400_000_000) Integer> weights,
      @ForAll @IntRange(max = 100_000_000) int unassigned) {
    int total = weights.stream().mapToInt(Integer::intValue).sum() + unassigned;
    int bucket = Unit.bucket(hash, total);
    int expected = 0;
    long end = weights.get(0);
    while (bucket >= end && ++expected < weights.size()) {
      end += weights.get(expected);
    }
    int arm = expected < weights.size() ? expected : Verdict.NO_ARM;
    assertThat(split(weights, unassigned, 100).assignment().arms().at(hash)).isEqualTo(arm);
  }

  @Property
  void positionAndHash_ofTheSamePlace_haveTheSameArm(
      @ForAll int hash,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 100) Integer> weights,
      @ForAll @IntRange(max = 10_000) int coverage) {
    Arms arms = split(weights, 10, coverage / 100.0).assignment().arms();
    assertThat(arms.at(Unit.position(hash))).isEqualTo(arms.at(hash));
  }

  @Property
  void shares_ofAllArmsAndTheRest_addUpToOne(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 100) Integer> weights,
      @ForAll @IntRange(max = 100) int unassigned,
      @ForAll @IntRange(max = 10_000) int coverage) {
    Split split = split(weights, unassigned, coverage / 100.0);
    double sum = split.arms().stream().mapToDouble(split::share).sum();
    double rest = split.assignment().arms().share(Verdict.NO_ARM);
    assertThat(sum + rest).isCloseTo(1, within(1e-12));
  }
}
