/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToDoubleFunction;

/** Models and sources that misbehave on demand, shared by the predictor's tests. */
final class Faults {
  private Faults() {}

  /** A query that says what is to go wrong. */
  record Query(String key, double x, Score score, Weather weather) {
    static Query sound(String key) {
      return new Query(key, 1, Score.SOUND, Weather.AT_ONCE);
    }
  }

  /** What the model does. */
  enum Score {
    SOUND,
    THROWS,
    LINKAGE,
    OVERFLOWS,
    ASSERTS,
    NAN,
    INFINITE,
    TOO_LOW,
    TOO_HIGH
  }

  /** What the source does. */
  enum Weather {
    AT_ONCE,
    IN_TIME,
    LATE,
    THROWS,
    FAILS_AT_ONCE,
    FAILS_IN_TIME,
    NAN,
    NAN_IN_TIME,
    TOO_FEW
  }

  private static final List<Score> SCORES = List.of(Score.values());

  static final double RULE = 7;
  static final double LOWEST = -60;
  static final double HIGHEST = 600;
  static final double RAIN = 2.5;
  static final Duration DEADLINE = Duration.ofMillis(50);
  static final ToDoubleFunction<Query> HEURISTIC = query -> RULE;

  /** What a host passes that does not know of nullness. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T missing() {
    return null;
  }

  @SuppressWarnings("EnumOrdinal") // a row holds numbers only
  private static double code(Score score) {
    return score.ordinal();
  }

  static double score(Score score) {
    switch (score) {
      case THROWS -> throw new IllegalArgumentException("no");
      case LINKAGE -> throw new NoClassDefFoundError("trainer");
      case OVERFLOWS -> throw new StackOverflowError();
      case ASSERTS -> throw new AssertionError("no");
      default -> {
        return switch (score) {
          case NAN -> Double.NaN;
          case INFINITE -> Double.NEGATIVE_INFINITY;
          case TOO_LOW -> Math.nextDown(LOWEST);
          case TOO_HIGH -> Math.nextUp(HIGHEST);
          default -> 12;
        };
      }
    }
  }

  /** Two columns, the first the ordinal of the score the model is to give. */
  static FeatureSet.Builder<Query> features() {
    return FeatureSet.builder(Query.class)
        .number("fault", query -> code(query.score()))
        .number("x", Query::x);
  }

  /** Scores what the row's first column asks for. */
  static Model model(FeatureSet<?> features) {
    return Model.of("v1", features, row -> score(SCORES.get((int) row[0])));
  }

  /** A source of two columns whose time is the given one's. */
  static FeatureSource<Query> weather(dev.belay.testing.FakeTime time) {
    return new FeatureSource<>() {
      @Override
      public String name() {
        return "weather";
      }

      @Override
      public List<String> columns() {
        return List.of("rain", "wind");
      }

      @Override
      public CompletionStage<double[]> fill(Query query, Slots slots) {
        slots.set(0, RAIN);
        CompletableFuture<double[]> stage = new CompletableFuture<>();
        double[] values = {RAIN, 1};
        switch (query.weather()) {
          case AT_ONCE -> slots.set(1, 1);
          case NAN -> slots.set(1, Double.NaN);
          case THROWS -> throw new IllegalStateException("no weather today");
          case FAILS_AT_ONCE -> stage.completeExceptionally(new IllegalStateException("no"));
          case IN_TIME -> time.after(Duration.ofMillis(20), () -> stage.complete(values));
          case LATE -> time.after(Duration.ofMillis(51), () -> stage.complete(values));
          case NAN_IN_TIME ->
              time.after(
                  Duration.ofMillis(20), () -> stage.complete(new double[] {RAIN, Double.NaN}));
          case FAILS_IN_TIME ->
              time.after(
                  Duration.ofMillis(20),
                  () -> stage.completeExceptionally(new IllegalStateException("no")));
          case TOO_FEW -> stage.complete(new double[] {RAIN});
        }
        return query.weather() == Weather.AT_ONCE || query.weather() == Weather.NAN
            ? FeatureSource.filled()
            : stage;
      }
    };
  }
}
