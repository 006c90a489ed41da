/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Recorded weather, for training, back-tests and tests: asked again, it says the same again, and at
 * once.
 *
 * <p>It answers with the nearest recorded place that has the moment, at most 5 km away by default;
 * of two sources at one place with the one recorded first. What one source says of one place is one
 * recording, whatever files and series it came in; where two slots are of one moment, the one
 * issued later holds. In a hole longer than {@link WeatherSeries#LARGEST_GAP} there is no weather.
 *
 * <p>Its present is the moment asked for: an age is how long before that moment the weather was
 * issued. Whoever knows when the question was asked says so with {@link WeatherFeatures#askedAt}.
 *
 * <p>A file is CSV in UTF-8 with a header, its columns in any order. A row is a slot of a series:
 *
 * <ul>
 *   <li>{@code latitude}, {@code longitude}: of the place, in degrees
 *   <li>{@code time}: its moment, such as {@code 2026-01-31T12:00:00Z}, as all times are
 *   <li>{@code start}, {@code end}: the time its precipitation stands for, the end not part of it
 *   <li>{@code issued}: when the source knew it: when it was observed, or the forecast was made
 *   <li>{@code source}: whose weather it is
 *   <li>any of {@link WeatherVariable#column()}, in its unit; empty is absent
 * </ul>
 *
 * <p>An hour of a place takes about 120 bytes of memory, and while it is read twice as much again.
 * Immutable and thread-safe.
 */
public final class ReplayWeather extends ReadableWeather {
  private static final double DEFAULT_METRES = 5_000;
  private static final double FARTHEST_METRES = 1_000_000;

  private final List<Recording> recordings;
  private final double metres;
  private final PlaceGrid grid;

  /** Made once, since a new one for every question would be garbage. */
  private final PlaceGrid.Candidates recorded = this::has;

  private ReplayWeather(List<Recording> recordings, double metres) {
    this.recordings = recordings;
    this.metres = metres;
    this.grid = new PlaceGrid(recordings.stream().map(Recording::place).toList(), metres);
  }

  /**
   * Replays series.
   *
   * @param series at least one, of any places and sources
   * @return their weather
   * @throws IllegalArgumentException if there is none
   */
  public static ReplayWeather of(Collection<WeatherSeries> series) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("no recorded weather");
    }
    Recordings recordings = new Recordings();
    series.forEach(recordings::add);
    return new ReplayWeather(recordings.finish(), DEFAULT_METRES);
  }

  /**
   * Replays a file.
   *
   * @param csv in the form described above
   * @return its weather
   * @throws IOException if the file cannot be read, has no row, or one that is wrong; the message
   *     names file, line and column
   */
  public static ReplayWeather load(Path csv) throws IOException {
    Recordings recordings = new Recordings();
    WeatherCsv.read(csv, recordings::add);
    if (recordings.isEmpty()) {
      throw new IOException(csv + " has no recorded weather");
    }
    return new ReplayWeather(recordings.finish(), DEFAULT_METRES);
  }

  /**
   * Writes all of it as a file that {@link #load} reads, in the place of what the file held before.
   *
   * @param csv the file
   * @throws IOException if it cannot be written; then it is as it was before
   */
  public void save(Path csv) throws IOException {
    WeatherCsv.write(csv, recordings.stream().flatMap(one -> one.series().stream()).toList());
  }

  /**
   * How far a recorded place may be away; 5,000 m by default.
   *
   * @param metres 1 to 1,000,000
   * @return a copy
   * @throws IllegalArgumentException outside that range
   */
  public ReplayWeather withinMetres(double metres) {
    if (!(metres >= 1 && metres <= FARTHEST_METRES)) {
      throw new IllegalArgumentException("a distance of " + metres + " m is not 1 to 1,000,000 m");
    }
    return new ReplayWeather(recordings, metres);
  }

  /** {@return the recorded places, in the order they were recorded in} */
  public List<Place> places() {
    return recordings.stream().map(Recording::place).distinct().toList();
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    WeatherSeries found = find(place.latitude(), place.longitude(), time.getEpochSecond());
    return found == null
        ? CompletableFuture.failedFuture(absent(place, time))
        : CompletableFuture.completedFuture(found);
  }

  @Override
  public CompletionStage<Weather> at(double latitude, double longitude, Instant time) {
    Place place = new Place(latitude, longitude);
    WeatherSeries found = find(latitude, longitude, time.getEpochSecond());
    return found == null
        ? CompletableFuture.failedFuture(absent(place, time))
        : CompletableFuture.completedFuture(found.at(time, time));
  }

  @Override
  @SuppressWarnings("exports") // for this package alone; an interface knows nothing but public
  boolean read(double latitude, double longitude, long epochSecond, Reading reading) {
    WeatherSeries found =
        Place.isPlace(latitude, longitude) ? find(latitude, longitude, epochSecond) : null;
    return found != null && found.read(epochSecond, epochSecond, reading);
  }

  private @Nullable WeatherSeries find(double latitude, double longitude, long epochSecond) {
    int nearest = grid.nearest(latitude, longitude, recorded, epochSecond);
    return nearest < 0 ? null : recordings.get(nearest).covering(epochSecond);
  }

  private boolean has(int recording, long epochSecond) {
    return recordings.get(recording).covers(epochSecond);
  }

  private WeatherException absent(Place place, Instant time) {
    boolean near =
        grid.nearest(place.latitude(), place.longitude(), (recording, any) -> true, 0) >= 0;
    // Two decimals: a log need not know the house.
    String where =
        String.format(
            Locale.ROOT,
            "within %.0f m of latitude %.2f, longitude %.2f",
            metres,
            place.latitude(),
            place.longitude());
    return near
        ? new WeatherException(
            Reason.OUT_OF_RANGE, "no weather of " + time + " is recorded " + where)
        : new WeatherException(Reason.NOT_FOUND, "no place is recorded " + where);
  }

  @Override
  public String toString() {
    return "replay of " + recordings.size() + " recordings within " + metres + " m";
  }
}
