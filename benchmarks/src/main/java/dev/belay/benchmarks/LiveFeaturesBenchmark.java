/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Prediction;
import dev.belay.Predictor;
import dev.belay.traffic.Rollout;
import dev.belay.weather.LiveFeatures;
import dev.belay.weather.LiveFeed;
import dev.belay.weather.LiveTable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What a live table costs that is at hand: a prediction whose model answers at once, with traffic
 * by zone and how old it is, and without. The table has 5,000 zones, which are asked for in turn.
 *
 * <p>The peer is how a host would write it by hand: a concurrent map by zone, whose entries hold
 * the values and when they were observed. It gives one column and its age.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("withoutTable")
public class LiveFeaturesBenchmark {
  private static final int ZONES = 5_000;
  private static final List<String> COLUMNS = List.of("congestion", "incidents");
  private static final Duration FRESH = Duration.ofHours(1);

  private record Call(String zone, double hour) {}

  private record Observed(double[] values, Instant at) {}

  private final Call[] calls = new Call[ZONES];
  private final Map<String, Observed> byHand = new ConcurrentHashMap<>();
  private Predictor<Call> withTable = Predictor.fixed(0);
  private Predictor<Call> withoutTable = Predictor.fixed(0);
  private int next;

  /** Called by the harness. */
  public LiveFeaturesBenchmark() {}

  /**
   * Makes the table and has it loaded.
   *
   * @throws IllegalStateException if a prediction does not know its zone
   */
  @Setup
  public void setUp() {
    Map<String, double[]> rows = new HashMap<>();
    for (int i = 0; i < ZONES; i++) {
      Call call = new Call("zone-" + i, i % 24);
      double[] values = {i / (double) ZONES, i % 5};
      calls[i] = call;
      rows.put(call.zone(), values);
      byHand.put(call.zone(), new Observed(values, Instant.now()));
    }
    LiveTable table = LiveTable.of(COLUMNS, rows);
    LiveFeed feed =
        LiveFeed.of(() -> CompletableFuture.completedStage(table), COLUMNS.toArray(String[]::new));
    withTable = predictor(hour().include(LiveFeatures.of("traffic", Call::zone, feed)).build());
    withoutTable = predictor(hour().build());
    requireKnown(withTable.predict(calls[0]));
  }

  private static FeatureSet.Builder<Call> hour() {
    return FeatureSet.builder(Call.class).number("hour", Call::hour);
  }

  private static Predictor<Call> predictor(FeatureSet<Call> features) {
    int last = features.size() - 1;
    return Predictor.named("delay")
        .fallback((Call call) -> -1)
        .keyedBy(Call::zone)
        .model(Model.of("last", features, row -> row[last]), features)
        .rollout(Rollout.of("delay", 100))
        .build();
  }

  /** The last column says whether there was none. */
  private static void requireKnown(Prediction prediction) {
    if (!prediction.fromModel() || prediction.value() != 0) {
      throw new IllegalStateException("the table is not at hand: " + prediction);
    }
  }

  private Call turn() {
    next = next + 1 < ZONES ? next + 1 : 0;
    return calls[next];
  }

  /**
   * A prediction with the columns of the table.
   *
   * @return the value: whether the zone was unknown
   */
  @Benchmark
  public double withTable() {
    return withTable.estimate(turn());
  }

  /**
   * The same prediction without them.
   *
   * @return the value
   */
  @Benchmark
  public double withoutTable() {
    return withoutTable.estimate(turn());
  }

  /**
   * One column and its age, by hand, without a prediction.
   *
   * @return the sum of the two
   */
  @Benchmark
  public double byHand() {
    Observed observed = byHand.get(turn().zone());
    Instant now = Instant.now();
    if (observed == null || observed.at().plus(FRESH).isBefore(now)) {
      throw new IllegalStateException("the map is cold");
    }
    return observed.values()[0] + Duration.between(observed.at(), now).toMinutes();
  }
}
