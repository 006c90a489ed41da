/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitTest {
  private static Split.Builder banner() {
    return Split.named("banner").arm("plain", 50).arm("blue", 30).unassigned(20);
  }

  private static Split firstOf(String salt, int parts) {
    return Split.named(salt).arm("in", parts).arm("out", 10_000 - parts).build();
  }

  /** Computed by an independent implementation; a promise for ever. */
  @ParameterizedTest
  @CsvSource({
    "banner, user-1, 6653",
    "banner, user-42, 301",
    "größe, Zürich-7, 154",
    "banner, '', 5402",
    "pricing, trip-1, 296",
  })
  void arm_ofGoldenKeys_beginsAtTheirPlace(String salt, String key, int bucket) {
    assertThat(firstOf(salt, bucket).arm(key)).isEqualTo("out");
    assertThat(firstOf(salt, bucket + 1).arm(key)).isEqualTo("in");
  }

  @ParameterizedTest
  @CsvSource({"banner, 42, 4729", "banner, -1, 8845"})
  void arm_ofGoldenNumbers_beginsAtTheirPlace(String salt, long key, int bucket) {
    assertThat(firstOf(salt, bucket).arm(key)).isEqualTo("out");
    assertThat(firstOf(salt, bucket + 1).arm(key)).isEqualTo("in");
  }

  @ParameterizedTest
  @CsvSource({
    "0, plain",
    "0.12499999, plain",
    "0.125, ''",
    "0.49999999, ''",
    "0.5, blue",
    "0.57499999, blue",
    "0.575, ''",
    "0.8, ''",
    "0.99999999, ''",
  })
  void armAt_withAQuarterCovered_isTheBeginningOfEachRange(double position, String arm) {
    assertThat(banner().coverage(25).build().armAt(position)).isEqualTo(arm);
  }

  @ParameterizedTest
  @CsvSource({"0, plain", "0.49999999, plain", "0.5, blue", "0.79999999, blue", "0.8, ''"})
  void armAt_fullyCovered_leavesTheUnassignedRestAlone(double position, String arm) {
    assertThat(banner().build().armAt(position)).isEqualTo(arm);
  }

  @Test
  void armAt_armWithoutWeight_isNeverReached() {
    Split split = Split.named("s").arm("a", 1).arm("never", 0).arm("b", 1).build();
    assertThat(split.armAt(0.5)).isEqualTo("b");
    assertThat(split.armAt(Math.nextDown(0.5))).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1, Double.NaN, Double.POSITIVE_INFINITY})
  void armAt_noPosition_isRefusedWithTheValue(double position) {
    Split split = banner().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split.armAt(position))
        .withMessage("position " + position + " is not in [0, 1)");
  }

  /** The first hash of an arm and the last one before it, at the greatest possible whole. */
  @Test
  void arms_ofTheGreatestWhole_agreeWithMultiplyShiftAtEveryEdge() {
    int total = Integer.MAX_VALUE;
    Split split = Split.named("s").arm("a", total / 3).arm("b", total - total / 3).build();
    Arms arms = split.assignment().arms();
    long edge = (((long) (total / 3) << 32) + total - 1) / total;
    for (long hash = edge - 3; hash <= edge + 3; hash++) {
      int expected = Unit.bucket((int) hash, total) < total / 3 ? 0 : 1;
      assertThat(arms.at((int) hash)).isEqualTo(expected);
    }
    assertThat(arms.at(0)).isZero();
    assertThat(arms.at(-1)).isEqualTo(1);
  }

  @Test
  void share_ofAnArm_isItsWeightTimesTheCoverage() {
    assertThat(banner().coverage(25).build().share("plain")).isEqualTo(0.125);
    assertThat(banner().build().share("blue")).isEqualTo(0.3);
  }

  @Test
  void share_ofAnUnknownArm_isRefusedWithTheKnownOnes() {
    Split split = banner().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split.share("red"))
        .withMessage("split 'banner': there is no arm 'red' among [plain, blue]");
  }

  @Test
  void override_ofATextAndItsNumber_comesBeforeChance() {
    Split split = banner().override("vip", "blue").override("4711", "plain").build();
    assertThat(split.arm("vip")).isEqualTo("blue");
    assertThat(split.arm("4711")).isEqualTo("plain");
    assertThat(split.arm(4711)).isEqualTo("plain");
  }

  @Test
  void disabled_hasNoArmForAnybody_alsoNotForOverrides() {
    Split split = banner().override("vip", "blue").build().disabled();
    assertThat(split.enabled()).isFalse();
    assertThat(split.arm("vip")).isEqualTo(Decision.NO_ARM);
    assertThat(IntStream.range(0, 1_000).mapToObj(split::arm)).containsOnly(Decision.NO_ARM);
  }

  @Test
  void withCoverage_isTheSameSplitAtAnother() {
    Split split = banner().salt("s").coverage(25).within("pricing", 0, 40).build();
    assertThat(split.withCoverage(50))
        .isEqualTo(banner().salt("s").coverage(50).within("pricing", 0, 40).build());
    assertThat(split.coverage()).isEqualTo(25);
    assertThat(split.withCoverage(50).coverage()).isEqualTo(50);
  }

  @Test
  void accessors_tellWhatWasGiven() {
    Split split = banner().salt("s").within("pricing", 0, 40).build();
    assertThat(split.name()).isEqualTo("banner");
    assertThat(split.salt()).isEqualTo("s");
    assertThat(split.arms()).containsExactly("plain", "blue");
    assertThat(split.enabled()).isTrue();
    assertThat(split.namespace())
        .hasValueSatisfying(n -> assertThat(n.name()).isEqualTo("pricing"));
    assertThat(banner().build().namespace()).isEmpty();
  }

  @Test
  void toString_namesRangesSaltNamespaceAndState() {
    assertThat(banner().coverage(50).build())
        .hasToString("banner {plain [0 %, 25 %), blue [50 %, 65 %)}");
    assertThat(banner().salt("s").within("pricing", 0, 40).build().disabled())
        .hasToString(
            "banner {plain [0 %, 50 %), blue [50 %, 80 %)} salted 's'"
                + " within pricing [0 %, 40 %) (disabled)");
  }

  @Test
  void equals_differsByEveryPart() {
    Split split = banner().build();
    assertThat(split).isEqualTo(banner().build()).hasSameHashCodeAs(banner().build());
    assertThat(split)
        .isNotEqualTo(banner().salt("s").build())
        .isNotEqualTo(banner().coverage(99).build())
        .isNotEqualTo(banner().override("k", "blue").build())
        .isNotEqualTo(banner().within("n", 0, 1).build())
        .isNotEqualTo(banner().unassigned(21).build())
        .isNotEqualTo(split.disabled())
        .isNotEqualTo("banner");
  }

  @Test
  void named_blank_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.named(" "))
        .withMessage("a split needs a name");
  }

  @Test
  void arm_blankOrRepeated_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().arm(" ", 1))
        .withMessage("split 'banner': an arm needs a name");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().arm("plain", 1))
        .withMessage("split 'banner': arm 'plain' is there twice");
  }

  @Test
  void arm_negativeWeight_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().arm("red", -1))
        .withMessage("split 'banner': arm 'red' has the negative weight -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().unassigned(-20))
        .withMessage("split 'banner': the unassigned rest has the negative weight -20");
  }

  @Test
  void build_withoutArmsOrWithTooMany_isRefusedWithTheirNumber() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.named("s").unassigned(1).build())
        .withMessage("split 's': 0 arms, and 1 to 100 are possible");
    Split.Builder many = Split.named("s");
    IntStream.range(0, 100).forEach(i -> many.arm("a" + i, 1));
    assertThat(many.build().arms()).hasSize(100);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> many.arm("a100", 1).build())
        .withMessage("split 's': 101 arms, and 1 to 100 are possible");
  }

  @Test
  void build_weightsThatAreAllZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.named("s").arm("a", 0).arm("b", 0).unassigned(5).build())
        .withMessage("split 's': the weights of [a, b] add up to 0");
  }

  @Test
  void build_weightsThatAddUpToTooMuch_isRefusedWithTheSum() {
    Split.Builder greatest = Split.named("s").arm("a", Integer.MAX_VALUE);
    assertThat(greatest.build().share("a")).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> greatest.unassigned(1).build())
        .withMessage("split 's': the weights add up to 2147483648, more than 2147483647");
  }

  @Test
  void outOf_anotherSum_isRefusedWithBoth() {
    assertThat(banner().outOf(100).build()).isEqualTo(banner().build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().outOf(99).build())
        .withMessage("split 'banner': the weights add up to 100, not to 99");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().outOf(101).build())
        .withMessage("split 'banner': the weights add up to 100, not to 101");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().outOf(0))
        .withMessage("split 'banner': weights out of 0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {100.01, -0.01, Double.NaN})
  void coverage_noPercentage_isRefusedWithTheValue(double percent) {
    String message = "split 'banner', coverage: " + percent + " % is not between 0 % and 100 %";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().coverage(percent))
        .withMessage(message);
    Split split = banner().build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> split.withCoverage(percent))
        .withMessage(message);
  }

  @Test
  void override_toTwoArmsOrToNone_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().override("k", "blue").override("k", "plain"))
        .withMessage("split 'banner': key 'k' goes to 'blue' and to 'plain'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> banner().override("k", "red").build())
        .withMessage("split 'banner': there is no arm 'red' among [plain, blue]");
  }

  @Test
  void build_moreThanTenThousandOverrides_isRefusedWithTheirNumber() {
    Split.Builder builder = banner();
    IntStream.range(0, 10_000).forEach(i -> builder.override("k" + i, "blue"));
    assertThat(builder.build().arm("k9999")).isEqualTo("blue");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.override("one more", "plain").build())
        .withMessage("split 'banner': 10001 keys on its lists, and at most 10000 are kept");
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void arm_ofNull_isRefusedByName() {
    Split split = banner().build();
    assertThatNullPointerException().isThrownBy(() -> split.arm(null)).withMessage("key");
  }
}
