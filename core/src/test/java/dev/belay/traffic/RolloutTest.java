/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutTest {

  /** A promise for ever: other releases and other languages find the same arms. */
  @ParameterizedTest
  @CsvSource({
    "trip-delay, 508551522",
    "conversion, 1246398719",
    "größe, 3822294591",
  })
  void salt_ofGolden_givesTheSameSeed(String salt, long seed) {
    assertThat(Integer.toUnsignedLong(new Murmur(0).hash(salt))).isEqualTo(seed);
  }

  /** Computed by an independent implementation of MurmurHash3 x86 32 over UTF-8. */
  @ParameterizedTest
  @CsvSource({
    "trip-delay, trip-1, 5014",
    "trip-delay, user-42, 4446",
    "conversion, trip-1, 761",
    "größe, Zürich-7, 753",
    "trip-delay, '', 4207",
  })
  void arm_ofGoldenKeys_beginsAtTheirBucket(String salt, String key, int bucket) {
    assertThat(Rollout.of(salt, bucket / 100.0).arm(key)).isNotEqualTo(Arm.MODEL);
    assertThat(Rollout.of(salt, (bucket + 1) / 100.0).arm(key)).isEqualTo(Arm.MODEL);
  }

  @ParameterizedTest
  @CsvSource({"trip-delay, 42, 1996", "trip-delay, -1, 4872", "conversion, 0, 4120"})
  void arm_ofGoldenNumbers_beginsAtTheirBucket(String salt, long key, int bucket) {
    assertThat(Rollout.of(salt, bucket / 100.0).arm(key)).isNotEqualTo(Arm.MODEL);
    assertThat(Rollout.of(salt, (bucket + 1) / 100.0).arm(key)).isEqualTo(Arm.MODEL);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 33.33, 99.99, 100})
  void of_aHundredthOfAPercent_isKept(double percent) {
    assertThat(Rollout.of("r", percent).percent()).isEqualTo(percent);
  }

  @ParameterizedTest
  @ValueSource(doubles = {101, 100.01, -0.01, Double.NaN, Double.POSITIVE_INFINITY})
  void of_noPercentage_isRefusedWithNameAndValue(double percent) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of("trip-delay", percent))
        .withMessage("rollout 'trip-delay': " + percent + " % is not between 0 % and 100 %");
  }

  @Test
  void withPercent_101_isRefusedAndTheRolloutUntouched() {
    Rollout rollout = Rollout.of("trip-delay", 10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rollout.withPercent(101))
        .withMessageContaining("101.0 %");
    assertThat(rollout.percent()).isEqualTo(10);
  }

  @Test
  void of_aFinerStep_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Rollout.of("r", 12.345))
        .withMessage("rollout 'r': 12.345 % is not a multiple of 0.01 %");
  }

  @Test
  void of_blankName_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Rollout.of(" ", 1));
  }

  @Test
  void arm_disabled_isRestForEverybody() {
    Rollout rollout = Rollout.of("r", 100).disabled();
    assertThat(rollout.enabled()).isFalse();
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> rollout.arm("k" + i)))
        .containsOnly(Arm.REST);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 10000",
    "10, 1000, 1000, 8000",
    "50, 5000, 5000, 0",
    "75, 7500, 2500, 0",
    "100, 10000, 0, 0",
    "0.01, 1, 1, 9998",
    "50.01, 5001, 4999, 0",
  })
  void arms_ofAllBuckets_haveTheSizesOfTheShare(
      double percent, int model, int comparison, int rest) {
    Map<Arm, Integer> sizes = new EnumMap<>(Arm.class);
    Rollout rollout = Rollout.of("r", percent);
    for (int bucket = 0; bucket < 10_000; bucket++) {
      Arms arms = rollout.assignment().arms();
      int first = (int) ((((long) bucket << 32) + 9_999) / 10_000);
      sizes.merge(Arm.valueOf(arms.name(arms.at(first))), 1, Integer::sum);
    }
    assertThat(sizes.getOrDefault(Arm.MODEL, 0)).isEqualTo(model);
    assertThat(sizes.getOrDefault(Arm.COMPARISON, 0)).isEqualTo(comparison);
    assertThat(sizes.getOrDefault(Arm.REST, 0)).isEqualTo(rest);
  }

  @Test
  void withSalt_another_choosesIndependently() {
    Rollout one = Rollout.of("r", 50);
    Rollout other = one.withSalt("other");
    long both =
        IntStream.range(0, 100_000)
            .filter(i -> one.arm(i) == Arm.MODEL && other.arm(i) == Arm.MODEL)
            .count();
    assertThat(both).isBetween(24_500L, 25_500L);
  }

  @Test
  void arm_aNumber_isAnotherUnitThanItsText() {
    Rollout rollout = Rollout.of("r", 50);
    long same =
        IntStream.range(0, 10_000)
            .filter(i -> rollout.arm(i) == rollout.arm(Integer.toString(i)))
            .count();
    assertThat(same).isBetween(4_800L, 5_200L);
  }

  @Test
  void of_aName_isItsSaltToo() {
    Rollout rollout = Rollout.of("r", 10);
    assertThat(rollout.name()).isEqualTo("r");
    assertThat(rollout.salt()).isEqualTo("r");
    assertThat(rollout.withSalt("s").name()).isEqualTo("r");
    assertThat(rollout.withSalt("s").salt()).isEqualTo("s");
  }

  @Test
  void get_ofARollout_isItself() {
    Rollout rollout = Rollout.of("r", 10);
    assertThat(rollout.get()).isSameAs(rollout);
  }

  @Test
  void toString_namesShareSaltAndState() {
    assertThat(Rollout.of("trip-delay", 10)).hasToString("trip-delay 10.00 %");
    assertThat(Rollout.of("trip-delay", 12.5).withSalt("s").disabled())
        .hasToString("trip-delay 12.50 % salted 's' (disabled)");
  }

  @Test
  void equals_differsByEveryPart() {
    Rollout rollout = Rollout.of("r", 10);
    assertThat(rollout).isEqualTo(Rollout.of("r", 10)).hasSameHashCodeAs(Rollout.of("r", 10));
    assertThat(rollout)
        .isNotEqualTo(Rollout.of("q", 10).withSalt("r"))
        .isNotEqualTo(rollout.withPercent(11))
        .isNotEqualTo(rollout.withSalt("q"))
        .isNotEqualTo(rollout.disabled())
        .isNotEqualTo("r");
  }
}
