/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Panel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A source of weather. Thread-safe; never blocks the caller: what takes time comes as a stage, on
 * whatever thread, which fails with a {@link WeatherException} and nothing else. Whoever implements
 * it extends the contract test of the tests jar.
 */
public interface WeatherProvider {

  /** {@return what it is called in results, logs and figures, such as {@code open-meteo}} */
  String name();

  /**
   * The weather of a place around a time: the one thing a provider has to know.
   *
   * @param place where
   * @param time what the series has to cover, and with it, as far as the source has it, the whole
   *     of its day (UTC); of today and tomorrow, all that is known of the days ahead
   * @return a stage of a series that covers the time, or a failure with the reason
   */
  CompletionStage<WeatherSeries> series(Place place, Instant time);

  /**
   * Several places at once, for a source that can be asked so. The default asks one by one.
   *
   * @param places where; at least one
   * @param time as in {@link #series(Place, Instant)}
   * @return one stage for each place, in their order
   */
  default List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant time) {
    return places.stream().map(place -> series(place, time)).toList();
  }

  /**
   * The weather of a moment, observed or forecast as the time demands.
   *
   * @param latitude in degrees, -90 to 90
   * @param longitude in degrees, -180 to 180
   * @param time when
   * @return a stage of the weather, or a failure with the reason
   * @throws IllegalArgumentException if there is no such place
   */
  default CompletionStage<Weather> at(double latitude, double longitude, Instant time) {
    return series(new Place(latitude, longitude), time)
        .thenApply(series -> series.at(time, clock().instant()));
  }

  /** {@return the clock that {@link #at} tells an answer's age by; the system's by default} */
  default InstantSource clock() {
    return InstantSource.system();
  }

  /**
   * The same provider for work that can wait, such as a backfill: it keeps to the part of a quota
   * that is not reserved for live traffic. The default is the provider itself.
   *
   * @return a view
   */
  default WeatherProvider inBackground() {
    return this;
  }

  /**
   * Asks the source whether it would answer: key, plan, connection, quota. May cost a call. The
   * default says that nothing is wrong.
   *
   * @return a stage of what there is to see then, the {@link #panel}; it fails with the reason if
   *     the source would not answer
   */
  default CompletionStage<Panel> check() {
    return CompletableFuture.completedStage(panel());
  }

  /** {@return what there is to see, such as what is left of a quota; nothing by default} */
  default Panel panel() {
    return new Panel("Weather: " + name(), List.of());
  }
}
