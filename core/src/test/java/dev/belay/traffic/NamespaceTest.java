/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceTest {
  private static Namespace part(String name, double from, double to) {
    return Rollout.of("surge", 100).within(name, from, to).namespace().orElseThrow();
  }

  /** Computed by an independent implementation; a promise for ever. */
  @ParameterizedTest
  @CsvSource({
    "banner, user-1, 1245",
    "banner, user-42, 1447",
    "größe, Zürich-7, 3167",
    "banner, '', 6352",
    "pricing, trip-1, 8451",
  })
  void contains_goldenKeys_fromTheirPlaceOn(String name, String key, int bucket) {
    assertThat(part(name, bucket / 100.0, 100).contains(key)).isTrue();
    assertThat(part(name, (bucket + 1) / 100.0, 100).contains(key)).isFalse();
    assertThat(part(name, 0, bucket / 100.0).contains(key)).isFalse();
    assertThat(part(name, 0, (bucket + 1) / 100.0).contains(key)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"banner, 42, 7228", "banner, -1, 6422"})
  void contains_goldenNumbers_fromTheirPlaceOn(String name, long key, int bucket) {
    assertThat(part(name, bucket / 100.0, 100).contains(key)).isTrue();
    assertThat(part(name, (bucket + 1) / 100.0, 100).contains(key)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0.0999, false", "0.1, true", "0.3999, true", "0.4, false", "0, false"})
  void containsAt_theBounds_holdsTheFirstAndNotTheLast(double position, boolean inside) {
    assertThat(part("pricing", 10, 40).containsAt(position)).isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, Double.NaN})
  void containsAt_noPosition_isRefusedWithTheValue(double position) {
    Namespace part = part("pricing", 10, 40);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.containsAt(position))
        .withMessage("position " + position + " is not in [0, 1)");
  }

  @Test
  void within_noPercentage_isRefusedWithOwnerAndValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part("pricing", -1, 40))
        .withMessage("rollout 'surge', namespace 'pricing': -1.0 % is not between 0 % and 100 %");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Split.named("banner").within("pricing", 0, 40.001))
        .withMessage("split 'banner', namespace 'pricing': 40.001 % is not a multiple of 0.01 %");
  }

  @Test
  void within_nothing_isRefusedWithTheBounds() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part("pricing", 40, 40))
        .withMessage("rollout 'surge', namespace 'pricing': from 40.0 % to 40.0 % is empty");
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void within_blankOrNullName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part(" ", 0, 40))
        .withMessage("rollout 'surge': a namespace needs a name");
    assertThatNullPointerException().isThrownBy(() -> part(null, 0, 40)).withMessage("namespace");
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void contains_null_isRefusedByName() {
    Namespace part = part("pricing", 0, 40);
    assertThatNullPointerException().isThrownBy(() -> part.contains(null)).withMessage("key");
  }

  @Test
  void accessorsAndText_tellWhatWasGiven() {
    Namespace part = part("pricing", 12.5, 40);
    assertThat(part.name()).isEqualTo("pricing");
    assertThat(part.fromPercent()).isEqualTo(12.5);
    assertThat(part.toPercent()).isEqualTo(40);
    assertThat(part).hasToString("pricing [12.5 %, 40 %)");
  }

  @Test
  void equals_differsByEveryPart() {
    Namespace part = part("pricing", 10, 40);
    assertThat(part)
        .isEqualTo(part("pricing", 10, 40))
        .hasSameHashCodeAs(part("pricing", 10, 40))
        .isNotEqualTo(part("prices", 10, 40))
        .isNotEqualTo(part("pricing", 11, 40))
        .isNotEqualTo(part("pricing", 10, 41))
        .isNotEqualTo("pricing");
  }
}
