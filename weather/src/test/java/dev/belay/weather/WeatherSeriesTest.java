/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static dev.belay.weather.WeatherVariable.CLOUD_FRACTION;
import static dev.belay.weather.WeatherVariable.GUST_METRES_PER_SECOND;
import static dev.belay.weather.WeatherVariable.PRECIPITATION_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static dev.belay.weather.WeatherVariable.THUNDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherSeriesTest {
  private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
  private static final Place TOWN = new Place(46.5, 6.6);

  private final WeatherSeries.Builder builder = WeatherSeries.builder("made up", TOWN, NOON);

  /** A slot that stands for the time before its moment. */
  private WeatherSeries.Slot after(int fromHour, int hour) {
    return builder.slot(hour(hour), hour(fromHour), hour(hour));
  }

  private static Instant hour(double hours) {
    return NOON.plusSeconds((long) (hours * 3_600));
  }

  private Weather at(double hour) {
    return builder.build().at(hour(hour), NOON);
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "0.25, 10.5", "1, 12", "1.5, 13", "2, 14"})
  void at_betweenTwoSlots_isOnTheLine(double hour, double celsius) {
    after(-1, 0).put(TEMPERATURE_CELSIUS, 10);
    after(0, 2).put(TEMPERATURE_CELSIUS, 14);

    assertThat(at(hour).value(TEMPERATURE_CELSIUS)).isCloseTo(celsius, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"-0.5, 6", "0, 3", "0.5, 3", "1.9, 3", "2, 9", "2.99, 9"})
  void at_precipitation_isThatOfTheTimeItFellIn(double hour, double rate) {
    after(-1, 0).put(PRECIPITATION_MM_PER_HOUR, 6);
    after(0, 2).put(PRECIPITATION_MM_PER_HOUR, 3);
    after(2, 3).put(PRECIPITATION_MM_PER_HOUR, 9);

    assertThat(at(hour).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(rate);
  }

  @Test
  void at_twoTimesOverlap_theEarlierSlotHolds() {
    builder.slot(hour(0), hour(-1), hour(1)).put(PRECIPITATION_MM_PER_HOUR, 5);
    after(-1, 2).put(PRECIPITATION_MM_PER_HOUR, 1);

    assertThat(at(0.99).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(5);
    assertThat(at(1).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(1);
  }

  @Test
  void at_aTimeIsInsideAnother_itsSlotHoldsForNoTime() {
    builder.slot(hour(0), hour(-1), hour(4)).put(PRECIPITATION_MM_PER_HOUR, 5);
    after(1, 2).put(PRECIPITATION_MM_PER_HOUR, 1).put(TEMPERATURE_CELSIUS, 8);
    after(3, 6).put(PRECIPITATION_MM_PER_HOUR, 2);

    assertThat(at(1.5).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(5);
    assertThat(at(2).value(TEMPERATURE_CELSIUS)).isEqualTo(8);
    assertThat(at(4).value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(2);
  }

  @Test
  void at_aGapBetweenTimes_isAbsent() {
    after(-1, 0).put(PRECIPITATION_MM_PER_HOUR, 6).put(THUNDER, 1);
    after(2, 3).put(PRECIPITATION_MM_PER_HOUR, 9).put(THUNDER, 0);

    assertThat(at(1).has(PRECIPITATION_MM_PER_HOUR)).isFalse();
    assertThat(at(1).has(THUNDER)).isFalse();
  }

  @Test
  void at_oneOfTwoSlotsHasNoValue_isAbsentBetweenThem() {
    after(-1, 0).put(TEMPERATURE_CELSIUS, 10).put(GUST_METRES_PER_SECOND, 7);
    after(0, 1).put(TEMPERATURE_CELSIUS, 12);

    assertThat(at(0).value(GUST_METRES_PER_SECOND)).isEqualTo(7);
    assertThat(at(0.5).has(GUST_METRES_PER_SECOND)).isFalse();
    assertThat(at(0.5).value(TEMPERATURE_CELSIUS)).isEqualTo(11);
  }

  @Test
  void at_slotsTooFarApart_isAbsentBetweenThem() {
    after(-1, 0).put(TEMPERATURE_CELSIUS, 10);
    after(0, 7).put(TEMPERATURE_CELSIUS, 17);
    after(7, 15).put(TEMPERATURE_CELSIUS, 17);

    assertThat(at(3).value(TEMPERATURE_CELSIUS)).isEqualTo(13);
    assertThat(at(11).has(TEMPERATURE_CELSIUS)).isFalse();
    assertThat(at(15).has(TEMPERATURE_CELSIUS)).isTrue();
  }

  @Test
  void at_oneObservation_holdsForItsTimeAndNoLonger() {
    builder.slot(hour(0), hour(-1), hour(1)).put(TEMPERATURE_CELSIUS, 10);
    WeatherSeries series = builder.build();

    assertThat(series.at(hour(-1), NOON).value(TEMPERATURE_CELSIUS)).isEqualTo(10);
    assertThat(series.at(hour(1).minusSeconds(1), NOON).value(TEMPERATURE_CELSIUS)).isEqualTo(10);
    assertThat(series.covers(hour(-1).minusSeconds(1))).isFalse();
    assertThat(series.covers(hour(1))).isFalse();
    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> series.at(hour(1), NOON))
        .withMessageStartingWith("made up has no weather of 2026-03-29T13:00:00Z, only of made up")
        .matches(failure -> failure.reason() == WeatherException.Reason.OUT_OF_RANGE);
  }

  @Test
  void at_slotsInAnyOrder_areSorted() {
    after(0, 1).put(TEMPERATURE_CELSIUS, 2);
    after(-1, 0).put(TEMPERATURE_CELSIUS, 1);

    assertThat(at(0.5).value(TEMPERATURE_CELSIUS)).isEqualTo(1.5);
  }

  @Test
  void at_observationAndForecast_isAsOldAsTheOlder() {
    after(-1, 0).put(TEMPERATURE_CELSIUS, 1).issuedAt(hour(-0.5));
    after(0, 1).put(TEMPERATURE_CELSIUS, 1).issuedAt(hour(-0.25));
    Weather weather = builder.build().at(hour(0.5), hour(0.1));

    assertThat(weather.issuedAt()).isEqualTo(hour(-0.5));
    assertThat(weather.age()).isEqualTo(Duration.ofMinutes(36));
    assertThat(weather.lead()).isEqualTo(Duration.ofMinutes(60));
    assertThat(weather.source()).isEqualTo("made up");
  }

  @Test
  void at_whatWasObserved_hasNoLead() {
    builder.slot(hour(0), hour(-1), hour(1)).issuedAt(hour(0)).put(TEMPERATURE_CELSIUS, 1);

    assertThat(builder.build().at(hour(-0.5), hour(2)).lead()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"-100.1", "70.1", "9999", "-Infinity", "NaN"})
  void put_whatCannotBe_isAbsent(double celsius) {
    after(-1, 0).put(TEMPERATURE_CELSIUS, celsius).put(CLOUD_FRACTION, 1);

    assertThat(at(0).has(TEMPERATURE_CELSIUS)).isFalse();
    assertThat(at(0).value(CLOUD_FRACTION)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"-100", "70", "0"})
  void put_whatJustCanBe_isKept(double celsius) {
    after(-1, 0).put(TEMPERATURE_CELSIUS, celsius);

    assertThat(at(0).value(TEMPERATURE_CELSIUS)).isEqualTo(celsius);
  }

  @Test
  void build_misuse_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("a series of made up without slots");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.slot(NOON, NOON, NOON.minusSeconds(1)))
        .withMessage("a time from 2026-03-29T12:00:00Z to 2026-03-29T11:59:59Z");
    after(-1, 0);
    after(-2, 0);
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessage("two slots at 2026-03-29T12:00:00Z");
  }
}
