/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.Faults.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** When sources and listeners learn that they are in use, and that they no longer are. */
class LifecycleTest {
  private final List<String> said = new ArrayList<>();

  private final class Source implements FeatureSource<Query> {
    private final String name;

    Source(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> columns() {
      return List.of(name + "_value");
    }

    @Override
    public CompletionStage<double[]> fill(Query query, Slots slots) {
      slots.set(0, 1);
      return FeatureSource.filled();
    }

    @Override
    public void attached(String predictor) {
      said.add(name + " attached to " + predictor);
    }

    @Override
    public void detached(String predictor) {
      said.add(name + " detached from " + predictor);
    }
  }

  private class Listener implements PredictionListener {
    @Override
    public void onPrediction(PredictionEvent event) {
      said.add("told");
    }

    @Override
    public void attached(String predictor) {
      said.add("listener attached to " + predictor);
    }

    @Override
    public void detached(String predictor) {
      said.add("listener detached from " + predictor);
    }
  }

  private Predictor.Builder<Query> builder() {
    FeatureSet<Query> features =
        Faults.features().include(new Source("roads")).require(new Source("rain")).build();
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .model(Faults.model(features), features);
  }

  @Test
  void build_andClose_tellEachOnceAndInReverse() {
    Predictor<Query> predictor = builder().listener(new Listener()).build();
    predictor.close();
    predictor.close();
    assertThat(said)
        .containsExactly(
            "roads attached to trips",
            "rain attached to trips",
            "listener attached to trips",
            "listener detached from trips",
            "rain detached from trips",
            "roads detached from trips");
  }

  @Test
  void afterClose_theRuleAnswersAndNobodyIsTold() {
    Predictor<Query> predictor = builder().listener(new Listener()).build();
    predictor.estimate(Query.sound("k"));
    assertThat(said).endsWith("told");
    predictor.close();
    said.clear();
    Query query = Query.sound("k");
    List<Prediction> answers =
        List.of(
            predictor.predict(query),
            predictor.predictAll(List.of(query)).get(0),
            predictor.predictAsync(query).toCompletableFuture().join());
    assertThat(answers)
        .allMatch(answer -> answer.origin() == Origin.DISABLED && answer.value() == Faults.RULE);
    assertThat(said).isEmpty();
    assertThat(predictor.count(Origin.DISABLED)).isEqualTo(3);
  }

  @Test
  void oneThatThrowsWhenAttached_isHeardAndTheOthersAreDetached() {
    PredictionListener refuses =
        new Listener() {
          @Override
          public void attached(String predictor) {
            throw new IllegalStateException("not ready");
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().listener(refuses).build())
        .withMessage("not ready");
    assertThat(said).endsWith("rain detached from trips", "roads detached from trips");
  }

  @Test
  void oneThatThrowsWhenDetached_doesNotKeepTheOthersFromBeingTold() {
    PredictionListener throwing =
        new Listener() {
          @Override
          public void detached(String predictor) {
            throw new IllegalStateException("disk full");
          }
        };
    builder().listener(throwing).build().close();
    assertThat(said).endsWith("rain detached from trips", "roads detached from trips");
  }

  @Test
  void aSourceOfTwoPredictors_isToldOfBoth() {
    Predictor.Builder<Query> shared = builder();
    shared.build();
    shared.build().close();
    assertThat(said.stream().filter("rain attached to trips"::equals)).hasSize(2);
    assertThat(said.stream().filter("rain detached from trips"::equals)).hasSize(1);
  }

  @Test
  void tryWithResources_needsNoCatch() {
    try (Predictor<Query> predictor = Predictor.fixed(1)) {
      assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(1);
    }
  }
}
