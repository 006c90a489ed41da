/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.FeatureSet;
import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeatherFeaturesTest {
  private static final Ride RIDE = Ride.at(Sky.BERLIN, Sky.NOON);

  private static ReplayWeather replay(Sky sky) {
    return ReplayWeather.of(List.of(sky.series()));
  }

  private static FeatureSet<Ride> optional(WeatherFeatures<Ride> weather) {
    return FeatureSet.builder(Ride.class).include(weather).build();
  }

  private static double value(FeatureSet<Ride> features, Ride ride, String column) {
    return features.extract(ride)[features.names().indexOf(column)];
  }

  private static void assertUnavailable(WeatherFeatures<Ride> weather, Ride ride) {
    double[] row = optional(weather).extract(ride);
    double[] expected = new double[row.length];
    Arrays.fill(expected, Double.NaN);
    expected[expected.length - 1] = 1;
    assertThat(row).containsExactly(expected);
  }

  @Test
  void columns_areTheVariablesThenFactorAgeAndLead() {
    assertThat(optional(Ride.weather(replay(Sky.clear()))).names())
        .containsExactly(
            "weather_temperature_celsius",
            "weather_feels_like_celsius",
            "weather_precipitation_mm_per_hour",
            "weather_snow_mm_per_hour",
            "weather_wind_metres_per_second",
            "weather_gust_metres_per_second",
            "weather_visibility_metres",
            "weather_cloud_fraction",
            "weather_freezing",
            "weather_thunder",
            "weather_fog",
            "weather_factor",
            "weather_age_minutes",
            "weather_lead_minutes",
            "weather_unavailable");
  }

  @Test
  void fill_ofWeatherAtHandAndOfWeatherThatIsWaitedFor_isTheSameRow() {
    ReplayWeather replay = replay(Sky.clear().snow(1.905).celsius(-3));
    double[] expected = {-3, 20, 1.905, 1.905, 0, 0, 10_000, 0, 0, 0, 0, 1 / 0.92 - 1, 30, 30, 0};
    expected[11] /= 1 / 0.88 - 1;
    assertThat(optional(Ride.weather(replay)).extract(RIDE)).containsExactly(expected);
    assertThat(optional(Ride.weather(new Faraway(replay))).extract(RIDE)).containsExactly(expected);
  }

  @Test
  void fill_asksForThePickup_notForNow() {
    WeatherSeries.Builder days = WeatherSeries.builder("days", Sky.BERLIN, Sky.NOON);
    Instant tomorrow = Sky.NOON.plus(Duration.ofDays(1));
    for (Instant day : List.of(Sky.NOON, tomorrow)) {
      days.slot(day, day, day.plus(Duration.ofHours(1)))
          .put(WeatherVariable.PRECIPITATION_MM_PER_HOUR, day.equals(tomorrow) ? 4 : 0);
    }
    ReplayWeather replay = ReplayWeather.of(List.of(days.build()));
    String column = WeatherVariable.PRECIPITATION_MM_PER_HOUR.column();
    Ride pickup = Ride.at(Sky.BERLIN, tomorrow).bookedAt(Sky.NOON);
    assertThat(value(optional(Ride.weather(replay)), pickup, column)).isEqualTo(4);
    assertThat(value(optional(Ride.weather(replay)), RIDE, column)).isZero();
  }

  @Test
  void only_keepsTheOrderOfTheVariablesAndTheFactorWithPrecipitationAlone() {
    WeatherFeatures<Ride> all = Ride.weather(replay(Sky.clear()));
    assertThat(
            all.only(WeatherVariable.PRECIPITATION_MM_PER_HOUR, WeatherVariable.TEMPERATURE_CELSIUS)
                .columns())
        .containsExactly(
            "weather_temperature_celsius",
            "weather_precipitation_mm_per_hour",
            "weather_factor",
            "weather_age_minutes",
            "weather_lead_minutes");
    assertThat(all.only(WeatherVariable.FOG).columns())
        .containsExactly("weather_fog", "weather_age_minutes", "weather_lead_minutes");
    assertThat(all.columns()).hasSize(WeatherVariable.values().length + 3);
  }

  @Test
  void only_withoutAVariable_isRefused() {
    assertThatThrownBy(() -> Ride.weather(replay(Sky.clear())).only())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no variable chosen for 'weather'");
  }

  @Test
  void require_withAColumnTheSourceNeverHas_needsOnly() {
    ReplayWeather sightless = replay(Sky.clear().without(WeatherVariable.VISIBILITY_METRES));
    WeatherFeatures<Ride> weather = Ride.weather(sightless);
    FeatureSet<Ride> all = FeatureSet.builder(Ride.class).require(weather).build();
    assertThatThrownBy(() -> all.extract(RIDE)).hasMessage("source 'weather' has no value");
    FeatureSet<Ride> some =
        FeatureSet.builder(Ride.class)
            .require(weather.only(WeatherVariable.PRECIPITATION_MM_PER_HOUR))
            .build();
    assertThat(some.extract(RIDE)).containsExactly(0, 0, 30, 30);
  }

  @Test
  void named_givesASecondPlaceItsOwnColumns() {
    WeatherFeatures<Ride> weather =
        Ride.weather(replay(Sky.clear())).only(WeatherVariable.PRECIPITATION_MM_PER_HOUR);
    FeatureSet<Ride> both =
        FeatureSet.builder(Ride.class)
            .include(weather)
            .include(weather.named("dropoff_weather"))
            .build();
    assertThat(both.names())
        .endsWith(
            "dropoff_weather_precipitation_mm_per_hour",
            "dropoff_weather_factor",
            "dropoff_weather_age_minutes",
            "dropoff_weather_lead_minutes",
            "dropoff_weather_unavailable");
    assertThatThrownBy(() -> weather.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a source needs a name, not ' '");
  }

  @Test
  void age_isFromTheProvidersPresentUnlessTheQuerySaysWhenItWasAsked() {
    FakeTime time = new FakeTime(Sky.NOON.plus(Duration.ofMinutes(10)));
    HandWeather live = new HandWeather(time);
    live.answer(Sky.clear().series());
    Ride booked = RIDE.bookedAt(Sky.NOON.minus(Duration.ofMinutes(20)));
    assertThat(value(optional(Ride.weather(live)), booked, "weather_age_minutes")).isEqualTo(40);
    assertThat(
            value(
                optional(Ride.weather(live).askedAt(Ride::booked)), booked, "weather_age_minutes"))
        .isEqualTo(10);
  }

  @Test
  void askedAt_isTheSameAgeInTrainingAndInServing() {
    HandWeather live = new HandWeather(new FakeTime(Sky.NOON.plus(Duration.ofMinutes(10))));
    live.answer(Sky.clear().series());
    ReplayWeather recorded = replay(Sky.clear());
    Ride booked = RIDE.bookedAt(Sky.NOON.minus(Duration.ofMinutes(20)));
    for (WeatherProvider provider : List.of(live, recorded, new Faraway(recorded))) {
      WeatherFeatures<Ride> weather = Ride.weather(provider).askedAt(Ride::booked);
      assertThat(value(optional(weather), booked, "weather_age_minutes")).isEqualTo(10);
      assertThat(weather.issuedLater()).isZero();
    }
  }

  @Test
  void askedAt_beforeTheWeatherWasIssued_isAgeZeroAndCounted() {
    Ride early = RIDE.bookedAt(Sky.NOON.minus(Duration.ofHours(3)));
    WeatherFeatures<Ride> weather = Ride.weather(replay(Sky.clear())).askedAt(Ride::booked);
    assertThat(value(optional(weather), early, "weather_age_minutes")).isZero();
    assertThat(weather.issuedLater()).isEqualTo(1);
  }

  @Test
  void askedAt_beforeTheObservationAfterIt_isCounted() {
    WeatherSeries.Builder observed = WeatherSeries.builder("station", Sky.BERLIN, Sky.NOON);
    for (int hour = 0; hour < 2; hour++) {
      Instant time = Sky.NOON.plus(Duration.ofHours(hour));
      observed
          .slot(time, time, time.plus(Duration.ofHours(1)))
          .issuedAt(time)
          .put(WeatherVariable.TEMPERATURE_CELSIUS, hour);
    }
    WeatherFeatures<Ride> weather =
        Ride.weather(ReplayWeather.of(List.of(observed.build()))).askedAt(Ride::booked);
    Ride ride = Ride.at(Sky.BERLIN, Sky.NOON.plus(Duration.ofMinutes(30)));

    value(optional(weather), ride.bookedAt(Sky.NOON.plusSeconds(3_600)), "weather_age_minutes");
    assertThat(weather.issuedLater()).isZero();
    value(optional(weather), ride.bookedAt(Sky.NOON.plusSeconds(3_599)), "weather_age_minutes");
    assertThat(weather.issuedLater()).isOne();
  }

  @Test
  void askedAt_betweenTwoSlotsOfWhichOneWasIssuedLater_isCounted() {
    WeatherSeries.Builder observed = WeatherSeries.builder("archive", Sky.BERLIN, Sky.NOON);
    for (int hour = 0; hour < 2; hour++) {
      Instant end = Sky.NOON.plus(Duration.ofHours(hour));
      observed
          .slot(end, end.minus(Duration.ofHours(1)), end)
          .issuedAt(end)
          .put(WeatherVariable.TEMPERATURE_CELSIUS, hour);
    }
    ReplayWeather replay = ReplayWeather.of(List.of(observed.build()));
    // At noon itself only the hour to come is of the later one: what falls in it.
    for (int pickup : new int[] {0, 30}) {
      Ride ride = Ride.at(Sky.BERLIN, Sky.NOON.plus(Duration.ofMinutes(pickup)));
      for (int minute : new int[] {59, 60}) {
        WeatherFeatures<Ride> weather = Ride.weather(replay).askedAt(Ride::booked);
        Ride booked = ride.bookedAt(Sky.NOON.plus(Duration.ofMinutes(minute)));

        assertThat(value(optional(weather), booked, "weather_age_minutes")).isEqualTo(minute);
        assertThat(weather.issuedLater()).as("%d past noon", minute).isEqualTo(60 - minute);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"91, 0", "-90.001, 0", "0, 181", "0, -180.5", "NaN, 0", "0, NaN", "Infinity, 0"})
  void fill_ofAPlaceThatIsNone_failsWithoutAskingAndIsCounted(double latitude, double longitude) {
    HandWeather hand = new HandWeather(new FakeTime());
    WeatherFeatures<Ride> weather = Ride.weather(hand);
    assertUnavailable(weather, new Ride("r", latitude, longitude, RIDE.pickup(), 0));
    assertThat(hand.asked()).isZero();
    assertThat(weather.failures()).isEqualTo(Map.of(Reason.REFUSED, 1L));
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE})
  void fill_ofATimeThatIsNone_failsWithoutAskingAndIsCounted(long pickup) {
    HandWeather hand = new HandWeather(new FakeTime());
    WeatherFeatures<Ride> weather = Ride.weather(hand);
    assertUnavailable(weather, new Ride("r", 52, 13, pickup, 0));
    assertThat(hand.asked()).isZero();
    assertThat(weather.failures()).isEqualTo(Map.of(Reason.OUT_OF_RANGE, 1L));
  }

  @Test
  void fill_ofAPlaceThatIsNone_costsNothingRepeated() {
    WeatherFeatures<Ride> weather = Ride.weather(replay(Sky.clear()));
    FeatureSet<Ride> required = FeatureSet.builder(Ride.class).require(weather).build();
    Ride nowhere = new Ride("r", 91, 0, RIDE.pickup(), 0);
    Throwable first = cause(required, nowhere);
    assertThat(first)
        .isInstanceOf(WeatherException.class)
        .hasMessage("no place on earth: latitude or longitude absent or out of range");
    assertThat(cause(required, nowhere)).isSameAs(first);
  }

  private static Throwable cause(FeatureSet<Ride> features, Ride ride) {
    try {
      features.extract(ride);
      throw new AssertionError("extracted");
    } catch (IllegalStateException refused) {
      return Objects.requireNonNull(refused.getCause(), "cause");
    }
  }

  @Test
  void fill_ofASourceThatKnowsNothingOfTheMoment_isUnavailable() {
    for (WeatherProvider provider :
        List.of(replay(Sky.unknown()), new Faraway(replay(Sky.unknown())))) {
      WeatherFeatures<Ride> weather = Ride.weather(provider);
      assertUnavailable(weather, RIDE);
      assertThat(weather.failures()).isEqualTo(Map.of(Reason.NOT_FOUND, 1L));
    }
  }

  @Test
  void fill_ofATimeTheSourceDoesNotHave_isUnavailableAndCounted() {
    Ride later = Ride.at(Sky.BERLIN, Sky.NOON.plus(Duration.ofDays(3)));
    WeatherFeatures<Ride> weather = Ride.weather(replay(Sky.clear()));
    assertUnavailable(weather, later);
    assertThat(weather.failures()).isEqualTo(Map.of(Reason.OUT_OF_RANGE, 1L));
  }

  @Test
  void outage_isMissing_andNotAMildDayThatLooksMeasured() {
    WeatherProvider broken = throwing();
    assertNothingLooksMeasured(optional(Ride.weather(broken)).extract(RIDE));
    assertThatThrownBy(() -> assertNothingLooksMeasured(predecessor(broken)))
        .isInstanceOf(AssertionError.class);
  }

  private static void assertNothingLooksMeasured(double[] row) {
    for (int i = 0; i < WeatherVariable.values().length; i++) {
      assertThat(row[i]).isNaN();
    }
  }

  /** Its columns as it was described to fill them: where anything failed, with a mild day. */
  private static double[] predecessor(WeatherProvider provider) {
    try {
      Weather weather =
          provider.at(RIDE.latitude(), RIDE.longitude(), Sky.NOON).toCompletableFuture().join();
      return Arrays.stream(WeatherVariable.values()).mapToDouble(weather::value).toArray();
    } catch (RuntimeException outage) {
      return new double[] {15, 15, 0, 0, 10 / 3.6, 10 / 3.6, 10_000, 0.2, 0, 0, 0};
    }
  }

  @Test
  void fill_ofAFailure_keepsTheReason() {
    WeatherFeatures<Ride> weather =
        Ride.weather(
            failing(
                CompletableFuture.failedFuture(
                    new WeatherException(Reason.KEY, "openweathermap: the key is not active"))));
    FeatureSet<Ride> required = FeatureSet.builder(Ride.class).require(weather).build();
    assertThat(cause(required, RIDE)).hasMessage("openweathermap: the key is not active");
    assertThat(weather.failures()).isEqualTo(Map.of(Reason.KEY, 1L));
  }

  @Test
  void fill_ofAFailureThatIsNone_isABrokenReplyThatQuotesNothing() {
    WeatherFeatures<Ride> weather =
        Ride.weather(
            failing(CompletableFuture.failedFuture(new IllegalStateException("appid=secret"))));
    FeatureSet<Ride> required = FeatureSet.builder(Ride.class).require(weather).build();
    assertThat(cause(required, RIDE))
        .hasMessage("failing broke its contract with java.lang.IllegalStateException");
    assertThat(weather.failures()).isEqualTo(Map.of(Reason.BROKEN_REPLY, 1L));
  }

  @Test
  void fill_ofAProviderThatThrows_failsLikeOneWhoseStageFails() {
    WeatherFeatures<Ride> weather = Ride.weather(throwing());
    assertUnavailable(weather, RIDE);
    assertThat(weather.failures()).isEqualTo(Map.of(Reason.BROKEN_REPLY, 1L));
  }

  private static WeatherProvider failing(CompletionStage<WeatherSeries> stage) {
    return new WeatherProvider() {
      @Override
      public String name() {
        return "failing";
      }

      @Override
      public CompletionStage<WeatherSeries> series(Place place, Instant time) {
        return stage;
      }
    };
  }

  private static WeatherProvider throwing() {
    return new WeatherProvider() {
      @Override
      public String name() {
        return "throwing";
      }

      @Override
      public CompletionStage<WeatherSeries> series(Place place, Instant time) {
        throw new IllegalStateException("not today");
      }
    };
  }

  @Test
  void fingerprint_tellsFactorAndAge_andNotWhoseWeatherItIs() {
    WeatherFeatures<Ride> recorded = Ride.weather(replay(Sky.clear()));
    WeatherFeatures<Ride> live = Ride.weather(new HandWeather(new FakeTime()));
    assertThat(recorded.fingerprint())
        .isEqualTo("factor 1, age from the provider's present")
        .isEqualTo(live.fingerprint());
    assertThat(live.askedAt(Ride::booked).fingerprint()).isEqualTo("factor 1, age from the query");
    assertThat(optional(live).fingerprint()).isEqualTo(optional(recorded).fingerprint());
  }

  @Test
  void toString_tellsColumnsAndProvider() {
    assertThat(Ride.weather(replay(Sky.clear())).only(WeatherVariable.FOG))
        .hasToString("[weather_fog, weather_age_minutes, weather_lead_minutes] of replay");
  }
}
