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
import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarnOnceTest {
  private static final Logger LOG = Logger.getLogger(Predictor.class.getName());

  private final List<LogRecord> records = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void attach() {
    LOG.addHandler(handler);
  }

  @AfterEach
  void detach() {
    LOG.removeHandler(handler);
    LOG.setLevel(null);
  }

  private final FakeTime time = new FakeTime();

  private Predictor<Query> predictor(String name) {
    FeatureSet<Query> features = Faults.features().include(Faults.weather(time)).build();
    return Predictor.named(name)
        .fallback(Faults.HEURISTIC)
        .model(Faults.model(features), features)
        .circuit(1_000, Duration.ofSeconds(1))
        .ticker(time)
        .build();
  }

  private static void predict(Predictor<Query> predictor, Score score, Weather weather) {
    predictor.predict(new Query("k", 1, score, weather));
  }

  private List<String> messages() {
    SimpleFormatter formatter = new SimpleFormatter();
    return records.stream().map(formatter::formatMessage).toList();
  }

  @Test
  void aFaultThatRepeats_isSaidOnceWithItsCause() {
    Predictor<Query> predictor = predictor("trips");
    for (int i = 0; i < 100; i++) {
      predict(predictor, Score.THROWS, Weather.AT_ONCE);
    }
    assertThat(messages())
        .containsExactly("predictor 'trips': the model threw (said once; repeated at debug level)");
    assertThat(records.get(0).getLevel()).isEqualTo(Level.WARNING);
    assertThat(records.get(0).getThrown()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFaultThatRepeats_isStillThereForThoseWhoDebug() {
    LOG.setLevel(Level.ALL);
    Predictor<Query> predictor = predictor("trips");
    predict(predictor, Score.NAN, Weather.AT_ONCE);
    predict(predictor, Score.NAN, Weather.AT_ONCE);
    assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING, Level.FINE);
  }

  @Test
  void anotherFault_isSaidToo() {
    Predictor<Query> predictor = predictor("trips");
    predict(predictor, Score.THROWS, Weather.AT_ONCE);
    predict(predictor, Score.SOUND, Weather.THROWS);
    assertThat(messages()).hasSize(2);
    assertThat(messages().get(1)).contains("source 'weather' failed");
  }

  private Predictor.Builder<Query> builder(Model model) {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .model(model, Faults.features().build())
        .ticker(time);
  }

  private static Model sound() {
    return Faults.model(Faults.features().build());
  }

  private void assertSaid(String what) {
    assertThat(messages())
        .containsExactly("predictor 'trips': " + what + " (said once; repeated at debug level)");
  }

  @Test
  void aModelThatIsLate_isSaid() {
    predict(builder(Model.blocking(sound(), task -> {}, 5)).build(), Score.SOUND, Weather.AT_ONCE);
    assertSaid("the model is late");
  }

  @Test
  void aModelWithoutRoom_isSaid() {
    Predictor<Query> predictor = builder(Model.blocking(sound(), task -> {}, 1)).build();
    CompletableFuture<Prediction> first =
        predictor.predictAsync(Query.sound("takes the only place")).toCompletableFuture();
    assertThat(first).isNotDone();
    predict(predictor, Score.SOUND, Weather.AT_ONCE);
    assertSaid("the model has no room for another call");
  }

  @Test
  void aModelThatCannotBeReadOrDoesNotFit_isSaid() {
    FeatureSet<Query> features = Faults.features().build();
    AtomicReference<Supplier<Model>> models = new AtomicReference<>(WarnOnceTest::sound);
    Predictor<Query> predictor = builder(sound()).model(() -> models.get().get(), features).build();
    FeatureSet<Query> other = FeatureSet.builder(Query.class).number("y", Query::x).build();
    Model unfit = Model.of("v2", other, row -> 2);
    models.set(() -> unfit);
    predict(predictor, Score.SOUND, Weather.AT_ONCE);
    assertSaid("a model was refused; the last one stays");
    records.clear();
    Predictor<Query> unread =
        builder(sound())
            .model(
                () -> {
                  throw new IllegalStateException("no store today");
                },
                features)
            .build();
    predict(unread, Score.SOUND, Weather.AT_ONCE);
    assertSaid("the model could not be read; the last one stays");
  }

  @Test
  void anExecutorThatRefuses_isSaid() {
    Predictor<Query> predictor =
        builder(Model.blocking(sound(), task -> time.after(Duration.ofMillis(5), task), 1))
            .executor(
                task -> {
                  throw new RejectedExecutionException("shut down");
                })
            .build();
    CompletableFuture<Prediction> answer =
        predictor.predictAsync(Query.sound("k")).toCompletableFuture();
    time.advance(Duration.ofMillis(5));
    assertThat(answer).succeedsWithin(Duration.ofSeconds(30));
    assertSaid("the executor refused a task");
  }

  @Test
  void aListenerThatCannotBeDetached_isSaid() {
    PredictionListener stuck =
        new PredictionListener() {
          @Override
          public void onPrediction(PredictionEvent event) {}

          @Override
          public void detached(String predictor) {
            throw new IllegalStateException("disk full");
          }
        };
    builder(sound()).listener(stuck).build().close();
    assertSaid("a source or a listener threw at being detached");
  }

  @Test
  void anotherPredictor_saysItToo() {
    predict(predictor("trips"), Score.THROWS, Weather.AT_ONCE);
    predict(predictor("demand"), Score.THROWS, Weather.AT_ONCE);
    assertThat(messages()).hasSize(2);
  }

  @Test
  void aRolloutThatHasGone_isSaidOnce() {
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .keyedBy(Query::key)
            .rollout(WarnOnceTest::gone)
            .build();
    predictor.predict(Query.sound("a"));
    predictor.predict(Query.sound("b"));
    assertThat(messages()).hasSize(1);
    assertThat(messages().get(0)).contains("the rollout has gone");
  }

  @SuppressWarnings("NullAway") // a host that breaks the contract
  private static Rollout gone() {
    return null;
  }

  @Test
  void everyKindOfTrouble_isSaidInItsOwnWords() {
    Predictor<Query> predictor = predictor("trips");
    predict(predictor, Score.NAN, Weather.AT_ONCE);
    predict(predictor, Score.THROWS, Weather.AT_ONCE);
    Query keyless = new Query("", 1, Score.SOUND, Weather.AT_ONCE);
    Predictor<Query> broken =
        Predictor.named("broken")
            .fallback(Faults.HEURISTIC)
            .keyedBy(WarnOnceTest::noKey)
            .model(Faults.model(Faults.features().build()), Faults.features().build())
            .rollout(
                () -> {
                  throw new IllegalStateException("flags are down");
                })
            .shadow(Rollout.of("s", 100))
            .plausible(0, 1)
            .circuit(1, Duration.ofSeconds(1))
            .listener(
                event -> {
                  throw new IllegalStateException("no");
                })
            .build();
    broken.predict(keyless);
    assertThat(messages())
        .map(message -> message.replaceAll(" \\(said once.*", ""))
        .containsExactly(
            "predictor 'trips': the model's score is not finite",
            "predictor 'trips': the model threw",
            "predictor 'broken': the key could not be read",
            "predictor 'broken': the rollout could not be read",
            "predictor 'broken': a listener threw");
  }

  private static String noKey(Query query) {
    throw new IllegalStateException("no key in " + query);
  }

  @Test
  void anOpenCircuit_anOddScoreAndAShadowThatThrows_areSaid() {
    FeatureSet<Query> features = Faults.features().build();
    Rollout[] live = {Rollout.of("r", 100)};
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .keyedBy(Query::key)
            .model(Faults.model(features), features)
            .rollout(() -> live[0])
            .shadow(Rollout.of("s", 100))
            .plausible(Faults.LOWEST, Faults.HIGHEST)
            .circuit(1, Duration.ofSeconds(1))
            .listener(event -> {})
            .ticker(time)
            .build();
    predict(predictor, Score.TOO_LOW, Weather.AT_ONCE);
    live[0] = Rollout.of("r", 0);
    predict(predictor, Score.THROWS, Weather.AT_ONCE);
    live[0] = Rollout.of("r", 100);
    predict(predictor, Score.THROWS, Weather.AT_ONCE);
    predict(predictor, Score.SOUND, Weather.AT_ONCE);
    assertThat(messages())
        .map(message -> message.replaceAll(" \\(said once.*", ""))
        .containsExactly(
            "predictor 'trips': the model's score is outside the plausible range",
            "predictor 'trips': the model threw for comparison",
            "predictor 'trips': the model threw",
            "predictor 'trips': the model has failed repeatedly and is left alone");
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void aNullKey_isSaid() {
    FeatureSet<Query> features = Faults.features().build();
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .keyedBy(query -> null)
            .model(Faults.model(features), features)
            .rollout(Rollout.of("r", 100))
            .build();
    predictor.predict(Query.sound("k"));
    assertThat(messages()).hasSize(1);
    assertThat(messages().get(0)).contains("the key is null");
  }

  @Test
  void aLateOptionalSource_isNoTrouble() {
    predict(predictor("trips"), Score.SOUND, Weather.LATE);
    assertThat(records).isEmpty();
  }
}
