/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.Faults.Query;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Rollout;
import java.io.IOError;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of others that breaks every rule it can: the answer still comes, and is the right one. */
class HostileCodeTest {
  private final RecordingListener seen = new RecordingListener();

  /** A future that misbehaves where it is touched. */
  private static class Future extends CompletableFuture<double[]> {}

  private static final class NotDone extends Future {
    @Override
    public boolean isDone() {
      throw new IllegalStateException("isDone");
    }
  }

  private static final class NotGot extends Future {
    @Override
    public double[] get(long timeout, TimeUnit unit) {
      throw new IllegalStateException("get");
    }
  }

  private static final class NotJoined extends Future {
    @Override
    public boolean isDone() {
      return true;
    }

    @Override
    public double[] join() {
      throw new AssertionError("join");
    }
  }

  private static final class NoFuture extends Future {
    @Override
    @SuppressWarnings("NullAway") // a host that breaks the contract
    public CompletableFuture<double[]> toCompletableFuture() {
      return null;
    }
  }

  private static final class NotAFuture extends Future {
    @Override
    public CompletableFuture<double[]> toCompletableFuture() {
      throw new UnsupportedOperationException("toCompletableFuture");
    }
  }

  @SuppressWarnings("NullAway") // a host that breaks the contract
  static Stream<Supplier<CompletionStage<double[]>>> stages() {
    return Stream.of(
        NotDone::new,
        NotGot::new,
        NotJoined::new,
        NoFuture::new,
        NotAFuture::new,
        () -> null,
        () -> CompletableFuture.completedFuture(null),
        () -> {
          throw new IOError(new IOException("disk"));
        });
  }

  /** Its name can be asked for once, as if the client behind it had been closed. */
  private static final class Source implements FeatureSource<Query> {
    private final Supplier<CompletionStage<double[]>> stage;
    private int named;

    Source(Supplier<CompletionStage<double[]>> stage) {
      this.stage = stage;
    }

    @Override
    public String name() {
      if (++named > 1) {
        throw new IllegalStateException("closed");
      }
      return "hostile";
    }

    @Override
    public List<String> columns() {
      return List.of("a");
    }

    @Override
    public CompletionStage<double[]> fill(Query query, Slots slots) {
      return stage.get();
    }
  }

  private Predictor.Builder<Query> builder(FeatureSet<Query> features) {
    return Predictor.named("trips")
        .fallback(Faults.HEURISTIC)
        .keyedBy(Query::key)
        .model(Faults.model(features), features)
        .listener(seen);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void optionalSource_thatMisbehaves_isUnavailable(Supplier<CompletionStage<double[]>> stage) {
    Predictor<Query> predictor =
        builder(Faults.features().include(new Source(stage)).build()).build();
    for (int i = 0; i < 3; i++) {
      assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MODEL);
      assertThat(seen.last().features())
          .containsEntry("a", Double.NaN)
          .containsEntry("hostile_unavailable", 1.0);
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void requiredSource_thatMisbehaves_sendsTheQueryToTheRule(
      Supplier<CompletionStage<double[]>> stage) {
    Predictor<Query> predictor =
        builder(Faults.features().require(new Source(stage)).build()).build();
    for (int i = 0; i < 3; i++) {
      assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MISSING_FEATURES);
    }
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IOError(new IOException("disk")),
        new ServiceConfigurationError("no provider"),
        new Error("not implemented"),
        new Exception("checked"),
        new Throwable("plain"),
        new UnreadableException());
  }

  /** Whoever logs it is thrown at. */
  private static final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> double sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void model_thatThrowsAnything_isAnsweredByTheRule(Throwable thrown) {
    FeatureSet<Query> features = Faults.features().build();
    Model model = Model.of("v", features, row -> HostileCodeTest.<RuntimeException>sneak(thrown));
    Predictor<Query> predictor = builder(features).model(model, features).build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.FAILED);
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void keyFeatureAndListener_thatThrowAnything_costNoAnswer(Throwable thrown) {
    FeatureSet<Query> features =
        Faults.features()
            .number("z", query -> HostileCodeTest.<RuntimeException>sneak(thrown))
            .build();
    Predictor<Query> predictor =
        builder(features)
            .keyedByLong(query -> (long) HostileCodeTest.<RuntimeException>sneak(thrown))
            .listener(event -> HostileCodeTest.<RuntimeException>sneak(thrown))
            .build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.FAILED);
    assertThat(predictor.listenerFailures()).isEqualTo(1);
  }

  /** Every place where other people's code is called. */
  enum Place {
    KEY,
    ROLLOUT,
    SOURCE,
    FUTURE,
    FEATURE,
    DERIVED,
    MODEL,
    SHADOW_MODEL,
    SHADOW_RULE,
    LISTENER
  }

  private static double run(Place place, Place dying) {
    if (place == dying) {
      throw new OutOfMemoryError("made up by a test");
    }
    return 1;
  }

  private static Rollout rollout(Place dying) {
    run(Place.ROLLOUT, dying);
    return Rollout.of("r", dying == Place.SHADOW_MODEL ? 0 : 100);
  }

  private Predictor<Query> dying(Place dying) {
    FeatureSet<Query> features =
        FeatureSet.builder(Query.class)
            .number("x", query -> run(Place.FEATURE, dying))
            .derived("y", "x", x -> run(Place.DERIVED, dying))
            .include(new Source(() -> dyingStage(dying)))
            .build();
    Model model =
        Model.of("v", features, row -> run(Place.MODEL, dying) + run(Place.SHADOW_MODEL, dying));
    return Predictor.named("trips")
        .fallback((Query query) -> run(Place.SHADOW_RULE, dying))
        .keyedByLong(query -> (long) run(Place.KEY, dying))
        .model(model, features)
        .rollout(() -> rollout(dying))
        .shadow(Rollout.of("s", 100))
        .listener(event -> run(Place.LISTENER, dying))
        .build();
  }

  private static CompletionStage<double[]> dyingStage(Place dying) {
    run(Place.SOURCE, dying);
    return new Future() {
      @Override
      public boolean isDone() {
        run(Place.FUTURE, dying);
        return super.isDone();
      }
    };
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void outOfMemory_anywhere_isNotOursToCatch(Place place) {
    Predictor<Query> predictor = dying(place);
    assertThatThrownBy(() -> predictor.predict(Query.sound("k")))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void model_withoutAVersion_isRefusedWhenBuilt() {
    FeatureSet<Query> features = Faults.features().build();
    Model nameless =
        new Model() {
          @Override
          public @Nullable String version() {
            return null;
          }

          @Override
          public List<String> featureNames() {
            return features.names();
          }

          @Override
          public double score(double[] row) {
            return 0;
          }
        };
    assertThatNullPointerException()
        .isThrownBy(() -> builder(features).model(nameless, features).build())
        .withMessage("the model's version");
  }

  /** What a source delivers too late may be large, and this thread may not predict again soon. */
  @Test
  void futures_thatWereNotWaitedFor_areNotHeldByTheThread() {
    CompletableFuture<double[]> failed = CompletableFuture.failedFuture(new Exception("no"));
    CompletableFuture<double[]> abandoned = new CompletableFuture<>();
    WeakReference<CompletableFuture<double[]>> trace = new WeakReference<>(abandoned);
    CompletionStage<?>[] given = {failed, abandoned};
    abandoned = null;
    FeatureSet<Query> features =
        Faults.features().require(taking(given, 0)).require(taking(given, 1)).build();
    Predictor<Query> predictor = builder(features).build();
    assertThat(predictor.predict(Query.sound("k")).origin()).isEqualTo(Origin.MISSING_FEATURES);
    given[1] = failed;
    for (int i = 0; i < 50 && trace.get() != null; i++) {
      System.gc();
    }
    assertThat(trace.get()).isNull();
    assertThat(predictor.count(Origin.MISSING_FEATURES)).isEqualTo(1);
  }

  @SuppressWarnings("unchecked")
  private static FeatureSource<Query> taking(CompletionStage<?>[] stages, int index) {
    return new FeatureSource<>() {
      @Override
      public String name() {
        return "source" + index;
      }

      @Override
      public List<String> columns() {
        return List.of("column" + index);
      }

      @Override
      public CompletionStage<double[]> fill(Query query, Slots slots) {
        return (CompletionStage<double[]>) Objects.requireNonNull(stages[index]);
      }
    };
  }
}
