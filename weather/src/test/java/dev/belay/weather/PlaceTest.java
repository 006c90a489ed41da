/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceTest {
  @ParameterizedTest
  @CsvSource({"90.0000001, 0", "-91, 0", "0, 180.0000001", "0, -181", "NaN, 0", "0, NaN"})
  void of_noPlace_isRefusedWithItsNumbers(double latitude, double longitude) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Place(latitude, longitude))
        .withMessage(
            "no place on earth: latitude %s (-90 to 90), longitude %s (-180 to 180)",
            latitude, longitude);
  }

  @ParameterizedTest
  @CsvSource({"90, 0", "-90, 180", "0, -180", "-0.0, 0"})
  void of_theEdges_arePlaces(double latitude, double longitude) {
    assertThat(new Place(latitude, longitude).latitude()).isEqualTo(latitude);
  }

  /** Geneva to Zurich airport; 231 km on the great circle. */
  @Test
  void metresTo_isTheGreatCircle() {
    Place geneva = new Place(46.2381, 6.1089);
    Place zurich = new Place(47.4647, 8.5492);

    assertThat(geneva.metresTo(zurich)).isCloseTo(230_700, within(700.0));
    assertThat(zurich.metresTo(geneva)).isEqualTo(geneva.metresTo(zurich));
    assertThat(geneva.metresTo(geneva)).isZero();
  }

  @Test
  void metresTo_acrossTheDateLineAndToTheOtherSide_areRight() {
    assertThat(new Place(0, 179.5).metresTo(new Place(0, -179.5))).isCloseTo(111_195, within(1.0));
    assertThat(new Place(90, 0).metresTo(new Place(-90, 0)))
        .isCloseTo(180 * 111_195.0, within(1.0));
  }
}
