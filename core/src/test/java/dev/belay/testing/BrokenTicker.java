/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.Ticker;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A ticker with one fault. */
final class BrokenTicker implements Ticker {
  private static final String HUNG = "await_ofAFutureThatHangs_waitsAsLongAsItWasTold";

  private static final String TIMER = "timer_isDoneWhenItsTimeIsOverAndNotBefore";

  /** The fault, and the tests that find it. */
  enum Breach {
    GOES_BACK("nanos_neverGoBack", HUNG, TIMER),
    WALL_CLOCKS_DIFFER("millis_andInstant_areOneClock"),
    IMPATIENT(HUNG, TIMER),
    SAYS_DONE(HUNG, TIMER, "await_withNothingLeft_doesNotWait"),
    SAYS_LATE_WITH_NOTHING_LEFT("await_ofADoneFuture_saysSoHoweverItEndedAndDoesNotWait"),
    THROWS_WHAT_THE_FUTURE_THREW("await_ofADoneFuture_saysSoHoweverItEndedAndDoesNotWait"),
    REFUSES_NOTHING_LEFT("await_withNothingLeft_doesNotWait"),
    SWALLOWS_THE_INTERRUPT("await_onAnInterruptedThread_throws"),
    LEAVES_THE_INTERRUPT("await_onAnInterruptedThread_throws"),
    RINGS_AT_ONCE(TIMER, "timer_canBeGivenUp"),
    NEVER_RINGS(TIMER);

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of
    private final Set<String> found;

    Breach(String... found) {
      this.found = Set.of(found);
    }

    Set<String> found() {
      return found;
    }
  }

  private final FakeTime sound = new FakeTime();
  private final Breach breach;
  private long reads;

  BrokenTicker(Breach breach) {
    this.breach = breach;
  }

  @Override
  public synchronized long nanos() {
    reads++;
    return breach == Breach.GOES_BACK ? sound.nanos() - 2_000_000_000L * reads : sound.nanos();
  }

  @Override
  public Instant instant() {
    return sound.instant();
  }

  @Override
  public long millis() {
    return breach == Breach.WALL_CLOCKS_DIFFER ? 0 : sound.millis();
  }

  @Override
  public boolean await(Future<?> future, long nanos) throws InterruptedException {
    if (Thread.currentThread().isInterrupted()) {
      return interrupted(future, nanos);
    }
    return switch (breach) {
      case IMPATIENT -> future.isDone();
      case SAYS_DONE -> true;
      case SAYS_LATE_WITH_NOTHING_LEFT -> sound.await(future, nanos) && nanos > 0;
      case THROWS_WHAT_THE_FUTURE_THREW -> throwing(future, nanos);
      case REFUSES_NOTHING_LEFT -> refusing(future, nanos);
      default -> sound.await(future, nanos);
    };
  }

  private boolean interrupted(Future<?> future, long nanos) throws InterruptedException {
    if (breach == Breach.SWALLOWS_THE_INTERRUPT) {
      return future.isDone();
    }
    if (breach == Breach.LEAVES_THE_INTERRUPT) {
      throw new InterruptedException("still set");
    }
    return sound.await(future, nanos);
  }

  private boolean throwing(Future<?> future, long nanos) throws InterruptedException {
    if (future.isCancelled()) {
      throw new IllegalStateException("cancelled");
    }
    return sound.await(future, nanos);
  }

  private boolean refusing(Future<?> future, long nanos) throws InterruptedException {
    if (nanos < 0) {
      throw new IllegalArgumentException("nanos: " + nanos);
    }
    return sound.await(future, nanos);
  }

  @Override
  public CompletableFuture<@Nullable Void> timer(long nanos) {
    return switch (breach) {
      case RINGS_AT_ONCE -> CompletableFuture.completedFuture(null);
      case NEVER_RINGS -> new CompletableFuture<>();
      default -> sound.timer(nanos);
    };
  }
}
