/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.function.UnaryOperator;

/**
 * How good yes-or-no predictions were, once it is known what happened.
 *
 * <p>There are two kinds. {@link #ofProbabilities} judges probabilities, such as that of a
 * cancellation; {@link #exceeding} judges predicted quantities by one question, such as "late by
 * more than 15 minutes?":
 *
 * <pre>{@code
 * BinaryMetrics.Exceedance late = BinaryMetrics.exceeding(15);
 * late.add(predictedDelay, actualDelay);
 * Figure recall = late.recall();   // 0.8000 [0.3755, 0.9638] (95 %, n = 5, recall, Wilson score)
 * }</pre>
 *
 * <p>No pair is kept and accumulators of one threshold merge; the result does not depend on order
 * or grouping beyond rounding. Every figure is a pure number at 95 % unless a level is given, every
 * interval assumes independent pairs, and a share of nothing is undefined. Not thread-safe.
 */
public abstract sealed class BinaryMetrics {

  private final double threshold;
  private long truePositives;
  private long falsePositives;
  private long falseNegatives;
  private long trueNegatives;

  private BinaryMetrics(double threshold) {
    this.threshold = threshold;
  }

  /**
   * How often each answer met each outcome.
   *
   * @param truePositives predicted, and it happened
   * @param falsePositives predicted, and it did not happen
   * @param falseNegatives not predicted, and it happened
   * @param trueNegatives not predicted, and it did not happen
   */
  public record Confusion(
      long truePositives, long falsePositives, long falseNegatives, long trueNegatives) {}

  /**
   * The parts of a Brier score by ten bins of equal width (A. H. Murphy, Journal of Applied
   * Meteorology 12(4), 1973, pp. 595-600): it is reliability less resolution plus uncertainty, but
   * for what the probabilities vary within a bin. None has an interval. By chance alone the first
   * two are above 0 with few pairs.
   *
   * @param reliability the mean square of mean probability less share of positives: 0 is best
   * @param resolution the variance of the share of positives between bins: more is better
   * @param uncertainty the variance of the outcome, which no prediction can change
   */
  public record BrierParts(Figure reliability, Figure resolution, Figure uncertainty) {}

  /**
   * Metrics of probabilities, with none yet.
   *
   * @param threshold the probability from which on, itself included, a case is predicted to happen:
   *     between 0 and 1
   * @return an empty accumulator
   * @throws IllegalArgumentException if the threshold is no probability
   */
  public static Probabilities ofProbabilities(double threshold) {
    return new Probabilities(Probabilities.requireProbability("threshold", threshold));
  }

  /**
   * Metrics of predicted quantities as answers to whether the actual one exceeds a threshold.
   *
   * @param threshold the value above which, itself excluded, predictions and actuals count as
   *     positive, in their unit: finite and at most 1e70 in size
   * @return an empty accumulator
   * @throws IllegalArgumentException if the threshold is not
   */
  public static Exceedance exceeding(double threshold) {
    return new Exceedance(Moments.requireUsable("threshold", threshold));
  }

  /**
   * The number of pairs.
   *
   * @return how many pairs were added, merged ones included
   */
  public final long count() {
    return truePositives + falsePositives + falseNegatives + trueNegatives;
  }

  /**
   * The four counts that the shares are made of.
   *
   * @return how often each answer met each outcome so far
   */
  public final Confusion confusion() {
    return new Confusion(truePositives, falsePositives, falseNegatives, trueNegatives);
  }

  /**
   * The share of positives with a 95 % interval.
   *
   * @return {@code positives(0.95)}
   */
  public final Figure positives() {
    return positives(Interval.DEFAULT_LEVEL);
  }

  /**
   * How often it happened, as a share of all pairs, with Wilson's interval.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the share; undefined if there is no pair
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public final Figure positives(double level) {
    return share(truePositives + falseNegatives, count())
        .figure("share of positives", level, "no values");
  }

  /**
   * The precision with a 95 % interval.
   *
   * @return {@code precision(0.95)}
   */
  public final Figure precision() {
    return precision(Interval.DEFAULT_LEVEL);
  }

  /**
   * How often it happened when it was predicted, with Wilson's interval.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the share, of which n is the number of predicted positives; undefined if there is none
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public final Figure precision(double level) {
    return share(truePositives, truePositives + falsePositives)
        .figure("precision", level, "nothing predicted");
  }

  /**
   * The recall with a 95 % interval.
   *
   * @return {@code recall(0.95)}
   */
  public final Figure recall() {
    return recall(Interval.DEFAULT_LEVEL);
  }

  /**
   * How often it was predicted when it happened, with Wilson's interval.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the share, of which n is the number of positives; undefined if there is none
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public final Figure recall(double level) {
    return share(truePositives, truePositives + falseNegatives)
        .figure("recall", level, "no positive");
  }

  /**
   * The specificity with a 95 % interval.
   *
   * @return {@code specificity(0.95)}
   */
  public final Figure specificity() {
    return specificity(Interval.DEFAULT_LEVEL);
  }

  /**
   * How often it was not predicted when it did not happen, with Wilson's interval.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the share, of which n is the number of negatives; undefined if there is none
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public final Figure specificity(double level) {
    return share(trueNegatives, trueNegatives + falsePositives)
        .figure("specificity", level, "no negative");
  }

  /**
   * The F1 score with a 95 % interval.
   *
   * @return {@code f1(0.95)}
   */
  public final Figure f1() {
    return f1(Interval.DEFAULT_LEVEL);
  }

  /**
   * The harmonic mean of precision and recall: 2 j / (1 + j), where j is the share of true
   * positives among the pairs that are positive or predicted to be. The interval is Wilson's of j,
   * carried through that formula, which grows with j.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the score, of which n is the number of those pairs; undefined if there is none
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public final Figure f1(double level) {
    long of = truePositives + falsePositives + falseNegatives;
    Figure jaccard =
        share(truePositives, of).figure("F1", level, "no positive, and nothing predicted");
    Interval bounds = jaccard.interval();
    if (bounds == null) {
      return jaccard;
    }
    Interval interval = new Interval(harmonic(bounds.lower()), harmonic(bounds.upper()), level);
    return Figure.of(harmonic(jaccard.value()), interval, of, jaccard.method());
  }

  final void count(boolean predicted, boolean happened) {
    truePositives += predicted && happened ? 1 : 0;
    falsePositives += predicted && !happened ? 1 : 0;
    falseNegatives += !predicted && happened ? 1 : 0;
    trueNegatives += !predicted && !happened ? 1 : 0;
  }

  final void mergeCounts(BinaryMetrics other) {
    if (threshold != other.threshold) {
      throw new IllegalArgumentException("threshold must be " + threshold + ": " + other.threshold);
    }
    truePositives += other.truePositives;
    falsePositives += other.falsePositives;
    falseNegatives += other.falseNegatives;
    trueNegatives += other.trueNegatives;
  }

  final double threshold() {
    return threshold;
  }

  private static Proportion share(long successes, long of) {
    return new Proportion(successes, of);
  }

  private static double harmonic(double jaccard) {
    return 2 * jaccard / (1 + jaccard);
  }

  /**
   * Metrics of probabilities: beside the shares at the threshold, how good the probabilities
   * themselves were. Not thread-safe.
   */
  public static final class Probabilities extends BinaryMetrics {

    private final Moments losses = new Moments();
    private final Moments squares = new Moments();
    private final Moments errors = new Moments();
    private final RankedOutcomes ranks = new RankedOutcomes();
    private final ReliabilityBins bins = new ReliabilityBins();
    private long refuted;

    private Probabilities(double threshold) {
      super(threshold);
    }

    /**
     * Adds one probability and whether it happened.
     *
     * @param probability the predicted probability that it happens, from 0 to 1
     * @param happened whether it did
     * @throws IllegalArgumentException if the probability is none; these metrics are then unchanged
     */
    public void add(double probability, boolean happened) {
      requireProbability("probability", probability);
      double loss = happened ? -Math.log(probability) : -Math.log1p(-probability);
      double error = probability - (happened ? 1 : 0);
      if (Double.isInfinite(loss)) {
        refuted++;
      } else {
        losses.add(loss);
      }
      squares.add(error * error);
      errors.add(error);
      ranks.add(probability, happened);
      bins.add(probability, happened);
      count(probability >= threshold(), happened);
    }

    /**
     * Adds all that {@code other} has seen; {@code other} is unchanged.
     *
     * @param other the metrics to add, of the same threshold
     * @throws IllegalArgumentException if its threshold is another
     */
    public void merge(Probabilities other) {
      mergeCounts(other);
      losses.merge(other.losses);
      squares.merge(other.squares);
      errors.merge(other.errors);
      ranks.merge(other.ranks);
      bins.merge(other.bins);
      refuted += other.refuted;
    }

    /**
     * The logarithmic loss with a 95 % interval.
     *
     * @return {@code logLoss(0.95)}
     */
    public Figure logLoss() {
      return logLoss(Interval.DEFAULT_LEVEL);
    }

    /**
     * The mean of -ln of the probability given to what happened, with Student's t interval of a
     * mean.
     *
     * <p>Whatever was given probability 0 and happened has an infinite loss, and the mean with it:
     * the figure is then undefined and says how many there were. Nothing is clipped, since the loss
     * would be that of the clipping; who wants it clips the probabilities.
     *
     * @param level the level of the interval, between 0 and 1
     * @return the loss in natural units, 0 at best; undefined if there is no pair or an infinite
     *     loss
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Figure logLoss(double level) {
      Interval.requireLevel(level);
      return refuted > 0
          ? Figure.undefined(
              "infinite: what was held impossible happened, times " + refuted, count())
          : mean(losses, level, "logarithmic loss", estimate -> estimate.atLeast(0));
    }

    /**
     * The Brier score with a 95 % interval.
     *
     * @return {@code brier(0.95)}
     */
    public Figure brier() {
      return brier(Interval.DEFAULT_LEVEL);
    }

    /**
     * The mean of (probability - outcome)², where the outcome is 1 if it happened and 0 if not,
     * with Student's t interval of a mean (G. W. Brier, Monthly Weather Review 78(1), 1950, pp.
     * 1-3, by half).
     *
     * @param level the level of the interval, between 0 and 1
     * @return the score, 0 at best and 1 at worst; undefined if there is no pair
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Figure brier(double level) {
      return mean(squares, level, "Brier score", estimate -> estimate.atLeast(0).atMost(1));
    }

    /**
     * What the Brier score is made of.
     *
     * @return reliability, resolution and uncertainty, undefined if there is no pair
     */
    public BrierParts brierParts() {
      return bins.parts();
    }

    /**
     * The bias with a 95 % interval.
     *
     * @return {@code bias(0.95)}
     */
    public Figure bias() {
      return bias(Interval.DEFAULT_LEVEL);
    }

    /**
     * The calibration in the large: mean probability less share of positives, with Student's t
     * interval of a mean.
     *
     * @param level the level of the interval, between 0 and 1
     * @return the bias, above 0 if probabilities are too high; undefined if there is no pair
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Figure bias(double level) {
      return mean(
          errors,
          level,
          "mean probability less share of positives",
          estimate -> estimate.atLeast(-1).atMost(1));
    }

    /**
     * The area under the ROC curve with a 95 % interval.
     *
     * @return {@code auc(0.95)}
     */
    public Figure auc() {
      return auc(Interval.DEFAULT_LEVEL);
    }

    /**
     * The chance that of one positive and one negative the positive has the larger probability,
     * ties counting a half: the area under the ROC curve.
     *
     * <p>It is exact up to 4,096 different probabilities. With more of them they are rounded to as
     * many significant bits as fit into 4,096 cells; no pair is dropped, the method then states the
     * bits and by how much the area can be off at most, and the interval is wider by as much. The
     * interval is DeLong's (Biometrics 44(3), 1988, pp. 837-845) with Student's t and the degrees
     * of freedom of Brunner and Munzel (Biometrical Journal 42(1), 2000, pp. 17-25). Near an area
     * of 1 with few positives, such as 20, it is too short: it then misses the truth about 20 % of
     * the time, always to the same side.
     *
     * @param level the level of the interval, between 0 and 1
     * @return the area, 0.5 without any skill; undefined without a positive or without a negative;
     *     without an interval if there are fewer than 2 of either or nothing varies
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Figure auc(double level) {
      return ranks.area(level);
    }

    /** Returns the Brier score and the area under the ROC curve, as they read. */
    @Override
    public String toString() {
      return "BinaryMetrics[brier=" + brier() + ", auc=" + auc() + "]";
    }

    private static Figure mean(
        Moments moments, double level, String name, UnaryOperator<Estimate> range) {
      Interval.requireLevel(level);
      return moments.count() == 0
          ? Figure.undefined("no values", 0)
          : range.apply(moments.meanEstimate()).figure(level, moments.count(), name);
    }

    private static double requireProbability(String name, double probability) {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException(name + " must be from 0 to 1: " + probability);
      }
      return probability;
    }
  }

  /** Metrics of predicted quantities at one threshold. Not thread-safe. */
  public static final class Exceedance extends BinaryMetrics {

    private Exceedance(double threshold) {
      super(threshold);
    }

    /**
     * Adds one prediction and what really happened.
     *
     * @param predicted the predicted quantity, finite and at most 1e70 in size
     * @param actual the true quantity, likewise
     * @throws IllegalArgumentException if either is not; these metrics are then unchanged
     */
    public void add(double predicted, double actual) {
      boolean announced = Moments.requireUsable("predicted", predicted) > threshold();
      boolean happened = Moments.requireUsable("actual", actual) > threshold();
      count(announced, happened);
    }

    /**
     * Adds all that {@code other} has seen; {@code other} is unchanged.
     *
     * @param other the metrics to add, of the same threshold
     * @throws IllegalArgumentException if its threshold is another
     */
    public void merge(Exceedance other) {
      mergeCounts(other);
    }

    /** Returns precision and recall, as they read. */
    @Override
    public String toString() {
      return "BinaryMetrics[precision=" + precision() + ", recall=" + recall() + "]";
    }
  }
}
