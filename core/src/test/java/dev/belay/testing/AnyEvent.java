/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.FeatureSet;
import dev.belay.FeatureSource;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.PredictionListener;
import dev.belay.Predictor;
import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The kinds of events a predictor can tell a listener of, each with a predictor that does. */
enum AnyEvent {
  SERVED(Origin.MODEL, named -> scoring(named, row -> 2)),
  WITH_A_HUGE_VALUE(Origin.MODEL, named -> scoring(named, row -> Double.MAX_VALUE)),
  WITHOUT_A_KEY(Origin.MODEL, named -> serving(named.fallback(query -> 1), row -> 2)),
  WITH_A_NUMERIC_KEY(
      Origin.MODEL, named -> scoring(named, row -> 2).keyedByLong(query -> Long.MIN_VALUE)),
  WITH_AN_EMPTY_KEY(Origin.MODEL, named -> scoring(named, row -> 2).keyedBy(query -> "")),
  WITH_AN_ODD_KEY(
      Origin.MODEL,
      named -> scoring(named, row -> 2).keyedBy(query -> "\"\\\n\0é,;{}%s".repeat(100))),
  SHADOWED(
      Origin.MODEL, named -> scoring(named, row -> 2).shadow(Rollout.of("contract-shadow", 100))),
  CONTROL(Origin.CONTROL, named -> scoring(named, row -> 2).rollout(Rollout.of("contract", 0))),
  DISABLED(
      Origin.DISABLED,
      named -> scoring(named, row -> 2).rollout(Rollout.of("contract", 100).disabled())),
  WITHOUT_A_MODEL(Origin.NO_MODEL, AnyEvent::keyed),
  LATE(
      Origin.DEADLINE,
      named -> requiring(named, new HandCompletedSource<>("late", "a")).deadline(Duration.ZERO)),
  MISSING(Origin.MISSING_FEATURES, named -> requiring(named, new Gap())),
  FAILED(Origin.FAILED, named -> scoring(named, AnyEvent::broken)),
  NOT_FINITE(Origin.NOT_FINITE, named -> scoring(named, row -> Double.NaN)),
  IMPLAUSIBLE(Origin.IMPLAUSIBLE, named -> scoring(named, row -> 2).plausible(0, 1)),
  CIRCUIT_OPEN(
      Origin.CIRCUIT_OPEN,
      named -> scoring(named, AnyEvent::broken).circuit(1, Duration.ofHours(1)));

  private final Origin origin;

  @SuppressWarnings("ImmutableEnumChecker") // functions without a state
  private final Function<Predictor.Named, Predictor.Builder<String>> predictor;

  AnyEvent(Origin origin, Function<Predictor.Named, Predictor.Builder<String>> predictor) {
    this.origin = origin;
    this.predictor = predictor;
  }

  /** {@return the origin of the event} */
  Origin origin() {
    return origin;
  }

  /**
   * Tells a listener of two events, of which the second is certain to be of this kind.
   *
   * @return the origin of the second
   */
  Origin tell(PredictionListener listener) {
    Predictor<String> told =
        predictor.apply(Predictor.named("contract")).listener(listener).build();
    told.estimate("first");
    return told.predict("second").origin();
  }

  private static Predictor.Builder<String> keyed(Predictor.Named named) {
    return named.<String>fallback(query -> 1).keyedBy(query -> query);
  }

  private static Predictor.Builder<String> scoring(
      Predictor.Named named, ToDoubleFunction<double[]> score) {
    return serving(keyed(named), score);
  }

  private static Predictor.Builder<String> serving(
      Predictor.Builder<String> start, ToDoubleFunction<double[]> score) {
    FeatureSet<String> features =
        FeatureSet.builder(String.class)
            .number("length", String::length)
            .number("missing", query -> Double.NaN)
            .build();
    return start.model(Model.of("contract", features, score), features);
  }

  private static Predictor.Builder<String> requiring(
      Predictor.Named named, FeatureSource<String> source) {
    FeatureSet<String> features = FeatureSet.builder(String.class).require(source).build();
    return keyed(named).model(Model.of("contract", features, row -> 2), features);
  }

  /** A source that has nothing to give. */
  private static final class Gap implements FeatureSource<String> {
    @Override
    public String name() {
      return "gap";
    }

    @Override
    public List<String> columns() {
      return List.of("a");
    }

    @Override
    public CompletionStage<double[]> fill(String query, Slots slots) {
      return FeatureSource.filled();
    }
  }

  private static double broken(double[] row) {
    throw new IllegalStateException("a model that breaks on purpose");
  }
}
