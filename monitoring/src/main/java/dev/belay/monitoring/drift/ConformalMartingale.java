/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.inference.PValue;
import java.util.Objects;
import java.util.function.DoubleSupplier;

/**
 * A bet, outcome after outcome, that errors are no longer those they were: the capital it has won
 * is evidence that may be looked at all the time.
 *
 * <p>Each error gets a rank among those before it, as a p-value: V. Vovk, I. Nouretdinov and A.
 * Gammerman, <i>Testing exchangeability on-line</i>, ICML 2003. While errors are exchangeable (in
 * particular: independent and of one distribution) the p-values are independent and uniform, no bet
 * on small ones wins on average, and by Ville's inequality the capital ever reaches 1/α with a
 * chance of at most α: over the whole life of the detector, not for each look. No limit on the
 * errors is needed, and none in their unit.
 *
 * <pre>{@code
 * ConformalMartingale errors =
 *     ConformalMartingale.simpleMixture(new SplittableRandom(7)::nextDouble);
 * errors.add(Math.abs(predicted - actual));
 * errors.p().rejects(0.01);       // may be asked after every outcome
 * }</pre>
 *
 * <p><b>Epochs.</b> Ranks need all errors since the beginning, and a bet that has lost for long
 * notices a change late. After each epoch, of 10,000 errors unless set, both begin anew. Epoch b
 * bets the share 1/(b(b + 1)) of the capital, and all shares are 1 in sum: so the bound remains one
 * on the whole life, what an epoch has won is kept, and epoch b takes b(b + 1) times as much to
 * convince.
 *
 * <p><b>Limits.</b> It finds that errors have grown, not why, and not that they fell. Errors that
 * move with the hour or the season are not exchangeable and will be found out, and so are those
 * that share a cause: on real departures it is certain after one evening if it is given flight by
 * flight, and sees the storms of June if it is given the mean error of each day. Give it one number
 * per stretch that is about independent of the last, and one that ought not to move: an error over
 * the one usual at that hour, or a loss less that of the heuristic.
 *
 * <p>Keeps the errors of an epoch, 8 bytes each. Not thread-safe.
 */
public final class ConformalMartingale {

  private static final int EPOCH = 10_000;

  /** So that no rank is ever 0; smaller than any step of the numbers that are drawn. */
  private static final double SMALLEST = 0x1p-54;

  private final DoubleSupplier uniform;
  private final Bet bet;
  private final int epoch;
  private final SortedScores scores = new SortedScores();
  private final EpochWealth wealth = new EpochWealth();
  private long count;
  private double logLargest;

  private ConformalMartingale(Bet bet, int epoch, DoubleSupplier uniform) {
    this.bet = bet;
    this.epoch = Math.toIntExact(Arguments.atLeast(1, "epoch", epoch));
    this.uniform = Objects.requireNonNull(uniform, "uniform");
  }

  /**
   * A martingale that bets on every power of the p-values at once: the integral of the {@linkplain
   * #power power} martingales over ε from 0 to 1. Nothing needs to be known of the change. Without
   * one its capital falls slowly, with the root of the number of errors.
   *
   * @param uniform uniform random numbers from 0 to 1, which break ties; seeded, the result can be
   *     repeated
   * @return a martingale that has seen nothing
   */
  public static ConformalMartingale simpleMixture(DoubleSupplier uniform) {
    return simpleMixture(EPOCH, uniform);
  }

  /**
   * The simple mixture with epochs of another length.
   *
   * @param epoch after how many errors it begins anew, at least 1
   * @param uniform uniform random numbers from 0 to 1
   * @return a martingale that has seen nothing
   * @throws IllegalArgumentException if the epoch is below 1
   */
  public static ConformalMartingale simpleMixture(int epoch, DoubleSupplier uniform) {
    return new ConformalMartingale(new Bet.SimpleMixture(), epoch, uniform);
  }

  /**
   * A martingale that multiplies its capital by ε p^(ε - 1) at each p-value: sharper than the
   * mixture where ε fits, and losing exponentially where nothing happens.
   *
   * @param epsilon ε, between 0 and 1; commonly 0.92
   * @param uniform uniform random numbers from 0 to 1
   * @return a martingale that has seen nothing
   * @throws IllegalArgumentException if ε is not between 0 and 1
   */
  public static ConformalMartingale power(double epsilon, DoubleSupplier uniform) {
    return power(epsilon, EPOCH, uniform);
  }

  /**
   * The power martingale with epochs of another length.
   *
   * @param epsilon ε, between 0 and 1
   * @param epoch after how many errors it begins anew, at least 1
   * @param uniform uniform random numbers from 0 to 1
   * @return a martingale that has seen nothing
   * @throws IllegalArgumentException if ε is not between 0 and 1 or the epoch is below 1
   */
  public static ConformalMartingale power(double epsilon, int epoch, DoubleSupplier uniform) {
    return new ConformalMartingale(
        new Bet.Power(Arguments.share("epsilon", epsilon)), epoch, uniform);
  }

  /**
   * Adds an error and bets on its rank.
   *
   * <p>Its p-value is (g + θ(t + 1)) / n with g larger ones and t equal ones before it, n of them
   * with this one, and θ drawn. Takes the logarithm of the epoch in comparisons, and a shift of
   * part of its errors in memory.
   *
   * @param score how bad the outcome was, in any unit, larger being worse; such as |predicted -
   *     actual|
   * @return its p-value, above 0 and at most 1
   * @throws IllegalArgumentException if the score is not finite; nothing has then changed
   * @throws IllegalStateException if what was drawn is not from 0 to 1; likewise
   */
  public double add(double score) {
    if (!Double.isFinite(score)) {
      throw new IllegalArgumentException("score must be finite: " + score);
    }
    double theta = uniform.getAsDouble();
    if (!(theta >= 0 && theta <= 1)) {
      throw new IllegalStateException("uniform must be from 0 to 1: " + theta);
    }
    if (epochOver()) {
      beginEpoch();
    }
    double p = scores.add(score, Math.max(SMALLEST, theta));
    take(p);
    return p;
  }

  /**
   * Bets on a p-value found elsewhere, such as a rank among the errors of the same hour of the
   * week. The bound holds if it is, given all before it, at most u with a chance of at most u for
   * every u.
   *
   * @param p the p-value, above 0 and at most 1
   * @throws IllegalArgumentException if it is not; nothing has then changed
   */
  public void bet(double p) {
    if (!(p > 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be above 0 and at most 1: " + p);
    }
    if (epochOver()) {
      beginEpoch();
    }
    take(p);
  }

  /**
   * The number of errors.
   *
   * @return how many were bet on
   */
  public long count() {
    return count;
  }

  /**
   * The natural logarithm of what a capital of 1 at the beginning of this epoch has become.
   *
   * @return the logarithm, 0 at the beginning
   */
  public double logCapital() {
    return bet.logCapital();
  }

  /**
   * The natural logarithm of what a capital of 1 at the very beginning has become, over all epochs:
   * the evidence at this moment.
   *
   * @return the logarithm, 0 at the beginning
   */
  public double logEvidence() {
    return wealth.log(logCapital());
  }

  /**
   * The chance, at most, that exchangeable errors ever give as much evidence as there has been: the
   * inverse of the largest capital so far. It holds however often one looks, and never rises.
   *
   * @return the p-value; 1 and without evidence if nothing was added
   */
  public PValue p() {
    return count == 0
        ? PValue.noEvidence("no errors", 0)
        : PValue.of(
            Math.min(1, Math.exp(-logLargest)),
            count,
            "conformal martingale, " + bet + ", may be looked at after every error");
  }

  /** Returns the p-value, as it reads. */
  @Override
  public String toString() {
    return "ConformalMartingale[" + p() + "]";
  }

  private boolean epochOver() {
    return count > 0 && count % epoch == 0;
  }

  private void beginEpoch() {
    wealth.endEpoch(logCapital());
    bet.begin();
    scores.clear();
  }

  private void take(double p) {
    bet.take(p);
    count++;
    logLargest = Math.max(logLargest, logEvidence());
  }
}
