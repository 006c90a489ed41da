/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import dev.belay.alert.Condition.Finding;
import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands, and since when; each evaluation makes the next of the one before. Pure and
 * immutable: the same rule, readings and times lead to the same state.
 *
 * <p>What is wrong is pending until it has lasted as long as the rule asks for, and is forgotten if
 * it is right at one evaluation before. What fires stops when it has been right for as long as the
 * rule {@linkplain AlertRule#keepFiring keeps firing}; one evaluation that finds it wrong begins
 * that time anew.
 *
 * @param phase where it stands
 * @param since since when something has been wrong; where nothing is, since when it is in this
 *     phase
 * @param rightSince since when what still fires has been right; null if it is not, or does not fire
 * @param changes its last evaluations, for {@link #flapping()}
 */
public record AlertState(
    Phase phase, Instant since, @Nullable Instant rightSince, Changes changes) {

  /**
   * How often something has gone on and off of late: over the last 21 evaluations, of which there
   * are 20 changes at most, weighted from 0.75 for the oldest to 1.25 for the newest, as Nagios
   * does (documentation of Nagios Core 4, "Detection and Handling of State Flapping").
   *
   * @param states one bit for each of the last 21 evaluations, the newest the lowest
   * @param flapping whether it was too often, and has not come back since
   */
  public record Changes(int states, boolean flapping) {
    static final Changes NONE = new Changes(0, false);

    private static final int KEPT = 21;
    private static final double OLDEST = 0.75;
    private static final double NEWEST = 1.25;
    private static final double BEGINS = 0.25;
    private static final double ENDS = 0.15;

    Changes add(boolean on) {
      int next = ((states << 1) | (on ? 1 : 0)) & ((1 << KEPT) - 1);
      double share = share(next);
      return new Changes(next, flapping ? share >= ENDS : share >= BEGINS);
    }

    /** {@return the weighted share of changes, 0 to 1} */
    public double share() {
      return share(states);
    }

    private static double share(int states) {
      int changes = KEPT - 1;
      double sum = 0;
      for (int age = 0; age < changes; age++) {
        boolean changed = ((states >> age) & 1) != ((states >> (age + 1)) & 1);
        sum += changed ? NEWEST - age * (NEWEST - OLDEST) / (changes - 1) : 0;
      }
      return sum / changes;
    }
  }

  /**
   * A rule that has not been evaluated.
   *
   * @param time now
   * @return an inactive state
   */
  public static AlertState initial(Instant time) {
    return new AlertState(Phase.INACTIVE, time, null, Changes.NONE);
  }

  /**
   * The state after an evaluation.
   *
   * @param rule the same as for the states before; it may have been changed meanwhile
   * @param reading what {@link AlertRule#read} gave
   * @param time now; where the clock has gone back nothing has lasted
   * @return the next state
   */
  public AlertState next(AlertRule rule, Figure reading, Instant time) {
    Finding finding = rule.terms().condition().judge(reading, phase == Phase.FIRING);
    AlertState next =
        switch (finding) {
          case BAD -> bad(rule, time);
          case GOOD -> good(rule, time);
          case UNKNOWN -> unknown(rule, time);
        };
    return new AlertState(
        next.phase, next.since, next.rightSince, changes.add(next.phase == Phase.FIRING));
  }

  private AlertState bad(AlertRule rule, Instant time) {
    boolean already = phase == Phase.PENDING || phase == Phase.FIRING;
    Instant from = already ? since : time;
    boolean lasts = lasted(from, time, rule.terms().timing().lasting());
    return in(lasts ? Phase.FIRING : Phase.PENDING, from, null);
  }

  private AlertState good(AlertRule rule, Instant time) {
    if (phase != Phase.FIRING) {
      return phase == Phase.INACTIVE ? this : in(Phase.INACTIVE, time, null);
    }
    Instant from = rightSince == null ? time : rightSince;
    return lasted(from, time, rule.terms().timing().keepFiring())
        ? in(Phase.INACTIVE, time, null)
        : in(Phase.FIRING, since, from);
  }

  private AlertState unknown(AlertRule rule, Instant time) {
    return switch (rule.terms().proof().missing()) {
      case OK -> good(rule, time);
      case ALERTING -> bad(rule, time);
      case NO_DATA -> phase == Phase.NO_DATA ? this : in(Phase.NO_DATA, time, null);
      case KEEP_LAST -> asBefore(rule, time);
    };
  }

  private AlertState asBefore(AlertRule rule, Instant time) {
    boolean wasBad = phase == Phase.PENDING || (phase == Phase.FIRING && rightSince == null);
    return wasBad ? bad(rule, time) : good(rule, time);
  }

  private AlertState in(Phase next, Instant from, @Nullable Instant right) {
    return new AlertState(next, from, right, changes);
  }

  private static boolean lasted(Instant from, Instant time, Duration duration) {
    return Duration.between(from, time).compareTo(duration) >= 0;
  }

  /**
   * Whether it goes on and off so often that telling of each time would be noise: from a quarter of
   * changes among the last 21 evaluations, the recent ones weighing more, until they are below 15
   * per cent.
   *
   * @return whether it flaps
   */
  public boolean flapping() {
    return changes.flapping();
  }
}
