/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import dev.belay.stats.Effect.Side;
import java.util.Objects;

/**
 * A test with a planned number of looks: bounds of the standardised difference at which to stop, so
 * that all looks together raise a false alarm with probability at most α.
 *
 * <p>α is spent as α t², where t is the share of the planned information at a look: the power
 * family of K. K. G. Lan and D. L. DeMets, Biometrika 70, 1983, pp. 659-663, and K. Kim and D. L.
 * DeMets, Biometrika 74, 1987, pp. 149-154, with exponent 2. Each bound is where the chance to
 * cross it, having crossed none before, is what the look may spend; the chance is an integral over
 * the density of what has not stopped: P. Armitage, C. K. McPherson and B. C. Rowe, Journal of the
 * Royal Statistical Society A 132, 1969, pp. 235-244. No increment is too small to be spent: a
 * solver with a tolerance of 1e-7 has to give some away.
 *
 * <p>More powerful than a {@link ConfidenceSequence} where the end is known and looks are few.
 * Immutable, safe to share between threads.
 */
public final class GroupSequential {

  private static final double EXPONENT = 2;
  private static final double FURTHEST = 40;

  private final double[] information;
  private final double[] bounds;
  private final double alpha;
  private final int sides;

  private GroupSequential(double[] information, double[] bounds, double alpha, int sides) {
    this.information = information;
    this.bounds = bounds;
    this.alpha = alpha;
    this.sides = sides;
  }

  /**
   * The plan for these looks. Later looks do not change the bounds of earlier ones, so it may be
   * made anew with one more look each time.
   *
   * @param alpha the accepted share of false alarms over all looks, between 0 and 1
   * @param side two sides with symmetric bounds, or one side
   * @param information the share of the planned information at each look: rising by at least 1e-6,
   *     and at most 1
   * @return the plan
   * @throws IllegalArgumentException if {@code alpha} is not between 0 and 1, or the information is
   *     empty, above 1, or does not rise
   */
  public static GroupSequential of(double alpha, Side side, double... information) {
    Arguments.share("alpha", alpha);
    double[] times = requireTimes(information);
    int sides = Sides.count(side);
    double[] bounds = new double[times.length];
    SurvivingDensity density = new SurvivingDensity(times, sides);
    for (int look = 0; look < times.length; look++) {
      double before = look == 0 ? 0 : spent(alpha, times[look - 1]);
      double target = (spent(alpha, times[look]) - before) / sides;
      bounds[look] = Bisection.root(z -> target - density.crossing(z), -FURTHEST, FURTHEST);
      density.advance(bounds[look]);
    }
    return new GroupSequential(times, bounds, alpha, sides);
  }

  /**
   * The probability of having crossed given bounds by each look, if there is no effect.
   *
   * @param side two sides, with the negative bounds below, or one
   * @param information the share of information at each look, as in {@link #of}
   * @param bounds the bounds of the standardised difference, one for each look; above 0 if
   *     two-sided
   * @return the cumulative probability at each look
   * @throws IllegalArgumentException if the lengths differ, a two-sided bound is not above 0, or
   *     the information is not as in {@link #of}
   */
  public static double[] crossing(Side side, double[] information, double[] bounds) {
    double[] times = requireTimes(information);
    if (bounds.length != times.length) {
      throw new IllegalArgumentException(
          "looks need as many bounds: " + times.length + ", " + bounds.length);
    }
    int sides = Sides.count(side);
    SurvivingDensity density = new SurvivingDensity(times, sides);
    double[] crossed = new double[times.length];
    double sum = 0;
    for (int look = 0; look < times.length; look++) {
      double bound = sides == 2 ? Arguments.positive("bound", bounds[look]) : bounds[look];
      sum += sides * density.crossing(Arguments.usable("bound", bound));
      crossed[look] = sum;
      density.advance(bound);
    }
    return crossed;
  }

  /**
   * The share of information at each look from numbers of units: of the planned number, or of the
   * largest seen where that is more, so that the last share is never above 1.
   *
   * @param planned the planned number of units at the end, at least 1
   * @param observed the number of units at each look, rising, at least 1
   * @return the shares
   * @throws IllegalArgumentException if a number is below 1 or the numbers do not rise
   */
  public static double[] information(long planned, long... observed) {
    long most = Arguments.atLeast(1, "planned", planned);
    for (long units : observed) {
      most = Math.max(most, Arguments.atLeast(1, "observed", units));
    }
    double[] shares = new double[observed.length];
    for (int look = 0; look < shares.length; look++) {
      shares[look] = (double) observed[look] / most;
    }
    return requireTimes(shares);
  }

  /**
   * The number of looks.
   *
   * @return how many bounds there are
   */
  public int looks() {
    return bounds.length;
  }

  /**
   * The bound of the standardised difference: stop where it is reached, in absolute value if the
   * plan is two-sided.
   *
   * @param look the look, from 0
   * @return the bound, in standard errors
   * @throws IndexOutOfBoundsException if there is no such look
   */
  public double bound(int look) {
    return bounds[Objects.checkIndex(look, bounds.length)];
  }

  /**
   * The significance level at one look: an ordinary p-value that is at most this stops.
   *
   * @param look the look, from 0
   * @return the level of that look alone
   * @throws IndexOutOfBoundsException if there is no such look
   */
  public double level(int look) {
    return Math.min(1, sides * Normal.above(bound(look)));
  }

  /**
   * The share of false alarms that all looks up to this one may raise.
   *
   * @param look the look, from 0
   * @return α t²
   * @throws IndexOutOfBoundsException if there is no such look
   */
  public double spent(int look) {
    return spent(alpha, information[Objects.checkIndex(look, information.length)]);
  }

  /** Returns α, the number of looks and the last bound. */
  @Override
  public String toString() {
    String last = ", last bound=" + bounds[bounds.length - 1];
    return "GroupSequential[alpha=" + alpha + ", looks=" + bounds.length + last + "]";
  }

  private static double spent(double alpha, double share) {
    return alpha * Math.pow(share, EXPONENT);
  }

  private static double[] requireTimes(double[] information) {
    if (information.length == 0) {
      throw new IllegalArgumentException("a plan needs a look: " + information.length);
    }
    double before = 0;
    for (double share : information) {
      if (!(share - before >= SurvivingDensity.LEAST_STEP && share <= 1)) {
        throw new IllegalArgumentException(
            "information must rise by at least "
                + SurvivingDensity.LEAST_STEP
                + " and not exceed 1: "
                + before
                + ", "
                + share);
      }
      before = share;
    }
    return information.clone();
  }
}
