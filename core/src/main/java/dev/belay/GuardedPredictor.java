/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.WarnOnce.Trouble;
import dev.belay.internal.Nanos;
import dev.belay.internal.ScratchPool;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The pipeline, once: assign, extract, score, guard, fall back, report.
 *
 * <p>{@link #begin} and {@link #finish} are its two ends, the same for one query, for many and for
 * one that is carried on by another thread; what lies between them may wait. Its invariant: after
 * {@link #finish} the scratch holds a finite value, which is the rule's unless the origin is MODEL.
 * Nothing in it allocates or takes a lock as long as nothing goes wrong and nothing has to be
 * waited for.
 */
final class GuardedPredictor<Q> implements Predictor<Q> {
  static final String NO_VERSION = "none";

  private final String name;
  private final ToDoubleFunction<? super Q> rule;
  private final double lowestRule;
  private final double highestRule;
  private final Assignment<Q> assignment;
  private final @Nullable CurrentModel<Q> models;
  private final @Nullable FeatureSet<Q> features;
  private final long deadlineNanos;
  private final Ticker ticker;
  private final Executor executor;
  private final PredictionListener[] listeners;
  private final Lifecycle lifecycle;
  private final ScratchPool<Scratch<Q>> pool;
  private final Tally tally = new Tally();
  private final WarnOnce log;

  GuardedPredictor(Builder<Q> builder) {
    this.name = builder.name;
    this.rule = builder.rule;
    this.lowestRule = builder.probability ? 0 : -Double.MAX_VALUE;
    this.highestRule = builder.probability ? 1 : Double.MAX_VALUE;
    this.deadlineNanos = Nanos.saturated(builder.deadline);
    this.ticker = builder.ticker;
    this.executor = builder.executor;
    this.listeners = builder.listeners.toArray(new PredictionListener[0]);
    this.log = new WarnOnce(LoggerFactory.getLogger(Predictor.class), name);
    this.assignment = new Assignment<>(builder, log);
    // A feature set only ever takes queries in.
    @SuppressWarnings("unchecked")
    FeatureSet<Q> narrowed = (FeatureSet<Q>) builder.features;
    this.features = narrowed;
    Limits limits = builder.probability ? builder.limits.ofProbabilities(name) : builder.limits;
    this.models = CurrentModel.of(builder, limits, log);
    this.pool = new ScratchPool<>(this::scratch);
    this.lifecycle = new Lifecycle(name, log);
    lifecycle.begin(narrowed == null ? List.of() : narrowed.attachable(), listeners);
  }

  Scratch<Q> scratch() {
    return new Scratch<>(name, ticker, features);
  }

  @Override
  public Prediction predict(Q query) {
    Scratch<Q> scratch = pool.borrow();
    try {
      run(query, scratch);
      return scratch.prediction();
    } finally {
      pool.giveBack(scratch);
    }
  }

  @Override
  public double estimate(Q query) {
    Scratch<Q> scratch = pool.borrow();
    try {
      run(query, scratch);
      return scratch.value;
    } finally {
      pool.giveBack(scratch);
    }
  }

  private void run(Q query, Scratch<Q> scratch) {
    GuardedModel<Q> model = model();
    begin(query, scratch, model);
    if (scratch.origin == Origin.MODEL && model != null) {
      scratch.origin = model.consult(query, scratch);
    }
    finish(query, scratch, model);
  }

  @Override
  public CompletionStage<Prediction> predictAsync(Q query) {
    return new AsyncCall<>(this, query, pool, executor).start();
  }

  @Override
  public List<Prediction> predictAll(List<? extends Q> queries) {
    return new Batch<>(this, new Deadline(ticker).reset(deadlineNanos)).predict(queries);
  }

  @Override
  public Explanation why(Q query) {
    Scratch<Q> scratch = pool.borrow();
    try {
      return new Explainer<>(this, lifecycle.ended()).explain(query, scratch);
    } finally {
      pool.giveBack(scratch);
    }
  }

  /** The model of this moment, to be read once for each answer; null if there is none. */
  @Nullable GuardedModel<Q> model() {
    return models == null ? null : models.now();
  }

  /** Decides who is to answer: MODEL if the model is to be asked. */
  void begin(Q query, Scratch<Q> scratch, @Nullable GuardedModel<Q> model) {
    StageEvent stage = StageEvent.started();
    scratch.reset(model == null ? NO_VERSION : model.version(), deadlineNanos);
    scratch.startedNanos = listeners.length > 0 ? ticker.nanos() : 0;
    Origin origin = assignment.assign(query, scratch, model == null);
    scratch.origin = lifecycle.ended() ? Origin.DISABLED : origin;
    StageEvent.ended(stage, name, StageEvent.ASSIGN);
  }

  /** Reads the key of a query also where no prediction needs one. */
  void identify(Q query, Scratch<Q> scratch) {
    assignment.readKey(query, scratch);
  }

  /** Settles the answer, counts it and reports it. */
  void finish(Q query, Scratch<Q> scratch, @Nullable GuardedModel<Q> model) {
    scratch.value = scratch.origin == Origin.MODEL ? scratch.model : fallBack(query, scratch);
    tally.add(scratch.origin);
    if (listeners.length > 0 && !lifecycle.ended()) {
      StageEvent stage = StageEvent.started();
      compare(query, scratch, model);
      scratch.elapsedNanos = ticker.nanos() - scratch.startedNanos;
      report(scratch);
      StageEvent.ended(stage, name, StageEvent.REPORT);
    }
  }

  double fallBack(Q query, Scratch<Q> scratch) {
    StageEvent stage = StageEvent.started();
    double value = rule.applyAsDouble(query);
    if (!(value >= lowestRule && value <= highestRule)) {
      throw new IllegalStateException(
          ("predictor '" + name + "': the rule to fall back on answered " + value)
              + (Double.isFinite(value) ? ", which is no probability" : ""));
    }
    scratch.heuristic = value;
    StageEvent.ended(stage, name, StageEvent.FALL_BACK);
    return value;
  }

  private void compare(Q query, Scratch<Q> scratch, @Nullable GuardedModel<Q> guarded) {
    if (guarded == null || !comparable(guarded, scratch.origin) || !assignment.shadows(scratch)) {
      return;
    }
    try {
      if (scratch.origin == Origin.MODEL) {
        fallBack(query, scratch);
        scratch.shadowed = true;
      } else {
        scratch.shadowed = guarded.compare(query, scratch);
      }
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      log.warn(Trouble.SHADOW, "the rule threw for comparison", failure);
    }
    if (!scratch.shadowed) {
      tally.shadowFailures.increment();
    }
  }

  /** The value that was not served has not been tried yet, and can be without waiting for it. */
  private static boolean comparable(GuardedModel<?> guarded, Origin origin) {
    boolean untried = origin == Origin.CONTROL || origin == Origin.DISABLED;
    return origin == Origin.MODEL || (untried && !guarded.waits());
  }

  private void report(Scratch<Q> scratch) {
    PredictionEvent event = scratch.open();
    try {
      for (PredictionListener listener : listeners) {
        tell(listener, event);
      }
    } finally {
      scratch.close();
    }
  }

  private void tell(PredictionListener listener, PredictionEvent event) {
    try {
      listener.onPrediction(event);
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      tally.listenerFailures.increment();
      log.warn(Trouble.LISTENER, "a listener threw", failure);
    }
  }

  @Override
  public String name() {
    return name;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  Ticker ticker() {
    return ticker;
  }

  void warn(Trouble trouble, String what, Throwable cause) {
    log.warn(trouble, what, cause);
  }

  @Override
  public long count(Origin origin) {
    return tally.count(Objects.requireNonNull(origin, "origin"));
  }

  @Override
  public long shadowFailures() {
    return tally.shadowFailures.sum();
  }

  @Override
  public long listenerFailures() {
    return tally.listenerFailures.sum();
  }

  @Override
  public void close() {
    lifecycle.end();
  }

  @Override
  public String toString() {
    GuardedModel<Q> now = model();
    return "Predictor[" + name + ", model " + (now == null ? NO_VERSION : now.version()) + "]";
  }
}
