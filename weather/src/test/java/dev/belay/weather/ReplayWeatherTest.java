/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayWeatherTest {
  private static final Instant NOON = Sky.NOON;
  private static final Duration HOUR = Duration.ofHours(1);

  private static Weather at(ReplayWeather replay, Place place, Instant time) {
    return replay.at(place.latitude(), place.longitude(), time).toCompletableFuture().join();
  }

  private static WeatherException failure(CompletionStage<?> stage) {
    return Failure.of(
        "replay", stage.handle((value, failure) -> failure).toCompletableFuture().join());
  }

  private static WeatherSeries only(
      String source, Place place, Instant time, double celsius, Instant issued) {
    WeatherSeries.Builder builder = WeatherSeries.builder(source, place, issued);
    builder.slot(time, time, time.plus(HOUR)).put(WeatherVariable.TEMPERATURE_CELSIUS, celsius);
    return builder.build();
  }

  private static double celsius(ReplayWeather replay, Place place, Instant time) {
    return at(replay, place, time).value(WeatherVariable.TEMPERATURE_CELSIUS);
  }

  @Test
  void at_isWhatWasRecorded_withAgeFromTheMomentAskedFor() {
    Weather weather = at(ReplayWeather.of(List.of(Sky.clear().series())), Sky.BERLIN, NOON);
    assertThat(weather.source()).isEqualTo("sky");
    assertThat(weather.time()).isEqualTo(NOON);
    assertThat(weather.age()).isEqualTo(Duration.ofMinutes(30));
    assertThat(weather.lead()).isEqualTo(Duration.ofMinutes(30));
    assertThat(weather.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(20);
  }

  @Test
  void at_ofAPlaceNearby_isTheNearestRecordedOne() {
    Place north = new Place(52.54, 13.41);
    Place south = new Place(52.50, 13.41);
    ReplayWeather replay =
        ReplayWeather.of(List.of(only("n", north, NOON, 1, NOON), only("s", south, NOON, 2, NOON)));
    assertThat(celsius(replay, new Place(52.521, 13.41), NOON)).isEqualTo(1);
    assertThat(celsius(replay, new Place(52.519, 13.41), NOON)).isEqualTo(2);
  }

  @Test
  void at_betweenTwoPlacesAsNear_isTheOneRecordedFirst() {
    WeatherSeries west = only("west", new Place(0, -0.01), NOON, 1, NOON);
    WeatherSeries east = only("east", new Place(0, 0.01), NOON, 2, NOON);
    Place between = new Place(0, 0);
    assertThat(celsius(ReplayWeather.of(List.of(west, east)), between, NOON)).isEqualTo(1);
    assertThat(celsius(ReplayWeather.of(List.of(east, west)), between, NOON)).isEqualTo(2);
  }

  @Test
  void at_whereTheNearestDoesNotHaveTheMoment_isTheNextThatDoes() {
    Place near = new Place(52.52, 13.42);
    ReplayWeather replay =
        ReplayWeather.of(
            List.of(
                only("near", near, NOON.minus(Duration.ofDays(9)), 1, NOON),
                only("far", new Place(52.52, 13.44), NOON, 2, NOON)));
    assertThat(celsius(replay, Sky.BERLIN, NOON)).isEqualTo(2);
  }

  @Test
  void at_ofTwoSourcesAtOnePlace_isTheOneRecordedFirst_andNeverBoth() {
    WeatherSeries first = only("first", Sky.BERLIN, NOON, 1, NOON);
    WeatherSeries second = Sky.hours("second", Sky.BERLIN, NOON, 3);
    ReplayWeather replay = ReplayWeather.of(List.of(first, second));
    Weather weather = at(replay, Sky.BERLIN, NOON);
    assertThat(weather.source()).isEqualTo("first");
    assertThat(weather.has(WeatherVariable.VISIBILITY_METRES)).isFalse();
    assertThat(at(replay, Sky.BERLIN, NOON.plus(HOUR)).source()).isEqualTo("second");
  }

  @Test
  void at_ofTwoSlotsOfOneMoment_isTheOneIssuedLater_inWhateverOrder() {
    WeatherSeries early = only("sky", Sky.BERLIN, NOON, 1, NOON.minus(HOUR));
    WeatherSeries late = only("sky", Sky.BERLIN, NOON, 2, NOON);
    assertThat(celsius(ReplayWeather.of(List.of(early, late)), Sky.BERLIN, NOON)).isEqualTo(2);
    assertThat(celsius(ReplayWeather.of(List.of(late, early)), Sky.BERLIN, NOON)).isEqualTo(2);
  }

  @Test
  void at_ofWhatOnlyASlotCoveredThatNoLongerHolds_isOutOfRange() {
    WeatherSeries.Builder shorter = WeatherSeries.builder("sky", Sky.BERLIN, NOON);
    shorter.slot(NOON, NOON, NOON.plusSeconds(60)).put(WeatherVariable.FOG, 1);
    ReplayWeather replay =
        ReplayWeather.of(
            List.of(only("sky", Sky.BERLIN, NOON, 1, NOON.minus(HOUR)), shorter.build()));
    assertThat(failure(replay.at(52.52, 13.41, NOON.plusSeconds(60))).reason())
        .isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(at(replay, Sky.BERLIN, NOON.plusSeconds(59)).has(WeatherVariable.FOG)).isTrue();
  }

  @Test
  void at_acrossTwoSeriesOfOneSource_liesOnTheLine() {
    ReplayWeather replay =
        ReplayWeather.of(
            List.of(
                only("sky", Sky.BERLIN, NOON, 1, NOON),
                only("sky", Sky.BERLIN, NOON.plus(HOUR), 3, NOON)));
    assertThat(celsius(replay, Sky.BERLIN, NOON.plus(Duration.ofMinutes(30)))).isEqualTo(2);
  }

  @Test
  void at_inAHole_isOutOfRange() {
    ReplayWeather replay =
        ReplayWeather.of(
            List.of(
                only("sky", Sky.BERLIN, NOON, 1, NOON),
                only("sky", Sky.BERLIN, NOON.plus(Duration.ofHours(8)), 3, NOON)));
    WeatherException hole = failure(replay.at(52.52, 13.41, NOON.plus(Duration.ofHours(4))));
    assertThat(hole.reason()).isEqualTo(Reason.OUT_OF_RANGE);
    assertThat(hole)
        .hasMessage(
            "no weather of 2026-03-01T16:00:00Z is recorded within 5000 m of latitude 52.52,"
                + " longitude 13.41");
    assertThat(celsius(replay, Sky.BERLIN, NOON.plus(Duration.ofHours(8)))).isEqualTo(3);
  }

  @Test
  void at_farFromEveryPlace_isNotFound() {
    ReplayWeather replay = ReplayWeather.of(List.of(Sky.clear().series()));
    WeatherException nowhere = failure(replay.at(48.1, 11.6, NOON));
    assertThat(nowhere.reason()).isEqualTo(Reason.NOT_FOUND);
    assertThat(nowhere)
        .hasMessage("no place is recorded within 5000 m of latitude 48.10, longitude 11.60");
  }

  @Test
  void withinMetres_movesTheBound() {
    ReplayWeather replay = ReplayWeather.of(List.of(Sky.clear().series()));
    Place fourKilometresEast = new Place(52.52, 13.469);
    assertThat(celsius(replay, fourKilometresEast, NOON)).isEqualTo(20);
    CompletionStage<Weather> near =
        replay.withinMetres(3_900).at(52.52, fourKilometresEast.longitude(), NOON);
    assertThat(failure(near).reason()).isEqualTo(Reason.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.99, 1_000_001, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void withinMetres_outsideTheRange_isRefused(double metres) {
    ReplayWeather replay = ReplayWeather.of(List.of(Sky.clear().series()));
    assertThatThrownBy(() -> replay.withinMetres(metres))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a distance of " + metres + " m is not 1 to 1,000,000 m");
  }

  @Test
  void at_acrossTheDateLineAndAtThePoles_findsWhatIsNear() {
    Place west = new Place(-17, 179.99);
    Place pole = new Place(89.999, 10);
    ReplayWeather replay =
        ReplayWeather.of(List.of(only("w", west, NOON, 1, NOON), only("p", pole, NOON, 2, NOON)));
    assertThat(celsius(replay, new Place(-17, -179.99), NOON)).isEqualTo(1);
    assertThat(celsius(replay, new Place(89.999, -170), NOON)).isEqualTo(2);
    assertThat(celsius(replay, new Place(90, -180), NOON)).isEqualTo(2);
  }

  @Test
  void at_ofAPlaceThatIsNone_isRefused() {
    ReplayWeather replay = ReplayWeather.of(List.of(Sky.clear().series()));
    assertThatThrownBy(() -> replay.at(91, 0, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no place on earth: latitude 91.0 (-90 to 90), longitude 0.0 (-180 to 180)");
    assertThat(replay.read(Double.NaN, 0, NOON.getEpochSecond(), new Reading())).isFalse();
  }

  @Test
  void series_neverExpires() {
    WeatherSeries series =
        ReplayWeather.of(List.of(Sky.clear().series()))
            .series(Sky.BERLIN, NOON)
            .toCompletableFuture()
            .join();
    assertThat(series.covers(NOON)).isTrue();
    assertThat(series.expiresAt()).isEqualTo("9999-12-31T23:59:59Z");
  }

  @Test
  void of_nothing_isRefused() {
    assertThatThrownBy(() -> ReplayWeather.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no recorded weather");
  }

  @Test
  void places_areTheRecordedOnes() {
    Place other = new Place(1, 2);
    ReplayWeather replay =
        ReplayWeather.of(
            List.of(
                Sky.clear().series(),
                Sky.hours("other", Sky.BERLIN, NOON, 1),
                only("x", other, NOON, 1, NOON)));
    assertThat(replay.places()).containsExactly(Sky.BERLIN, other);
    assertThat(replay).hasToString("replay of 3 recordings within 5000.0 m");
  }

  @Test
  void load_ofAFileByHand_readsIt(@TempDir Path folder) throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("weather.csv"),
            """
            time,start,end,issued,source,latitude,longitude,weather_temperature_celsius,weather_precipitation_mm_per_hour
            2026-03-01T12:00:00Z,2026-03-01T11:00:00Z,2026-03-01T12:00:00Z,2026-03-01T12:00:00Z,"by, hand",52.52,13.41,-1.5,
            2026-03-01T13:00:00Z,2026-03-01T12:00:00Z,2026-03-01T13:00:00Z,2026-03-01T12:00:00Z,"by, hand",52.52,13.41,,0.25
            """);
    ReplayWeather replay = ReplayWeather.load(csv);
    Weather weather = at(replay, Sky.BERLIN, NOON);
    assertThat(weather.source()).isEqualTo("by, hand");
    assertThat(weather.value(WeatherVariable.TEMPERATURE_CELSIUS)).isEqualTo(-1.5);
    assertThat(weather.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.25);
    assertThat(weather.has(WeatherVariable.VISIBILITY_METRES)).isFalse();
  }

  @Test
  void save_overAFileThatIsThere_replacesItAndLeavesNothingElse(@TempDir Path folder)
      throws IOException {
    Path csv = Files.writeString(folder.resolve("weather.csv"), "old");
    ReplayWeather.of(List.of(Sky.clear().series())).save(csv);
    assertThat(celsius(ReplayWeather.load(csv), Sky.BERLIN, NOON)).isEqualTo(20);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(csv);
    }
  }

  @Test
  void save_whereItCannot_fails(@TempDir Path folder) {
    ReplayWeather replay = ReplayWeather.of(List.of(Sky.clear().series()));
    assertThatThrownBy(() -> replay.save(folder.resolve("none").resolve("weather.csv")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void load_ofAFileThatIsNotThere_fails(@TempDir Path folder) {
    assertThatThrownBy(() -> ReplayWeather.load(folder.resolve("none.csv")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.csv");
  }
}
