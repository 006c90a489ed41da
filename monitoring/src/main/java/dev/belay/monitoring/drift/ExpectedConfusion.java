/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How good predicted probabilities such as "more than ten minutes late" probably are while the
 * outcomes are not known: confidence-based performance estimation (CBPE), as NannyML describes it.
 *
 * <p>Where something is predicted with probability p it happens with that probability, and each
 * prediction adds p to one cell of the confusion matrix and 1 - p to another. That holds only while
 * the probabilities are calibrated, which they are not for long once the relation of features and
 * outcome changes: such a change does not show here at all. It is a forecast and no measurement:
 * never decide on it where outcomes are known, and see there whether the probabilities are
 * calibrated: {@link dev.belay.stats.BinaryMetrics.Probabilities#bias()}.
 *
 * <p>The intervals are those of what will be measured once the outcomes are known, if the
 * probabilities are calibrated and the outcomes independent: normal, by the delta method. Keeps
 * nothing of a prediction. Mergeable; not thread-safe.
 */
public final class ExpectedConfusion {

  private static final double Z =
      NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - Interval.DEFAULT_LEVEL) / 2);

  private final double threshold;
  private final ExpectedRanks ranks = new ExpectedRanks();
  private final Half above = new Half();
  private final Half below = new Half();

  private ExpectedConfusion(double threshold) {
    this.threshold = Arguments.probability("threshold", threshold);
  }

  /**
   * The expected number of predictions in each cell.
   *
   * @param truePositives predicted to happen, and happening
   * @param falsePositives predicted to happen, and not happening
   * @param falseNegatives predicted not to happen, and happening
   * @param trueNegatives predicted not to happen, and not happening
   */
  public record Cells(
      double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {}

  /** An expected count and the variance of the real one. */
  private record Cell(double size, double variance) {}

  /** The predictions on one side of the threshold. */
  private static final class Half {
    private long count;
    private double happening;
    private double variance;

    void add(double probability) {
      count++;
      happening += probability;
      variance += probability * (1 - probability);
    }

    void merge(Half other) {
      count += other.count;
      happening += other.happening;
      variance += other.variance;
    }

    Cell happening() {
      return new Cell(happening, variance);
    }

    Cell notHappening() {
      return new Cell(count - happening, variance);
    }
  }

  /**
   * The expected matrix of nothing yet.
   *
   * @param threshold the probability from which on it is predicted to happen, from 0 to 1
   * @return an empty accumulator
   * @throws IllegalArgumentException if the threshold is not from 0 to 1
   */
  public static ExpectedConfusion at(double threshold) {
    return new ExpectedConfusion(threshold);
  }

  /**
   * Adds one prediction.
   *
   * @param probability the predicted probability that it happens, from 0 to 1
   * @throws IllegalArgumentException if it is not; nothing has then changed
   */
  public void add(double probability) {
    Arguments.probability("probability", probability);
    (probability >= threshold ? above : below).add(probability);
    ranks.add(probability);
  }

  /**
   * Adds all that {@code other} has seen; {@code other} is unchanged.
   *
   * @param other the matrix to add
   * @throws IllegalArgumentException if its threshold is another
   */
  public void merge(ExpectedConfusion other) {
    if (threshold != other.threshold) {
      throw new IllegalArgumentException("threshold must be " + threshold + ": " + other.threshold);
    }
    above.merge(other.above);
    below.merge(other.below);
    ranks.merge(other.ranks);
  }

  /**
   * The number of predictions.
   *
   * @return how many were added, merged ones included
   */
  public long count() {
    return above.count + below.count;
  }

  /**
   * The expected numbers.
   *
   * @return the four cells, all 0 without a prediction
   */
  public Cells cells() {
    return new Cells(
        above.happening, above.notHappening().size(), below.happening, below.notHappening().size());
  }

  /**
   * The expected share of right predictions.
   *
   * @return the share; undefined without a prediction
   */
  public Figure accuracy() {
    double right = above.happening + below.notHappening().size();
    return ratio("accuracy", right, count(), above.variance + below.variance, "no predictions");
  }

  /**
   * The expected share of what happens among what is predicted to.
   *
   * @return the share; undefined if nothing is predicted to happen
   */
  public Figure precision() {
    return ratio(
        "precision", above.happening, above.count, above.variance, "nothing predicted to happen");
  }

  /**
   * The expected share of what is predicted among what happens.
   *
   * @return the share; undefined if nothing is expected to happen
   */
  public Figure recall() {
    return share("recall", above.happening(), below.happening(), "nothing expected to happen");
  }

  /**
   * The expected share of what is not predicted among what does not happen.
   *
   * @return the share; undefined if everything is expected to happen
   */
  public Figure specificity() {
    return share(
        "specificity", below.notHappening(), above.notHappening(), "everything expected to happen");
  }

  /**
   * The expected harmonic mean of precision and recall.
   *
   * @return the mean; undefined if nothing is predicted or expected to happen
   */
  public Figure f1() {
    double size = above.count + above.happening + below.happening;
    if (!(size > 0)) {
      return Figure.undefined("nothing predicted or expected to happen", count());
    }
    double value = 2 * above.happening / size;
    double byAbove = (2 - value) / size;
    double byBelow = -value / size;
    double variance = byAbove * byAbove * above.variance + byBelow * byBelow * below.variance;
    return figure("F1", value, variance);
  }

  /**
   * The expected area under the ROC curve: the chance that of two predictions, one that happens and
   * one that does not, the first has the higher probability, equal ones counting half.
   * Probabilities closer than 0.001 may count as equal.
   *
   * @return the area, without an interval; undefined if nothing or everything is expected to happen
   */
  public Figure auc() {
    return ranks.defined()
        ? Figure.point(ranks.auc(), count(), method("AUC") + ", no interval: the ranks depend")
        : Figure.undefined("nothing or everything expected to happen", count());
  }

  /** Returns the expected cells. */
  @Override
  public String toString() {
    return "ExpectedConfusion[" + cells() + "]";
  }

  /** The share of one count in the sum of two independent ones. */
  private Figure share(String name, Cell part, Cell rest, String none) {
    double size = part.size() + rest.size();
    if (!(size > 0)) {
      return Figure.undefined(none, count());
    }
    double byPart = rest.size() / (size * size);
    double byRest = part.size() / (size * size);
    double variance = byPart * byPart * part.variance() + byRest * byRest * rest.variance();
    return figure(name, part.size() / size, variance);
  }

  private Figure ratio(String name, double part, long of, double variance, String none) {
    return of == 0
        ? Figure.undefined(none, count())
        : figure(name, part / of, variance / ((double) of * of));
  }

  private Figure figure(String name, double value, double variance) {
    if (!(variance > 0)) {
      return Figure.point(value, count(), method(name) + ", no interval: no spread");
    }
    double margin = Z * Math.sqrt(variance);
    Interval interval =
        new Interval(
            Math.max(0, value - margin), Math.min(1, value + margin), Interval.DEFAULT_LEVEL);
    return Figure.of(value, interval, count(), method(name));
  }

  private static String method(String name) {
    return name + ", expected, not measured: holds while probabilities are calibrated";
  }
}
