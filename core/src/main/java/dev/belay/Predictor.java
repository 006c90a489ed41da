/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers every query with a finite number: the model's where it may and can, the rule's wherever
 * it may not or cannot.
 *
 * <pre>{@code
 * Predictor<Trip> delay =
 *     Predictor.named("trip-delay")
 *         .fallback(DelayRules::typicalDelay)
 *         .keyedBy(Trip::id)
 *         .model(model, features)
 *         .rollout(Rollout.of("trip-delay", 10))
 *         .deadline(Duration.ofMillis(50))
 *         .plausible(-60, 600)
 *         .listener(monitor)
 *         .build();
 * }</pre>
 *
 * <p>The order is fixed: assign, extract, score, guard, fall back, report. Whatever the model, a
 * source, a feature, the key or a listener throws is caught, said once in the log and answered by
 * the rule, {@code StackOverflowError} included. Only two things reach the caller: what the host's
 * own rule throws, and a {@code VirtualMachineError} such as {@code OutOfMemoryError}. Thread-safe.
 *
 * <p>It has no threads of its own.
 *
 * @param <Q> the host's query
 */
public sealed interface Predictor<Q> extends AutoCloseable
    permits GuardedPredictor, FixedPredictor {

  /**
   * The answer and where it comes from. Allocates the result and nothing else, unless something has
   * to be waited for.
   *
   * @param query what to predict for
   * @return the prediction
   * @throws IllegalStateException if the rule's value is needed and not finite, naming the
   *     predictor
   */
  Prediction predict(Q query);

  /**
   * The answer alone, equal to {@code predict(query).value()}; allocates nothing, unless something
   * goes wrong or has to be waited for.
   *
   * @param query what to predict for
   * @return the value
   * @throws IllegalStateException if the rule's value is needed and not finite, naming the
   *     predictor
   */
  double estimate(Q query);

  /**
   * The same answer without ever blocking a thread, for event loops. Where nothing has to be waited
   * for it is there when this returns, made on the calling thread; otherwise whatever completes
   * last, at the latest the deadline, hands the rest to the {@linkplain Builder#executor executor},
   * and listeners are told there: the answer is as soon as that executor is.
   *
   * @param query what to predict for; read on the calling thread, given to the rule perhaps on
   *     another
   * @return completed exceptionally only with what {@link #predict} would throw
   */
  CompletionStage<Prediction> predictAsync(Q query);

  /**
   * The answers to many queries: one version of the model and one deadline for all of them, sources
   * started before any is waited for, and rows scored in one call as far as the model can. Each is
   * counted and reported as if it had been asked for alone; the time elapsed is that since the
   * beginning of its part of the list.
   *
   * @param queries what to predict for, in any number
   * @return one prediction per query, in their order
   * @throws IllegalStateException if the rule's value is needed and not finite, naming the
   *     predictor; what was answered before is counted and reported
   */
  List<Prediction> predictAll(List<? extends Q> queries);

  /**
   * Why a query is answered as it is: arm, reason, features and both values. It asks the rule and
   * the model whatever the arm, may wait as {@link #predict} does, and leaves no trace: nothing is
   * counted, no listener is told, and the circuit neither opens nor closes.
   *
   * @param query what to explain
   * @return the explanation
   * @throws IllegalStateException if the rule's value is not finite, naming the predictor
   */
  Explanation why(Q query);

  /** {@return the name, as given} */
  String name();

  /**
   * How many predictions have had this origin.
   *
   * @param origin which
   * @return the number since it was built
   */
  long count(Origin origin);

  /** {@return how many values could not be computed that were wanted for comparison only} */
  long shadowFailures();

  /** {@return how many calls of a listener have thrown} */
  long listenerFailures();

  /**
   * Detaches sources and listeners, the last first. From then on the rule answers, with origin
   * {@link Origin#DISABLED}, and nobody is told. Closing again does nothing. What the host has
   * given (model, executor, listeners) stays open: it is the host's to close.
   */
  @Override
  void close();

  /**
   * Starts a predictor.
   *
   * @param name what it is called in logs, events and exceptions; not blank
   * @return the start of a builder
   */
  static Named named(String name) {
    return new Named(name);
  }

  /**
   * A predictor that always gives the same answer, as if a model had: for the host's tests.
   *
   * @param <Q> the host's query
   * @param value what it answers; finite
   * @return the predictor
   * @throws IllegalArgumentException if the value is not finite
   */
  static <Q> Predictor<Q> fixed(double value) {
    return new FixedPredictor<>(value);
  }

  /** A predictor that has a name and still needs its rule. */
  final class Named {
    private final String name;

    private Named(String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a predictor needs a name");
      }
      this.name = name;
    }

    /**
     * The rule that answers whenever the model does not: the only thing a predictor cannot do
     * without. A method reference says what the query is; a lambda has to name it: {@code (Trip
     * trip) -> trip.usualDelay()}.
     *
     * @param <Q> the host's query
     * @param rule called on the predicting thread; what it throws reaches the caller, and it must
     *     return a finite number
     * @return a builder for the rest
     */
    public <Q> Builder<Q> fallback(ToDoubleFunction<? super Q> rule) {
      String message = "predictor '" + name + "' needs a rule to fall back on";
      return new Builder<>(name, Objects.requireNonNull(rule, message));
    }
  }

  /**
   * Everything that is optional. Not thread-safe.
   *
   * @param <Q> the host's query
   */
  final class Builder<Q> {
    private static final Duration DEFAULT_DEADLINE = Duration.ofMillis(50);

    final String name;
    final ToDoubleFunction<? super Q> rule;
    final List<PredictionListener> listeners = new ArrayList<>();
    @Nullable Function<? super Q, String> textKey;
    @Nullable ToLongFunction<? super Q> numericKey;
    @Nullable Supplier<? extends @Nullable Model> models;
    @Nullable FeatureSet<? super Q> features;
    @Nullable Supplier<Rollout> rollout;
    @Nullable Supplier<Rollout> shadow;
    boolean probability;
    Executor executor = ForkJoinPool.commonPool();
    Duration deadline = DEFAULT_DEADLINE;
    Limits limits = Limits.NONE;
    Ticker ticker = Ticker.system();

    private Builder(String name, ToDoubleFunction<? super Q> rule) {
      this.name = name;
      this.rule = rule;
    }

    /**
     * The key that decides the arm and under which the truth is joined later. Without one a rollout
     * or a shadow cannot be built.
     *
     * @param key called on the predicting thread; if it throws or returns null, a predictor with a
     *     rollout answers with the rule, and one without goes on without a key
     * @return this builder
     */
    public Builder<Q> keyedBy(Function<? super Q, String> key) {
      textKey = Objects.requireNonNull(key, "key");
      numericKey = null;
      return this;
    }

    /**
     * The same for a numeric key, which never allocates, and is another unit than its text.
     *
     * @param key called on the predicting thread; if it throws, a predictor with a rollout answers
     *     with the rule, and one without goes on without a key
     * @return this builder
     */
    public Builder<Q> keyedByLong(ToLongFunction<? super Q> key) {
      numericKey = Objects.requireNonNull(key, "key");
      textKey = null;
      return this;
    }

    /**
     * The model, and the features it was trained on.
     *
     * @param model asked for the keys of the rollout's arm
     * @param features in the model's order
     * @return this builder
     * @throws IllegalArgumentException if names, order or fingerprint do not match, naming the
     *     first difference
     */
    public Builder<Q> model(Model model, FeatureSet<? super Q> features) {
      Objects.requireNonNull(model, "model");
      ModelMatch.require(name, model, Objects.requireNonNull(features, "features"));
      this.models = () -> model;
      this.features = features;
      return this;
    }

    /**
     * A model that may change while the predictor works. The supplier is read once for each
     * prediction ({@code predictAll}: once for all), so that each answer comes from exactly one
     * version. A new object is matched with the features when it first comes; one that does not
     * match is refused and the last good one stays. Each begins with a closed circuit. The supplier
     * is for one model after another, not for choosing between several.
     *
     * @param models must be quick and thread-safe; where it gives null there is no model and the
     *     rule answers with {@link Origin#NO_MODEL}; where it throws the last good model stays
     * @param features in the order of every one of these models
     * @return this builder
     */
    public Builder<Q> model(
        Supplier<? extends @Nullable Model> models, FeatureSet<? super Q> features) {
      this.models = Objects.requireNonNull(models, "models");
      this.features = Objects.requireNonNull(features, "features");
      return this;
    }

    /**
     * The share of keys the model may answer for; without it all of them.
     *
     * @param rollout a {@link Rollout}, or something that gives the current one; read once for each
     *     prediction. If it throws or gives null, nobody is in and the origin is {@link
     *     Origin#DISABLED}
     * @return this builder
     */
    public Builder<Q> rollout(Supplier<Rollout> rollout) {
      this.rollout = Objects.requireNonNull(rollout, "rollout");
      return this;
    }

    /**
     * The share of keys for which both the model and the rule are computed, so that they can be
     * compared on the same key; default is none. A {@linkplain Model#blocking blocking} model is
     * compared only where it is served. A shadow never changes the answer, never waits, and counts
     * its own failures. Give it another salt than the rollout's, or 100 %.
     *
     * @param shadow a {@link Rollout}, or something that gives the current one
     * @return this builder
     */
    public Builder<Q> shadow(Supplier<Rollout> shadow) {
      this.shadow = Objects.requireNonNull(shadow, "shadow");
      return this;
    }

    /**
     * How long the caller may be made to wait for sources, all together; default 50 ms. Reading the
     * query and scoring take microseconds and are not cut short.
     *
     * @param deadline zero for never waiting
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder<Q> deadline(Duration deadline) {
      if (deadline.isNegative()) {
        throw new IllegalArgumentException("predictor '" + name + "': deadline " + deadline);
      }
      this.deadline = deadline;
      return this;
    }

    /**
     * The range outside which a score is not believed and the rule answers; default is any finite
     * number.
     *
     * @param lowest the least plausible value, itself plausible
     * @param highest the greatest plausible value, itself plausible
     * @return this builder
     * @throws IllegalArgumentException if the range is empty
     */
    public Builder<Q> plausible(double lowest, double highest) {
      if (!(lowest <= highest)) {
        throw new IllegalArgumentException(
            "predictor '" + name + "': plausible from " + lowest + " to " + highest + " is empty");
      }
      limits = limits.plausible(lowest, highest);
      return this;
    }

    /**
     * The target is binary and every value a probability: a score outside 0 to 1 is {@link
     * Origin#IMPLAUSIBLE}, and the rule must stay within as it must stay finite. A plausible range
     * of its own has to lie within 0 to 1.
     *
     * @return this builder
     */
    public Builder<Q> probability() {
      probability = true;
      return this;
    }

    /**
     * Where {@link Predictor#predictAsync} goes on when something had to be waited for; default is
     * the platform's common pool, whose threads are daemons. Give it the event loop, or a pool
     * whose threads the host names; not the pool that a {@linkplain Model#blocking blocking} model
     * keeps busy, nor one that runs a task on the spot, since that may be the thread of the
     * platform's timer, which the whole process shares.
     *
     * @param executor must run every task it accepts; one it refuses is run by the common pool
     * @return this builder
     */
    public Builder<Q> executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /**
     * When a failing model is left alone; default is 5 failures in a row and 30 s. A failure is a
     * throw, a score that is not finite, or a {@linkplain Model#blocking blocking} model that is
     * late. After the pause one call is let through and decides.
     *
     * @param failures how many in a row, at least 1
     * @param pause how long, positive
     * @return this builder
     * @throws IllegalArgumentException for a number or a pause that is not positive
     */
    public Builder<Q> circuit(int failures, Duration pause) {
      if (failures < 1 || pause.isNegative() || pause.isZero()) {
        throw new IllegalArgumentException(
            "predictor '" + name + "': circuit of " + failures + " failures and " + pause);
      }
      limits = limits.circuit(failures, pause);
      return this;
    }

    /**
     * Someone to tell of every prediction; may be called several times, they are told in order.
     *
     * @param listener called on the predicting thread
     * @return this builder
     */
    public Builder<Q> listener(PredictionListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener"));
      return this;
    }

    /**
     * The clocks and the waiting; default is {@link Ticker#system()}.
     *
     * @param ticker the seam
     * @return this builder
     */
    public Builder<Q> ticker(Ticker ticker) {
      this.ticker = Objects.requireNonNull(ticker, "ticker");
      return this;
    }

    /**
     * The predictor.
     *
     * @return it
     * @throws IllegalArgumentException if the model its supplier has at this moment does not match
     *     the features
     * @throws IllegalStateException if there is a rollout or a shadow and no key, a shadow and no
     *     listener to see it, or a plausible range beyond that of a probability
     */
    public Predictor<Q> build() {
      if (textKey == null && numericKey == null && (rollout != null || shadow != null)) {
        throw new IllegalStateException(
            "predictor '" + name + "': a rollout or a shadow needs keyedBy(…)");
      }
      if (shadow != null && listeners.isEmpty()) {
        throw new IllegalStateException(
            "predictor '" + name + "': a shadow needs a listener(…) to see it");
      }
      return new GuardedPredictor<>(this);
    }
  }
}
