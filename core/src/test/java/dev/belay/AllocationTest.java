/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The ninth law: nothing is allocated in the steady state. */
class AllocationTest {
  private static final int CALLS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  enum Priority {
    LOW,
    HIGH
  }

  record Trip(String id, double km, Priority priority, long epochSecond) {}

  private static final FeatureSource<Trip> CACHED =
      new FeatureSource<>() {
        @Override
        public String name() {
          return "weather";
        }

        @Override
        public List<String> columns() {
          return List.of("rain");
        }

        @Override
        public CompletionStage<double[]> fill(Trip query, Slots slots) {
          slots.set(0, 1.5);
          return FeatureSource.filled();
        }
      };

  private static final FeatureSet<Trip> FEATURES =
      FeatureSet.builder(Trip.class)
          .number("km", Trip::km)
          .missingIndicator("km")
          .category("priority", Trip::priority, List.of(Priority.values()))
          .cyclic("hour", TimeField.MINUTE_OF_DAY, Trip::epochSecond, ZoneId.of("America/New_York"))
          .cyclic("year", TimeField.DAY_OF_YEAR, Trip::epochSecond, ZoneId.of("America/New_York"))
          .include(CACHED)
          .interaction("km_x_rain", "km", "rain")
          .build();

  private static final Trip[] TRIPS = trips();

  private static Trip[] trips() {
    Trip[] trips = new Trip[1_000];
    for (int i = 0; i < trips.length; i++) {
      trips[i] =
          new Trip("trip-" + i, i / 7.0, Priority.values()[i % 2], 1_700_000_000L + i * 86_413L);
    }
    return trips;
  }

  private static final Model SUM = Model.of("sum", FEATURES, AllocationTest::sum);

  private static double sum(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value;
    }
    return sum;
  }

  /** Fails at once, with what it failed with before: what it can know without making anything. */
  private static final class Down implements FeatureSource<Trip> {
    private static final class Known extends CompletionException {
      private static final long serialVersionUID = 1;

      Known() {
        super("down");
      }
    }

    private final CompletableFuture<double[]> failed = CompletableFuture.failedFuture(new Known());

    @Override
    public String name() {
      return "weather";
    }

    @Override
    public List<String> columns() {
      return List.of("rain");
    }

    @Override
    public CompletionStage<double[]> fill(Trip query, Slots slots) {
      return failed;
    }
  }

  private static Predictor.Builder<Trip> builder() {
    return Predictor.named("trips")
        .fallback(Trip::km)
        .keyedBy(Trip::id)
        .model(SUM, FEATURES)
        .rollout(Rollout.of("trips", 50))
        .plausible(-1e9, 1e9);
  }

  private interface Call {
    double on(Trip trip);
  }

  /** Bytes a call on this thread, after enough calls for the compiler to have settled. */
  private static double bytesPerCall(Call call) {
    double least = Double.POSITIVE_INFINITY;
    double sink = 0;
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        sink += call.on(TRIPS[i % TRIPS.length]);
      }
      least = Math.min(least, (double) (THREADS.getCurrentThreadAllocatedBytes() - before));
    }
    assertThat(sink).isFinite();
    return least / CALLS;
  }

  @Test
  void estimate_allocatesNothing() {
    assertThat(bytesPerCall(builder().build()::estimate)).isZero();
  }

  @Test
  void estimate_byNumberWithShadowAndListener_allocatesNothing() {
    double[] sum = {0};
    Predictor<Trip> predictor =
        builder()
            .keyedByLong(Trip::epochSecond)
            .shadow(Rollout.of("shadow", 50))
            .listener(event -> sum[0] += event.model() + event.heuristic() + event.feature(0))
            .build();
    assertThat(bytesPerCall(predictor::estimate)).isZero();
  }

  @Test
  void estimate_withAnOptionalSourceThatAlwaysFails_allocatesNothing() {
    FeatureSet<Trip> features = FeatureSet.builder(Trip.class).include(new Down()).build();
    Predictor<Trip> predictor =
        Predictor.named("trips")
            .fallback((Trip trip) -> -1)
            .model(Model.of("indicator", features, row -> row[1]), features)
            .build();
    assertThat(bytesPerCall(predictor::estimate)).isZero();
    assertThat(predictor.estimate(TRIPS[0])).isOne();
  }

  @Test
  void estimate_withARequiredSourceThatAlwaysFails_allocatesNothing() {
    FeatureSet<Trip> features = FeatureSet.builder(Trip.class).require(new Down()).build();
    Predictor<Trip> predictor =
        Predictor.named("trips")
            .fallback((Trip trip) -> -1)
            .model(Model.of("rain", features, row -> row[0]), features)
            .build();
    assertThat(bytesPerCall(predictor::estimate)).isZero();
    assertThat(predictor.estimate(TRIPS[0])).isEqualTo(-1);
  }

  @Test
  void predict_allocatesOnlyThePrediction() {
    Predictor<Trip> predictor = builder().build();
    Prediction[] kept = new Prediction[1];
    double bytes =
        bytesPerCall(
            trip -> {
              kept[0] = predictor.predict(trip);
              return kept[0].value();
            });
    assertThat(bytes).isBetween(1.0, 32.0);
  }

  @Test
  void arm_ofAsciiAndNumbers_allocatesNothing() {
    Rollout rollout = Rollout.of("trips", 50);
    assertThat(bytesPerCall(trip -> weight(rollout.arm(trip.id())))).isZero();
    assertThat(bytesPerCall(trip -> weight(rollout.arm(trip.epochSecond())))).isZero();
  }

  private static double weight(Arm arm) {
    return arm == Arm.MODEL ? 1 : 0;
  }
}
