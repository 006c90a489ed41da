/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.MetNorwayPayload.ahead;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetNorwayReplyTest {
  private static final Place OSLO = new Place(59.91, 10.75);
  private static final Instant NOW = Instant.parse("2026-11-21T19:14:00Z");

  private static WeatherSeries read(MetNorwayPayload payload) throws IOException {
    return MetNorwayReply.forecast(payload.bytes(), OSLO).series(OSLO, NOW, NOW);
  }

  private static Weather at(WeatherSeries series, String time) {
    return series.at(Instant.parse(time), NOW);
  }

  private static double first(String details, String ahead, WeatherVariable variable)
      throws IOException {
    MetNorwayPayload payload = new MetNorwayPayload().entry("2026-11-21T19:00:00Z", details, ahead);
    return at(read(payload), "2026-11-21T19:00:00Z").value(variable);
  }

  @Test
  void forecast_documentedShape_readsEveryVariableInItsUnit() throws IOException {
    // Synthetic, in the shape of the service's documentation.
    String body =
        """
        {"type":"Feature","geometry":{"type":"Point","coordinates":[10.75,59.91,5]},
         "properties":{"meta":{"updated_at":"2026-11-21T18:30:57Z","units":{
           "air_pressure_at_sea_level":"hPa","air_temperature":"celsius",
           "cloud_area_fraction":"%","fog_area_fraction":"%","precipitation_amount":"mm",
           "wind_speed":"m/s","wind_speed_of_gust":"m/s"}},
         "timeseries":[
          {"time":"2026-11-21T19:00:00Z","data":{
           "instant":{"details":{"air_pressure_at_sea_level":1013.2,"air_temperature":-1.5,
             "cloud_area_fraction":87.5,"fog_area_fraction":0.0,"wind_speed":6.2,
             "wind_speed_of_gust":11.9}},
           "next_12_hours":{"summary":{"symbol_code":"snow"}},
           "next_1_hours":{"summary":{"symbol_code":"heavysleetandthunder"},
             "details":{"precipitation_amount":2.4,"probability_of_thunder":3.0}},
           "next_6_hours":{"summary":{"symbol_code":"snow"},
             "details":{"precipitation_amount":9.6}}}}]}}
        """;

    WeatherSeries series =
        MetNorwayReply.forecast(body.getBytes(UTF_8), OSLO).series(OSLO, NOW, NOW);
    Weather weather = at(series, "2026-11-21T19:00:00Z");

    assertThat(weather.source()).isEqualTo("met-norway");
    assertThat(weather.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(-1.5);
    assertThat(weather.value(WeatherVariable.CLOUD_FRACTION)).isEqualTo(0.875);
    assertThat(weather.value(WeatherVariable.WIND_METRES_PER_SECOND)).isEqualTo(6.2);
    assertThat(weather.value(WeatherVariable.GUST_METRES_PER_SECOND)).isEqualTo(11.9);
    assertThat(weather.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR)).isEqualTo(2.4);
    assertThat(weather.value(WeatherVariable.SNOW_MM_PER_HOUR)).isEqualTo(1.2);
    assertThat(weather.value(WeatherVariable.THUNDER)).isEqualTo(1);
    assertThat(weather.value(WeatherVariable.FOG)).isZero();
  }

  @Test
  void forecast_whatTheServiceDoesNotSay_isAbsent() throws IOException {
    WeatherSeries series =
        read(MetNorwayPayload.hourly(Instant.parse("2026-11-21T19:00:00Z"), 1, 3));

    Weather weather = at(series, "2026-11-21T19:00:00Z");
    assertThat(weather.has(WeatherVariable.VISIBILITY_METRES)).isFalse();
    assertThat(weather.has(WeatherVariable.FREEZING)).isFalse();
    assertThat(weather.has(WeatherVariable.FEELS_LIKE_CELSIUS)).isFalse();
    assertThat(weather.has(WeatherVariable.GUST_METRES_PER_SECOND)).isFalse();
  }

  @Test
  void forecast_rain_standsForTheHourAfterItsMoment() throws IOException {
    WeatherSeries series =
        read(
            new MetNorwayPayload()
                .entry("2026-11-21T19:00:00Z", "", ahead(1, "rain", "4"))
                .entry("2026-11-21T20:00:00Z", "", ahead(1, "cloudy", "0")));

    assertThat(rainAt(series, "2026-11-21T19:00:00Z")).isEqualTo(4);
    assertThat(rainAt(series, "2026-11-21T19:59:59Z")).isEqualTo(4);
    assertThat(rainAt(series, "2026-11-21T20:00:00Z")).isZero();
    assertThat(rainAt(series, "2026-11-21T20:59:59Z")).isZero();
    assertThat(series.covers(Instant.parse("2026-11-21T21:00:00Z"))).isFalse();
  }

  @Test
  void forecast_sixHours_areSpreadOverThem() throws IOException {
    WeatherSeries series =
        read(
            new MetNorwayPayload()
                .entry("2026-11-23T18:00:00Z", "\"air_temperature\":0", ahead(6, "snow", "3"))
                .entry("2026-11-24T00:00:00Z", "\"air_temperature\":6", ""));

    assertThat(rainAt(series, "2026-11-23T18:00:00Z")).isEqualTo(0.5);
    assertThat(rainAt(series, "2026-11-23T23:59:59Z")).isEqualTo(0.5);
    Weather between = at(series, "2026-11-23T21:00:00Z");
    assertThat(between.value(WeatherVariable.SNOW_MM_PER_HOUR)).isEqualTo(0.5);
    assertThat(between.value(WeatherVariable.TEMPERATURE_CELSIUS)).isCloseTo(3, within(1e-12));
  }

  @Test
  void forecast_lastEntryWithoutOutlook_hasItsMomentOnly() throws IOException {
    WeatherSeries series =
        read(new MetNorwayPayload().entry("2026-11-30T06:00:00Z", "\"air_temperature\":2", ""));

    Weather last = at(series, "2026-11-30T06:00:00Z");
    assertThat(last.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(2);
    assertThat(last.has(WeatherVariable.PRECIPITATION_MM_PER_HOUR)).isFalse();
    assertThat(series.covers(Instant.parse("2026-11-30T06:00:01Z"))).isFalse();
  }

  @Test
  void forecast_sixHoursBeforeAnHour_endWhereThatBegins() throws IOException {
    WeatherSeries series =
        read(
            new MetNorwayPayload()
                .entry("2026-11-21T19:00:00Z", "", ahead(6, "rain", "6"))
                .entry("2026-11-21T20:00:00Z", "", ahead(1, "rain", "9")));

    assertThat(rainAt(series, "2026-11-21T19:59:59Z")).isEqualTo(1);
    assertThat(rainAt(series, "2026-11-21T20:00:00Z")).isEqualTo(9);
  }

  private static double rainAt(WeatherSeries series, String time) {
    return at(series, time).value(WeatherVariable.PRECIPITATION_MM_PER_HOUR);
  }

  @ParameterizedTest
  @CsvSource({
    "fog, 0, 1",
    "fog, null, 1",
    "cloudy, 49.9, 0",
    "cloudy, 50, 1",
    "cloudy, null, 0",
    "hail, null, NaN",
    "hail, 80, 1",
    "hail, 10, NaN"
  })
  void forecast_fog_isTheSymbolsOrHalfOfThePlace(String symbol, String percent, Double fog)
      throws IOException {
    String details = "\"fog_area_fraction\":" + percent;

    assertThat((Double) first(details, ahead(1, symbol, "0"), WeatherVariable.FOG)).isEqualTo(fog);
  }

  @Test
  void forecast_valuesAbsentOrNull_areAbsent() throws IOException {
    assertThat(first("\"air_temperature\":null", "", WeatherVariable.TEMPERATURE_CELSIUS)).isNaN();
    assertThat(first("", "", WeatherVariable.TEMPERATURE_CELSIUS)).isNaN();
    String noAmount = ",\"next_1_hours\":{\"summary\":{\"symbol_code\":\"rain\"},\"details\":{}}";
    assertThat(first("", noAmount, WeatherVariable.PRECIPITATION_MM_PER_HOUR)).isNaN();
    String noSymbol = ",\"next_1_hours\":{\"details\":{\"precipitation_amount\":1}}";
    assertThat(first("", noSymbol, WeatherVariable.PRECIPITATION_MM_PER_HOUR)).isEqualTo(1);
    assertThat(first("", noSymbol, WeatherVariable.SNOW_MM_PER_HOUR)).isNaN();
  }

  @Test
  void forecast_whatNoThermometerSays_isAbsent() throws IOException {
    assertThat(first("\"air_temperature\":999", "", WeatherVariable.TEMPERATURE_CELSIUS)).isNaN();
    assertThat(first("", ahead(1, "rain", "-1"), WeatherVariable.PRECIPITATION_MM_PER_HOUR))
        .isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "air_temperature, kelvin, celsius",
    "wind_speed, knots, m/s",
    "wind_speed_of_gust, km/h, m/s",
    "cloud_area_fraction, 1, %",
    "fog_area_fraction, 1, %",
  })
  void forecast_otherUnit_isBroken(String name, String unit, String right) {
    MetNorwayPayload payload =
        new MetNorwayPayload()
            .unit(name, unit)
            .entry("2026-11-21T19:00:00Z", "\"" + name + "\":1", ahead(1, "rain", "1"));

    assertThatThrownBy(() -> read(payload))
        .isInstanceOf(IOException.class)
        .hasMessage(name + " is not in " + right);
  }

  @Test
  void forecast_otherUnitOfRain_isBroken() {
    MetNorwayPayload payload =
        new MetNorwayPayload()
            .unit("precipitation_amount", "inch")
            .entry("2026-11-21T19:00:00Z", "", ahead(1, "rain", "1"));

    assertThatThrownBy(() -> read(payload))
        .isInstanceOf(IOException.class)
        .hasMessage("precipitation_amount is not in mm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[59.91,10.75,5]", "[10.75,-59.91]", "[-10.75,59.91]", "[2.35,48.86,35]"})
  void forecast_anotherPlace_isRefused(String coordinates) {
    MetNorwayPayload payload =
        new MetNorwayPayload().coordinates(coordinates).entry("2026-11-21T19:00:00Z", "", "");

    assertThatThrownBy(() -> read(payload))
        .isInstanceOfSatisfying(
            WeatherException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_PLACE));
  }

  @Test
  void forecast_ofTheRoundedPlace_isTaken() throws IOException {
    MetNorwayPayload payload =
        new MetNorwayPayload()
            .coordinates("[10.7512,59.9089]")
            .entry("2026-11-21T19:00:00Z", "", "");

    assertThat(read(payload).place()).isEqualTo(OSLO);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T19:00:00Z, 2026-11-21T19:00:00Z, times that do not rise",
    "2026-11-21T19:00:00Z, 2026-11-21T18:00:00Z, times that do not rise",
    "2026-11-21T19:00:00Z, tomorrow, time is no time",
    "2026-11-21T19:00:00Z, 2026-11-21T20:00:00, time is no time",
    "2026-11-21T19:00:00Z, +999999999-01-01T00:00:00Z, time is no time of a forecast",
    "-999999999-01-01T00:00:00Z, 2026-11-21T20:00:00Z, time is no time of a forecast",
  })
  void forecast_timesThatCannotBe_areBroken(String first, String second, String message) {
    MetNorwayPayload payload = new MetNorwayPayload().entry(first, "", "").entry(second, "", "");

    assertThatThrownBy(() -> read(payload)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"type\":\"Feature\"}",
        "<html><head><title>400 Bad Request</title></head></html>",
        "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[10.75,59.91,5]},"
      })
  void forecast_anythingElse_isBroken(String body) {
    assertThatThrownBy(() -> MetNorwayReply.forecast(body.getBytes(UTF_8), OSLO))
        .isInstanceOf(IOException.class);
  }

  @Test
  void forecast_withoutEntriesPlaceOrTime_isBroken() {
    assertThatThrownBy(() -> read(new MetNorwayPayload()))
        .isInstanceOf(IOException.class)
        .hasMessage("a forecast without entries");
    assertThatThrownBy(() -> read(new MetNorwayPayload().coordinates("[]")))
        .isInstanceOf(IOException.class)
        .hasMessage("a reply without its place");
    assertThatThrownBy(() -> read(new MetNorwayPayload().updatedAt("null")))
        .isInstanceOf(IOException.class)
        .hasMessage("a reply without the text of updated_at");
  }

  @Test
  void series_isIssuedWhenTheForecastWasMade() throws IOException {
    Weather weather =
        at(
            read(MetNorwayPayload.hourly(Instant.parse("2026-11-21T19:00:00Z"), 12, 3)),
            "2026-11-21T22:30:57Z");

    assertThat(weather.issuedAt()).isEqualTo(Instant.parse("2026-11-21T18:30:57Z"));
    assertThat(weather.lead()).isEqualTo(Duration.ofHours(4));
    assertThat(weather.age()).isEqualTo(Duration.between(weather.issuedAt(), NOW));
  }

  @Test
  void series_ofAForecastFromTheFuture_isIssuedWhenFetched() throws IOException {
    MetNorwayPayload payload =
        MetNorwayPayload.hourly(Instant.parse("2026-11-21T19:00:00Z"), 2, 3)
            .updatedAt("\"2026-11-21T20:30:00Z\"");

    assertThat(at(read(payload), "2026-11-21T19:30:00Z").issuedAt()).isEqualTo(NOW);
  }

  @Test
  void series_polarNightAndChangeOfClocks_hasEveryHourOnce() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Oslo"));
      Place longyearbyen = new Place(78.22, 15.63);
      MetNorwayPayload payload = new MetNorwayPayload().at(longyearbyen);
      Instant first = Instant.parse("2026-10-24T22:00:00Z");
      for (int i = 0; i < 6; i++) {
        payload.entry(
            first.plusSeconds(3_600L * i).toString(),
            "\"air_temperature\":" + -i,
            ahead(1, "clearsky_polartwilight", "0"));
      }
      WeatherSeries series =
          MetNorwayReply.forecast(payload.bytes(), longyearbyen).series(longyearbyen, NOW, NOW);

      // At 01:00 GMT the clocks in Norway go back from 03:00 to 02:00.
      for (int half = 0; half < 10; half++) {
        Weather weather = series.at(first.plusSeconds(1_800L * half), NOW);
        assertThat(weather.value(WeatherVariable.TEMPERATURE_CELSIUS))
            .isCloseTo(-half / 2.0, within(1e-9));
        assertThat(weather.value(WeatherVariable.THUNDER)).isZero();
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
