/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Arm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A model that changes while it is asked: every answer is that of exactly one version. */
class HotSwapTest {
  private static final FeatureSet<Query> FEATURES = Faults.features().build();
  private static final int THREADS = 8;
  private static final int SWAPS = 2_000;

  private final AtomicReference<@Nullable Model> current = new AtomicReference<>();

  private Predictor.Builder<Query> builder() {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .model(current::get, FEATURES)
        .ticker(new FakeTime());
  }

  private static Model numbered(int number) {
    return Model.of("v" + number, FEATURES, row -> number);
  }

  @Test
  void swapsUnderEightThreads_neverFailAndNeverMixVersions() throws Exception {
    current.set(numbered(0));
    Predictor<Query> predictor = builder().build();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        boolean together = thread % 2 == 0;
        wrong.add(threads.submit(() -> mixed(predictor, over, together)));
      }
      for (int swap = 1; swap <= SWAPS; swap++) {
        current.set(numbered(swap));
        predictor.estimate(Query.sound("k"));
      }
      over.set(true);
      for (Future<Integer> mixed : wrong) {
        assertThat(mixed.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(predictor.predict(Query.sound("k")).version()).isEqualTo("v" + SWAPS);
    assertThat(predictor.count(Origin.FAILED)).isZero();
  }

  /** How many answers were not those of their own version. */
  private static int mixed(Predictor<Query> predictor, AtomicBoolean over, boolean together) {
    List<Query> queries = IntStream.range(0, 20).mapToObj(i -> Query.sound("k" + i)).toList();
    int mixed = 0;
    while (!over.get()) {
      List<Prediction> answers =
          together ? predictor.predictAll(queries) : List.of(predictor.predict(queries.get(0)));
      mixed += (int) answers.stream().filter(answer -> !ofItsVersion(answer)).count();
      mixed += (int) answers.stream().map(Prediction::version).distinct().count() - 1;
    }
    return mixed;
  }

  private static boolean ofItsVersion(Prediction answer) {
    return answer.origin() == Origin.MODEL && answer.version().equals("v" + (long) answer.value());
  }

  @Test
  void noModelYet_isAnsweredByTheRuleUntilThereIsOne() {
    Predictor<Query> predictor = builder().build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.NO_MODEL);
    assertThat(predictor.predict(Query.sound("k")).version()).isEqualTo("none");
    current.set(numbered(3));
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(3);
    current.set(null);
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.NO_MODEL);
  }

  @Test
  void aModelThatIsWithdrawn_isForgottenWithItsCircuit() {
    Model model = Faults.model(FEATURES);
    current.set(model);
    Predictor<Query> predictor = builder().build();
    for (int call = 0; call < 6; call++) {
      predictor.estimate(new Query("k", 1, Score.THROWS, Weather.AT_ONCE));
    }
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
    current.set(null);
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.NO_MODEL);
    current.set(model);
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void withoutARollout_everyKeyIsInTheModelsArmAlsoWhileThereIsNoModel() {
    RecordingListener seen = new RecordingListener();
    Predictor<Query> predictor = builder().listener(seen).build();
    assertThat(predictor.predict(Query.sound("k")).arm()).isEqualTo(Arm.MODEL);
    assertThat(seen.last().number("modelShare")).isEqualTo(1);
  }

  @Test
  void aModelOfOtherFeatures_isRefusedAndTheLastGoodOneStays() {
    current.set(numbered(1));
    Predictor<Query> predictor = builder().build();
    FeatureSet<Query> other = FeatureSet.builder(Query.class).number("y", Query::x).build();
    current.set(Model.of("v2", other, row -> 2));
    assertThat(predictor.predict(Query.sound("k")).version()).isEqualTo("v1");
    assertThat(predictor.predict(Query.sound("k")).version()).isEqualTo("v1");
    current.set(numbered(3));
    assertThat(predictor.predict(Query.sound("k")).version()).isEqualTo("v3");
  }

  @Test
  void aFirstModelOfOtherFeatures_isRefusedWhenBuilt() {
    FeatureSet<Query> other = FeatureSet.builder(Query.class).number("y", Query::x).build();
    current.set(Model.of("v2", other, row -> 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().build())
        .withMessage("predictor 'trips': model 'v2' wants 'y' as feature 0, not 'fault'");
  }

  @Test
  void aSupplierThatThrows_leavesTheLastGoodModel() {
    AtomicBoolean broken = new AtomicBoolean();
    Model model = numbered(1);
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .model(
                () -> {
                  if (broken.get()) {
                    throw new IllegalStateException("no store today");
                  }
                  return model;
                },
                FEATURES)
            .build();
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(1);
    broken.set(true);
    assertThat(predictor.predict(Query.sound("k")).version()).isEqualTo("v1");
  }

  @Test
  void aNewModel_isNotBlamedForTheOldOne() {
    current.set(Faults.model(FEATURES));
    Predictor<Query> predictor = builder().build();
    for (int call = 0; call < 6; call++) {
      predictor.estimate(new Query("k", 1, Score.THROWS, Weather.AT_ONCE));
    }
    assertThat(predictor.count(Origin.CIRCUIT_OPEN)).isEqualTo(1);
    current.set(numbered(2));
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(2);
  }

  @Test
  void theBuilderChangedAfterwards_doesNotChangeThePredictor() {
    current.set(numbered(1));
    Predictor.Builder<Query> builder = builder().plausible(0, 10);
    Predictor<Query> predictor = builder.build();
    builder.plausible(100, 200).circuit(1, java.time.Duration.ofDays(1));
    current.set(numbered(5));
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(5);
  }

  @Test
  void aModelWithoutAVersion_isRefusedAndTheLastGoodOneStays() {
    current.set(numbered(1));
    Predictor<Query> predictor = builder().build();
    current.set(
        new Model() {
          @Override
          public String version() {
            return Faults.missing();
          }

          @Override
          public List<String> featureNames() {
            return FEATURES.names();
          }

          @Override
          public double score(double[] row) {
            return 9;
          }
        });
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(1);
  }
}
