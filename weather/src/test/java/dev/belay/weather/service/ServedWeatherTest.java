/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.FeatureSet;
import dev.belay.testing.FakeTime;
import dev.belay.weather.CachedWeather;
import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherFeatures;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherVariable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the reply of a service to the row of a model, with each service: the right moment. */
class ServedWeatherTest {
  /** Who is asked. */
  enum Kind {
    OPEN_WEATHER_MAP {
      @Override
      WeatherProvider provider(FakeWeatherServer server, FakeTime time) {
        Services.openWeatherMap(server, time.instant());
        return OpenWeatherMap.builder("k").baseUrl(server.base()).connection(over(time)).build();
      }
    },
    OPEN_METEO {
      @Override
      WeatherProvider provider(FakeWeatherServer server, FakeTime time) {
        Services.openMeteo(server, time.instant());
        return OpenMeteo.builder().baseUrl(server.base()).connection(over(time)).build();
      }
    },
    MET_NORWAY {
      @Override
      WeatherProvider provider(FakeWeatherServer server, FakeTime time) {
        Services.metNorway(server, time.instant());
        return MetNorway.builder("trips/2.1 ops@trips.example")
            .baseUrl(server.base())
            .connection(over(time))
            .build();
      }
    };

    abstract WeatherProvider provider(FakeWeatherServer server, FakeTime time);

    private static Connection over(FakeTime time) {
      return Connection.builder().ticker(time).repetitions(0).build();
    }
  }

  record Trip(Place from, Instant pickup) {}

  private static final Place BERLIN = new Place(52.52, 13.41);
  private static final ZoneId BERLINS_CLOCKS = ZoneId.of("Europe/Berlin");

  private final FakeWeatherServer server = FakeWeatherServer.start();

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable provider : open) {
      provider.close();
    }
    server.close();
  }

  /** The temperatures of pickups at a place, all served from what was fetched now. */
  private double[] celsius(Kind kind, Instant now, Place from, Instant... pickups) {
    FakeTime time = new FakeTime(now);
    WeatherProvider provider = kind.provider(server, time);
    open.add((AutoCloseable) provider);
    CachedWeather cache = CachedWeather.builder(provider).ticker(time).build();
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .require(
                WeatherFeatures.<Trip>at(
                        cache,
                        trip -> trip.from().latitude(),
                        trip -> trip.from().longitude(),
                        trip -> trip.pickup().getEpochSecond())
                    .only(WeatherVariable.TEMPERATURE_CELSIUS))
            .build();
    double[] celsius = new double[pickups.length];
    for (int i = 0; i < pickups.length; i++) {
      celsius[i] = features.extract(new Trip(from, pickups[i]))[0];
    }
    assertThat(cache.counts().fetches()).isOne();
    return celsius;
  }

  private void assertEachHasItsOwn(Kind kind, Instant now, Place from, Instant... pickups) {
    double[] served = celsius(kind, now, from, pickups);
    for (int i = 0; i < pickups.length; i++) {
      double hours = Duration.between(now, pickups[i]).toSeconds() / 3_600.0;
      assertThat(served[i])
          .as("at %s", pickups[i])
          .isCloseTo(Services.celsius(hours), within(1e-9));
    }
  }

  @ParameterizedTest
  @EnumSource
  void pickupTomorrow_takesTomorrowsSlot(Kind kind) {
    Instant now = Instant.parse("2026-11-21T09:00:00Z");
    assertEachHasItsOwn(
        kind,
        now,
        BERLIN,
        now,
        now.plus(Duration.ofMinutes(40)),
        now.plus(Duration.ofDays(1)),
        Instant.parse("2026-11-22T07:30:00Z"));
  }

  /** In a year that is over for any machine. */
  @ParameterizedTest
  @EnumSource
  void at_tellsTheAgeByTheConnectionsClock(Kind kind) {
    Instant now = Instant.parse("2020-06-01T12:00:00Z");
    FakeTime time = new FakeTime(now);
    WeatherProvider provider = kind.provider(server, time);
    open.add((AutoCloseable) provider);
    Weather weather =
        ServiceFixture.answer(
            provider.at(BERLIN.latitude(), BERLIN.longitude(), now).toCompletableFuture());
    assertThat(weather.age()).isZero();
    time.advance(Duration.ofHours(1));
    assertThat(provider.clock().instant()).isEqualTo(now.plus(Duration.ofHours(1)));
    assertThat(provider.inBackground().clock().instant()).isEqualTo(time.instant());
  }

  /** Half past two comes twice, and an hour's weather lies between. */
  @ParameterizedTest
  @EnumSource
  void nightTheClocksGoBack_hasTwoHalfPastTwos(Kind kind) {
    ZonedDateTime first = ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, BERLINS_CLOCKS);
    ZonedDateTime second = first.withLaterOffsetAtOverlap();
    assertThat(Duration.between(first, second)).isEqualTo(Duration.ofHours(1));
    Instant now = Instant.parse("2026-10-24T12:00:00Z");
    ZonedDateTime nextNoon = now.atZone(BERLINS_CLOCKS).plusDays(1);
    assertThat(Duration.between(now, nextNoon)).isEqualTo(Duration.ofHours(25));
    assertEachHasItsOwn(
        kind, now, BERLIN, now, first.toInstant(), second.toInstant(), nextNoon.toInstant());
  }

  @ParameterizedTest
  @EnumSource
  void nightTheClocksGoForward_losesNoHour(Kind kind) {
    ZonedDateTime before = ZonedDateTime.of(2026, 3, 29, 1, 59, 0, 0, BERLINS_CLOCKS);
    ZonedDateTime after = before.plusMinutes(1);
    assertThat(after.getHour()).isEqualTo(3);
    Instant now = Instant.parse("2026-03-28T12:00:00Z");
    ZonedDateTime nextNoon = now.atZone(BERLINS_CLOCKS).plusDays(1);
    assertThat(Duration.between(now, nextNoon)).isEqualTo(Duration.ofHours(23));
    assertEachHasItsOwn(
        kind, now, BERLIN, now, before.toInstant(), after.toInstant(), nextNoon.toInstant());
  }

  /** No service says when the sun rises where it does not, and at the pole all longitudes meet. */
  @ParameterizedTest
  @EnumSource
  void polarDay_isADayLikeAnother(Kind kind) {
    Instant now = Instant.parse("2026-06-20T21:00:00Z");
    Instant midnight = Instant.parse("2026-06-21T00:00:00Z");
    Instant tomorrow = now.plus(Duration.ofDays(1));
    assertEachHasItsOwn(kind, now, new Place(78.22, 15.65), now, midnight, tomorrow);
    assertEachHasItsOwn(kind, now, new Place(90, 137), now, midnight, tomorrow);
  }
}
