/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.Faults.Query;
import dev.belay.Faults.Score;
import dev.belay.Faults.Weather;
import dev.belay.testing.FakeTime;
import dev.belay.testing.HandCompletedSource;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The predictor's boundaries: time, keys, rollouts, the rule, and what building refuses. */
class PredictorEdgesTest {
  private final FakeTime time = new FakeTime();
  private final RecordingListener seen = new RecordingListener();
  private final FeatureSet<Query> features = Faults.features().build();

  private Predictor.Builder<Query> builder(FeatureSet<Query> features) {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .keyedBy(Query::key)
        .model(Faults.model(features), features)
        .deadline(Faults.DEADLINE)
        .ticker(time);
  }

  @ParameterizedTest
  @CsvSource({"0, MODEL", "49999999, MODEL", "50000000, MODEL", "50000001, DEADLINE"})
  void predict_withARequiredSource_waitsExactlyUntilTheDeadline(long nanos, Origin origin) {
    HandCompletedSource<Query> source = new HandCompletedSource<>("slow", "a");
    Predictor<Query> predictor = builder(Faults.features().require(source).build()).build();
    time.after(Duration.ofNanos(nanos), () -> source.complete(1));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource({"49, MODEL", "50, MODEL", "51, DEADLINE"})
  void predict_withTwoSources_sharesTheDeadlineBetweenThem(long millis, Origin origin) {
    HandCompletedSource<Query> first = new HandCompletedSource<>("first", "a");
    HandCompletedSource<Query> second = new HandCompletedSource<>("second", "b");
    FeatureSet<Query> both = Faults.features().require(first).require(second).build();
    time.after(Duration.ofMillis(30), () -> first.complete(1));
    time.after(Duration.ofMillis(millis), () -> second.complete(1));
    assertThat(builder(both).build().predict(Query.sound("k")).origin()).isEqualTo(origin);
  }

  @Test
  void predict_withTwoSources_startsBothBeforeItWaits() {
    HandCompletedSource<Query> first = new HandCompletedSource<>("first", "a");
    HandCompletedSource<Query> second = new HandCompletedSource<>("second", "b");
    FeatureSet<Query> both = Faults.features().require(first).require(second).build();
    builder(both).build().predict(Query.sound("k"));
    assertThat(second.asked()).isEqualTo(1);
  }

  @Test
  void predict_withAHungSource_takesNoLongerThanTheDeadline() {
    HandCompletedSource<Query> hung = new HandCompletedSource<>("hung", "a");
    Predictor<Query> predictor =
        builder(Faults.features().include(hung).build()).listener(seen).build();
    predictor.predict(Query.sound("k"));
    assertThat(seen.last().number("elapsedNanos")).isEqualTo(50_000_000);
  }

  @Test
  void predict_withDeadlineZero_neverWaits() {
    HandCompletedSource<Query> hung = new HandCompletedSource<>("hung", "a");
    Predictor<Query> predictor =
        builder(Faults.features().require(hung).build())
            .deadline(Duration.ZERO)
            .listener(seen)
            .build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.DEADLINE);
    assertThat(seen.last().number("elapsedNanos")).isZero();
  }

  @Test
  void predict_interruptedWhileWaiting_answersAndKeepsTheInterrupt() {
    HandCompletedSource<Query> hung = new HandCompletedSource<>("hung", "a");
    Predictor<Query> predictor = builder(Faults.features().require(hung).build()).build();
    Thread.currentThread().interrupt();
    Origin origin = predictor.predict(Query.sound("k")).origin();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(origin).isEqualTo(Origin.DEADLINE);
  }

  @Test
  void predict_whenNothingWaitsOrIsMeasured_readsNoClock() {
    Predictor<Query> predictor =
        builder(Faults.features().include(Faults.weather(time)).build()).build();
    predictor.predict(Query.sound("k"));
    assertThat(time.reads()).isZero();
  }

  @Test
  void predict_afterALateAnswer_isNotTouchedByIt() {
    HandCompletedSource<Query> source = new HandCompletedSource<>("slow", "a");
    Predictor<Query> predictor =
        builder(Faults.features().include(source).build()).listener(seen).build();
    predictor.predict(Query.sound("first"));
    time.after(Duration.ofMillis(1), () -> source.complete(1));
    time.after(Duration.ofMillis(2), () -> source.complete(2));
    predictor.predict(Query.sound("second"));
    assertThat(seen.last().features()).containsEntry("a", 2.0);
  }

  @Test
  void slots_afterTheCall_refuseToBeSet() {
    KeepingSource source = new KeepingSource();
    builder(Faults.features().include(source).build()).build().predict(Query.sound("k"));
    assertThatIllegalStateException()
        .isThrownBy(() -> source.slots().set(0, 1))
        .withMessage("slots are valid only during fill(), on its thread");
  }

  /** What a source leaves open is missing, and not what the same thread's last query had there. */
  @Test
  void slots_notSet_areMissing() {
    FeatureSource<Query> halfHearted =
        new FeatureSource<>() {
          @Override
          public String name() {
            return "half";
          }

          @Override
          public List<String> columns() {
            return List.of("a");
          }

          @Override
          public CompletionStage<double[]> fill(Query query, Slots slots) {
            if (query.key().equals("known")) {
              slots.set(0, 5);
            }
            return FeatureSource.filled();
          }
        };
    Predictor<Query> predictor =
        builder(Faults.features().include(halfHearted).build()).listener(seen).build();
    predictor.predict(Query.sound("known"));
    predictor.predict(Query.sound("unknown"));
    assertThat(seen.events().get(0).features()).containsEntry("a", 5.0);
    assertThat(seen.last().features()).containsEntry("a", Double.NaN);
  }

  @Test
  void slots_ofAThrowingSource_areClosedToo() {
    KeepingSource source = new KeepingSource();
    source.broken = true;
    builder(Faults.features().include(source).build()).build().predict(Query.sound("k"));
    assertThatIllegalStateException().isThrownBy(() -> source.slots().set(0, 1));
  }

  @Test
  void slots_ofOtherColumns_areOutOfReach() {
    KeepingSource source = new KeepingSource();
    builder(Faults.features().include(source).build()).build().predict(Query.sound("k"));
    assertThat(source.refused)
        .extracting(Throwable::getMessage)
        .containsExactly("column 1 of 1", "column -1 of 1");
  }

  /** Keeps what it is lent, and tries to write beyond it. */
  private static final class KeepingSource implements FeatureSource<Query> {
    private final AtomicReference<Slots> kept = new AtomicReference<>();
    private final List<IndexOutOfBoundsException> refused = new ArrayList<>();
    private boolean broken;

    Slots slots() {
      return Objects.requireNonNull(kept.get(), "never asked");
    }

    @Override
    public String name() {
      return "keeping";
    }

    @Override
    public List<String> columns() {
      return List.of("a");
    }

    @Override
    public CompletionStage<double[]> fill(Query query, Slots slots) {
      kept.set(slots);
      for (int column : new int[] {1, -1}) {
        try {
          slots.set(column, 0);
        } catch (IndexOutOfBoundsException expected) {
          refused.add(expected);
        }
      }
      if (broken) {
        throw new IllegalStateException("no");
      }
      return FeatureSource.filled();
    }
  }

  @ParameterizedTest
  @CsvSource({"-60, MODEL", "600, MODEL", "-60.00000000000001, IMPLAUSIBLE"})
  void predict_atThePlausibleEdges_includesThem(double score, Origin origin) {
    Predictor<Query> predictor =
        Predictor.named("trips")
            .fallback(Faults.HEURISTIC)
            .model(constant(score), features)
            .plausible(-60, 600)
            .build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(origin);
  }

  /** Knows no fingerprint. */
  private Model constant(double score) {
    return new Model() {
      @Override
      public String version() {
        return "constant";
      }

      @Override
      public List<String> featureNames() {
        return features.names();
      }

      @Override
      public double score(double[] row) {
        return score;
      }
    };
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void predict_withANullKey_fallsBackInsideARolloutOnly() {
    Query keyless = new Query(null, 1, Score.SOUND, Weather.AT_ONCE);
    Predictor<Query> split = builder(features).rollout(Rollout.of("r", 100)).build();
    assertThat(split.predict(keyless))
        .isEqualTo(new Prediction(Faults.RULE, Origin.FAILED, Arm.REST, "v1"));
    assertThat(builder(features).listener(seen).build().predict(keyless).origin())
        .isEqualTo(Origin.MODEL);
    assertThat(seen.last().key()).isEmpty();
  }

  @Test
  void predict_whenTheKeyThrows_fallsBack() {
    Predictor<Query> predictor =
        builder(features)
            .keyedBy(
                query -> {
                  throw new UnsupportedOperationException("no key");
                })
            .rollout(Rollout.of("r", 100))
            .build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.FAILED);
  }

  @Test
  void predict_whenAFeatureThrows_fallsBack() {
    FeatureSet<Query> broken =
        Faults.features()
            .number(
                "broken",
                query -> {
                  throw new IllegalStateException("no");
                })
            .build();
    assertThat(builder(broken).build().predict(Query.sound("k")).origin()).isEqualTo(Origin.FAILED);
  }

  @Test
  void predict_whenADerivedFeatureThrows_fallsBack() {
    FeatureSet<Query> broken =
        Faults.features()
            .derived(
                "broken",
                "x",
                x -> {
                  throw new IllegalStateException("no");
                })
            .build();
    assertThat(builder(broken).build().predict(Query.sound("k")).origin()).isEqualTo(Origin.FAILED);
  }

  @Test
  void predict_byNumberAndByText_areDifferentUnits() {
    int different = 0;
    Rollout half = Rollout.of("r", 50);
    Predictor<Query> text = builder(features).rollout(half).build();
    Predictor<Query> number =
        builder(features).keyedByLong(query -> Long.parseLong(query.key())).rollout(half).build();
    for (int key = 0; key < 1_000; key++) {
      Query query = Query.sound(Integer.toString(key));
      assertThat(number.predict(query).arm()).isEqualTo(half.arm(key));
      different += text.predict(query).arm() == number.predict(query).arm() ? 0 : 1;
    }
    assertThat(different).isBetween(430, 570);
  }

  @Test
  void rollout_movedWhileInUse_isLive() {
    AtomicReference<Rollout> live = new AtomicReference<>(Rollout.of("r", 0));
    Predictor<Query> predictor = builder(features).rollout(live::get).listener(seen).build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.CONTROL);
    live.set(live.get().withPercent(100));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MODEL);
    assertThat(seen.events()).extracting(e -> e.number("modelShare")).containsExactly(0.0, 1.0);
  }

  @Test
  void control_neverCallsTheModel() {
    AtomicInteger calls = new AtomicInteger();
    Model spy = Model.of("spy", features, row -> calls.incrementAndGet());
    Predictor<Query> predictor =
        builder(features).model(spy, features).rollout(Rollout.of("r", 10)).build();
    long served = 0;
    for (int key = 0; key < 1_000; key++) {
      served += predictor.predict(Query.sound("k" + key)).fromModel() ? 1 : 0;
    }
    assertThat(calls).hasValue((int) served);
    assertThat(served).isBetween(60L, 140L);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void predict_withANonFiniteRule_throwsNamingThePredictor(double value) {
    Predictor<Query> predictor = Predictor.named("trips").fallback((Query q) -> value).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> predictor.predict(Query.sound("k")))
        .withMessage("predictor 'trips': the rule to fall back on answered " + value);
  }

  @Test
  void predict_whenTheRuleThrows_throwsTheSame() {
    IllegalCallerException thrown = new IllegalCallerException("mine");
    ToDoubleFunction<Query> throwing =
        query -> {
          throw thrown;
        };
    Predictor<Query> predictor = Predictor.named("trips").fallback(throwing).build();
    assertThatThrownBy(() -> predictor.estimate(Query.sound("k"))).isSameAs(thrown);
    assertThatThrownBy(() -> predictor.predict(Query.sound("k"))).isSameAs(thrown);
  }

  @Test
  void predict_whileAListenerPredicts_keepsBothApart() {
    List<Double> inner = new ArrayList<>();
    Predictor<Query> predictor = builder(features).build();
    Predictor<Query> outer =
        builder(features)
            .listener(event -> inner.add(predictor.estimate(Query.sound(event.key()))))
            .listener(seen)
            .build();
    assertThat(outer.predict(Query.sound("k")).value()).isEqualTo(12);
    assertThat(inner).containsExactly(12.0);
    assertThat(seen.last().key()).isEqualTo("k");
  }

  @Test
  void fallback_ofNothing_isRefusedNamingThePredictor() {
    assertThatNullPointerException()
        .isThrownBy(() -> Predictor.named("trips").fallback(nothing()))
        .withMessage("predictor 'trips' needs a rule to fall back on");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // a host that breaks the contract
  private static <T> T nothing() {
    return null;
  }

  @Test
  void named_blank_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Predictor.named(" "));
  }

  @Test
  void build_withARolloutAndNoKey_isRefused() {
    Predictor.Builder<Query> keyless =
        Predictor.named("trips").fallback(Faults.HEURISTIC).rollout(Rollout.of("r", 10));
    assertThatIllegalStateException()
        .isThrownBy(keyless::build)
        .withMessage("predictor 'trips': a rollout or a shadow needs keyedBy(…)");
  }

  @Test
  void build_withAShadowNobodySees_isRefused() {
    Predictor.Builder<Query> unseen = builder(features).shadow(Rollout.of("s", 100));
    assertThatIllegalStateException()
        .isThrownBy(unseen::build)
        .withMessage("predictor 'trips': a shadow needs a listener(…) to see it");
  }

  @Test
  void plausible_aSingleValue_isARange() {
    Predictor<Query> predictor =
        builder(features).model(constant(3), features).plausible(3, 3).build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MODEL);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "NaN, 1", "0, NaN"})
  void plausible_anEmptyRange_isRefusedWithItsBounds(double lowest, double highest) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(features).plausible(lowest, highest))
        .withMessageContaining("plausible from " + lowest + " to " + highest);
  }

  @Test
  void deadline_negative_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(features).deadline(Duration.ofNanos(-1)))
        .withMessageContaining("PT-0.000000001S");
  }

  @ParameterizedTest
  @CsvSource({"0, PT1S", "1, PT0S", "1, PT-1S"})
  void circuit_thatIsNone_isRefused(int failures, Duration pause) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(features).circuit(failures, pause))
        .withMessageContaining("circuit of " + failures + " failures and " + pause);
  }

  @Test
  void deadline_ofAges_doesNotOverflow() {
    HandCompletedSource<Query> source = new HandCompletedSource<>("slow", "a");
    Predictor<Query> predictor =
        builder(Faults.features().require(source).build())
            .deadline(Duration.ofSeconds(Long.MAX_VALUE))
            .build();
    time.after(Duration.ofDays(1), () -> source.complete(1));
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void model_withOtherNames_isRefusedNamingTheFirstDifference() {
    FeatureSet<Query> other =
        FeatureSet.builder(Query.class).number("fault", Query::x).number("y", Query::x).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(features).model(Faults.model(features), other))
        .withMessage("predictor 'trips': model 'v1' wants 'x' as feature 1, not 'y'");
  }

  @Test
  void model_withFewerFeatures_isRefused() {
    FeatureSet<Query> fewer = FeatureSet.builder(Query.class).number("fault", Query::x).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(features).model(Faults.model(features), fewer))
        .withMessage("predictor 'trips': model 'v1' wants 2 features, not 1");
  }

  @Test
  void model_withAnotherFingerprint_isRefused() {
    FeatureSet<Query> changed = Faults.features().version("2").build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(features).model(Faults.model(features), changed))
        .withMessageContaining("another fingerprint (" + features.fingerprint());
  }

  @Test
  void model_withoutAFingerprint_isMatchedByNames() {
    FeatureSet<Query> changed = Faults.features().version("2").build();
    Predictor<Query> predictor = builder(features).model(constant(3), changed).build();
    assertThat(predictor.estimate(Query.sound("k"))).isEqualTo(3);
  }

  @Test
  void fixed_alwaysAnswersTheSame() {
    Predictor<Query> fixed = Predictor.fixed(4.5);
    assertThat(fixed.estimate(Query.sound("a"))).isEqualTo(4.5);
    assertThat(fixed.predict(Query.sound("b")))
        .isEqualTo(new Prediction(4.5, Origin.MODEL, Arm.MODEL, "fixed"));
    assertThat(fixed.count(Origin.MODEL)).isEqualTo(2);
    assertThat(fixed.count(Origin.CONTROL)).isZero();
    assertThat(fixed.shadowFailures() + fixed.listenerFailures()).isZero();
    assertThat(fixed.name()).isEqualTo("fixed");
  }

  @Test
  void fixed_notFinite_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Predictor.fixed(Double.NaN));
  }

  @Test
  void toString_namesPredictorAndModel() {
    assertThat(builder(features).build()).hasToString("Predictor[trips, model v1]");
    assertThat(Predictor.named("trips").fallback(Faults.HEURISTIC).build())
        .hasToString("Predictor[trips, model none]");
    assertThat(builder(features).build().name()).isEqualTo("trips");
  }
}
