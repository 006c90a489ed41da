/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that keeps failing is left alone for a while, and asked again. */
class FailingModelTest {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final FakeTime time = new FakeTime();

  @ParameterizedTest
  @EnumSource(
      value = Score.class,
      names = {"THROWS", "LINKAGE", "NAN"})
  void predictor_whoseModelRecovers_asksItAgainAfterOneProbe(Score fault) {
    Predictor<Query> predictor = predictor(Faults.model(Faults.features().build()));
    Query bad = new Query("k", 1, fault, Weather.AT_ONCE);
    for (int i = 0; i < 3; i++) {
      predictor.predict(bad);
    }
    Query good = Query.sound("k");
    assertThat(predictor.predict(good).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
    time.advance(PAUSE);
    assertThat(predictor.predict(good).origin()).isEqualTo(Origin.MODEL);
    assertThat(predictor.predict(good).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void predictor_whoseModelIsImplausible_keepsAsking() {
    Predictor<Query> predictor = predictor(Faults.model(Faults.features().build()));
    Query odd = new Query("k", 1, Score.TOO_HIGH, Weather.AT_ONCE);
    for (int i = 0; i < 10; i++) {
      assertThat(predictor.predict(odd).origin()).isEqualTo(Origin.IMPLAUSIBLE);
    }
  }

  /** An error that is not ours to catch must not leave the circuit waiting for a lost probe. */
  @Test
  void predictor_whoseProbeDiesOfAnError_probesAgainAfterThePause() {
    AtomicReference<Throwable> error = new AtomicReference<>(new IllegalStateException("down"));
    Predictor<Query> predictor = predictor(throwing(error));
    for (int i = 0; i < 3; i++) {
      predictor.predict(Query.sound("k"));
    }
    time.advance(PAUSE);
    error.set(new OutOfMemoryError("made up by a test"));
    assertThatThrownBy(() -> predictor.predict(Query.sound("k")))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
    time.advance(PAUSE);
    error.set(new IllegalStateException("down"));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.FAILED);
  }

  private Predictor<Query> predictor(Model model) {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .model(model, Faults.features().build())
        .plausible(Faults.LOWEST, Faults.HIGHEST)
        .circuit(3, PAUSE)
        .ticker(time)
        .build();
  }

  private static Model throwing(AtomicReference<Throwable> error) {
    return Model.of(
        "throwing",
        Faults.features().build(),
        row -> {
          if (error.get() instanceof Error fatal) {
            throw fatal;
          }
          throw (RuntimeException) Objects.requireNonNull(error.get());
        });
  }
}
