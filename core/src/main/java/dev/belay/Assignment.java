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
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Who is asked for: the key, the rollout of this moment, and the arm they come to. */
final class Assignment<Q> {
  private final @Nullable Function<? super Q, String> textKey;
  private final @Nullable ToLongFunction<? super Q> numericKey;
  private final @Nullable Supplier<Rollout> rollout;
  private final @Nullable Supplier<Rollout> shadow;
  private final boolean keyWanted;

  /** The arm of every key where there is no rollout. */
  private final Arm everybody;

  private final WarnOnce log;

  Assignment(Predictor.Builder<Q> builder, WarnOnce log) {
    this.textKey = builder.textKey;
    this.numericKey = builder.numericKey;
    this.rollout = builder.rollout;
    this.shadow = builder.shadow;
    this.everybody = builder.models == null ? Arm.REST : Arm.MODEL;
    this.keyWanted = rollout != null || !builder.listeners.isEmpty();
    this.log = log;
  }

  /** Sets arm and rollout; MODEL if there is a model and it may answer, otherwise why not. */
  Origin assign(Q query, Scratch<Q> scratch, boolean without) {
    boolean keyed = keyWanted && readKey(query, scratch);
    Supplier<Rollout> assigned = rollout;
    if (assigned == null) {
      scratch.arm = everybody;
      return without ? Origin.NO_MODEL : Origin.MODEL;
    }
    Rollout now = current(assigned);
    scratch.rollout = now;
    scratch.arm = now == null || !keyed ? Arm.REST : arm(now, scratch);
    if (without) {
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

  /** Whether both values are wanted for this key. */
  boolean shadows(Scratch<Q> scratch) {
    Supplier<Rollout> compared = shadow;
    if (compared == null) {
      return false;
    }
    Rollout now = current(compared);
    return now != null
        && (scratch.hasNumericKey || scratch.textKey != null)
        && arm(now, scratch) == Arm.MODEL;
  }

  /** Reads the key; false if there is none to be had. */
  boolean readKey(Q query, Scratch<Q> scratch) {
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
}
