/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.Faults.Query;
import dev.belay.testing.FakeTime;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ListenerTest {
  private final FakeTime time = new FakeTime();
  private final RecordingListener seen = new RecordingListener();
  private final FeatureSet<Query> features = Faults.features().build();

  private Predictor.Builder<Query> builder() {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .keyedBy(Query::key)
        .model(Faults.model(features), features)
        .ticker(time);
  }

  @Test
  void event_ofAServedModel_tellsEverything() {
    builder().rollout(Rollout.of("r", 100)).listener(seen).build().predict(Query.sound("k"));
    assertThat(seen.last().key()).isEqualTo("k");
    assertThat(seen.last().version()).isEqualTo("v1");
    assertThat(seen.last().details())
        .containsEntry("predictor", "trips")
        .containsEntry("modelShare", 1.0)
        .containsEntry("model", 12.0)
        .containsEntry("heuristic", Double.NaN)
        .containsEntry("shadowed", false)
        .containsEntry("elapsedNanos", 0L)
        .containsEntry("epochMilli", time.millis());
    assertThat(seen.last().features()).isEqualTo(Map.of("fault", 0.0, "x", 1.0));
  }

  @Test
  void event_afterAnotherPrediction_hasNothingLeftOfIt() {
    Rollout[] live = {Rollout.of("r", 100)};
    Predictor<Query> predictor = builder().rollout(() -> live[0]).listener(seen).build();
    predictor.predict(Query.sound("first"));
    live[0] = Rollout.of("r", 0);
    predictor.predict(Query.sound("second"));
    assertThat(seen.last().number("model")).isNaN();
    assertThat(seen.last().number("heuristic")).isEqualTo(Faults.RULE);
    assertThat(seen.last().features().values()).containsOnly(Double.NaN);
    predictor.predict(Query.sound("third"));
    assertThat(seen.last().key()).isEqualTo("third");
  }

  @Test
  void event_ofANumericKey_hasItAsText() {
    Predictor<Query> predictor = builder().keyedByLong(query -> -42).listener(seen).build();
    predictor.predict(Query.sound("k"));
    assertThat(seen.last().key()).isEqualTo("-42");
  }

  @Test
  void event_withoutAKey_hasAnEmptyOne() {
    Predictor<Query> predictor =
        Predictor.named("trips").fallback(Faults.HEURISTIC).listener(seen).build();
    predictor.predict(Query.sound("k"));
    assertThat(seen.last().key()).isEmpty();
    assertThat(seen.last().number("modelShare")).isZero();
  }

  @Test
  void modelShare_isTheShareOfTheMomentOrOne() {
    builder().listener(seen).build().predict(Query.sound("k"));
    assertThat(seen.last().number("modelShare")).isEqualTo(1);
    builder().rollout(Rollout.of("r", 12.5)).listener(seen).build().predict(Query.sound("k"));
    assertThat(seen.last().number("modelShare")).isEqualTo(0.125);
    Rollout off = Rollout.of("r", 50).disabled();
    builder().rollout(off).listener(seen).build().predict(Query.sound("k"));
    assertThat(seen.last().number("modelShare")).isZero();
  }

  static Stream<Consumer<PredictionEvent>> accessors() {
    return Stream.of(
        PredictionEvent::predictor,
        PredictionEvent::key,
        PredictionEvent::value,
        PredictionEvent::origin,
        PredictionEvent::arm,
        PredictionEvent::modelShare,
        PredictionEvent::version,
        PredictionEvent::heuristic,
        PredictionEvent::model,
        PredictionEvent::shadowed,
        PredictionEvent::elapsedNanos,
        PredictionEvent::epochMilli,
        PredictionEvent::featureNames,
        event -> event.feature(0));
  }

  @ParameterizedTest
  @MethodSource("accessors")
  void event_keptBeyondTheCall_refusesToAnswer(Consumer<PredictionEvent> accessor) {
    AtomicReference<PredictionEvent> kept = new AtomicReference<>();
    builder().listener(kept::set).build().predict(Query.sound("k"));
    assertThatIllegalStateException()
        .isThrownBy(() -> accessor.accept(kept.get()))
        .withMessage("the event is valid only during onPrediction()");
  }

  @Test
  void event_onAnotherThread_refusesToAnswerEvenDuringTheCall() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    PredictionListener handingOn =
        event -> {
          Thread other = new Thread(() -> catchInto(thrown, event::value));
          other.start();
          join(other);
        };
    builder().listener(handingOn).build().predict(Query.sound("k"));
    assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
  }

  private static void catchInto(AtomicReference<Throwable> thrown, Runnable work) {
    try {
      work.run();
    } catch (IllegalStateException expected) {
      thrown.set(expected);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void feature_thatIsNone_isRefused() {
    List<Throwable> thrown = new ArrayList<>();
    PredictionListener probing =
        event -> {
          assertThatThrownBy(() -> event.feature(2)).satisfies(thrown::add);
          assertThatThrownBy(() -> event.feature(-1)).satisfies(thrown::add);
        };
    builder().listener(probing).build().predict(Query.sound("k"));
    assertThat(thrown).hasSize(2).allMatch(IndexOutOfBoundsException.class::isInstance);
  }

  @Test
  void aThrowingListener_costsNothingButACount() {
    PredictionListener broken =
        event -> {
          throw new AssertionError("broken");
        };
    Predictor<Query> predictor = builder().listener(broken).listener(seen).build();
    assertThat(predictor.predict(Query.sound("k")).value()).isEqualTo(12);
    assertThat(seen.events()).hasSize(1);
    assertThat(predictor.listenerFailures()).isEqualTo(1);
  }

  @Test
  void listeners_areToldInOrder() {
    List<String> order = new ArrayList<>();
    builder()
        .listener(event -> order.add("first"))
        .listener(event -> order.add("second"))
        .build()
        .predict(Query.sound("k"));
    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void elapsedNanos_includesWhatTheRuleTook() {
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(
                (Query query) -> {
                  time.advance(Duration.ofMillis(3));
                  return 1;
                })
            .ticker(time)
            .listener(seen)
            .build();
    predictor.predict(Query.sound("k"));
    assertThat(seen.last().number("elapsedNanos")).isEqualTo(3_000_000);
  }

  @Test
  void aClockThatJumps_disturbsNothing() {
    Predictor<Query> predictor = builder().listener(seen).build();
    predictor.predict(Query.sound("k"));
    time.jumpTo(time.instant().minus(Duration.ofDays(400)));
    assertThat(predictor.predict(Query.sound("k")).value()).isEqualTo(12);
    assertThat(seen.last().number("elapsedNanos")).isZero();
  }
}
