/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkTest {

  /** From a run of XGBoost, including where it keeps the exponential from overflowing. */
  @ParameterizedTest
  @CsvSource({
    "0.0, 0.5",
    "-0.0, 0.5",
    "1.0, 0.7310586",
    "-1.0, 0.26894143",
    "5.5, 0.9959299",
    "-5.5, 0.0040701376",
    "20.0, 1.0",
    "-88.6, 3.322842E-39",
    "-88.8, 3.006636E-39",
    "-1000.0, 3.006636E-39",
    "1000.0, 1.0",
    "-3.4028235E38, 3.006636E-39"
  })
  void logistic_marginOfXgboost_isItsProbability(float margin, float probability) {
    assertThat(Link.LOGISTIC.apply(margin)).isEqualTo(probability);
  }
}
