/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.WarnOnce.Trouble;
import dev.belay.internal.Circuit;
import dev.belay.internal.Circuit.Permit;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A model, and everything that can go wrong between it and the answer. What it is asked and what it
 * finds is in the scratch, so that one call can be carried on by another thread.
 */
final class GuardedModel<Q> {

  private final Model model;
  private final @Nullable BlockingModel blocking;
  private final String version;
  private final Limits limits;
  private final Circuit circuit;
  private final WarnOnce log;

  GuardedModel(Model model, Limits limits, Ticker ticker, WarnOnce log) {
    this.model = model;
    this.blocking = model instanceof BlockingModel waits ? waits : null;
    this.version = model.version();
    this.limits = limits;
    this.circuit = new Circuit(limits.failures(), limits.pause(), ticker::nanos);
    this.log = log;
  }

  Model model() {
    return model;
  }

  String version() {
    return version;
  }

  boolean circuitClosed() {
    return circuit.closed();
  }

  /**
   * Asks the model, within the deadline, and leaves its value in the scratch if it is to be used.
   */
  Origin consult(Q query, Scratch<Q> scratch) {
    Origin outcome = start(query, scratch);
    if (outcome == Origin.MODEL) {
      outcome = extract(scratch, scratch.deadline);
    }
    return outcome == Origin.MODEL ? score(scratch, scratch.deadline) : outcome;
  }

  /** Everything that never waits and comes before the score: sources are started, not joined. */
  Origin start(Q query, Scratch<Q> scratch) {
    if (!circuit.permits()) {
      return refusedByCircuit();
    }
    StageEvent stage = StageEvent.started();
    if (blocking != null) {
      scratch.deadline.reserveHalf();
    }
    Origin outcome = said(scratch.assembly().start(query), scratch);
    StageEvent.ended(stage, scratch.predictor, StageEvent.EXTRACT);
    return outcome;
  }

  /** The row, whole, as far as the deadline allows. */
  Origin extract(Scratch<Q> scratch, Deadline deadline) {
    StageEvent stage = StageEvent.started();
    Origin outcome = said(scratch.assembly().finish(deadline), scratch);
    scratch.assembled = outcome == Origin.MODEL;
    StageEvent.ended(stage, scratch.predictor, StageEvent.JOIN);
    return outcome;
  }

  /** Whether a score has to be waited for: then it is asked for and settled, not scored. */
  boolean waits() {
    return blocking != null;
  }

  /** The score of the row, as far as the deadline allows. */
  Origin score(Scratch<Q> scratch, Deadline deadline) {
    StageEvent stage = StageEvent.started();
    Origin outcome = blocking == null ? scoreHere(scratch) : scoreElsewhere(scratch, deadline);
    StageEvent.ended(stage, scratch.predictor, StageEvent.SCORE);
    return outcome;
  }

  private Origin scoreHere(Scratch<Q> scratch) {
    Permit permit = circuit.acquire();
    return permit == null ? refusedByCircuit() : judged(permit, null, scratch);
  }

  private Origin scoreElsewhere(Scratch<Q> scratch, Deadline deadline) {
    Origin outcome = ask(scratch);
    CompletableFuture<double[]> asked = scratch.asked;
    if (asked != null) {
      deadline.await(asked);
    }
    return outcome == Origin.MODEL ? settle(scratch) : outcome;
  }

  /** Puts the row to a model that waits; what is to be waited for is in the scratch. */
  Origin ask(Scratch<Q> scratch) {
    Permit permit = circuit.acquire();
    if (permit == null) {
      return refusedByCircuit();
    }
    scratch.permit = permit;
    scratch.fair = scratch.deadline.fair();
    scratch.asked = Objects.requireNonNull(blocking, "does not wait").ask(scratch.row());
    return scratch.asked == null ? full() : Origin.MODEL;
  }

  /** What a model that waits has answered by now. */
  Origin settle(Scratch<Q> scratch) {
    Permit permit = Objects.requireNonNull(scratch.permit, "not asked");
    CompletableFuture<double[]> asked = Objects.requireNonNull(scratch.asked, "not asked");
    scratch.asked = null;
    return asked.isDone()
        ? judged(permit, asked, scratch)
        : late(permit, asked, scratch.fair && !scratch.deadline.interrupted());
  }

  private Origin judged(
      Permit permit, @Nullable CompletableFuture<double[]> asked, Scratch<Q> scratch) {
    boolean sound = false;
    try {
      double score = asked == null ? model.score(scratch.row()) : asked.join()[0];
      Origin verdict = judge(score, scratch);
      sound = verdict != Origin.NOT_FINITE;
      return verdict;
    } catch (Throwable failure) {
      return failed(Trouble.MODEL, "the model threw", failure);
    } finally {
      // Also when an error passes through that is not ours to catch: a probe must not get lost.
      report(permit, sound);
    }
  }

  /**
   * The scores of many rows in one call, and one say in the circuit: bad if none is finite.
   *
   * @return MODEL if they are there, to be judged one by one; FAILED if the model threw, which says
   *     nothing of any single row
   */
  Origin scoreAll(double[][] rows, double[] scores, Deadline deadline) {
    Permit permit = circuit.acquire();
    if (permit == null) {
      return refusedByCircuit();
    }
    BlockingModel elsewhere = blocking;
    boolean fair = elsewhere != null && deadline.fair();
    CompletableFuture<double[]> asked = elsewhere == null ? null : elsewhere.askAll(rows);
    if (elsewhere != null && asked == null) {
      return full();
    }
    if (asked != null && !deadline.await(asked)) {
      return late(permit, asked, fair && !deadline.interrupted());
    }
    boolean sound = false;
    try {
      fill(rows, scores, asked);
      sound = DoubleStream.of(scores).anyMatch(Double::isFinite);
      return Origin.MODEL;
    } catch (Throwable failure) {
      return failed(Trouble.MODEL, "the model threw at a batch", failure);
    } finally {
      report(permit, sound);
    }
  }

  private void fill(double[][] rows, double[] scores, @Nullable CompletableFuture<double[]> asked) {
    // A row the model leaves out is to be noticed.
    Arrays.fill(scores, Double.NaN);
    if (asked == null) {
      model.scoreAll(rows, scores);
    } else {
      System.arraycopy(asked.join(), 0, scores, 0, scores.length);
    }
  }

  /** The model's value for comparison only: no waiting, no say in the circuit. */
  boolean compare(Q query, Scratch<Q> scratch) {
    if (blocking != null
        || !circuit.closed()
        || said(scratch.assembly().assemble(query, Deadline.NONE), scratch) != Origin.MODEL) {
      return false;
    }
    scratch.assembled = true;
    try {
      return judge(model.score(scratch.row()), scratch) == Origin.MODEL;
    } catch (Throwable failure) {
      failed(Trouble.SHADOW, "the model threw for comparison", failure);
      return false;
    }
  }

  /** What the model would answer, for an explanation: it has no say in the circuit. */
  Origin peek(Q query, Scratch<Q> scratch) {
    Assembly<Q> assembly = scratch.assembly();
    if (blocking != null) {
      scratch.deadline.reserveHalf();
    }
    Origin outcome = assembly.assemble(query, scratch.deadline);
    scratch.assembled = outcome == Origin.MODEL;
    if (outcome != Origin.MODEL) {
      return scratch.refuse(outcome, assembly.problem(), assembly.cause());
    }
    BlockingModel elsewhere = blocking;
    try {
      CompletableFuture<double[]> asked = elsewhere == null ? null : elsewhere.ask(scratch.row());
      if (elsewhere != null && (asked == null || !scratch.deadline.await(asked))) {
        return scratch.refuse(Origin.DEADLINE, "the model is late or has no room", null);
      }
      double score = asked == null ? model.score(scratch.row()) : asked.join()[0];
      String problem = "the model's score is not finite or not plausible: " + score;
      return scratch.refuse(judge(score, scratch), problem, null);
    } catch (Throwable failure) {
      Throwable thrown = unwrapped(failure);
      Fatal.rethrow(thrown);
      return scratch.refuse(Origin.FAILED, "the model threw", thrown);
    }
  }

  Origin judge(double score, Scratch<Q> scratch) {
    if (!Double.isFinite(score)) {
      log.warn(Trouble.NOT_FINITE, "the model's score is not finite", null);
      return Origin.NOT_FINITE;
    }
    if (score < limits.lowest() || score > limits.highest()) {
      log.warn(Trouble.IMPLAUSIBLE, "the model's score is outside the plausible range", null);
      return Origin.IMPLAUSIBLE;
    }
    scratch.model = score;
    return Origin.MODEL;
  }

  private Origin refusedByCircuit() {
    log.warn(Trouble.CIRCUIT, "the model has failed repeatedly and is left alone", null);
    return Origin.CIRCUIT_OPEN;
  }

  private Origin full() {
    log.warn(Trouble.LATE, "the model has no room for another call", null);
    return Origin.DEADLINE;
  }

  /** A model is blamed for being late only if it had a fair share of the time. */
  private Origin late(Permit permit, CompletableFuture<double[]> asked, boolean blamed) {
    asked.cancel(false);
    if (blamed) {
      circuit.failed(permit);
    }
    log.warn(Trouble.LATE, "the model is late", null);
    return Origin.DEADLINE;
  }

  private Origin failed(Trouble trouble, String what, Throwable failure) {
    Throwable thrown = unwrapped(failure);
    Fatal.rethrow(thrown);
    log.warn(trouble, what, thrown);
    return Origin.FAILED;
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private void report(Permit permit, boolean sound) {
    if (sound) {
      circuit.succeeded(permit);
    } else {
      circuit.failed(permit);
    }
  }

  private Origin said(Origin outcome, Scratch<Q> scratch) {
    Assembly<Q> assembly = scratch.assembly();
    if (!assembly.problem().isEmpty()) {
      Trouble trouble = outcome == Origin.FAILED ? Trouble.FEATURES : Trouble.SOURCE;
      log.warn(trouble, assembly.problem(), assembly.cause());
    }
    return outcome;
  }
}
