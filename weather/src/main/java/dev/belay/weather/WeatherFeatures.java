/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.FeatureSource;
import dev.belay.internal.ScratchPool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The weather at a query's place and time, as columns of its row.
 *
 * <pre>{@code
 * FeatureSet<Trip> features =
 *     FeatureSet.builder(Trip.class)
 *         .number("distance_km", Trip::distanceKm)
 *         .include(
 *             WeatherFeatures.at(weather, Trip::latitude, Trip::longitude, Trip::pickupEpochSecond)
 *                 .askedAt(Trip::bookedEpochSecond))
 *         .build();
 * }</pre>
 *
 * <p>The columns are one for each {@link WeatherVariable}, in its unit, then {@code weather_factor}
 * ({@link WeatherFactor}), {@code weather_age_minutes} (how long ago the source last knew better)
 * and {@code weather_lead_minutes} (how far it had to look ahead). What the source does not say is
 * NaN. Where it says nothing at all, cannot be reached or the place is none the source fails for
 * that query, so that {@code weather_unavailable} is 1 where it is optional; where it is required
 * the rule answers. A source of which a column may be absent is required {@linkplain #only without
 * it}.
 *
 * <p>Best given a {@code CachedWeather}, which has most answers at hand: they are written at once,
 * without a byte allocated. What has to be waited for comes as a stage; at most 4,096 questions
 * wait at a time, and those beyond fail at once. Immutable but for its counters, and thread-safe if
 * the host's functions are.
 *
 * @param <Q> the host's query
 */
public final class WeatherFeatures<Q> implements FeatureSource<Q> {
  private static final long UNASKED = Long.MIN_VALUE;

  /** What is read from a query. */
  private record Question<Q>(
      ToDoubleFunction<? super Q> latitude,
      ToDoubleFunction<? super Q> longitude,
      ToLongFunction<? super Q> epochSecond,
      @Nullable ToLongFunction<? super Q> askedAt) {

    long asked(Q query) {
      return askedAt == null ? UNASKED : askedAt.applyAsLong(query);
    }
  }

  /** What one answer needs for a moment. */
  private static final class Memory {
    final Reading reading = new Reading();
    final double[] row;

    Memory(int columns) {
      row = new double[columns];
    }
  }

  private final WeatherProvider provider;
  private final @Nullable ReadableWeather atHand;
  private final Question<Q> question;
  private final WeatherColumns columns;
  private final ScratchPool<Memory> pool;
  private final LongAdder issuedLater = new LongAdder();
  private final Absences absences = new Absences();

  private WeatherFeatures(WeatherProvider provider, Question<Q> question, WeatherColumns columns) {
    this.provider = provider;
    this.atHand = provider instanceof ReadableWeather readable ? readable : null;
    this.question = question;
    this.columns = columns;
    this.pool = new ScratchPool<>(() -> new Memory(columns.size()));
  }

  /**
   * The weather of a query, with every column.
   *
   * @param <Q> the host's query
   * @param provider where the weather comes from, best a {@code CachedWeather}
   * @param latitude in degrees; outside -90 to 90, and NaN, there is no weather
   * @param longitude in degrees; outside -180 to 180, and NaN, there is no weather
   * @param epochSecond the moment the weather is wanted of: the pickup, not now
   * @return the source; all three functions are called on the predicting thread
   */
  public static <Q> WeatherFeatures<Q> at(
      WeatherProvider provider,
      ToDoubleFunction<? super Q> latitude,
      ToDoubleFunction<? super Q> longitude,
      ToLongFunction<? super Q> epochSecond) {
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(latitude, "latitude");
    Objects.requireNonNull(longitude, "longitude");
    Objects.requireNonNull(epochSecond, "epochSecond");
    return new WeatherFeatures<>(
        provider, new Question<>(latitude, longitude, epochSecond, null), WeatherColumns.all());
  }

  /**
   * Says when a query was asked, so that the age is counted from then, in training as in serving.
   * By default it is counted from the provider's present, and with recorded weather from the moment
   * the weather is of: then a model sees other ages in training than it will in serving.
   *
   * @param epochSecond the moment of the prediction, read on the predicting thread; weather issued
   *     after it has age 0, and is {@linkplain #issuedLater counted}
   * @return a copy with counters of its own
   */
  public WeatherFeatures<Q> askedAt(ToLongFunction<? super Q> epochSecond) {
    Objects.requireNonNull(epochSecond, "epochSecond");
    Question<Q> asked =
        new Question<>(question.latitude, question.longitude, question.epochSecond, epochSecond);
    return new WeatherFeatures<>(provider, asked, columns);
  }

  /**
   * Only some of the variables; age and lead time stay, and the factor does where precipitation is
   * among them, which decides it.
   *
   * @param variables at least one; their columns keep the order of the enum
   * @return a copy with counters of its own
   * @throws IllegalArgumentException if there is none
   */
  public WeatherFeatures<Q> only(WeatherVariable... variables) {
    return new WeatherFeatures<>(provider, question, columns.only(List.of(variables)));
  }

  /**
   * Another name than {@code weather}, for a second place in the same row: {@code dropoff_weather}
   * gives {@code dropoff_weather_factor} and so on.
   *
   * @param name what the columns' names begin with; not blank
   * @return a copy with counters of its own
   * @throws IllegalArgumentException if it is blank
   */
  public WeatherFeatures<Q> named(String name) {
    return new WeatherFeatures<>(provider, question, columns.named(name));
  }

  /**
   * How often there was no weather, by reason, since this object was made: {@code REFUSED} is a
   * place that is none, {@code NOT_FOUND} a source that knows nothing of the moment, {@code
   * OVERLOADED} too many questions waiting; all else is the provider's.
   *
   * @return the reasons that ever were, and how often
   */
  public Map<WeatherException.Reason, Long> failures() {
    return absences.byReason();
  }

  /**
   * How often the weather, or one of the two slots it lies between, had been issued after the query
   * was {@linkplain #askedAt asked}: in training, knowledge from the future that serving will not
   * have.
   *
   * @return the number, since this object was made
   */
  public long issuedLater() {
    return issuedLater.sum();
  }

  @Override
  public String name() {
    return columns.name;
  }

  @Override
  public List<String> columns() {
    return columns.names;
  }

  /**
   * {@inheritDoc}
   *
   * <p>It holds how the factor and the age are computed, and not the provider: a model trained with
   * recorded weather is served with a live service's, and the columns have one unit whatever it is.
   * How far two services differ is a matter of the data; recorded weather says whose it is.
   */
  @Override
  public String fingerprint() {
    String age = question.askedAt == null ? "provider's present" : "query";
    return "factor " + WeatherFactor.VERSION + ", age from the " + age;
  }

  @Override
  public CompletionStage<double[]> fill(Q query, Slots slots) {
    double latitude = question.latitude.applyAsDouble(query);
    double longitude = question.longitude.applyAsDouble(query);
    long time = question.epochSecond.applyAsLong(query);
    if (!Place.isPlace(latitude, longitude)) {
      return absences.of(Absences.NO_PLACE);
    }
    if (time < Instant.MIN.getEpochSecond() || time > Instant.MAX.getEpochSecond()) {
      return absences.of(Absences.NO_TIME);
    }
    long asked = question.asked(query);
    if (atHand == null) {
      return later(latitude, longitude, time, asked);
    }
    Memory memory = pool.borrow();
    try {
      return atHand.read(latitude, longitude, time, memory.reading)
          ? written(memory, asked, slots)
          : later(latitude, longitude, time, asked);
    } finally {
      pool.giveBack(memory);
    }
  }

  private CompletionStage<double[]> written(Memory memory, long asked, Slots slots) {
    if (!columns.write(memory.reading, age(memory.reading, asked), memory.row)) {
      return absences.of(Absences.SILENT);
    }
    for (int i = 0; i < memory.row.length; i++) {
      slots.set(i, memory.row[i]);
    }
    return FeatureSource.filled();
  }

  private long age(Reading reading, long asked) {
    if (asked == UNASKED) {
      return reading.age;
    }
    if (asked < reading.knownFrom) {
      issuedLater.increment();
    }
    return asked < reading.issued ? 0 : asked - reading.issued;
  }

  private CompletionStage<double[]> later(
      double latitude, double longitude, long time, long asked) {
    return absences.await(
        () -> provider.at(latitude, longitude, Instant.ofEpochSecond(time)),
        (weather, failure, row) -> arrive(weather, failure, asked, row));
  }

  private void arrive(
      @Nullable Weather weather,
      @Nullable Throwable failure,
      long asked,
      CompletableFuture<double[]> values) {
    if (weather == null) {
      values.completeExceptionally(absences.of(Failure.of(provider.name(), failure)));
      return;
    }
    double[] row = new double[columns.size()];
    Reading reading = weather.reading();
    if (columns.write(reading, age(reading, asked), row)) {
      values.complete(row);
    } else {
      values.completeExceptionally(absences.of(Absences.SILENT.failure));
    }
  }

  @Override
  public String toString() {
    return columns.names + " of " + provider.name();
  }
}
