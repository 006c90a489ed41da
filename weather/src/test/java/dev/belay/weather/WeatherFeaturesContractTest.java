/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.FeatureSource;
import dev.belay.testing.FakeTime;
import dev.belay.testing.FeatureSourceContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

class WeatherFeaturesContractTest {
  @Nested
  class OfWeatherAtHand extends FeatureSourceContract<Ride> {
    @Override
    protected FeatureSource<Ride> source() {
      return Ride.weather(ReplayWeather.of(List.of(Sky.clear().series())));
    }

    @Override
    protected Ride query() {
      return Ride.at(Sky.BERLIN, Sky.NOON);
    }
  }

  @Nested
  class OfWeatherThatIsWaitedFor extends FeatureSourceContract<Ride> {
    private final HandWeather weather = new HandWeather(new FakeTime(Sky.NOON));

    @Override
    protected FeatureSource<Ride> source() {
      return Ride.weather(new Faraway(weather));
    }

    @Override
    protected Ride query() {
      return Ride.at(Sky.BERLIN, Sky.NOON);
    }

    @Override
    protected void answer(FeatureSource<Ride> source) {
      weather.answer(Sky.clear().series());
    }
  }
}
