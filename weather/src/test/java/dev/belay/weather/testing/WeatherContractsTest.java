/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.testing;

import dev.belay.testing.FakeTime;
import dev.belay.weather.CachedWeather;
import dev.belay.weather.FailoverWeather;
import dev.belay.weather.Place;
import dev.belay.weather.ReplayWeather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;

/** Our own providers keep the contract. */
class WeatherContractsTest {
  private static final Place PLACE = new Place(52.52, 13.41);
  private static final Instant TIME = Instant.parse("2026-03-01T12:30:00Z");
  private static final LocalDate PAST_DAY = LocalDate.parse("2026-02-01");

  abstract static class Known extends WeatherProviderContract {
    @Override
    protected Place place() {
      return PLACE;
    }

    @Override
    protected Instant time() {
      return TIME;
    }
  }

  /** What was recorded, of a past day as well. */
  abstract static class Recorded extends Known {
    @Override
    protected Optional<LocalDate> pastDay() {
      return Optional.of(PAST_DAY);
    }
  }

  private static WeatherProvider replay(Place place) {
    Instant midnight = PAST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    return ReplayWeather.of(
        List.of(
            recorded(place, midnight, 24), recorded(place, TIME.minus(Duration.ofHours(1)), 2)));
  }

  private static WeatherSeries recorded(Place place, Instant from, int hours) {
    WeatherSeries.Builder builder = WeatherSeries.builder("recorded", place, TIME);
    for (int hour = 0; hour <= hours; hour++) {
      Instant time = from.plus(Duration.ofHours(hour));
      builder
          .slot(time, time.minus(Duration.ofHours(1)), time)
          .put(WeatherVariable.TEMPERATURE_CELSIUS, hour)
          .put(WeatherVariable.PRECIPITATION_MM_PER_HOUR, hour);
    }
    return builder.build();
  }

  @Nested
  class OfAReplay extends Recorded {
    @Override
    protected WeatherProvider provider() {
      return replay(PLACE);
    }
  }

  @Nested
  class OfAFailoverWhoseFirstAnswers extends Recorded {
    @Override
    protected WeatherProvider provider() {
      return FailoverWeather.of(replay(PLACE), replay(new Place(0, 0)));
    }
  }

  @Nested
  class OfAFailoverWhoseSecondAnswers extends Recorded {
    @Override
    protected WeatherProvider provider() {
      return FailoverWeather.of(replay(new Place(0, 0)), replay(PLACE));
    }
  }

  /** A forecast of ten days that takes its time, on threads of its own. */
  private static final class Slow implements WeatherProvider {
    private static final Duration REACH = Duration.ofDays(10);

    @Override
    public String name() {
      return "slow";
    }

    @Override
    public CompletionStage<WeatherSeries> series(Place place, Instant time) {
      return CompletableFuture.supplyAsync(() -> forecast(place, time));
    }

    private static WeatherSeries forecast(Place place, Instant time) {
      if (Duration.between(TIME, time).abs().compareTo(REACH) > 0) {
        throw new WeatherException(WeatherException.Reason.OUT_OF_RANGE, "slow has ten days");
      }
      WeatherSeries.Builder builder = WeatherSeries.builder("slow", place, TIME);
      for (int hour = -1; hour < 48; hour++) {
        Instant moment = TIME.plus(Duration.ofHours(hour));
        builder
            .slot(moment, moment, moment.plus(Duration.ofHours(1)))
            .put(WeatherVariable.TEMPERATURE_CELSIUS, hour);
      }
      return builder.build();
    }
  }

  @Nested
  class OfACacheThatIsCold extends Known {
    @Override
    protected WeatherProvider provider() {
      return CachedWeather.builder(new Slow()).ticker(new FakeTime(TIME)).build();
    }
  }

  @Nested
  class OfACacheThatIsStaleAndCannotBeRenewed extends Known {
    @Override
    protected WeatherProvider provider() {
      FakeTime time = new FakeTime(TIME.minus(Duration.ofHours(3)));
      CachedWeather cache = CachedWeather.builder(new Dying(new Slow())).ticker(time).build();
      cache.series(PLACE, TIME).toCompletableFuture().join();
      time.advance(Duration.ofHours(3));
      return cache;
    }
  }

  /** Answers once for each place. */
  private record Dying(WeatherProvider provider, Set<Place> answered) implements WeatherProvider {
    Dying(WeatherProvider provider) {
      this(provider, ConcurrentHashMap.newKeySet());
    }

    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public CompletionStage<WeatherSeries> series(Place place, Instant time) {
      return answered.add(place)
          ? provider.series(place, time)
          : CompletableFuture.failedFuture(
              new WeatherException(WeatherException.Reason.UNREACHABLE, "slow is gone"));
    }
  }
}
