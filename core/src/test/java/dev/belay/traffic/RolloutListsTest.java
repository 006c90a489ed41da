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

/** Lists, namespaces and the propensity that goes with them. */
class RolloutListsTest {
  private final Rollout nobody = Rollout.of("r", 0);
  private final Rollout everybody = Rollout.of("r", 100);

  @Test
  void allowing_aKey_isTheModelAtZeroPercent() {
    Rollout rollout = nobody.allowing("vip-1", "4711");
    assertThat(rollout.arm("vip-1")).isEqualTo(Arm.MODEL);
    assertThat(rollout.arm("4711")).isEqualTo(Arm.MODEL);
    assertThat(rollout.arm("vip-2")).isEqualTo(Arm.REST);
  }

  @Test
  void denying_aKey_isTheRestAtAHundredPercent() {
    Rollout rollout = everybody.denying("test-1", "-7");
    assertThat(rollout.arm("test-1")).isEqualTo(Arm.REST);
    assertThat(rollout.arm(-7)).isEqualTo(Arm.REST);
    assertThat(rollout.arm("test-2")).isEqualTo(Arm.MODEL);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 4711, -1, Long.MAX_VALUE, Long.MIN_VALUE})
  void allowing_aNumber_isFoundUnderItsDecimalText(long key) {
    assertThat(nobody.allowing("x", Long.toString(key)).arm(key)).isEqualTo(Arm.MODEL);
    assertThat(nobody.allowing("x", Long.toString(key)).arm(key ^ 1)).isEqualTo(Arm.REST);
  }

  /** What a number is not written as is a text and no number. */
  @ParameterizedTest
  @CsvSource({"+5, 5", "007, 7", "' 8', 8", "-0, 0", "1e1, 10", "9223372036854775808, 0"})
  void allowing_anotherSpelling_isNotTheNumber(String text, long key) {
    assertThat(nobody.allowing(text).arm(text)).isEqualTo(Arm.MODEL);
    assertThat(nobody.allowing(text).arm(key)).isEqualTo(Arm.REST);
  }

  @Test
  void allowing_again_addsToTheList() {
    Rollout rollout = nobody.allowing("a").allowing("b", "a");
    assertThat(rollout.arm("a")).isEqualTo(Arm.MODEL);
    assertThat(rollout.arm("b")).isEqualTo(Arm.MODEL);
    assertThat(nobody.arm("a")).isEqualTo(Arm.REST);
  }

  @Test
  void lists_withAKeyOnBoth_areRefusedWithTheKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nobody.allowing("a", "b").denying("b"))
        .withMessage("rollout 'r': key 'b' is on both lists");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> nobody.denying("b").allowing("b"))
        .withMessage("rollout 'r': key 'b' is on both lists");
  }

  @Test
  void lists_ofMoreThanTenThousandTogether_areRefusedWithTheirNumber() {
    String[] keys = IntStream.range(0, 10_000).mapToObj(i -> "k" + i).toArray(String[]::new);
    Rollout full = nobody.allowing(keys);
    assertThat(full.arm("k9999")).isEqualTo(Arm.MODEL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> full.denying("one more"))
        .withMessage("rollout 'r': 10001 keys on its lists, and at most 10000 are kept");
  }

  @Test
  void lists_ofADisabledRollout_letNobodyIn() {
    Rollout rollout = nobody.allowing("vip").disabled();
    assertThat(rollout.arm("vip")).isEqualTo(Arm.REST);
    assertThat(rollout.propensity("vip")).isZero();
  }

  @Test
  void lists_comeBeforeTheNamespace() {
    Rollout outside = everybody.within("pricing", 0, 0.01).allowing("vip").denying("test");
    assertThat(outside.arm("vip")).isEqualTo(Arm.MODEL);
    assertThat(outside.arm("test")).isEqualTo(Arm.REST);
  }

  @Test
  void everyCopy_keepsListsSaltAndNamespace() {
    Rollout rollout = nobody.allowing("vip").denying("test").within("pricing", 0, 40);
    Rollout copy = rollout.withPercent(100).withSalt("s");
    assertThat(copy.arm("vip")).isEqualTo(Arm.MODEL);
    assertThat(copy.arm("test")).isEqualTo(Arm.REST);
    assertThat(copy.namespace()).isEqualTo(rollout.namespace());
    assertThat(copy.percent()).isEqualTo(100);
    assertThat(copy.allowing("a").salt()).isEqualTo("s");
    assertThat(copy.disabled().percent()).isEqualTo(100);
  }

  @Test
  void within_aNamespace_takesTheShareOfItsPart() {
    Rollout rollout = everybody.within("pricing", 10, 40);
    Namespace part = rollout.namespace().orElseThrow();
    for (long key = 0; key < 1_000; key++) {
      assertThat(rollout.arm(key)).isEqualTo(part.contains(key) ? Arm.MODEL : Arm.REST);
      assertThat(rollout.arm("k" + key)).isEqualTo(part.contains("k" + key) ? Arm.MODEL : Arm.REST);
    }
  }

  @Test
  void propensity_byChance_isTheShareInEveryArm() {
    Rollout rollout = Rollout.of("r", 12.5);
    assertThat(IntStream.range(0, 100).mapToDouble(rollout::propensity)).containsOnly(0.125);
    assertThat(rollout.propensity("any")).isEqualTo(0.125);
  }

  @Test
  void propensity_byAct_isOneOrZero() {
    Rollout rollout = Rollout.of("r", 12.5).allowing("vip", "1").denying("test", "2");
    assertThat(rollout.propensity("vip")).isEqualTo(1);
    assertThat(rollout.propensity(1)).isEqualTo(1);
    assertThat(rollout.propensity("test")).isZero();
    assertThat(rollout.propensity(2)).isZero();
  }

  @Test
  void propensity_withinANamespace_isTheShareInsideAndZeroOutside() {
    Rollout rollout = Rollout.of("r", 12.5).within("pricing", 0, 50);
    Namespace part = rollout.namespace().orElseThrow();
    for (long key = 0; key < 100; key++) {
      assertThat(rollout.propensity(key)).isEqualTo(part.contains(key) ? 0.125 : 0);
    }
  }

  @Test
  void toString_namesTheNamespace() {
    assertThat(nobody.within("pricing", 0, 12.5))
        .hasToString("r 0.00 % within pricing [0 %, 12.5 %)");
  }

  @Test
  void equals_differsByListsAndNamespace() {
    assertThat(nobody).isNotEqualTo(nobody.allowing("a")).isNotEqualTo(nobody.within("n", 0, 1));
    assertThat(nobody.allowing("a")).isNotEqualTo(nobody.denying("a"));
    assertThat(nobody.allowing("a", "1").denying("b"))
        .isEqualTo(nobody.denying("b").allowing("1").allowing("a"))
        .hasSameHashCodeAs(nobody.denying("b").allowing("1", "a"));
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void nullKeys_areRefused() {
    assertThatNullPointerException().isThrownBy(() -> nobody.arm(null)).withMessage("key");
    assertThatNullPointerException().isThrownBy(() -> nobody.propensity(null)).withMessage("key");
    assertThatNullPointerException().isThrownBy(() -> nobody.withSalt(null)).withMessage("salt");
    assertThatNullPointerException().isThrownBy(() -> nobody.allowing((String) null));
  }
}
