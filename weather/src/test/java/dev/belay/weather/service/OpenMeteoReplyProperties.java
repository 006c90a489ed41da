/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes: a failure of the two kinds announced, or weather there can be. */
class OpenMeteoReplyProperties {
  private static final Place BERLIN = new Place(52.5, 13.4);
  private static final Instant NOW = Instant.parse("2026-03-28T09:20:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-03-28T00:00:00Z");
  private static final OpenMeteoQuestion QUESTION =
      OpenMeteoQuestion.of(NOW, NOW, OpenMeteo.History.archive());
  private static final byte[] GOOD =
      OpenMeteoPayload.of(MIDNIGHT, 4, OpenMeteoData.FORECAST)
          .column("temperature_2m", "-0.4", "0.0", "null", "2.5")
          .column("apparent_temperature", "-4", "-3", "-3", "-1.0")
          .column("precipitation", "1.3", "0.4", "0", "0.1")
          .column("snowfall", "0.49", "0.28", "0", "0")
          .column("weather_code", "73", "66", "3", "95")
          .column("cloud_cover", "100", "100", "87", "40")
          .column("wind_speed_10m", "4.2", "5.0", "7.75", "3.1")
          .column("wind_gusts_10m", "9.8", "11.2", "14", "8.9")
          .column("visibility", "820", "24140", "60000", "null")
          .bytes();

  private static List<Supplier<WeatherSeries>> read(byte[] body) throws IOException {
    return new OpenMeteoReply(QUESTION, NOW).answers(body, List.of(BERLIN));
  }

  private static void assertRefusedOrPossible(byte[] body) {
    try {
      WeatherSeries series = read(body).get(0).get();
      MutatedReply.assertPossible(
          series, MIDNIGHT.minusSeconds(7_200), Instant.parse("2026-04-05T01:00:00Z"));
    } catch (IOException | WeatherException refused) {
      assertThat(refused.getMessage()).isNotEmpty();
    }
  }

  @Property(tries = 1000)
  void answers_bytesChanged_areRefusedOrPossible(@ForAll Random random) {
    assertRefusedOrPossible(MutatedReply.bytes(GOOD, random));
  }

  @Property(tries = 2000)
  void answers_tokensReplaced_areRefusedOrPossible(@ForAll Random random) {
    assertRefusedOrPossible(MutatedReply.tokens(GOOD, random));
  }

  @Property(tries = 300)
  void answers_anyBytes_areRefused(@ForAll byte[] body) {
    assertThat(refused(body)).isTrue();
  }

  @Property(tries = 300)
  void answers_cutOff_areRefused(@ForAll @DoubleRange(max = 0.99) double share) {
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

  @Property(tries = 300)
  void answers_anyHour_keepsWhatWasSaid(
      @ForAll @DoubleRange(min = -80, max = 60) double temperature,
      @ForAll @DoubleRange(max = 40) double liquid,
      @ForAll @DoubleRange(max = 20) double centimetres,
      @ForAll @IntRange(max = 100) int clouds)
      throws IOException {
    double water = liquid + centimetres / 0.7;
    byte[] body =
        OpenMeteoPayload.of(MIDNIGHT, 1, OpenMeteoData.FORECAST)
            .column("temperature_2m", "" + temperature)
            .column("precipitation", "" + water)
            .column("snowfall", "" + centimetres)
            .column("cloud_cover", "" + clouds)
            .bytes();
    WeatherSeries series = read(body).get(0).get();
    Weather moment = series.at(MIDNIGHT, NOW);
    Weather before = series.at(MIDNIGHT.minusSeconds(1), NOW);

    assertThat(moment.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(temperature);
    assertThat(moment.value(WeatherVariable.CLOUD_FRACTION)).isEqualTo(clouds / 100.0);
    assertThat(before.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR)).isEqualTo(water);
    assertThat(
            before.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR)
                - before.value(WeatherVariable.SNOW_MM_PER_HOUR))
        .isCloseTo(liquid, within(1e-9));
  }

  @Property(tries = 500)
  void question_anyTime_coversItOrIsOutOfRange(
      @ForAll @IntRange(min = -35_000, max = 20) int days,
      @ForAll @IntRange(max = 86_399) int second,
      @ForAll @IntRange(max = 86_399) int nowSecond) {
    Instant now = Instant.parse("2026-02-28T00:00:00Z").plusSeconds(nowSecond);
    Instant time = Instant.parse("2026-02-28T00:00:00Z").plusSeconds(86_400L * days + second);
    OpenMeteoQuestion question;
    try {
      question = OpenMeteoQuestion.of(time, now, OpenMeteo.History.archive());
    } catch (WeatherException e) {
      assertThat(e.reason()).isEqualTo(WeatherException.Reason.OUT_OF_RANGE);
      assertThat(time)
          .satisfiesAnyOf(
              far -> assertThat(far).isAfter(Instant.parse("2026-03-15T23:00:00Z")),
              old -> assertThat(old).isBefore(Instant.parse("1940-01-01T00:00:00Z")));
      return;
    }
    // Whatever is asked for, the last of its hours is the last midnight but an hour.
    assertThat(question.asksFor(time.getEpochSecond())).isTrue();
    assertThat(
            question.asksFor(time.getEpochSecond() / 3_600 * 3_600 + 3_600)
                || time.getEpochSecond() % 3_600 == 0)
        .isTrue();
    assertThat(question.weight()).isBetween(1.0, 1.1);
  }
}
