/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** The first law, over histories of whatever can go wrong. */
class PredictorProperties {

  record Step(Score score, Weather weather, int pauseMillis, int key) {}

  private static double rule(Query query) {
    return query.x() * 3;
  }

  @Property
  void answer_isAlwaysFinite_andTheRulesUnlessTheModelAnswered(
      @ForAll @Size(max = 40) List<@From("steps") Step> history,
      @ForAll @IntRange(max = 10_000) int share,
      @ForAll boolean required,
      @ForAll @DoubleRange(min = -1e6, max = 1e6) double x) {
    FakeTime time = new FakeTime();
    RecordingListener seen = new RecordingListener();
    Predictor<Query> predictor = predictor(time, seen, share, required);
    for (Step step : history) {
      time.advance(Duration.ofMillis(step.pauseMillis()));
      Query query = new Query("k" + step.key(), x, step.score(), step.weather());
      Prediction prediction = predictor.predict(query);
      assertThat(prediction.value()).isFinite();
      if (!prediction.fromModel()) {
        assertThat(prediction.value()).isEqualTo(rule(query));
      }
      assertThat(seen.last().value()).isEqualTo(prediction.value());
    }
    assertThat(seen.events()).hasSameSizeAs(history);
  }

  @Provide
  Arbitrary<Step> steps() {
    return Combinators.combine(
            Arbitraries.of(Score.class),
            Arbitraries.of(Weather.class),
            Arbitraries.integers().between(0, 300),
            Arbitraries.integers().between(0, 1_000))
        .as(Step::new);
  }

  private static Predictor<Query> predictor(
      FakeTime time, RecordingListener seen, int share, boolean required) {
    FeatureSource<Query> weather = Faults.weather(time);
    FeatureSet<Query> features =
        required
            ? Faults.features().require(weather).build()
            : Faults.features().include(weather).build();
    return Predictor.named("trips")
        .fallback(PredictorProperties::rule)
        .keyedBy(Query::key)
        .model(Faults.model(features), features)
        .rollout(Rollout.of("r", share / 100.0))
        .shadow(Rollout.of("s", 50))
        .plausible(Faults.LOWEST, Faults.HIGHEST)
        .circuit(3, Duration.ofMillis(500))
        .ticker(time)
        .listener(seen)
        .build();
  }
}
