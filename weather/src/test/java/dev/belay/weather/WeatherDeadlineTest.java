/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.Prediction;
import dev.belay.Predictor;
import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider that hangs costs its columns, never the answer. */
class WeatherDeadlineTest {
  private static final Duration DEADLINE = Duration.ofMillis(50);
  private static final int PREDICTIONS = 1_000;
  private static final Ride RIDE = Ride.at(Sky.BERLIN, Sky.NOON);

  private final FakeTime time = new FakeTime(Sky.NOON);
  private final HandWeather weather = new HandWeather(time);

  /** Answers with the indicator, so that an answer tells what the model saw. */
  private Predictor<Ride> predictor(FeatureSet<Ride> features) {
    return Predictor.named("rides")
        .fallback((Ride ride) -> -7)
        .model(Model.of("sees", features, row -> row[features.names().size() - 1]), features)
        .deadline(DEADLINE)
        .ticker(time)
        .build();
  }

  private long nanosFor(Runnable work) {
    long before = time.nanos();
    work.run();
    return time.nanos() - before;
  }

  @Test
  void hungProvider_ofAnOptionalSource_isTheModelsAnswerWithTheIndicatorEachTimeInTime() {
    Predictor<Ride> predictor =
        predictor(FeatureSet.builder(Ride.class).include(Ride.weather(weather)).build());
    for (int i = 0; i < PREDICTIONS; i++) {
      Prediction[] prediction = new Prediction[1];
      long took = nanosFor(() -> prediction[0] = predictor.predict(RIDE));
      assertThat(prediction[0].origin()).isEqualTo(Origin.MODEL);
      assertThat(prediction[0].value()).isEqualTo(1);
      assertThat(took).isLessThanOrEqualTo(DEADLINE.toNanos());
    }
    assertThat(weather.asked()).isEqualTo(PREDICTIONS);
    weather.answer(Sky.clear().series());
    assertThat(predictor.predict(RIDE).value()).isZero();
    assertThat(weather.asked()).isEqualTo(PREDICTIONS);
  }

  @Test
  void hungProvider_ofARequiredSource_isTheRulesAnswerEachTimeInTime() {
    Predictor<Ride> predictor =
        predictor(FeatureSet.builder(Ride.class).require(Ride.weather(weather)).build());
    for (int i = 0; i < PREDICTIONS; i++) {
      Prediction[] prediction = new Prediction[1];
      long took = nanosFor(() -> prediction[0] = predictor.predict(RIDE));
      assertThat(prediction[0].value()).isEqualTo(-7);
      assertThat(prediction[0].origin()).isEqualTo(Origin.DEADLINE);
      assertThat(took).isLessThanOrEqualTo(DEADLINE.toNanos());
    }
    weather.answer(Sky.clear().series());
    assertThat(predictor.predict(RIDE).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void lateAnswer_servesTheNextCall() {
    FeatureSet<Ride> features =
        FeatureSet.builder(Ride.class).include(Ride.weather(weather)).build();
    Predictor<Ride> predictor = predictor(features);
    time.after(DEADLINE.plusMillis(1), () -> weather.answer(Sky.clear().series()));
    assertThat(predictor.predict(RIDE).value()).isEqualTo(1);
    time.advance(Duration.ofMillis(1));
    assertThat(nanosFor(() -> assertThat(predictor.predict(RIDE).value()).isZero())).isZero();
  }

  @Test
  void answerBeforeTheDeadline_isUsed() {
    Predictor<Ride> predictor =
        predictor(FeatureSet.builder(Ride.class).include(Ride.weather(weather)).build());
    time.after(Duration.ofMillis(20), () -> weather.answer(Sky.clear().series()));
    assertThat(predictor.predict(RIDE).value()).isZero();
  }

  @Test
  void moreQuestionsThanMayWait_failAtOnceAndAreCounted() {
    WeatherFeatures<Ride> features = Ride.weather(weather);
    Predictor<Ride> predictor = predictor(FeatureSet.builder(Ride.class).include(features).build());
    for (int i = 0; i < Absences.WAITING; i++) {
      predictor.predict(RIDE);
    }
    assertThat(features.failures()).isEmpty();
    assertThat(nanosFor(() -> predictor.predict(RIDE))).isZero();
    assertThat(features.failures()).isEqualTo(Map.of(Reason.OVERLOADED, 1L));
    weather.fail(new WeatherException(Reason.TIMEOUT, "no reply in 5 s"));
    predictor.predict(RIDE);
    assertThat(features.failures())
        .isEqualTo(Map.of(Reason.OVERLOADED, 1L, Reason.TIMEOUT, (long) Absences.WAITING));
  }

  @Test
  void providerThatAlwaysFails_costsTheColumnsAndNoWait() {
    FeatureSet<Ride> features =
        FeatureSet.builder(Ride.class)
            .include(Ride.weather(ReplayWeather.of(List.of(Sky.clear().series()))))
            .build();
    Ride tomorrow = Ride.at(Sky.BERLIN, Sky.NOON.plus(Duration.ofDays(1)));
    assertThat(nanosFor(() -> assertThat(predictor(features).predict(tomorrow).value()).isOne()))
        .isZero();
  }
}
