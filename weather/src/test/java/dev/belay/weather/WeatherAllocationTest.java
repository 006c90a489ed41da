/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.belay.FeatureSet;
import dev.belay.FeatureSource;
import dev.belay.Model;
import dev.belay.Predictor;
import dev.belay.testing.FakeTime;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The ninth law: weather at hand allocates nothing. */
class WeatherAllocationTest {
  private static final int CALLS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Ride[] RIDES = rides();

  private static Ride[] rides() {
    Ride[] rides = new Ride[1_000];
    for (int i = 0; i < rides.length; i++) {
      Place near = new Place(Sky.BERLIN.latitude() + i / 1e5, Sky.BERLIN.longitude() - i / 1e5);
      rides[i] = Ride.at(near, Sky.NOON.plus(Duration.ofMinutes(i)));
    }
    return rides;
  }

  private static Predictor<Ride> predictor(WeatherProvider provider) {
    FeatureSet<Ride> features =
        FeatureSet.builder(Ride.class)
            .include(Ride.weather(provider).askedAt(Ride::booked))
            .build();
    return Predictor.named("rides")
        .fallback((Ride ride) -> 1)
        .model(Model.of("sum", features, WeatherAllocationTest::sumOfTheKnown), features)
        .plausible(-1e9, 1e9)
        .build();
  }

  private static double sumOfTheKnown(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += Double.isNaN(value) ? 0 : value;
    }
    return sum;
  }

  private static double bytesPerEstimate(Predictor<Ride> predictor, Ride[] rides) {
    double least = Double.POSITIVE_INFINITY;
    double sink = 0;
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        sink += predictor.estimate(rides[i % rides.length]);
      }
      least = Math.min(least, (double) (THREADS.getCurrentThreadAllocatedBytes() - before));
    }
    assertThat(sink).isFinite();
    return least / CALLS;
  }

  @Test
  void estimate_withRecordedWeather_allocatesNothing() {
    ReplayWeather replay = ReplayWeather.of(List.of(Sky.hours("sky", Sky.BERLIN, Sky.NOON, 24)));
    assertThat(bytesPerEstimate(predictor(replay), RIDES)).isZero();
  }

  @Test
  void estimate_withWeatherAtHand_allocatesNothing() {
    HandWeather hand = new HandWeather(new FakeTime(Sky.NOON));
    hand.answer(Sky.hours("sky", Sky.BERLIN, Sky.NOON, 24));
    assertThat(bytesPerEstimate(predictor(hand), RIDES)).isZero();
    assertThat(hand.asked()).isZero();
  }

  /** What the source itself allocates: what a predictor makes of a failure is not its matter. */
  private static final class Measured implements FeatureSource<Ride> {
    private final FeatureSource<Ride> source;
    private long bytes;

    Measured(FeatureSource<Ride> source) {
      this.source = source;
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public List<String> columns() {
      return source.columns();
    }

    @Override
    public CompletionStage<double[]> fill(Ride query, Slots slots) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      CompletionStage<double[]> stage = source.fill(query, slots);
      bytes += THREADS.getCurrentThreadAllocatedBytes() - before;
      return stage;
    }
  }

  @Test
  void fill_ofAPlaceThatIsNone_allocatesNothing() {
    Measured source = new Measured(Ride.weather(new HandWeather(new FakeTime(Sky.NOON))));
    FeatureSet<Ride> features = FeatureSet.builder(Ride.class).include(source).build();
    Ride nowhere = new Ride("r", Double.NaN, 0, 0, 0);
    features.extract(nowhere);
    source.bytes = 0;
    double[] row = features.extract(nowhere);
    assertThat(source.bytes).isZero();
    assertThat(row).endsWith(1);
  }
}
