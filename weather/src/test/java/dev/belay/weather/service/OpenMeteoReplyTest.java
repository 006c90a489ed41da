/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.util.List;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenMeteoReplyTest {
  private static final Place BERLIN = new Place(52.5, 13.4);
  private static final Instant NOW = Instant.parse("2026-03-28T09:20:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-28T00:00:00Z");
  private static final OpenMeteoQuestion QUESTION =
      OpenMeteoQuestion.of(NOW, NOW, OpenMeteo.History.archive());

  private static OpenMeteoPayload hours(int hours) {
    return OpenMeteoPayload.of(MIDNIGHT, hours, OpenMeteoData.FORECAST);
  }

  private static WeatherSeries read(OpenMeteoPayload payload) throws IOException {
    return read(payload.bytes());
  }

  private static WeatherSeries read(byte[] body) throws IOException {
    return new OpenMeteoReply(QUESTION, NOW).answers(body, List.of(BERLIN)).get(0).get();
  }

  private static Weather at(WeatherSeries series, String time) {
    return series.at(Instant.parse(time), NOW);
  }

  private static double first(OpenMeteoPayload payload, WeatherVariable variable)
      throws IOException {
    return read(payload).at(MIDNIGHT.minusSeconds(1), NOW).value(variable);
  }

  private static double momentAtFirst(OpenMeteoPayload payload, WeatherVariable variable)
      throws IOException {
    return read(payload).at(MIDNIGHT, NOW).value(variable);
  }

  @Test
  void answers_documentedShape_readsEveryVariableInItsUnit() throws IOException {
    // Synthetic, in the shape of the service's documentation.
    String body =
        """
        {"latitude":52.52,"longitude":13.419998,"generationtime_ms":0.0919,"utc_offset_seconds":0,
         "timezone":"GMT","timezone_abbreviation":"GMT","elevation":38.0,
         "hourly_units":{"time":"unixtime","temperature_2m":"°C","apparent_temperature":"°C",
           "precipitation":"mm","snowfall":"cm","weather_code":"wmo code","cloud_cover":"%",
           "wind_speed_10m":"m/s","wind_gusts_10m":"m/s","visibility":"m"},
         "hourly":{"time":[1774656000,1774659600],"temperature_2m":[-0.4,1],
           "apparent_temperature":[-3.1,-2.0],"precipitation":[1.30,0.00],"snowfall":[0.49,0.00],
           "weather_code":[67,3],"cloud_cover":[100,87],"wind_speed_10m":[4.21,5.0],
           "wind_gusts_10m":[9.8,11.2],"visibility":[820.00,24140.00]}}
        """;

    Weather weather = at(read(body.getBytes(UTF_8)), "2026-03-28T00:00:00Z");
    Weather before = at(read(body.getBytes(UTF_8)), "2026-03-27T23:30:00Z");

    assertThat(weather.source()).isEqualTo("open-meteo");
    assertThat(weather.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(-0.4);
    assertThat(weather.value(WeatherVariable.FEELS_LIKE_CELSIUS)).isEqualTo(-3.1);
    assertThat(weather.value(WeatherVariable.CLOUD_FRACTION)).isEqualTo(1);
    assertThat(weather.value(WeatherVariable.WIND_METRES_PER_SECOND)).isEqualTo(4.21);
    assertThat(weather.value(WeatherVariable.GUST_METRES_PER_SECOND)).isEqualTo(9.8);
    assertThat(weather.value(WeatherVariable.VISIBILITY_METRES)).isEqualTo(820);
    assertThat(before.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR)).isEqualTo(1.3);
    assertThat(before.value(WeatherVariable.SNOW_MM_PER_HOUR)).isCloseTo(0.7, within(1e-12));
    assertThat(before.value(WeatherVariable.FREEZING)).isEqualTo(1);
    assertThat(before.value(WeatherVariable.THUNDER)).isZero();
    assertThat(before.value(WeatherVariable.FOG)).isZero();
  }

  @Test
  void answers_rain_standsForTheHourBeforeItsMoment() throws IOException {
    WeatherSeries series =
        read(hours(3).all("temperature_2m", "5").column("precipitation", "0", "4", "0"));

    assertThat(rainAt(series, "2026-03-27T23:59:59Z")).isZero();
    assertThat(rainAt(series, "2026-03-28T00:00:00Z")).isEqualTo(4);
    assertThat(rainAt(series, "2026-03-28T00:59:59Z")).isEqualTo(4);
    assertThat(rainAt(series, "2026-03-28T01:00:00Z")).isZero();
  }

  private static double rainAt(WeatherSeries series, String time) {
    return at(series, time).value(WeatherVariable.PRECIPITATION_MM_PER_HOUR);
  }

  @ParameterizedTest
  @CsvSource({
    "0.7, 2, 1",
    "7, 12, 10",
    "0, 3, 0",
    "0.7, null, 1",
    "0.14, 0.1, 0.1",
    "null, 1, NaN"
  })
  void answers_depthOfSnow_becomesWaterAndNoMoreThanAllThatFell(
      String centimetres, String millimetres, double water) throws IOException {
    OpenMeteoPayload payload =
        hours(1).column("snowfall", centimetres).column("precipitation", millimetres);

    assertThat(first(payload, WeatherVariable.SNOW_MM_PER_HOUR)).isCloseTo(water, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0,0,0", "3,0,0,0", "45,0,0,1", "48,0,0,1", "51,0,0,0", "56,1,0,0", "57,1,0,0", "61,0,0,0",
    "66,1,0,0", "67,1,0,0", "75,0,0,0", "77,0,0,0", "82,0,0,0", "86,0,0,0", "95,0,1,0", "96,0,1,0",
    "99,0,1,0", "null,NaN,NaN,NaN", "100,NaN,NaN,NaN", "-1,NaN,NaN,NaN"
  })
  void answers_weatherCode_saysFreezingThunderAndFog(
      String code, Double freezing, Double thunder, Double fog) throws IOException {
    OpenMeteoPayload payload = hours(1).column("temperature_2m", "0").column("weather_code", code);

    assertThat(first(payload, WeatherVariable.FREEZING)).isEqualTo(freezing);
    assertThat(first(payload, WeatherVariable.THUNDER)).isEqualTo(thunder);
    assertThat(first(payload, WeatherVariable.FOG)).isEqualTo(fog);
  }

  @Test
  void answers_nullBetweenValues_isAbsentAndNotDrawnOver() throws IOException {
    WeatherSeries series =
        read(
            hours(3)
                .column("temperature_2m", "1", "null", "3")
                .column("wind_speed_10m", "2", "2", "2"));

    Weather between = at(series, "2026-03-28T01:00:00Z");
    assertThat(between.has(WeatherVariable.TEMPERATURE_CELSIUS)).isFalse();
    assertThat(between.value(WeatherVariable.WIND_METRES_PER_SECOND)).isEqualTo(2);
    assertThat(at(series, "2026-03-28T01:30:00Z").has(WeatherVariable.TEMPERATURE_CELSIUS))
        .isFalse();
  }

  @Test
  void answers_variableUnknownInThisPlace_isAbsent() throws IOException {
    OpenMeteoPayload payload = hours(2).all("temperature_2m", "5").unit("visibility", "undefined");

    assertThat(momentAtFirst(payload, WeatherVariable.VISIBILITY_METRES)).isNaN();
  }

  @Test
  void answers_hoursBeyondTheModel_areNotCovered() throws IOException {
    WeatherSeries series = read(hours(4).column("temperature_2m", "1", "2", "null", "null"));

    assertThat(series.covers(Instant.parse("2026-03-28T01:00:00Z"))).isTrue();
    assertThat(series.covers(Instant.parse("2026-03-28T01:00:01Z"))).isFalse();
  }

  @Test
  void answers_hoursBeforeTheData_areNotCovered() throws IOException {
    WeatherSeries series = read(hours(3).column("temperature_2m", "null", "2", "3"));

    assertThat(series.covers(Instant.parse("2026-03-27T23:59:59Z"))).isFalse();
    assertThat(series.covers(Instant.parse("2026-03-28T00:00:00Z"))).isTrue();
  }

  @Test
  void answers_nothingButNulls_isOutOfRange() {
    assertThatThrownBy(() -> read(hours(24)))
        .isInstanceOfSatisfying(
            WeatherException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OUT_OF_RANGE))
        .hasMessage("open-meteo knows nothing of 2026-03-28 to 2026-04-04 there");
  }

  @Test
  void answers_whatNoThermometerSays_isAbsent() throws IOException {
    OpenMeteoPayload payload =
        hours(1)
            .column("temperature_2m", "9999")
            .column("cloud_cover", "101")
            .column("wind_speed_10m", "-1")
            .column("visibility", "1e400");

    Weather weather = read(payload).at(MIDNIGHT, NOW);
    assertThat(WeatherVariable.values()).noneMatch(weather::has);
  }

  @ParameterizedTest
  @EnumSource(OpenMeteoVariable.class)
  void answers_otherUnit_isBroken(OpenMeteoVariable variable) {
    OpenMeteoPayload payload = hours(1).column(variable.key, "1").unit(variable.key, "°F");

    assertThatThrownBy(() -> read(payload))
        .isInstanceOf(IOException.class)
        .hasMessage(variable.key + " is not in " + variable.unit);
  }

  @Test
  void answers_valuesWithoutUnit_areBroken() {
    assertThatThrownBy(
            () -> read(hours(1).column("visibility", "5").unit("visibility", "undefined")))
        .isInstanceOf(IOException.class)
        .hasMessage("visibility is not in m");
  }

  @ParameterizedTest
  @CsvSource({
    "1774656000, '2026-03-28T00:00', a time that is no whole number",
    "1774656000, 1774656000.5, a time that is no whole number",
    "1774656000, 99999999999999999999, a time that is no whole number",
    "1774656000, 1774656000, times that do not rise",
    "1774656000, 1774652400, times that do not rise",
    "1774656000, 9000000000000000000, a reply for other days than 2026-03-28 to 2026-04-04",
    "1774652400, 1774656000, a reply for other days than 2026-03-28 to 2026-04-04",
  })
  void answers_timesThatCannotBe_areBroken(String first, String second, String message) {
    String quoted = second.contains("T") ? "\"" + second + "\"" : second;
    OpenMeteoPayload payload = hours(2).all("temperature_2m", "1").column("time", first, quoted);

    assertThatThrownBy(() -> read(payload)).isInstanceOf(IOException.class).hasMessage(message);
  }

  @Test
  void answers_localTimes_areBroken() {
    assertThatThrownBy(() -> read(hours(1).column("temperature_2m", "1").unit("time", "iso8601")))
        .isInstanceOf(IOException.class)
        .hasMessage("time is not in unixtime");
  }

  @Test
  void answers_listsOfOtherLength_areBroken() {
    assertThatThrownBy(() -> read(hours(2).column("snowfall", "1", "2", "3")))
        .isInstanceOf(IOException.class)
        .hasMessage("2 times and 3 values of snowfall");
  }

  @ParameterizedTest
  @CsvSource({
    "52.9, 13.4, true", "52.91, 13.4, false", "52.5, 14.05, true", "52.5, 14.06, false",
    "48.85, 2.35, false", "-52.5, 13.4, false", "52.5, -13.4, false", "52.5, 373.4, true"
  })
  void answers_place_mayBeTheNextCellAndNoOther(String latitude, String longitude, boolean near) {
    OpenMeteoPayload payload = hours(1).column("temperature_2m", "1").at(latitude, longitude);

    if (near) {
      assertThatCodeReads(payload);
    } else {
      assertThatThrownBy(() -> read(payload))
          .isInstanceOfSatisfying(
              WeatherException.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_PLACE))
          .hasMessageContaining("the reply is for " + Double.parseDouble(latitude));
    }
  }

  private static void assertThatCodeReads(OpenMeteoPayload payload) {
    assertThatCode(() -> read(payload)).doesNotThrowAnyException();
  }

  @Test
  void answers_acrossTheDateLine_isNear() throws IOException {
    Place fiji = new Place(-16.8, 179.95);
    byte[] body = hours(1).column("temperature_2m", "27").at("-16.8", "-179.9").bytes();

    WeatherSeries series =
        new OpenMeteoReply(QUESTION, NOW).answers(body, List.of(fiji)).get(0).get();

    assertThat(series.place()).isEqualTo(fiji);
  }

  @Test
  void answers_atThePole_anyLongitudeIsNear() throws IOException {
    Place pole = new Place(90, 0);
    byte[] body = hours(1).column("temperature_2m", "-31").at("89.9", "135").bytes();

    assertThat(new OpenMeteoReply(QUESTION, NOW).answers(body, List.of(pole)).get(0).get().size())
        .isOne();
  }

  @Test
  void answers_withoutPlace_isBroken() {
    assertThatThrownBy(() -> read(hours(1).column("temperature_2m", "1").at("null", "13.4")))
        .isInstanceOf(IOException.class)
        .hasMessage("a reply without latitude");
  }

  @Test
  void answers_severalPlaces_comeInOrderAndFailAlone() throws IOException {
    Place oslo = new Place(59.9, 10.75);
    Place paris = new Place(48.86, 2.35);
    String body =
        "["
            + String.join(
                ",",
                hours(1).column("temperature_2m", "1").at(oslo).json(),
                hours(1).column("temperature_2m", "2").at(oslo).json(),
                hours(1).column("temperature_2m", "3").at(paris).json())
            + "]";

    List<Supplier<WeatherSeries>> answers =
        new OpenMeteoReply(QUESTION, NOW)
            .answers(body.getBytes(UTF_8), List.of(oslo, BERLIN, paris));

    assertThat(temperature(answers.get(0))).isEqualTo(1);
    assertThatThrownBy(() -> answers.get(1).get()).isInstanceOf(WeatherException.class);
    assertThat(temperature(answers.get(2))).isEqualTo(3);
    assertThat(answers.get(2).get().place()).isEqualTo(paris);
  }

  private static double temperature(Supplier<WeatherSeries> answer) {
    return answer.get().at(MIDNIGHT, NOW).value(WeatherVariable.TEMPERATURE_CELSIUS);
  }

  @Test
  void answers_otherNumberOfPlaces_isBroken() {
    byte[] body = ("[" + hours(1).json() + "," + hours(1).json() + "]").getBytes(UTF_8);

    assertThatThrownBy(() -> read(body))
        .isInstanceOf(IOException.class)
        .hasMessage("asked for 1 places, the reply is for 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "\"text\"",
        "<html><body>502 Bad Gateway</body></html>",
        "{\"error\":true,\"reason\":\"Something went wrong.\"}",
        "{\"latitude\":52.5,\"longitude\":13.4,\"hourly\":{\"time\":[1774656000,"
            + "Unexpected error while streaming data: timeoutReached"
      })
  void answers_anythingElse_isBroken(String body) {
    assertThatThrownBy(() -> read(body.getBytes(UTF_8))).isInstanceOf(IOException.class);
  }

  @Test
  void answers_streamThatFailedAtItsEnd_isBrokenAndNotQuoted() {
    String body =
        hours(1).column("temperature_2m", "1").json()
            + "Unexpected error while streaming data: timeoutReached";

    assertThatThrownBy(() -> read(body.getBytes(UTF_8)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("not JSON: broken at byte ")
        .hasMessageNotContaining("Unexpected");
  }

  @Test
  void answers_forecast_isIssuedWhenFetched() throws IOException {
    WeatherSeries series = read(hours(24).all("temperature_2m", "4"));

    Weather later = at(series, "2026-03-28T20:20:00Z");
    assertThat(later.issuedAt()).isEqualTo(NOW);
    assertThat(later.lead()).isEqualTo(Duration.ofHours(11));
    assertThat(at(series, "2026-03-28T05:00:00Z").lead()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"archive, 0", "stitched, 3", "previous1, 24", "previous7, 168"})
  void answers_past_isIssuedAsLongBeforeAsItsHistorySays(String name, int hours)
      throws IOException {
    OpenMeteo.History history = history(name);
    Instant time = Instant.parse("2025-07-01T12:00:00Z");
    OpenMeteoQuestion question = OpenMeteoQuestion.of(time, NOW, history);
    byte[] body = OpenMeteoPayload.answering(question, 20).bytes();

    WeatherSeries series =
        new OpenMeteoReply(question, NOW).answers(body, List.of(BERLIN)).get(0).get();

    assertThat(series.at(time, time).lead()).isEqualTo(Duration.ofHours(hours));
    assertThat(series.at(time, time).value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(20);
  }

  static OpenMeteo.History history(String name) {
    return switch (name) {
      case "archive" -> OpenMeteo.History.archive();
      case "stitched" -> OpenMeteo.History.historicalForecast();
      default -> OpenMeteo.History.previousRuns(name.charAt(name.length() - 1) - '0');
    };
  }

  @Test
  void answers_nightTheClocksChange_hasEveryHourOnceWhateverTheZone() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
      OpenMeteoPayload payload = hours(30);
      payload.column(
          "temperature_2m", IntStream.range(0, 30).mapToObj(i -> "" + i).toArray(String[]::new));
      WeatherSeries series = read(payload);

      // From 02:00 the clocks in Berlin go to 03:00, which is 01:00 in GMT.
      for (int half = 0; half < 58; half++) {
        Instant time = MIDNIGHT.plus(Duration.ofMinutes(30L * half));
        assertThat(series.at(time, NOW).value(WeatherVariable.TEMPERATURE_CELSIUS))
            .isCloseTo(half / 2.0, within(1e-9));
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
