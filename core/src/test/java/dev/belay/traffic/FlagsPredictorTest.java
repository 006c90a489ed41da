/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.Prediction;
import dev.belay.Predictor;
import org.junit.jupiter.api.Test;

/** The one place where flags and predictor meet: a rollout that is asked for each time. */
class FlagsPredictorTest {
  private static final FeatureSet<Long> FEATURES =
      FeatureSet.builder(Long.class).number("x", Long::doubleValue).build();

  private final Flags flags = Flags.of(set("v1", Rollout.of("trip-delay", 0).allowing("7")));
  private final Predictor<Long> predictor =
      Predictor.named("trip-delay")
          .fallback((Long x) -> -1)
          .keyedByLong(Long::longValue)
          .model(Model.of("m", FEATURES, row -> row[0]), FEATURES)
          .rollout(flags.rollout("trip-delay"))
          .build();

  private static FlagSet set(String version, Rollout rollout) {
    return FlagSet.builder().version(version).rollout(rollout).build();
  }

  private Origin origin(long key) {
    Prediction prediction = predictor.predict(key);
    assertThat(prediction.value())
        .isEqualTo(prediction.origin() == Origin.MODEL ? (double) key : -1);
    return prediction.origin();
  }

  @Test
  void predict_withARaisedShare_isTheModelFromThenOn() {
    assertThat(origin(5)).isEqualTo(Origin.CONTROL);
    flags.replace(set("v2", Rollout.of("trip-delay", 100)));
    assertThat(origin(5)).isEqualTo(Origin.MODEL);
  }

  @Test
  void predict_anAllowedKey_isTheModel() {
    assertThat(origin(7)).isEqualTo(Origin.MODEL);
  }

  @Test
  void predict_killed_isDisabledUntilRevived() {
    flags.kill("trip-delay");
    assertThat(origin(7)).isEqualTo(Origin.DISABLED);
    flags.revive("trip-delay");
    assertThat(origin(7)).isEqualTo(Origin.MODEL);
  }

  @Test
  void predict_withARolloutThatHasGone_isDisabled() {
    flags.replace(FlagSet.builder().version("v2").build());
    assertThat(origin(7)).isEqualTo(Origin.DISABLED);
  }
}
