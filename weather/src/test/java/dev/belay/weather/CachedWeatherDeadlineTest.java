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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A provider that hangs behind a cache: it is asked once, and every answer is in time. */
class CachedWeatherDeadlineTest {
  private static final Duration DEADLINE = Duration.ofMillis(50);

  /** As many as fit into the minute after which a question that hangs is asked anew. */
  private static final int PREDICTIONS = 1_000;

  private static final Ride RIDE = Ride.at(Sky.BERLIN, Sky.NOON);
  private static final double RULE = -7;
  private static final double CELSIUS = 4;

  private final FakeTime time = new FakeTime(Sky.NOON);
  private final HandAnsweredWeather provider = new HandAnsweredWeather(time);
  private final CachedWeather cache = CachedWeather.builder(provider).ticker(time).build();
  private final WeatherFeatures<Ride> weather =
      Ride.weather(cache).only(WeatherVariable.TEMPERATURE_CELSIUS);

  private Predictor<Ride> predictor(FeatureSet<Ride> features, Model model) {
    return Predictor.named("rides")
        .fallback((Ride ride) -> RULE)
        .model(model, features)
        .deadline(DEADLINE)
        .ticker(time)
        .build();
  }

  /** The model's answer is the indicator. */
  private Predictor<Ride> optional() {
    FeatureSet<Ride> features = FeatureSet.builder(Ride.class).include(weather).build();
    return predictor(features, Model.of("sees", features, row -> row[row.length - 1]));
  }

  /** The model's answer is the temperature. */
  private Predictor<Ride> required() {
    FeatureSet<Ride> features = FeatureSet.builder(Ride.class).require(weather).build();
    return predictor(features, Model.of("feels", features, row -> row[0]));
  }

  private void assertAnswersInTime(Predictor<Ride> predictor, Origin origin, double value) {
    long before = time.nanos();
    Prediction prediction = predictor.predict(RIDE);
    assertThat(time.nanos() - before).isLessThanOrEqualTo(DEADLINE.toNanos());
    assertThat(prediction.origin()).isEqualTo(origin);
    assertThat(prediction.value()).isEqualTo(value);
  }

  private void assertAnswersAtOnce(Predictor<Ride> predictor, Origin origin, double value) {
    long before = time.nanos();
    assertAnswersInTime(predictor, origin, value);
    assertThat(time.nanos()).isEqualTo(before);
  }

  @Test
  void hungProvider_ofAnOptionalSource_isAskedOnceAndTheLateAnswerServesTheNextCall() {
    Predictor<Ride> predictor = optional();
    for (int i = 0; i < PREDICTIONS; i++) {
      assertAnswersInTime(predictor, Origin.MODEL, 1);
    }
    assertThat(provider.calls()).isOne();
    provider.answer(CELSIUS);
    assertAnswersAtOnce(predictor, Origin.MODEL, 0);
    assertThat(provider.calls()).isOne();
    assertThat(weather.failures()).isEmpty();
  }

  @Test
  void hungProvider_ofARequiredSource_isAskedOnceAndTheLateAnswerServesTheNextCall() {
    Predictor<Ride> predictor = required();
    for (int i = 0; i < PREDICTIONS; i++) {
      assertAnswersInTime(predictor, Origin.DEADLINE, RULE);
    }
    assertThat(provider.calls()).isOne();
    provider.answer(CELSIUS);
    assertAnswersAtOnce(predictor, Origin.MODEL, CELSIUS);
    assertThat(provider.calls()).isOne();
  }

  @Test
  void answerAMillisecondLate_servesTheNextCall() {
    Predictor<Ride> predictor = required();
    time.after(DEADLINE.plusMillis(1), () -> provider.answer(CELSIUS));
    assertAnswersInTime(predictor, Origin.DEADLINE, RULE);
    time.advance(Duration.ofMillis(1));
    assertAnswersAtOnce(predictor, Origin.MODEL, CELSIUS);
  }

  @Test
  void answerAMillisecondEarly_isUsed() {
    time.after(DEADLINE.minusMillis(1), () -> provider.answer(CELSIUS));
    assertAnswersInTime(required(), Origin.MODEL, CELSIUS);
  }

  @Test
  void providerThatFailsLate_makesWhoComesNextNotWait() {
    Predictor<Ride> predictor = required();
    assertAnswersInTime(predictor, Origin.DEADLINE, RULE);
    provider.fail(Reason.TIMEOUT);
    assertAnswersAtOnce(predictor, Origin.MISSING_FEATURES, RULE);
    assertThat(provider.calls()).isOne();
    assertThat(weather.failures()).isEqualTo(Map.of(Reason.TIMEOUT, 2L));
  }

  @Test
  void providerThatHangsWhileAnEntryIsStale_costsNoWait() {
    Predictor<Ride> predictor = required();
    predictor.predict(RIDE);
    provider.answer(CELSIUS);
    time.advance(Duration.ofMinutes(90));
    for (int i = 0; i < PREDICTIONS; i++) {
      assertAnswersAtOnce(predictor, Origin.MODEL, CELSIUS);
    }
    assertThat(provider.calls()).isEqualTo(2);
    assertThat(cache.counts().stale()).isEqualTo(PREDICTIONS);
  }
}
