/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.WarnOnce.Trouble;
import dev.belay.internal.ScratchPool;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * One prediction that no thread waits for. What can be done at once is done on the calling thread;
 * after that whoever completes the last thing waited for, or the timer, hands the rest to the
 * executor. Its steps follow one another, each on one thread: a step is registered last, so that
 * nothing else of the call is touched by the thread that registered it.
 */
final class AsyncCall<Q> {
  private final GuardedPredictor<Q> predictor;
  private final Q query;
  private final ScratchPool<Scratch<Q>> pool;
  private final Executor executor;
  private final Scratch<Q> scratch;
  private final CompletableFuture<Prediction> result = new CompletableFuture<>();
  private @Nullable CompletableFuture<@Nullable Void> timer;
  private @Nullable CompletableFuture<@Nullable Void> optionalTimer;

  AsyncCall(
      GuardedPredictor<Q> predictor, Q query, ScratchPool<Scratch<Q>> pool, Executor executor) {
    this.predictor = predictor;
    this.query = query;
    this.pool = pool;
    this.executor = executor;
    this.scratch = pool.borrowDetached();
  }

  CompletionStage<Prediction> start() {
    guard(this::begin);
    return result;
  }

  private void begin() {
    GuardedModel<Q> guarded = predictor.model();
    predictor.begin(query, scratch, guarded);
    if (scratch.origin == Origin.MODEL && guarded != null) {
      scratch.origin = guarded.start(query, scratch);
    }
    if (scratch.origin == Origin.MODEL && guarded != null) {
      joinSources(guarded);
    } else {
      finish(guarded);
    }
  }

  private void joinSources(GuardedModel<Q> guarded) {
    CompletableFuture<double[]> needed = scratch.assembly().unfinished(true);
    CompletableFuture<double[]> wanted = scratch.assembly().unfinished(false);
    if (needed != null && timeLeft(guarded)) {
      // Only a look at the next source: not worth a task of the executor's.
      once(needed, timer, () -> guard(() -> joinSources(guarded)));
    } else if (needed == null && wanted != null && timeLeft(guarded) && !over(optionalTimer)) {
      once(wanted, optionalTimer, () -> guard(() -> joinSources(guarded)));
    } else if (timer == null) {
      score(guarded);
    } else {
      handOver(() -> score(guarded));
    }
  }

  private void score(GuardedModel<Q> guarded) {
    scratch.origin = guarded.extract(scratch, Deadline.NONE);
    if (scratch.origin == Origin.MODEL) {
      scratch.origin =
          guarded.waits() ? guarded.ask(scratch) : guarded.score(scratch, Deadline.NONE);
    }
    CompletableFuture<double[]> asked = scratch.asked;
    if (asked == null) {
      finish(guarded);
    } else if (!asked.isDone() && timeLeft(guarded)) {
      once(asked, timer, () -> handOver(() -> settle(guarded)));
    } else {
      settle(guarded);
    }
  }

  private void settle(GuardedModel<Q> guarded) {
    StageEvent stage = StageEvent.started();
    scratch.origin = guarded.settle(scratch);
    StageEvent.ended(stage, predictor.name(), StageEvent.SCORE);
    finish(guarded);
  }

  private void finish(@Nullable GuardedModel<Q> guarded) {
    predictor.finish(query, scratch, guarded);
    Prediction prediction = scratch.prediction();
    end();
    result.complete(prediction);
  }

  /** Whether there is time to wait in; it begins to run when this is first asked. */
  private boolean timeLeft(GuardedModel<Q> guarded) {
    long nanos = predictor.deadlineNanos();
    if (timer == null && nanos > 0) {
      timer = predictor.ticker().timer(nanos);
      // Running from now on, so that it is known later how much of the time the model has had.
      scratch.deadline.left();
      optionalTimer = guarded.waits() ? predictor.ticker().timer(nanos - nanos / 2) : timer;
    }
    return !over(timer);
  }

  private static boolean over(@Nullable CompletableFuture<?> timer) {
    return timer == null || timer.isDone();
  }

  /**
   * Goes on when the future or the time is over. A future that never is may be shared by many
   * calls: {@code anyOf} takes itself off it when the time is over, as {@code allOf} would not.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // a guarded step tells the result what it throws
  private static void once(
      CompletableFuture<?> future, @Nullable CompletableFuture<?> timer, Runnable next) {
    CompletableFuture.anyOf(future, Objects.requireNonNull(timer, "no time"))
        .whenComplete((value, failure) -> next.run());
  }

  private void handOver(Runnable step) {
    Runnable task = new OnceOnly(() -> guard(step));
    try {
      executor.execute(task);
    } catch (Throwable refused) {
      predictor.warn(Trouble.EXECUTOR, "the executor refused a task", refused);
      // Not here: this may be the thread of the platform's timer, which everybody shares.
      ForkJoinPool.commonPool().execute(task);
    }
  }

  /** What a step throws, the rule's own exception, is the caller's to see. */
  private void guard(Runnable step) {
    try {
      step.run();
    } catch (Throwable failure) {
      end();
      result.completeExceptionally(failure);
    }
  }

  private void end() {
    if (timer != null && optionalTimer != null) {
      timer.cancel(false);
      optionalTimer.cancel(false);
    }
    pool.giveBack(scratch);
  }
}
