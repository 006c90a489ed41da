/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ReplayWeatherProperties {
  private static final Instant NOON = Sky.NOON;

  /** Places so close to each other, and to the poles and the date line, that many are near. */
  @Provide
  Arbitrary<Place> places() {
    Arbitrary<Double> latitude =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(52.4, 52.6),
            Arbitraries.doubles().between(89.9, 90),
            Arbitraries.doubles().between(-90, -89.9));
    Arbitrary<Double> longitude =
        Arbitraries.oneOf(
            Arbitraries.doubles().between(13.3, 13.6),
            Arbitraries.doubles().between(179.9, 180),
            Arbitraries.doubles().between(-180, -179.9));
    return Combinators.combine(latitude, longitude).as(Place::new);
  }

  @Provide
  Arbitrary<List<Place>> manyPlaces() {
    return places().list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<Double> metres() {
    return Arbitraries.of(1.0, 500.0, 5_000.0, 30_000.0, 1_000_000.0);
  }

  @Property
  void nearest_isTheOneFoundByLookingAtAll(
      @ForAll("manyPlaces") List<Place> recorded,
      @ForAll("places") Place asked,
      @ForAll("metres") double metres) {
    PlaceGrid grid = new PlaceGrid(recorded, metres);
    int found =
        grid.nearest(asked.latitude(), asked.longitude(), (place, time) -> place % 3 != 2, 0);
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < recorded.size(); i++) {
      nearest = i % 3 == 2 ? nearest : Math.min(nearest, asked.metresTo(recorded.get(i)));
    }
    if (found >= 0) {
      // Two ways of computing a distance differ by what rounding leaves of a few millimetres.
      assertThat(asked.metresTo(recorded.get(found))).isBetween(nearest, nearest + 0.02);
      assertThat(found % 3).isNotEqualTo(2);
      assertThat(nearest).isLessThanOrEqualTo(metres + 0.02);
    } else {
      assertThat(nearest).isGreaterThanOrEqualTo(metres - 0.02);
    }
  }

  @Provide
  Arbitrary<List<WeatherSeries>> recordings() {
    Arbitrary<Instant> begins =
        Arbitraries.integers().between(0, 20).map(hours -> NOON.plus(Duration.ofHours(hours)));
    return Combinators.combine(
            Arbitraries.of("a", "b, \"c\"", "d\ne"),
            places(),
            begins,
            Arbitraries.integers().between(1, 5))
        .as(Sky::hours)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Property(tries = 100)
  void load_ofWhatWasSaved_readsTheSame(@ForAll("recordings") List<WeatherSeries> recordings)
      throws IOException {
    ReplayWeather before = ReplayWeather.of(recordings);
    Path csv = Files.createTempFile("replay", ".csv");
    try {
      before.save(csv);
      ReplayWeather after = ReplayWeather.load(csv);
      assertThat(after.places()).isEqualTo(before.places());
      for (WeatherSeries series : recordings) {
        assertSame(before, after, series.place());
      }
    } finally {
      Files.delete(csv);
    }
  }

  private static void assertSame(ReplayWeather one, ReplayWeather other, Place place) {
    Reading first = new Reading();
    Reading second = new Reading();
    for (int minutes = -30; minutes < 27 * 60; minutes += 15) {
      long time = NOON.getEpochSecond() + 60L * minutes;
      boolean known = one.read(place.latitude(), place.longitude(), time, first);
      assertThat(other.read(place.latitude(), place.longitude(), time, second)).isEqualTo(known);
      if (known) {
        assertThat(second.values).containsExactly(first.values);
        assertThat(second.issued).isEqualTo(first.issued);
      }
    }
  }

  /** Pieces a file is made of, right and wrong, in an order that nobody intended. */
  @Provide
  Arbitrary<String> files() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "latitude,longitude,time,start,end,issued,source,weather_fog\n",
            "1,2,2026-03-01T12:00:00Z,2026-03-01T12:00:00Z,2026-03-01T13:00:00Z,"
                + "2026-03-01T11:00:00Z,sky,1\n",
            "latitude",
            ",",
            "\"",
            "\n",
            "\r",
            "\uFEFF",
            "2026-03-01T12:00:00Z",
            "+1000000000-12-31T23:59:59Z",
            "-1e308",
            "\0");
    return Arbitraries.oneOf(
        pieces.list().ofMaxSize(12).map(list -> String.join("", list)),
        pieces
            .list()
            .ofMaxSize(8)
            .map(
                list ->
                    "latitude,longitude,time,start,end,issued,source,weather_fog\n"
                        + String.join("", list)),
        Arbitraries.strings().ofMaxLength(60));
  }

  @Property
  void read_ofAnyText_isRowsOrAFailureThatNamesTheFile(@ForAll("files") String text) {
    List<WeatherSeries.Slot> slots = new ArrayList<>();
    try {
      WeatherCsv.read(
          "w.csv",
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
          (origin, slot) -> slots.add(slot));
    } catch (IOException refused) {
      assertThat(refused).hasMessageStartingWith("w.csv");
    }
    assertThat(slots).allMatch(slot -> slot.end >= slot.start);
  }
}
