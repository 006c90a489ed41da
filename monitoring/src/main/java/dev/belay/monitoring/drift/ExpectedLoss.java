/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Moments;
import java.util.Objects;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How large the error probably is while the outcomes are not known: the mean of the loss expected
 * of each prediction.
 *
 * <p>What is expected of one prediction comes from a second model that was trained on the losses of
 * the first (direct loss estimation), or from the distribution that a model predicts: {@link
 * #absoluteErrorOfNormal}. Both hold only while
 *
 * <ul>
 *   <li>outcomes follow from the features as they did: a new relation, a broken sensor behind the
 *       outcome, a strike, does not show here at all, but in outcomes only;
 *   <li>the features stay where losses were learned: predictions outside are counted by {@link
 *       #addUnsupported()}, and more than 5 % of them leave nothing to estimate from;
 *   <li>the predicted distribution, if one is used, was calibrated.
 * </ul>
 *
 * <p>It is therefore a forecast of the error and no measurement: never decide on it where outcomes
 * are known. The interval is that of a mean over predictions such as these, and does not hold what
 * the second model gets wrong. Mergeable; not thread-safe.
 */
public final class ExpectedLoss {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double MOST_UNSUPPORTED = 0.05;

  private final String unit;
  private final Moments losses = new Moments();
  private long unsupported;

  private ExpectedLoss(String unit) {
    this.unit = unit;
  }

  /**
   * The expected loss of nothing yet.
   *
   * @param unit the unit of the loss, such as {@code min}; empty for a pure number
   * @return an empty accumulator
   */
  public static ExpectedLoss in(String unit) {
    return new ExpectedLoss(Objects.requireNonNull(unit, "unit"));
  }

  /**
   * The mean of |Y - prediction| for a normal Y: with d = (mean - prediction) / σ it is σ(2φ(d) +
   * d(2Φ(d) - 1)) (the folded normal distribution: F. C. Leone, L. S. Nelson and R. B. Nottingham,
   * Technometrics 3(4), 1961, pp. 543-550).
   *
   * @param mean the mean of Y
   * @param deviation its standard deviation σ, above 0
   * @param prediction what was predicted
   * @return the expected absolute error, in the unit of Y
   * @throws IllegalArgumentException if a value is not finite and at most 1e70 in size, or the
   *     deviation is not above 0
   */
  public static double absoluteErrorOfNormal(double mean, double deviation, double prediction) {
    Arguments.positive("deviation", deviation);
    double distance = Arguments.usable("mean", mean) - Arguments.usable("prediction", prediction);
    double d = distance / deviation;
    return 2 * deviation * NORMAL.density(d)
        + distance * (NORMAL.cumulativeProbability(d) - NORMAL.survivalProbability(d));
  }

  /**
   * The mean of (Y - prediction)² for any Y: its variance and the squared distance.
   *
   * @param mean the mean of Y
   * @param deviation its standard deviation, above 0
   * @param prediction what was predicted
   * @return the expected squared error, in the square of the unit of Y
   * @throws IllegalArgumentException if a value is not finite and at most 1e70 in size, or the
   *     deviation is not above 0
   */
  public static double squaredError(double mean, double deviation, double prediction) {
    Arguments.positive("deviation", deviation);
    double distance = Arguments.usable("mean", mean) - Arguments.usable("prediction", prediction);
    return deviation * deviation + distance * distance;
  }

  /**
   * Adds what is expected of one prediction.
   *
   * @param expected the expected loss, from 0 to 1e70
   * @throws IllegalArgumentException if it is negative, too large or not a number; nothing has then
   *     changed. A second model that is linear may go below 0: what is to become of that is for the
   *     host to say
   */
  public void add(double expected) {
    losses.add(Arguments.notNegative("expected", expected));
  }

  /** Counts a prediction whose features lie outside of what losses were learned from. */
  public void addUnsupported() {
    unsupported++;
  }

  /**
   * Adds all that {@code other} has seen; {@code other} is unchanged.
   *
   * @param other the losses to add
   * @throws IllegalArgumentException if its unit is another
   */
  public void merge(ExpectedLoss other) {
    if (!unit.equals(other.unit)) {
      throw new IllegalArgumentException("unit must be '" + unit + "': '" + other.unit + "'");
    }
    losses.merge(other.losses);
    unsupported += other.unsupported;
  }

  /**
   * The mean expected loss with a 95 % interval.
   *
   * @return the mean in its unit; undefined without a prediction, or if more than 5 % of them are
   *     unsupported
   */
  public Figure figure() {
    long n = losses.count() + unsupported;
    if (unsupported > MOST_UNSUPPORTED * n) {
      return Figure.undefined(
          unsupported + " of " + n + " predictions are outside of what losses were learned from",
          n);
    }
    Figure mean = losses.meanFigure();
    if (mean.reason() != null) {
      return Figure.undefined("no predictions", 0);
    }
    String method =
        "expected, not measured: holds while outcomes follow from features as they did, "
            + mean.method();
    return new Figure(mean.value(), mean.interval(), mean.n(), unit, method, null);
  }

  /** Returns the figure, as it reads. */
  @Override
  public String toString() {
    return "ExpectedLoss[" + figure() + "]";
  }
}
