/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.WarnOnce.Trouble;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The pipeline, once: assign, extract, score, guard, fall back, report.
 *
 * <p>Its invariant: when {@link #run} returns, the scratch holds a finite value, which is the
 * rule's unless the origin is MODEL. Nothing in it allocates or takes a lock as long as nothing
 * goes wrong and nothing has to be waited for.
 */
final class GuardedPredictor<Q> implements Predictor<Q> {
  static final String NO_VERSION = "none";

  private final String name;
  private final ToDoubleFunction<? super Q> rule;
  private final @Nullable Function<? super Q, String> textKey;
  private final @Nullable ToLongFunction<? super Q> numericKey;
  private final @Nullable GuardedModel<Q> model;
  private final @Nullable Supplier<Rollout> rollout;
  private final @Nullable Supplier<Rollout> shadow;
  private final long deadlineNanos;
  private final Ticker ticker;
  private final PredictionListener[] listeners;
  private final ScratchPool<Scratch<Q>> pool;
  private final Tally tally = new Tally();
  private final WarnOnce log;

  GuardedPredictor(Builder<Q> builder) {
    this.name = builder.name;
    this.rule = builder.rule;
    this.textKey = builder.textKey;
    this.numericKey = builder.numericKey;
    this.rollout = builder.rollout;
    this.shadow = builder.shadow;
    this.deadlineNanos = Nanos.saturated(builder.deadline);
    this.ticker = builder.ticker;
    this.listeners = builder.listeners.toArray(new PredictionListener[0]);
    this.log = new WarnOnce(LoggerFactory.getLogger(Predictor.class), name);
    this.model = GuardedModel.of(builder, log);
    FeatureSet<Q> features = model == null ? null : model.features();
    this.pool = new ScratchPool<>(() -> new Scratch<>(name, ticker, features));
  }

  @Override
  public Prediction predict(Q query) {
    Scratch<Q> scratch = pool.borrow();
    try {
      run(query, scratch);
      return new Prediction(scratch.value, scratch.origin, scratch.arm, scratch.version);
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
    boolean watched = listeners.length > 0;
    long started = watched ? ticker.nanos() : 0;
    scratch.reset();
    answer(query, scratch);
    tally.add(scratch.origin);
    if (watched) {
      compare(query, scratch);
      scratch.elapsedNanos = ticker.nanos() - started;
      report(scratch);
    }
  }

  private void answer(Q query, Scratch<Q> scratch) {
    GuardedModel<Q> guarded = model;
    Origin origin = assign(query, scratch);
    if (guarded != null) {
      scratch.version = guarded.version();
      if (origin == Origin.MODEL) {
        origin = guarded.consult(query, scratch, deadlineNanos);
      }
    }
    scratch.origin = origin;
    scratch.value = origin == Origin.MODEL ? scratch.model : fallBack(query, scratch);
  }

  private Origin assign(Q query, Scratch<Q> scratch) {
    boolean keyed = readKey(query, scratch);
    Supplier<Rollout> assigned = rollout;
    if (assigned == null) {
      scratch.arm = model == null ? Arm.REST : Arm.MODEL;
      return model == null ? Origin.NO_MODEL : Origin.MODEL;
    }
    Rollout now = current(assigned);
    scratch.rollout = now;
    scratch.arm = now == null || !keyed ? Arm.REST : arm(now, scratch);
    if (model == null) {
      return Origin.NO_MODEL;
    }
    if (now == null || !now.enabled()) {
      return Origin.DISABLED;
    }
    if (!keyed) {
      return Origin.FAILED;
    }
    return scratch.arm == Arm.MODEL ? Origin.MODEL : Origin.CONTROL;
  }

  /** Reads the key if anyone needs it; false if there is none to be had. */
  private boolean readKey(Q query, Scratch<Q> scratch) {
    if (rollout == null && listeners.length == 0) {
      return false;
    }
    try {
      if (numericKey != null) {
        scratch.numericKey = numericKey.applyAsLong(query);
        scratch.hasNumericKey = true;
        return true;
      }
      scratch.textKey = textKey == null ? null : textKey.apply(query);
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      log.warn(Trouble.KEY, "the key could not be read", failure);
      return false;
    }
    if (scratch.textKey == null && textKey != null) {
      log.warn(Trouble.KEY, "the key is null", null);
    }
    return scratch.textKey != null;
  }

  private @Nullable Rollout current(Supplier<Rollout> supplier) {
    try {
      Rollout now = supplier.get();
      if (now == null) {
        log.warn(Trouble.ROLLOUT, "the rollout has gone", null);
      }
      return now;
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      log.warn(Trouble.ROLLOUT, "the rollout could not be read", failure);
      return null;
    }
  }

  private Arm arm(Rollout rollout, Scratch<Q> scratch) {
    String text = scratch.textKey;
    return text == null ? rollout.arm(scratch.numericKey) : rollout.arm(text);
  }

  private double fallBack(Q query, Scratch<Q> scratch) {
    double value = rule.applyAsDouble(query);
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(
          "predictor '" + name + "': the rule to fall back on answered " + value);
    }
    scratch.heuristic = value;
    return value;
  }

  private void compare(Q query, Scratch<Q> scratch) {
    if (!wantsComparison(scratch)) {
      return;
    }
    boolean computed;
    try {
      if (scratch.origin == Origin.MODEL) {
        fallBack(query, scratch);
        computed = true;
      } else {
        GuardedModel<Q> guarded = model;
        computed = guarded != null && guarded.compare(query, scratch);
      }
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      log.warn(Trouble.SHADOW, "the rule threw for comparison", failure);
      computed = false;
    }
    scratch.shadowed = computed;
    if (!computed) {
      tally.shadowFailures.increment();
    }
  }

  /** Both values are wanted, and the one that was not served has not been tried yet. */
  private boolean wantsComparison(Scratch<Q> scratch) {
    Supplier<Rollout> compared = shadow;
    boolean untried =
        scratch.origin == Origin.MODEL
            || scratch.origin == Origin.CONTROL
            || scratch.origin == Origin.DISABLED;
    if (compared == null || model == null || !untried) {
      return false;
    }
    Rollout now = current(compared);
    return now != null
        && (scratch.hasNumericKey || scratch.textKey != null)
        && arm(now, scratch) == Arm.MODEL;
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

  @Override
  public long count(Origin origin) {
    return tally.count(origin);
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
  public String toString() {
    return "Predictor[" + name + ", model " + (model == null ? NO_VERSION : model.version()) + "]";
  }
}
