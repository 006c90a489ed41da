/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A model that waits costs its limit of threads and its callers their deadline, never more. */
class BlockingModelTest {
  private static final FeatureSet<Query> FEATURES = Faults.features().build();
  private static final Model MODEL = Faults.model(FEATURES);
  private static final int CALLERS = 200;
  private static final int LIMIT = 8;

  private final FakeTime time = new FakeTime();
  private final List<Runnable> held = Collections.synchronizedList(new ArrayList<>());

  private Predictor.Builder<Query> builder(Model model) {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .model(model, FEATURES)
        .deadline(Faults.DEADLINE)
        .ticker(time);
  }

  private Predictor<Query> hung() {
    return builder(Model.blocking(MODEL, held::add, LIMIT)).build();
  }

  @Test
  void aHungModel_costsItsCallersTheDeadlineOnlyUntilTheCircuitOpens() {
    Predictor<Query> predictor = hung();
    long started = time.nanos();
    for (int caller = 0; caller < CALLERS; caller++) {
      long asked = time.nanos();
      assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(Faults.RULE);
      assertThat(time.nanos() - asked).isLessThanOrEqualTo(Faults.DEADLINE.toNanos());
    }
    assertThat(time.nanos() - started).isEqualTo(5 * Faults.DEADLINE.toNanos());
    assertThat(held).hasSize(5);
    assertThat(predictor.count(Origin.DEADLINE)).isEqualTo(5);
    assertThat(predictor.count(Origin.CIRCUIT_OPEN)).isEqualTo(CALLERS - 5);
  }

  @Test
  void aHungModelWhoseCircuitNeverOpens_takesItsLimitOfCallsAndNoMore() {
    Predictor<Query> predictor =
        builder(Model.blocking(MODEL, held::add, LIMIT))
            .circuit(Integer.MAX_VALUE, Duration.ofSeconds(1))
            .build();
    long started = time.nanos();
    for (int caller = 0; caller < CALLERS; caller++) {
      assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.DEADLINE);
    }
    assertThat(held).hasSize(LIMIT);
    assertThat(time.nanos() - started).isEqualTo(LIMIT * Faults.DEADLINE.toNanos());
  }

  @Test
  void manyCallersAtOnceOnAHungModel_areAllAnsweredAndBounded() throws Exception {
    Predictor<Query> predictor = hung();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      CountDownLatch together = new CountDownLatch(CALLERS);
      List<Future<Double>> answers = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        answers.add(
            callers.submit(
                () -> {
                  together.countDown();
                  together.await();
                  return predictor.estimate(Query.sound("k"));
                }));
      }
      for (Future<Double> answer : answers) {
        assertThat(answer.get()).isEqualTo(Faults.RULE);
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(held).hasSizeLessThanOrEqualTo(LIMIT);
    long refused = predictor.count(Origin.DEADLINE) + predictor.count(Origin.CIRCUIT_OPEN);
    assertThat(refused).isEqualTo(CALLERS);
  }

  @Test
  void aCallThatComesBack_makesRoomForTheNext() {
    Predictor<Query> predictor =
        builder(Model.blocking(MODEL, held::add, 1)).circuit(1_000, Duration.ofHours(1)).build();
    predictor.estimate(Query.sound("k"));
    predictor.estimate(Query.sound("k"));
    assertThat(held).hasSize(1);
    held.remove(0).run();
    predictor.estimate(Query.sound("k"));
    assertThat(held).hasSize(1);
  }

  @Test
  void aCallWhoseCallerHasGone_isNotMadeAnyMore() {
    AtomicInteger calls = new AtomicInteger();
    Model counted =
        Model.of(
            "v1",
            FEATURES,
            row -> {
              calls.incrementAndGet();
              return 1;
            });
    builder(Model.blocking(counted, held::add, 1)).build().estimate(Query.sound("k"));
    held.forEach(Runnable::run);
    assertThat(calls).hasValue(0);
  }

  @Test
  void aLateRow_isNotThatOfTheNextPrediction() {
    List<Double> scored = new ArrayList<>();
    Model slow =
        Model.of(
            "v1",
            Faults.features().build(),
            row -> {
              scored.add(row[1]);
              return 1;
            });
    Predictor<Query> predictor =
        builder(Model.blocking(slow, held::add, 2)).executor(Runnable::run).build();
    predictor.predictAsync(new Query("a", 1, Score.SOUND, Weather.AT_ONCE));
    predictor.predictAsync(new Query("b", 2, Score.SOUND, Weather.AT_ONCE));
    held.forEach(Runnable::run);
    assertThat(scored).containsExactly(1.0, 2.0);
  }

  @Test
  void anExecutorThatRefuses_isAFailureAndKeepsNoPlace() {
    Model model =
        Model.blocking(
            MODEL,
            task -> {
              throw new RejectedExecutionException("shut down");
            },
            1);
    Predictor<Query> predictor = builder(model).build();
    for (int call = 0; call < 5; call++) {
      assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.FAILED);
    }
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
  }

  @Test
  void anExecutorThatRunsATaskAndThenRefusesIt_givesThePlaceBackOnce() {
    AtomicBoolean odd = new AtomicBoolean(true);
    Model model =
        Model.blocking(
            MODEL,
            task -> {
              if (!odd.get()) {
                held.add(task);
                return;
              }
              task.run();
              task.run();
              throw new RejectedExecutionException("after all");
            },
            1);
    Predictor<Query> predictor = builder(model).build();
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(12);
    odd.set(false);
    predictor.estimate(Query.sound("k"));
    predictor.estimate(Query.sound("k"));
    assertThat(held).as("still one place").hasSize(1);
  }

  @Test
  void noRoomWhileAllIsWell_doesNotOpenTheCircuit() {
    Model model = Model.blocking(MODEL, held::add, 1);
    Predictor<Query> predictor = builder(model).executor(Runnable::run).build();
    predictor.predictAsync(Query.sound("first"));
    for (int call = 0; call < 100; call++) {
      assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.DEADLINE);
    }
    held.remove(0).run();
    predictor.predictAsync(Query.sound("k"));
    held.remove(0).run();
    assertThat(predictor.count(Origin.MODEL)).isEqualTo(2);
  }

  @Test
  void noRoomForTheProbe_beginsThePauseAgain() {
    Predictor<Query> predictor =
        builder(Model.blocking(MODEL, held::add, 1)).circuit(1, Duration.ofSeconds(1)).build();
    predictor.estimate(Query.sound("late, and its call still holds the place"));
    time.advance(Duration.ofSeconds(1));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.DEADLINE);
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
    time.advance(Duration.ofSeconds(1).minusNanos(1));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
  }

  @Test
  void anInterruptedCaller_isAnsweredByTheRuleAndHeldAgainstNobody() {
    Predictor<Query> predictor =
        builder(Model.blocking(MODEL, held::add, 100))
            .circuit(1, Duration.ofHours(1))
            .ticker(Ticker.system())
            .build();
    Thread.currentThread().interrupt();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.DEADLINE);
    assertThat(Thread.interrupted()).isTrue();
    Thread.currentThread().interrupt();
    assertThat(predictor.predict(Query.sound("k")).origin())
        .as("the circuit is closed")
        .isEqualTo(Origin.DEADLINE);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aShadow_neverWaitsForTheModel() {
    dev.belay.testing.RecordingListener seen = new dev.belay.testing.RecordingListener();
    Predictor<Query> predictor =
        builder(Model.blocking(MODEL, held::add, 1))
            .keyedBy(Query::key)
            .rollout(dev.belay.traffic.Rollout.of("r", 0))
            .shadow(dev.belay.traffic.Rollout.of("s", 100))
            .listener(seen)
            .build();
    predictor.estimate(Query.sound("k"));
    assertThat(held).isEmpty();
    assertThat(predictor.shadowFailures()).as("nothing was tried").isZero();
  }

  @Test
  void aModelThatHadNoTime_isNotBlamedForBeingLate() {
    FeatureSet<Query> slow = Faults.features().require(source(Duration.ofMillis(40))).build();
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .model(Model.blocking(Faults.model(slow), this::soon, 100), slow)
            .deadline(Faults.DEADLINE)
            .circuit(1, Duration.ofDays(1))
            .ticker(time)
            .build();
    for (int call = 0; call < 3; call++) {
      assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.DEADLINE);
    }
  }

  @Test
  void aModelThatHadAQuarterOfTheTime_isBlamed() {
    FeatureSet<Query> slow = Faults.features().require(source(Duration.ofMillis(30))).build();
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .model(Model.blocking(Faults.model(slow), held::add, 100), slow)
            .deadline(Faults.DEADLINE)
            .circuit(1, Duration.ofDays(1))
            .executor(Runnable::run)
            .ticker(time)
            .build();
    predictor.predictAsync(Query.sound("k"));
    time.advance(Faults.DEADLINE);
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CIRCUIT_OPEN);
  }

  /** An executor whose threads take 20 ms. */
  private void soon(Runnable task) {
    time.after(Duration.ofMillis(20), task);
  }

  private FeatureSource<Query> source(Duration delay) {
    return new FeatureSource<>() {
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
        CompletableFuture<double[]> stage = new CompletableFuture<>();
        time.after(delay, () -> stage.complete(new double[] {1}));
        return stage;
      }
    };
  }

  @Test
  void outsideAPredictor_itIsTheModelItself() {
    Model model = Model.blocking(MODEL, held::add, 1);
    double[] row = new double[FEATURES.size()];
    double[] scores = new double[1];
    model.scoreAll(new double[][] {row}, scores);
    assertThat(model.score(row)).isEqualTo(MODEL.score(row)).isEqualTo(scores[0]);
    assertThat(model.fingerprint()).isEqualTo(MODEL.fingerprint());
    assertThat(model).hasToString("Model[v1, at most 1 calls at once]");
    assertThat(held).isEmpty();
  }

  @Test
  void misuse_isRefusedWithItsValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.blocking(MODEL, held::add, 0))
        .withMessage("model 'v1': a limit of 0 calls lets none through");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Model.blocking(Model.blocking(MODEL, held::add, 1), held::add, 1))
        .withMessage("model 'v1' is blocking already");
    assertThatNullPointerException()
        .isThrownBy(() -> Model.blocking(MODEL, Faults.missing(), 1))
        .withMessage("executor");
  }
}
