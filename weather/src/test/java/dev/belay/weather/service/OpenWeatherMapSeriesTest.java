/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherVariable.FREEZING;
import static dev.belay.weather.WeatherVariable.PRECIPITATION_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.SNOW_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static dev.belay.weather.service.OpenWeatherMapSamples.GENEVA;
import static dev.belay.weather.service.OpenWeatherMapSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which entry a series takes for which moment. The clock shows 12:10. */
class OpenWeatherMapSeriesTest {
  private static final Instant NOW = NOON.plusSeconds(600);
  private static final Duration STEP = Duration.ofHours(3);

  @Test
  void observation_standsForTheHourBeforeAndAfter() {
    WeatherSeries series = ahead(NOW, rain(NOON, 0.5, 10), rain(hour(3), 2, 16));
    assertThat(series.at(hour(-1), NOW).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.5);
    assertThat(series.at(hour(0), NOW).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.5);
    assertThat(series.at(hour(1).minusSeconds(1), NOW).value(PRECIPITATION_MM_PER_HOUR))
        .isEqualTo(0.5);
    assertThat(series.at(hour(1), NOW).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(2);
    assertThat(series.covers(hour(-1).minusSeconds(1))).isFalse();
  }

  @Test
  void observation_isAsOldAsItsTimeSaysAndLooksAheadFromThere() {
    Weather weather = ahead(NOW, rain(NOON, 0.5, 10)).at(NOW, NOW);
    assertThat(weather.issuedAt()).isEqualTo(NOON);
    assertThat(weather.age()).isEqualTo(Duration.ofMinutes(10));
    assertThat(weather.lead()).isEqualTo(Duration.ofMinutes(10));
    assertThat(weather.source()).isEqualTo("openweathermap");
  }

  @Test
  void forecast_standsForTheThreeHoursBeforeItsMoment() {
    WeatherSeries series = ahead(hour(6), null, rain(hour(6), 1, 10), rain(hour(9), 2, 13));
    assertThat(series.at(hour(6), NOW).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(2);
    assertThat(series.at(hour(6).minusSeconds(1), NOW).value(PRECIPITATION_MM_PER_HOUR)).isOne();
    assertThat(series.at(hour(3), NOW).value(PRECIPITATION_MM_PER_HOUR)).isOne();
    assertThat(series.covers(hour(3).minusSeconds(1))).isFalse();
    assertThat(series.at(hour(7), NOW).value(TEMPERATURE_CELSIUS)).isEqualTo(11);
  }

  @Test
  void forecast_isAsOldAsTheCallAndItsLeadIsCountedFromThere() {
    Weather tomorrow = ahead(hour(24), null, rain(hour(24), 1, 10)).at(hour(24), NOW);
    assertThat(tomorrow.issuedAt()).isEqualTo(NOW);
    assertThat(tomorrow.lead()).isEqualTo(Duration.between(NOW, hour(24)));
  }

  /** The first defect of all: a pickup tomorrow was given the weather of today. */
  @Test
  void pickupTomorrow_takesTheSlotOfTomorrow() {
    OwmEntry[] days = new OwmEntry[16];
    for (int i = 0; i < days.length; i++) {
      days[i] = rain(hour(3 + 3 * i), i, i - 5);
    }
    Weather pickup = ahead(hour(24), rain(NOON, 99, 30), days).at(hour(24), NOW);
    assertThat(pickup.value(TEMPERATURE_CELSIUS)).isEqualTo(2);
    assertThat(pickup.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(8);
  }

  @Test
  void entries_giveEachOtherNoValues() {
    OwmEntry observed = new OwmEntry(NOON, Map.of(TEMPERATURE_CELSIUS, -1.0, FREEZING, 1.0));
    OwmEntry later = new OwmEntry(hour(3), Map.of(SNOW_MM_PER_HOUR, 2.0));
    WeatherSeries series = ahead(NOW, observed, later);
    assertThat(known(series.at(NOON, NOW))).containsExactly(TEMPERATURE_CELSIUS, FREEZING);
    assertThat(known(series.at(hour(2), NOW))).containsExactly(SNOW_MM_PER_HOUR);
  }

  @Test
  void forecast_ofTheObservationsTimeOrBefore_givesWay() {
    WeatherSeries series =
        ahead(
            NOW, rain(NOON, 1, 10), rain(hour(-3), 7, 70), rain(NOON, 8, 80), rain(hour(3), 2, 16));
    assertThat(series.size()).isEqualTo(2);
    assertThat(series.at(NOON, NOW).value(TEMPERATURE_CELSIUS)).isEqualTo(10);
  }

  @Test
  void observation_olderThanTheLastOne_isTakenForWhatItIs() {
    Weather weather = ahead(NOW, rain(hour(-2), 1, 10), rain(hour(3), 2, 15)).at(NOON, NOW);
    assertThat(weather.age()).isEqualTo(Duration.ofMinutes(130));
    assertThat(weather.value(TEMPERATURE_CELSIUS)).isEqualTo(12);
    assertThat(weather.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(2);
  }

  @Test
  void observation_tooOldToBeJoined_isLeftOutSoThatTheForecastIsNotLost() {
    Weather weather = ahead(NOW, rain(hour(-5), 1, 40), rain(hour(3), 2, 15)).at(NOW, NOW);
    assertThat(weather.value(TEMPERATURE_CELSIUS)).isEqualTo(15);
    assertThat(weather.issuedAt()).isEqualTo(NOW);
  }

  @Test
  void entries_ofOneMoment_areTheFirstOfThem() {
    WeatherSeries series = ahead(hour(3), null, rain(hour(3), 1, 10), rain(hour(3), 2, 20));
    assertThat(series.at(hour(3), NOW).value(TEMPERATURE_CELSIUS)).isEqualTo(10);
  }

  @Test
  void value_thatCannotBeTrue_isAbsent() {
    Weather weather = ahead(NOON, rain(NOON, 9999, 9999)).at(NOON, NOW);
    assertThat(known(weather)).isEmpty();
  }

  @Test
  void series_saysWhenTheServiceWillKnowMore() {
    WeatherSeries series = ahead(NOW, rain(NOON, 0, 10));
    assertThat(series.place()).isEqualTo(GENEVA);
    assertThat(series.fetchedAt()).isEqualTo(NOW);
    assertThat(series.expiresAt()).isEqualTo(NOW.plusSeconds(600));
  }

  @Test
  void wish_beyondTheEntries_isOutOfRange() {
    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> ahead(hour(4), rain(NOON, 0, 10), rain(hour(3), 0, 10)))
        .withMessageStartingWith("nothing of 2026-01-01T16:00:00Z, only openweathermap")
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OUT_OF_RANGE));
    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> ahead(NOW, null))
        .withMessageEndingWith("it said nothing");
  }

  @Test
  void past_isKnownWithoutLookingAhead() {
    OwmWish wish = new OwmWish(GENEVA, hour(-30).plusSeconds(1800), NOW);
    OwmReply hours = new OwmReply(null, List.of(rain(hour(-30), 1, 10), rain(hour(-29), 2, 20)));
    Weather weather = OwmSeries.past(wish, hours).at(wish.time(), NOW);
    assertThat(weather.value(TEMPERATURE_CELSIUS)).isEqualTo(15);
    assertThat(weather.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(2);
    assertThat(weather.lead()).isZero();
    assertThat(weather.issuedAt()).isEqualTo(hour(-29));
  }

  @Test
  void past_ofAnotherHourThanAsked_isOutOfRange() {
    OwmWish wish = new OwmWish(GENEVA, hour(-30), NOW);
    OwmReply hours = new OwmReply(null, List.of(rain(hour(-20), 1, 10)));
    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> OwmSeries.past(wish, hours))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OUT_OF_RANGE));
  }

  private static List<WeatherVariable> known(Weather weather) {
    return List.of(WeatherVariable.values()).stream().filter(weather::has).toList();
  }

  private static WeatherSeries ahead(
      Instant time, @Nullable OwmEntry observed, OwmEntry... entries) {
    OwmReply reply = new OwmReply(observed, List.of(entries));
    return OwmSeries.ahead(new OwmWish(GENEVA, time, NOW), reply, STEP);
  }

  private static Instant hour(int fromNoon) {
    return NOON.plus(Duration.ofHours(fromNoon));
  }

  private static OwmEntry rain(Instant time, double millimetres, double celsius) {
    return new OwmEntry(
        time, Map.of(PRECIPITATION_MM_PER_HOUR, millimetres, TEMPERATURE_CELSIUS, celsius));
  }
}
