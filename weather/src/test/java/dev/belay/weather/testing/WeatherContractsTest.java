/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.testing;

import dev.belay.weather.FailoverWeather;
import dev.belay.weather.Place;
import dev.belay.weather.ReplayWeather;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Our own providers keep the contract. */
class WeatherContractsTest {
  private static final Place PLACE = new Place(52.52, 13.41);
  private static final Instant TIME = Instant.parse("2026-03-01T12:30:00Z");

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

  private static WeatherProvider replay(Place place) {
    WeatherSeries.Builder builder = WeatherSeries.builder("recorded", place, TIME);
    for (int hour = 0; hour < 3; hour++) {
      Instant time = TIME.plus(Duration.ofHours(hour - 1));
      builder
          .slot(time, time.minus(Duration.ofHours(1)), time)
          .put(WeatherVariable.TEMPERATURE_CELSIUS, hour)
          .put(WeatherVariable.PRECIPITATION_MM_PER_HOUR, hour);
    }
    return ReplayWeather.of(List.of(builder.build()));
  }

  @Nested
  class OfAReplay extends Known {
    @Override
    protected WeatherProvider provider() {
      return replay(PLACE);
    }
  }

  @Nested
  class OfAFailoverWhoseFirstAnswers extends Known {
    @Override
    protected WeatherProvider provider() {
      return FailoverWeather.of(replay(PLACE), replay(new Place(0, 0)));
    }
  }

  @Nested
  class OfAFailoverWhoseSecondAnswers extends Known {
    @Override
    protected WeatherProvider provider() {
      return FailoverWeather.of(replay(new Place(0, 0)), replay(PLACE));
    }
  }
}
