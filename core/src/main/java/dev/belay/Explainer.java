/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.traffic.Rollout;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what would be answered and why, without leaving a trace: nothing is counted or reported
 * and the circuit neither opens nor closes. Unlike a prediction it asks for both values whatever
 * the arm.
 */
final class Explainer<Q> {
  private final GuardedPredictor<Q> predictor;
  private final boolean closed;

  Explainer(GuardedPredictor<Q> predictor, boolean closed) {
    this.predictor = predictor;
    this.closed = closed;
  }

  Explanation explain(Q query, Scratch<Q> scratch) {
    GuardedModel<Q> guarded = predictor.model();
    predictor.begin(query, scratch, guarded);
    predictor.identify(query, scratch);
    Origin assigned = scratch.origin;
    Origin possible = guarded == null ? Origin.NO_MODEL : guarded.peek(query, scratch);
    scratch.origin = assigned == Origin.MODEL ? outcome(guarded, possible) : assigned;
    double rule = predictor.fallBack(query, scratch);
    scratch.value = scratch.origin == Origin.MODEL ? scratch.model : rule;
    return new Explanation(scratch.prediction(), reason(scratch, assigned), scratch);
  }

  private static Origin outcome(@Nullable GuardedModel<?> guarded, Origin possible) {
    return guarded != null && !guarded.circuitClosed() ? Origin.CIRCUIT_OPEN : possible;
  }

  private String reason(Scratch<Q> scratch, Origin assigned) {
    return switch (scratch.origin) {
      case MODEL -> "the model may answer and did";
      case CONTROL -> "the key is outside the model's arm of rollout " + scratch.rollout;
      case DISABLED -> disabled(scratch.rollout);
      case NO_MODEL -> "there is no model";
      case CIRCUIT_OPEN -> "the model has failed repeatedly and is left alone";
      default -> assigned == Origin.MODEL ? scratch.trouble() : "there is no key to assign";
    };
  }

  private String disabled(@Nullable Rollout rollout) {
    if (closed) {
      return "the predictor is closed";
    }
    return rollout == null
        ? "the rollout has gone or cannot be read"
        : "the rollout is switched off: " + rollout;
  }
}
