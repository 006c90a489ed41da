/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static dev.belay.TimeField.MINUTE_OF_DAY;
import static dev.belay.stats.Comparison.Criterion.lowerIsBetter;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.stats.Comparison;
import dev.belay.stats.PairedDifference;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Decision;
import dev.belay.traffic.FlagSet;
import dev.belay.traffic.Flags;
import dev.belay.traffic.Rollout;
import dev.belay.traffic.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's example is a region of this file, and this file runs. */
class ReadmeTest {
  enum Priority {
    LOW,
    HIGH
  }

  record Trip(String id, double distanceKm, Priority priority, long pickupEpochSecond) {
    boolean rushHour() {
      return priority == Priority.HIGH;
    }
  }

  static final class DelayRules {
    static double typicalDelay(Trip trip) {
      return trip.rushHour() ? 8 : 3;
    }
  }

  private static final FeatureSet<Trip> FEATURES = features();

  private static FeatureSet<Trip> features() {
    FeatureSet<Trip> features;
    // region: features
    features =
        FeatureSet.builder(Trip.class)
            .number("distance_km", Trip::distanceKm) // NaN where it is not known
            .missingIndicator("distance_km") // ... which is a feature of its own
            .category("priority", Trip::priority, List.of(Priority.values()))
            .cyclic("hour", MINUTE_OF_DAY, Trip::pickupEpochSecond, ZoneId.of("Europe/Zurich"))
            .derived("log_distance", "distance_km", Math::log1p)
            .interaction("far_and_urgent", "distance_km", "priority")
            .build();
    // endregion
    return features;
  }

  private static final Model MODEL = Model.of("2026-11", FEATURES, row -> 0.5 * row[0]);

  private static Predictor<Trip> predictor(
      Model model,
      FeatureSet<Trip> features,
      AtomicReference<Rollout> rollout,
      PredictionListener monitor) {
    Predictor<Trip> delay;
    // region: host
    delay =
        Predictor.named("trip-delay")
            .fallback(DelayRules::typicalDelay) // the only mandatory step: valid on day one
            .keyedBy(Trip::id) // one key for rollout, metrics and ground truth
            .model(model, features) // names and fingerprint are matched here, once
            .rollout(rollout::get) // 10 % now; live
            .deadline(ofMillis(50)) // bounds waiting, never scoring
            .plausible(-60, 600) // minutes; outside it the heuristic answers
            .listener(monitor)
            .build();
    // endregion
    return delay;
  }

  private static PredictionListener listener(
      Map<String, Double> errors, Map<String, Double> truth) {
    PredictionListener listener;
    // region: listener
    listener =
        event -> {
          if (event.shadowed()) { // both values are there, whichever was served
            double actual = truth.getOrDefault(event.key(), Double.NaN);
            errors.put("model", Math.abs(event.model() - actual));
            errors.put("rule", Math.abs(event.heuristic() - actual));
          }
        };
    // endregion
    return listener;
  }

  private static Predictor<Trip> edges(
      Supplier<Model> models, Model remote, Executor pool, Executor eventLoop) {
    FeatureSet<Trip> features = FEATURES;
    Predictor.Builder<Trip> delay =
        Predictor.named("trip-delay").fallback(DelayRules::typicalDelay);
    // region: edges
    delay.model(models, features); // the current one, whenever it changes
    delay.model(Model.blocking(remote, pool, 8), features); // one that waits: at most 8 calls
    delay.executor(eventLoop); // where predictAsync goes on after a wait
    // endregion
    return delay.build();
  }

  private static void asking(Predictor<Trip> delay, Trip trip, List<Trip> trips) {
    // region: asking
    double minutes = delay.estimate(trip); // no object at all
    Prediction one = delay.predict(trip); // with origin, arm and version
    List<Prediction> all = delay.predictAll(trips); // one deadline, one version, scored in chunks
    CompletionStage<Prediction> later = delay.predictAsync(trip); // blocks no thread
    System.out.println(delay.why(trip)); // arm, reason, features, both values
    // endregion
    assertThat(one.value()).isEqualTo(minutes);
    assertThat(all).hasSize(trips.size()).contains(one);
    assertThat(later.toCompletableFuture()).isCompletedWithValue(one);
  }

  @Test
  void everyWayOfAsking_hasTheSameAnswer() {
    Predictor<Trip> delay = edges(() -> MODEL, MODEL, Runnable::run, Runnable::run);
    asking(delay, trip(1), List.of(trip(1), trip(2)));
  }

  private static Flags flags() {
    // region: flags
    Rollout delays = Rollout.of("trip-delay", 10).allowing("vip-1").denying("test-1");
    Rollout surge = Rollout.of("surge", 20).within("pricing", 0, 40); // shares no key ...
    Rollout discount = Rollout.of("discount", 20).within("pricing", 40, 100); // ... with this one
    Split banner = Split.named("banner").arm("plain", 50).arm("blue", 30).unassigned(20).build();
    FlagSet set =
        FlagSet.builder().rollout(delays).rollout(surge).rollout(discount).split(banner).build();
    Flags flags = Flags.of(set); // or FlagsFile.watch(path).flags()
    // endregion
    return flags;
  }

  private static void deciding(Flags flags, Predictor.Builder<Trip> builder, FlagSet next) {
    // region: deciding
    builder.rollout(flags.rollout("trip-delay")); // live
    String arm = flags.arm("banner", "user-1"); // no object at all
    Decision decision = flags.decide("banner", "user-1"); // with reason, propensity and version
    System.out.println(flags.explain("user-1")); // every flag's arm for a key, and why
    flags.kill("trip-delay"); // nobody is in, whatever the file says, until revived
    flags.replace(next); // from here on, for everybody at once
    // endregion
    assertThat(decision.arm()).isEqualTo(arm);
  }

  @Test
  void flags_ofTheExample_areLiveAndCanBeKilled() {
    Flags flags = flags();
    Predictor.Builder<Trip> builder =
        Predictor.named("trip-delay")
            .fallback(DelayRules::typicalDelay)
            .keyedBy(Trip::id)
            .model(MODEL, FEATURES);
    deciding(flags, builder, flags.current());
    Predictor<Trip> delay = builder.build();
    assertThat(delay.predict(trip(1)).origin()).isEqualTo(Origin.DISABLED);
    flags.revive("trip-delay");
    assertThat(delay.predict(trip(1)).origin()).isNotEqualTo(Origin.DISABLED);
  }

  private static Comparison comparison(int days, double[] model, double[] rule) {
    // region: comparison
    PairedDifference.Clustered losses = PairedDifference.clustered("min");
    for (int i = 0; i < model.length; i++) {
      losses.add(i % days, model[i], rule[i]); // the day, and both losses of one trip
    }
    Comparison result = losses.compare(lowerIsBetter().withMargin(0.5).alwaysValid(5_000));
    System.out.println(result.verdict() + ": " + result.reason());
    System.out.println(result.difference() + ", more needed: " + result.more());
    // endregion
    return result;
  }

  @Test
  void comparison_ofTheExample_isDecidedByEvidence() {
    Random random = new Random(1);
    double[] rule = random.doubles(6_000, 5, 15).toArray();
    double[] better = DoubleStream.of(rule).map(loss -> loss - 2 - random.nextGaussian()).toArray();
    assertThat(comparison(60, better, rule).verdict()).isEqualTo(Comparison.Verdict.BETTER);
    double[] four = {1, 2, 1, 2};
    assertThat(comparison(4, four, new double[] {9, 9, 9, 9}).verdict())
        .isEqualTo(Comparison.Verdict.UNDECIDED);
  }

  private static Trip trip(int number) {
    return new Trip("trip-" + number, 12, Priority.HIGH, 1_700_000_000L + number);
  }

  @Test
  void example_runs_andSplitsTheTraffic() {
    var rollout = new AtomicReference<>(Rollout.of("trip-delay", 10));
    RecordingListener monitor = new RecordingListener();
    Predictor<Trip> delay = predictor(MODEL, FEATURES, rollout, monitor);
    for (int i = 0; i < 1_000; i++) {
      Prediction prediction = delay.predict(trip(i));
      assertThat(prediction.value()).isEqualTo(prediction.fromModel() ? 6 : 8);
    }
    assertThat(delay.count(Origin.MODEL)).isBetween(60L, 140L);
    rollout.set(Rollout.of("trip-delay", 100));
    assertThat(delay.estimate(trip(0))).isEqualTo(6);
    assertThat(monitor.events()).hasSize(1_001);
  }

  @Test
  void listener_ofTheExample_seesBothErrors() {
    Map<String, Double> errors = new HashMap<>();
    Predictor<Trip> delay =
        Predictor.named("trip-delay")
            .fallback(DelayRules::typicalDelay)
            .keyedBy(Trip::id)
            .model(MODEL, FEATURES)
            .shadow(Rollout.of("trip-delay-shadow", 100))
            .listener(listener(errors, Map.of("trip-1", 5.0)))
            .build();
    delay.predict(trip(1));
    assertThat(errors).isEqualTo(Map.of("model", 1.0, "rule", 3.0));
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, host",
    "core/README.md, features",
    "core/README.md, listener",
    "core/README.md, edges",
    "core/README.md, asking",
    "core/README.md, flags",
    "core/README.md, deciding",
    "core/README.md, comparison",
  })
  void readme_showsExactlyTheRegionThatRuns(String readme, String region) throws IOException {
    Path root = Path.of(Objects.requireNonNull(System.getProperty("belay.root"), "belay.root"));
    Path source = root.resolve("core/src/test/java/dev/belay/ReadmeTest.java");
    List<String> lines = Files.readAllLines(source);
    int start = indexOf(lines, "// region: " + region) + 1;
    List<String> rest = lines.subList(start, lines.size());
    String code =
        rest.subList(0, indexOf(rest, "// endregion")).stream()
            .map(line -> line.substring(4))
            .collect(Collectors.joining("\n"));
    assertThat(Files.readString(root.resolve(readme))).contains("```java\n" + code + "\n```");
  }

  private static int indexOf(List<String> lines, String marker) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(marker)) {
        return i;
      }
    }
    throw new AssertionError("no line '" + marker + "'");
  }
}
