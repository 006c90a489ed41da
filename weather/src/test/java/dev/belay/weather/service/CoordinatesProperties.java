/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class CoordinatesProperties {
  @Property(tries = 1000)
  void text_anyDegrees_haveFourDecimalsAtMostAndAreAsNear(
      @ForAll @DoubleRange(min = -180, max = 180) double degrees) {
    String text = Coordinates.text(degrees);

    assertThat(text).matches("-?\\d{1,3}(\\.\\d{0,3}[1-9])?").isNotEqualTo("-0");
    assertThat(Math.abs(Double.parseDouble(text) - degrees)).isLessThanOrEqualTo(0.000_050_000_1);
    assertThat(Coordinates.text(new BigDecimal(text).doubleValue())).isEqualTo(text);
  }

  @Property(tries = 1000)
  void check_anyPlace_isTakenAsFarAsIsSaidAndNoFurther(
      @ForAll @DoubleRange(min = -89, max = 89) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) double longitude,
      @ForAll @DoubleRange(min = -0.9, max = 0.9) double share) {
    Place asked = new Place(latitude, longitude);
    double east = longitude + share * 0.4 / Math.cos(Math.toRadians(latitude));

    assertThat(near(asked, latitude + share * 0.4, Math.IEEEremainder(east, 360))).isTrue();
    assertThat(near(asked, latitude + (share < 0 ? -0.41 : 0.41), longitude)).isFalse();
    if (Math.cos(Math.toRadians(latitude)) > 0.1) {
      double farEast = longitude + 0.41 / Math.cos(Math.toRadians(latitude));
      assertThat(near(asked, latitude, farEast)).isFalse();
    }
  }

  private static boolean near(Place asked, double latitude, double longitude) {
    try {
      Coordinates.check(asked, latitude, longitude, 0.4);
      return true;
    } catch (WeatherException e) {
      assertThat(e.reason()).isEqualTo(Reason.OTHER_PLACE);
      return false;
    }
  }
}
