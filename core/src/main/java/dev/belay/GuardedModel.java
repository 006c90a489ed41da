/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.Circuit.Permit;
import dev.belay.WarnOnce.Trouble;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A model, its features, and everything that can go wrong between the two and the answer. */
final class GuardedModel<Q> {
  private final Model model;
  private final String version;
  private final FeatureSet<Q> features;
  private final double lowest;
  private final double highest;
  private final Circuit circuit;
  private final Ticker ticker;
  private final WarnOnce log;

  private GuardedModel(
      Model model, FeatureSet<Q> features, Predictor.Builder<Q> builder, WarnOnce log) {
    this.model = model;
    this.version = Objects.requireNonNull(model.version(), "the model's version");
    this.features = features;
    this.lowest = builder.lowest;
    this.highest = builder.highest;
    this.ticker = builder.ticker;
    this.circuit = new Circuit(builder.circuitFailures, builder.circuitPause, ticker);
    this.log = log;
  }

  static <Q> @Nullable GuardedModel<Q> of(Predictor.Builder<Q> builder, WarnOnce log) {
    Model model = builder.model;
    FeatureSet<? super Q> features = builder.features;
    if (model == null || features == null) {
      return null;
    }
    // A feature set only ever takes queries in.
    @SuppressWarnings("unchecked")
    FeatureSet<Q> narrowed = (FeatureSet<Q>) features;
    return new GuardedModel<>(model, narrowed, builder, log);
  }

  String version() {
    return version;
  }

  FeatureSet<Q> features() {
    return features;
  }

  /** Asks the model, within the budget, and leaves its value in the scratch if it is to be used. */
  Origin consult(Q query, Scratch<Q> scratch, long budgetNanos) {
    if (!circuit.permits()) {
      return refusedByCircuit();
    }
    Origin assembled = assemble(query, scratch, budgetNanos);
    if (assembled != Origin.MODEL) {
      return assembled;
    }
    Permit permit = circuit.acquire();
    return permit == null ? refusedByCircuit() : scoreWith(permit, scratch);
  }

  /** The model's value for comparison only: no waiting, no say in the circuit. */
  boolean compare(Q query, Scratch<Q> scratch) {
    if (!circuit.closed() || assemble(query, scratch, 0) != Origin.MODEL) {
      return false;
    }
    try {
      return judge(model.score(scratch.row()), scratch) == Origin.MODEL;
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      log.warn(Trouble.SHADOW, "the model threw for comparison", failure);
      return false;
    }
  }

  private Origin refusedByCircuit() {
    log.warn(Trouble.CIRCUIT, "the model has failed repeatedly and is left alone", null);
    return Origin.CIRCUIT_OPEN;
  }

  private Origin assemble(Q query, Scratch<Q> scratch, long budgetNanos) {
    Assembly<Q> assembly = scratch.assembly();
    Origin outcome = assembly.assemble(query, ticker, budgetNanos);
    scratch.assembled = outcome == Origin.MODEL;
    if (!assembly.problem().isEmpty()) {
      Trouble trouble = outcome == Origin.FAILED ? Trouble.FEATURES : Trouble.SOURCE;
      log.warn(trouble, assembly.problem(), assembly.cause());
    }
    return outcome;
  }

  private Origin scoreWith(Permit permit, Scratch<Q> scratch) {
    boolean sound = false;
    try {
      Origin verdict = judge(model.score(scratch.row()), scratch);
      sound = verdict != Origin.NOT_FINITE;
      return verdict;
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      log.warn(Trouble.MODEL, "the model threw", failure);
      return Origin.FAILED;
    } finally {
      // Also when an error passes through that is not ours to catch: a probe must not get lost.
      if (sound) {
        circuit.succeeded(permit);
      } else {
        circuit.failed(permit);
      }
    }
  }

  private Origin judge(double score, Scratch<Q> scratch) {
    if (!Double.isFinite(score)) {
      log.warn(Trouble.NOT_FINITE, "the model's score is not finite", null);
      return Origin.NOT_FINITE;
    }
    if (score < lowest || score > highest) {
      log.warn(Trouble.IMPLAUSIBLE, "the model's score is outside the plausible range", null);
      return Origin.IMPLAUSIBLE;
    }
    scratch.model = score;
    return Origin.MODEL;
  }
}
