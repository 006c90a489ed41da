/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.MetNorwayPayload.ahead;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherSeries;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Whatever comes: a failure of the two kinds announced, or weather there can be. */
class MetNorwayReplyProperties {
  private static final Place OSLO = new Place(59.91, 10.75);
  private static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");
  private static final byte[] GOOD =
      new MetNorwayPayload()
          .entry(
              "2026-11-21T19:00:00Z",
              "\"air_temperature\":-1.5,\"wind_speed\":6.2,\"wind_speed_of_gust\":11.9,"
                  + "\"cloud_area_fraction\":87.5,\"fog_area_fraction\":60.0",
              ahead(1, "heavysleetandthunder", "2.4") + ahead(6, "snow", "9.6"))
          .entry(
              "2026-11-21T20:00:00Z",
              "\"air_temperature\":0.5,\"wind_speed\":5",
              ahead(6, "lightrainshowers_night", "1.2"))
          .entry("2026-11-22T02:00:00Z", "\"air_temperature\":-3,\"cloud_area_fraction\":0.0", "")
          .bytes();

  private static WeatherSeries read(byte[] body) throws IOException {
    return MetNorwayReply.forecast(body, OSLO).series(OSLO, NOW, NOW);
  }

  private static void assertRefusedOrPossible(byte[] body) {
    try {
      MutatedReply.assertPossible(
          read(body), NOW.minus(Duration.ofHours(2)), NOW.plus(Duration.ofHours(15)));
    } catch (IOException | WeatherException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Property(tries = 1000)
  void forecast_bytesChanged_isRefusedOrPossible(@ForAll Random random) {
    assertRefusedOrPossible(MutatedReply.bytes(GOOD, random));
  }

  @Property(tries = 2000)
  void forecast_tokensReplaced_isRefusedOrPossible(@ForAll Random random) {
    assertRefusedOrPossible(MutatedReply.tokens(GOOD, random));
  }

  @Property(tries = 300)
  void forecast_anyBytes_isRefused(@ForAll byte[] body) {
    assertThat(refused(body)).isTrue();
  }

  @Property(tries = 300)
  void forecast_cutOff_isRefused(@ForAll @DoubleRange(max = 0.99) double share) {
    assertThat(refused(Arrays.copyOf(GOOD, (int) (GOOD.length * share)))).isTrue();
  }

  private static boolean refused(byte[] body) {
    try {
      read(body);
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Property(tries = 500)
  void answer_anyHeaders_expireBetweenNowAndSixHours(
      @ForAll String expires, @ForAll String modified) throws IOException {
    Map<String, String> headers = new HashMap<>();
    headers.put("expires", expires);
    headers.put("last-modified", modified);

    MetNorwayAnswer answer = MetNorwayAnswer.of(new Reply(200, headers, GOOD), OSLO, null, NOW);

    assertThat(answer.expiresAt()).isBetween(NOW, NOW.plus(Duration.ofHours(6)));
    assertThat(answer.lastModified()).isEqualTo(modified);
  }

  @Property(tries = 500)
  void symbol_anyText_saysNothingOrWhatCanBe(@ForAll String code) {
    MetNorwaySymbol symbol = MetNorwaySymbol.of(code);

    assertThat((Double) symbol.thunder()).isIn(0.0, 1.0, Double.NaN);
    assertThat((Double) symbol.snowShare()).isIn(0.0, 0.5, 1.0, Double.NaN);
  }
}
