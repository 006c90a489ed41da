/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetNorwaySymbolTest {
  private static final List<String> SKIES =
      List.of("clearsky", "fair", "partlycloudy", "cloudy", "fog");

  /**
   * The documented codes: five skies, and what falls in each strength, manner, with thunder or not.
   */
  static Stream<String> codes() {
    Stream<String> falling =
        Stream.of("rain", "sleet", "snow")
            .flatMap(what -> Stream.of("light" + what, what, "heavy" + what))
            .flatMap(what -> Stream.of(what, what + "showers"))
            .flatMap(what -> Stream.of(what, what + "andthunder"));
    return Stream.concat(SKIES.stream(), falling);
  }

  @Test
  void codes_areFortyOne() {
    assertThat(codes()).hasSize(41);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void of_documentedCode_saysThunderFogAndSnowWithEverySuffix(String code) {
    for (String suffix : List.of("", "_day", "_night", "_polartwilight")) {
      MetNorwaySymbol symbol = MetNorwaySymbol.of(code + suffix);

      assertThat(symbol.thunder()).isEqualTo(code.contains("thunder") ? 1 : 0);
      assertThat(symbol.fog()).isEqualTo(code.equals("fog") ? 1 : 0);
      assertThat((Double) symbol.snowShare()).isEqualTo(share(code));
    }
  }

  private static Double share(String code) {
    if (SKIES.contains(code)) {
      return Double.NaN;
    }
    return code.contains("snow") ? 1 : code.contains("sleet") ? 0.5 : 0;
  }

  @ParameterizedTest
  @CsvSource({
    "lightssleetshowersandthunder, 0.5",
    "lightssleetshowersandthunder_night, 0.5",
    "lightssnowshowersandthunder, 1",
    "lightssnowshowersandthunder_polartwilight, 1",
  })
  void of_theServicesMisspelling_isRead(String code, double share) {
    assertThat(MetNorwaySymbol.of(code)).isEqualTo(new MetNorwaySymbol(share, 1, 0));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "hail", "rain_", "fog_dawn", "heavyclearsky", "thunder", "RAIN"})
  void of_anotherCode_saysNothing(String code) {
    MetNorwaySymbol symbol = MetNorwaySymbol.of(code);

    assertThat(symbol.thunder()).isNaN();
    assertThat(symbol.fog()).isNaN();
    assertThat(symbol.snow(1)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "snow, 2, 2",
    "heavysleet, 2, 1",
    "lightrain, 2, 0",
    "cloudy, 0, 0",
    "hail, 0, 0",
    "cloudy, 0.1, NaN",
    "snow, NaN, NaN"
  })
  void snow_amount_isTheSymbolsShareOfIt(String code, double amount, Double snow) {
    assertThat((Double) MetNorwaySymbol.of(code).snow(amount)).isEqualTo(snow);
  }
}
