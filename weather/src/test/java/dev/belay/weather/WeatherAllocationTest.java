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
import dev.belay.weather.WeatherException.Reason;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ninth law: weather at hand allocates nothing. */
@SuppressWarnings("FutureReturnValueIgnored") // many a question is asked for what it does
class WeatherAllocationTest {
  private static final int CALLS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Ride[] RIDES = rides();

  /** Half of the rides are in it. */
  private static final Place NEXT_CELL = new Place(52.529, 13.401);

  private final FakeTime time = new FakeTime(Sky.NOON);
  private final HandAnsweredWeather provider = new HandAnsweredWeather(time);

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

  /** Fresh; in the last fifth, while it is fetched anew; stale, while it is fetched. */
  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT50M, 2", "PT90M, 2"})
  void estimate_withACacheThatIsWarm_allocatesNothing(Duration age, int underWay) {
    CachedWeather cache = warm();
    int fetched = provider.calls();
    time.advance(age);
    assertThat(bytesPerEstimate(predictor(cache), RIDES)).isZero();
    assertThat(provider.calls()).isEqualTo(fetched + underWay);
    assertThat(cache.counts().misses()).isEqualTo(fetched);
    assertThat(cache.counts().stale() > 0).isEqualTo(age.compareTo(Duration.ofHours(1)) >= 0);
  }

  /** Too old to serve without a wait, and all there is while the service is down. */
  @Test
  void estimate_withACacheWhoseProviderIsDown_allocatesNothing() {
    CachedWeather cache = warm();
    time.advance(Duration.ofHours(3));
    for (Place place : List.of(Sky.BERLIN, NEXT_CELL)) {
      cache.series(place, time.instant());
      provider.fail(Reason.UNREACHABLE);
    }
    int asked = provider.calls();
    assertThat(bytesPerEstimate(predictor(cache), RIDES)).isZero();
    assertThat(provider.calls()).isEqualTo(asked);
  }

  private CachedWeather warm() {
    CachedWeather cache = CachedWeather.builder(provider).ticker(time).build();
    for (Place place : List.of(Sky.BERLIN, NEXT_CELL)) {
      cache.series(place, Sky.NOON);
      HandAnsweredWeather.Question last = provider.question(provider.asked() - 1);
      last.answer().complete(Sky.hours("sky", last.place(), Sky.NOON, 24));
    }
    return cache;
  }

  @Test
  void estimate_ofAPlaceThatIsNone_allocatesNothing() {
    Ride[] nowhere = {new Ride("r", Double.NaN, 0, 0, 0), new Ride("r", 91, 0, 0, 0)};
    assertThat(bytesPerEstimate(predictor(warm()), nowhere)).isZero();
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
