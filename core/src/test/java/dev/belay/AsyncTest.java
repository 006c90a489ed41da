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
import dev.belay.traffic.Arm;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A prediction that no thread waits for. */
class AsyncTest {
  private static final Prediction SERVED = new Prediction(12, Origin.MODEL, Arm.MODEL, "v1");

  private final FakeTime time = new FakeTime();
  private final RecordingListener seen = new RecordingListener();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final CompletableFuture<double[]> stage = new CompletableFuture<>();

  private final FeatureSource<Query> source =
      new FeatureSource<>() {
        @Override
        public String name() {
          return "roads";
        }

        @Override
        public List<String> columns() {
          return List.of("jam");
        }

        @Override
        public CompletionStage<double[]> fill(Query query, Slots slots) {
          return stage;
        }
      };

  private Predictor.Builder<Query> builder(FeatureSet<Query> features) {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .keyedBy(Query::key)
        .model(Faults.model(features), features)
        .deadline(Faults.DEADLINE)
        .executor(tasks::add)
        .ticker(time)
        .listener(seen);
  }

  private Predictor<Query> waiting() {
    return builder(Faults.features().require(source).build()).build();
  }

  private CompletableFuture<Prediction> ask(Predictor<Query> predictor) {
    return predictor.predictAsync(Query.sound("k")).toCompletableFuture();
  }

  @Test
  void nothingToWaitFor_isAnsweredAtOnceAndReadsNoTimer() {
    CompletableFuture<Prediction> answer = ask(builder(Faults.features().build()).build());
    assertThat(answer).isCompletedWithValue(SERVED);
    assertThat(tasks).isEmpty();
    assertThat(time.planned()).isZero();
  }

  @Test
  void aSourceThatComesInTime_isGoneOnWithByTheExecutor() {
    CompletableFuture<Prediction> answer = ask(waiting());
    assertThat(answer).isNotDone();
    stage.complete(new double[] {1});
    assertThat(answer).as("before the executor's turn").isNotDone();
    tasks.remove().run();
    assertThat(answer).isCompletedWithValue(SERVED);
    assertThat(seen.last().features()).containsEntry("jam", 1.0);
    assertThat(time.planned()).as("timers").isZero();
  }

  @Test
  void aSourceThatIsLate_isAnsweredByTheRuleAtTheDeadline() {
    CompletableFuture<Prediction> answer = ask(waiting());
    time.advance(Faults.DEADLINE.minusNanos(1));
    assertThat(tasks).isEmpty();
    time.advance(Duration.ofNanos(1));
    tasks.remove().run();
    assertThat(answer).isDone();
    assertThat(answer.join().origin()).isEqualTo(Origin.DEADLINE);
    stage.complete(new double[] {1});
    assertThat(tasks).as("nothing more comes of a late answer").isEmpty();
  }

  @Test
  void aDeadlineOfZero_neverWaits() {
    FeatureSet<Query> features = Faults.features().require(source).build();
    CompletableFuture<Prediction> answer = ask(builder(features).deadline(Duration.ZERO).build());
    assertThat(answer).isDone();
    assertThat(answer.join().origin()).isEqualTo(Origin.DEADLINE);
  }

  @Test
  void aSharedFutureThatNeverIsDone_keepsNothingOfTheCallsThatGaveUp() {
    Predictor<Query> predictor = waiting();
    List<CompletableFuture<Prediction>> answers =
        Stream.generate(() -> ask(predictor)).limit(1_000).toList();
    assertThat(stage.getNumberOfDependents()).isEqualTo(1_000);
    time.advance(Faults.DEADLINE);
    tasks.forEach(Runnable::run);
    assertThat(stage.getNumberOfDependents()).isLessThan(2);
    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(predictor.count(Origin.DEADLINE)).isEqualTo(1_000);
  }

  @Test
  void anExecutorThatRefuses_costsNobodyTheAnswer() {
    FeatureSet<Query> features = Faults.features().require(source).build();
    Predictor<Query> predictor =
        builder(features)
            .executor(
                task -> {
                  throw new RejectedExecutionException("shut down");
                })
            .build();
    CompletableFuture<Prediction> answer = ask(predictor);
    stage.complete(new double[] {1});
    assertThat(answer).as("by the common pool").succeedsWithin(Duration.ofSeconds(30));
    assertThat(answer.join()).isEqualTo(SERVED);
  }

  @Test
  void anExecutorThatRunsATaskAndThenRefusesIt_changesNothing() {
    FeatureSet<Query> features = Faults.features().require(source).build();
    Predictor<Query> predictor =
        builder(features)
            .executor(
                task -> {
                  task.run();
                  task.run();
                  throw new InternalError("after all");
                })
            .build();
    CompletableFuture<Prediction> answer = ask(predictor);
    stage.complete(new double[] {1});
    assertThat(answer).isCompletedWithValue(SERVED);
    assertThat(predictor.count(Origin.MODEL)).isEqualTo(1);
  }

  @Test
  void aRuleThatThrows_failsTheStageAndNotTheCall() {
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(
                (Query query) -> {
                  throw new IllegalStateException("no rule today");
                })
            .build();
    assertThat(ask(predictor))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withRootCauseInstanceOf(IllegalStateException.class)
        .withMessageContaining("no rule today");
  }

  @Test
  void aRuleThatThrowsAfterTheWait_failsTheStageToo() {
    FeatureSet<Query> features = Faults.features().require(source).build();
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback((Query query) -> Double.NaN)
            .model(Faults.model(features), features)
            .executor(Runnable::run)
            .ticker(time)
            .build();
    CompletableFuture<Prediction> answer = ask(predictor);
    time.advance(Faults.DEADLINE);
    assertThat(answer)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("predictor 'trips': the rule to fall back on answered NaN");
    assertThat(time.planned()).isZero();
  }

  @Test
  void callsThatWaitAtTheSameTime_keepTheirOwnRows() {
    FeatureSet<Query> features = Faults.features().require(Faults.weather(time)).build();
    Predictor<Query> predictor = builder(features).build();
    List<CompletableFuture<Prediction>> answers =
        List.of(Score.SOUND, Score.NAN, Score.TOO_HIGH).stream()
            .map(score -> new Query("k", 1, score, Weather.IN_TIME))
            .map(query -> predictor.predictAsync(query).toCompletableFuture())
            .toList();
    time.advance(Faults.DEADLINE);
    tasks.forEach(Runnable::run);
    assertThat(answers.get(0).join().value()).isEqualTo(12);
    assertThat(answers.get(1).join().origin()).isEqualTo(Origin.NOT_FINITE);
    assertThat(answers.get(2).join().value()).isEqualTo(Math.nextUp(Faults.HIGHEST));
  }

  @Test
  void aModelThatWaits_isWaitedForByNoThread() {
    FeatureSet<Query> features = Faults.features().build();
    Deque<Runnable> elsewhere = new ArrayDeque<>();
    Model model = Model.blocking(Faults.model(features), elsewhere::add, 1);
    CompletableFuture<Prediction> answer =
        ask(builder(features).model(model, features).executor(Runnable::run).build());
    assertThat(answer).isNotDone();
    elsewhere.remove().run();
    assertThat(answer).isCompletedWithValue(SERVED);
  }
}
