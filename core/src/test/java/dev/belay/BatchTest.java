/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import dev.belay.testing.HandCompletedSource;
import dev.belay.testing.RecordingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many queries, asked for together. */
class BatchTest {
  private final FakeTime time = new FakeTime();
  private final RecordingListener seen = new RecordingListener();
  private final List<Integer> batches = new ArrayList<>();
  private final FeatureSet<Query> features = Faults.features().build();

  /** Is asked for many rows at once, and notes how many. */
  private final class Counting implements Model {
    private final Model model = Faults.model(features);

    @Override
    public String version() {
      return model.version();
    }

    @Override
    public List<String> featureNames() {
      return model.featureNames();
    }

    @Override
    public double score(double[] row) {
      return model.score(row) + row[1];
    }

    @Override
    public void scoreAll(double[][] rows, double[] scores) {
      batches.add(rows.length);
      Model.super.scoreAll(rows, scores);
    }
  }

  private Predictor.Builder<Query> builder() {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .model(new Counting(), features)
        .plausible(Faults.LOWEST, Faults.HIGHEST)
        .ticker(time)
        .listener(seen);
  }

  private static List<Query> queries(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> new Query("k" + i, i % 500, Score.SOUND, Weather.AT_ONCE))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "255, 1", "256, 1", "257, 2", "600, 3"})
  void listsOfAnyLength_areAnsweredInOrderAndScoredInChunks(int size, int chunks) {
    List<Prediction> answers = builder().build().predictAll(queries(size));
    assertThat(answers).hasSize(size);
    assertThat(batches).hasSize(chunks);
    for (int i = 0; i < size; i++) {
      assertThat(answers.get(i).value()).isEqualTo(12 + i % 500);
    }
    assertThat(seen.events()).hasSize(size);
  }

  @Test
  void aRowTheModelThrowsAt_costsItselfAlone() {
    List<Query> queries = new ArrayList<>(queries(5));
    queries.set(2, new Query("bad", 1, Score.THROWS, Weather.AT_ONCE));
    List<Prediction> answers = builder().build().predictAll(queries);
    assertThat(answers)
        .extracting(Prediction::origin)
        .containsExactly(Origin.MODEL, Origin.MODEL, Origin.FAILED, Origin.MODEL, Origin.MODEL);
  }

  @Test
  void oneScoreThatIsNotFinite_opensNoCircuit() {
    Predictor<Query> predictor = builder().circuit(1, java.time.Duration.ofDays(1)).build();
    List<Query> queries = new ArrayList<>(queries(3));
    queries.set(1, new Query("bad", 1, Score.NAN, Weather.AT_ONCE));
    assertThat(predictor.predictAll(queries).get(1).origin()).isEqualTo(Origin.NOT_FINITE);
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void aBatchWithoutOneFiniteScore_isAFailureOfTheModel() {
    Predictor<Query> predictor = builder().circuit(1, java.time.Duration.ofDays(1)).build();
    Query bad = new Query("bad", 1, Score.INFINITE, Weather.AT_ONCE);
    predictor.predictAll(List.of(bad, bad));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
  }

  @Test
  void allSources_areAskedBeforeAnyIsWaitedFor() {
    HandCompletedSource<Query> roads = new HandCompletedSource<>("roads", "jam");
    FeatureSet<Query> withRoads = Faults.features().require(roads).build();
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .model(Faults.model(withRoads), withRoads)
            .ticker(time)
            .build();
    time.after(
        java.time.Duration.ofMillis(10),
        () -> {
          assertThat(roads.asked()).isEqualTo(3);
          roads.complete(1);
          roads.complete(1);
        });
    List<Prediction> answers = predictor.predictAll(queries(3));
    assertThat(answers)
        .extracting(Prediction::origin)
        .as("one deadline for all")
        .containsExactly(Origin.MODEL, Origin.MODEL, Origin.DEADLINE);
    assertThat(time.planned()).isZero();
  }

  @Test
  void aModelThatWaits_isAskedOnceForAll() {
    List<Runnable> tasks = new ArrayList<>();
    Model waits =
        Model.blocking(
            new Counting(),
            task -> {
              tasks.add(task);
              time.after(java.time.Duration.ofMillis(5), task);
            },
            1);
    List<Prediction> answers = builder().model(waits, features).build().predictAll(queries(10));
    assertThat(tasks).hasSize(1);
    assertThat(batches).containsExactly(10);
    assertThat(answers).allMatch(Prediction::fromModel);
  }

  @Test
  void aRuleThatThrows_reachesTheCallerAndWhatWasAnsweredBeforeIsReported() {
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(
                (Query query) -> {
                  if (query.key().equals("k2")) {
                    throw new ArithmeticException("no rule for k2");
                  }
                  return 1;
                })
            .listener(seen)
            .build();
    assertThatExceptionOfType(ArithmeticException.class)
        .isThrownBy(() -> predictor.predictAll(queries(5)));
    assertThat(seen.events()).hasSize(2);
    assertThat(predictor.count(Origin.NO_MODEL)).isEqualTo(2);
  }

  @Test
  void theList_isTheCallersToChangeAndTheAnswerNobodys() {
    List<Query> queries = new ArrayList<>(queries(2));
    List<Prediction> answers = builder().build().predictAll(queries);
    queries.clear();
    assertThat(answers).hasSize(2).isUnmodifiable();
  }

  @Test
  void aRowTheModelLeavesOut_isNoScoreOfZero() {
    Model lazy =
        new Model() {
          @Override
          public String version() {
            return "lazy";
          }

          @Override
          public List<String> featureNames() {
            return features.names();
          }

          @Override
          public double score(double[] row) {
            return 1;
          }

          @Override
          public void scoreAll(double[][] rows, double[] scores) {
            scores[0] = 5;
          }
        };
    for (Model model : List.of(lazy, Model.blocking(lazy, Runnable::run, 1))) {
      List<Prediction> answers = builder().model(model, features).build().predictAll(queries(2));
      assertThat(answers.get(0).value()).isEqualTo(5);
      assertThat(answers.get(1).origin()).isEqualTo(Origin.NOT_FINITE);
    }
  }

  @Test
  void noList_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> builder().build().predictAll(Faults.missing()))
        .withMessage("queries");
  }

  @Test
  void aFixedPredictor_answersAll() {
    Predictor<Query> fixed = Predictor.fixed(4);
    assertThat(fixed.predictAll(queries(3))).hasSize(3).allMatch(answer -> answer.value() == 4);
    assertThat(fixed.predictAsync(Query.sound("k")).toCompletableFuture().join().value())
        .isEqualTo(4);
    assertThat(fixed.count(Origin.MODEL)).isEqualTo(4);
  }
}
