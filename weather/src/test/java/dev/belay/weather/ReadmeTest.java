/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.FeatureSet;
import dev.belay.weather.WeatherBackfill.Wish;
import dev.belay.weather.service.MetNorway;
import dev.belay.weather.service.OpenWeatherMap;
import dev.belay.weather.service.Quota;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's examples are regions of this file, and this file runs. */
class ReadmeTest {
  private static final Path WEATHER =
      Path.of(System.getProperty("belay.root", "..")).resolve("weather");

  record Trip(
      double latitude,
      double longitude,
      long pickupEpochSecond,
      long requestedEpochSecond,
      double distanceKm) {
    Place from() {
      return new Place(latitude, longitude);
    }

    Instant pickup() {
      return Instant.ofEpochSecond(pickupEpochSecond);
    }
  }

  private static final Trip TRIP = new Trip(46.52, 6.63, 1_761_912_000, 1_761_908_400, 7);

  @Test
  void serving_asPrinted_hasTheColumnsOfTheWeather() {
    String key = "0123456789abcdef0123456789abcdef";
    FeatureSet<Trip> features;
    // region: serving
    WeatherProvider services =
        FailoverWeather.of(
            OpenWeatherMap.builder(key)
                .quota(Quota.of(60, ofMinutes(1)).and(1_000_000, ofDays(31)).reserving(0.2))
                .build(),
            MetNorway.builder("trips.example ops@trips.example").build());
    CachedWeather weather = CachedWeather.of(services);
    features =
        FeatureSet.builder(Trip.class)
            .number("distance_km", Trip::distanceKm)
            .include( // where and when it is wanted, and when the question was asked
                WeatherFeatures.at(
                        weather, Trip::latitude, Trip::longitude, Trip::pickupEpochSecond)
                    .askedAt(Trip::requestedEpochSecond))
            .build();
    // endregion
    assertThat(features.names())
        .contains(
            "weather_temperature_celsius",
            "weather_factor",
            "weather_age_minutes",
            "weather_unavailable");
    assertThat(weather.name()).contains("openweathermap", "met-norway");
  }

  @Test
  void training_asPrinted_readsWhatTheBackfillFetched(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("weather.csv");
    List<Trip> trips = List.of(TRIP);
    WeatherProvider archive = new Archive();
    FeatureSet<Trip> features;
    // region: training
    WeatherBackfill.of(archive, file)
        .withProgress(System.out::println)
        .run(trips.stream().map(trip -> new Wish(trip.from(), trip.pickup())).toList());
    WeatherProvider recorded = ReplayWeather.load(file);
    // endregion
    features =
        FeatureSet.builder(Trip.class)
            .include(
                WeatherFeatures.at(
                        recorded, Trip::latitude, Trip::longitude, Trip::pickupEpochSecond)
                    .askedAt(Trip::requestedEpochSecond))
            .build();
    double[] row = features.extract(TRIP);

    assertThat(row[features.names().indexOf("weather_temperature_celsius")]).isEqualTo(11);
    assertThat(row[features.names().indexOf("weather_unavailable")]).isZero();
  }

  record Call(String zone) {}

  @Test
  void live_asPrinted_readsTheFile(@TempDir Path folder) throws Exception {
    Path path = Files.writeString(folder.resolve("zones.csv"), "zone,congestion\ncentre,0.7\n");
    FeatureSet<Call> features;
    // region: live
    LiveFeatures<Call> traffic =
        LiveFeatures.of("traffic", Call::zone, LiveFeed.file(path, "congestion"))
            .freshFor(ofMinutes(2));
    features = FeatureSet.builder(Call.class).include(traffic).build();
    // endregion
    assertThat(features.names())
        .containsExactly(
            "traffic_congestion", "traffic_age_minutes", "traffic_stale", "traffic_unavailable");
    assertThat(features.extract(new Call("centre"))).startsWith(0.7).endsWith(0);
    assertThat(features.extract(new Call("nowhere"))).startsWith(Double.NaN).endsWith(1);
  }

  /** It was always 11 degrees. */
  private static final class Archive implements WeatherProvider {
    @Override
    public String name() {
      return "archive";
    }

    @Override
    public CompletionStage<WeatherSeries> series(Place place, Instant time) {
      WeatherSeries.Builder series = WeatherSeries.builder(name(), place, time);
      series
          .slot(time, time.minusSeconds(86_400), time.plusSeconds(86_400))
          .put(WeatherVariable.TEMPERATURE_CELSIUS, 11);
      return CompletableFuture.completedStage(series.build());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"serving", "training", "live"})
  void readme_showsExactlyTheRegionThatRuns(String region) throws IOException {
    List<String> lines =
        Files.readAllLines(WEATHER.resolve("src/test/java/dev/belay/weather/ReadmeTest.java"));
    int start = lines.indexOf("    // region: " + region) + 1;
    List<String> rest = lines.subList(start, lines.size());
    String code =
        String.join("\n", rest.subList(0, rest.indexOf("    // endregion"))).stripIndent();

    assertThat(Files.readString(WEATHER.resolve("README.md")))
        .contains("```java\n" + code + "\n```");
  }
}
