/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Proportion;

/**
 * The drift detection method (DDM) for a share of failures, such as trips late by more than they
 * should: J. Gama, P. Medas, G. Castillo and P. Rodrigues, <i>Learning with drift detection</i>,
 * SBIA 2004, pp. 286-295.
 *
 * <p>The share p of failures has the standard error s = √(p(1 - p)/n). Where p + s was least they
 * are remembered, once there was a failure, and p + s more than a number of those least errors
 * above the least share is a warning or a drift. It sees an abrupt rise well, a slow one badly, and
 * has no bound on false alarms.
 *
 * <p>After a drift the next outcome begins anew. Not thread-safe.
 */
public final class DriftDetectionMethod {

  /** What an outcome brought to light. */
  public enum Signal {
    /** The share is about what it was. */
    NONE,
    /** The share is higher than it was, and may be so by chance. */
    WARNING,
    /** The share is higher than it was. */
    DRIFT
  }

  private final double warning;
  private final double drift;
  private final int least;
  private long count;
  private long failures;
  private double leastShare;
  private double leastError = Double.POSITIVE_INFINITY;
  private Signal signal = Signal.NONE;

  private DriftDetectionMethod(double warning, double drift, int least) {
    this.warning = Arguments.positive("warning", warning);
    this.drift = Arguments.positive("drift", drift);
    this.least = Math.toIntExact(Arguments.atLeast(1, "least", least));
    if (!(drift >= warning)) {
      throw new IllegalArgumentException(
          "drift must not be below warning = " + warning + ": " + drift);
    }
  }

  /**
   * A detector with the usual limits: 2 and 3 standard errors, after 30 outcomes.
   *
   * @return a detector that has seen nothing
   */
  public static DriftDetectionMethod standard() {
    return new DriftDetectionMethod(2, 3, 30);
  }

  /**
   * A detector with limits of its own.
   *
   * @param warning how many standard errors are a warning, above 0
   * @param drift how many are a drift, not fewer
   * @param least after how many outcomes it begins, at least 1
   * @return a detector that has seen nothing
   * @throws IllegalArgumentException if one is out of range
   */
  public static DriftDetectionMethod of(double warning, double drift, int least) {
    return new DriftDetectionMethod(warning, drift, least);
  }

  /**
   * Adds an outcome.
   *
   * @param failed whether it was a failure
   * @return what it brought to light
   */
  public Signal add(boolean failed) {
    if (signal == Signal.DRIFT) {
      count = 0;
      failures = 0;
      leastError = Double.POSITIVE_INFINITY;
    }
    count++;
    failures += failed ? 1 : 0;
    signal = count > least ? judged() : Signal.NONE;
    return signal;
  }

  /**
   * The share of failures since the last drift.
   *
   * @return the share with Wilson's 95 % interval, which assumes independent outcomes and one look;
   *     undefined if there was no outcome
   */
  public Figure share() {
    return new Proportion(failures, count).figure();
  }

  /** Returns the share and the last signal. */
  @Override
  public String toString() {
    return "DriftDetectionMethod[" + signal + ", " + share() + "]";
  }

  private Signal judged() {
    double share = (double) failures / count;
    double error = Math.sqrt(share * (1 - share) / count);
    // Before the first failure the error is 0, and any failure would be a drift.
    if (failures > 0 && share + error <= leastShare + leastError) {
      leastShare = share;
      leastError = error;
    }
    double excess = share + error - leastShare;
    if (excess > drift * leastError) {
      return Signal.DRIFT;
    }
    return excess > warning * leastError ? Signal.WARNING : Signal.NONE;
  }
}
