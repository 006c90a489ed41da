/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * Count, mean, spread and extremes of one quantity, observed value by value and mergeable.
 *
 * <p>No value is kept. The mean and the sum of squared deviations are updated in one pass without
 * cancellation: B. P. Welford, Technometrics 4(3), 1962, pp. 419-420, with a mean in two doubles;
 * merging follows T. F. Chan, G. H. Golub and R. J. LeVeque, The American Statistician 37(3), 1983,
 * pp. 242-247. Merging in any order and grouping agrees to rounding.
 *
 * <p>What is not known is never a number: the accessors throw, {@link #meanFigure()} is undefined.
 * Everything is in the unit of the values (the variance in its square). Not thread-safe.
 */
public final class Moments {

  private static final double LARGEST = 1e70;

  private final RunningMean mean = new RunningMean();
  private long count;
  private double squares;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Moments of nothing yet. */
  public Moments() {}

  /**
   * Adds one value.
   *
   * @param value a finite value, at most 1e70 in size
   * @throws IllegalArgumentException if it is not; these moments are then unchanged
   */
  public void add(double value) {
    addUnchecked(requireUsable("value", value));
  }

  /**
   * Adds all that {@code other} has seen; {@code other} is unchanged.
   *
   * @param other the moments to add, which may be these
   */
  public void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    double distance = mean.distanceTo(other.mean);
    double theirShare = (double) other.count / (count + other.count);
    squares += other.squares + distance * distance * theirShare * count;
    mean.approach(other.mean, theirShare);
    count += other.count;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
  }

  /**
   * The number of values.
   *
   * @return how many values were added, merged ones included
   */
  public long count() {
    return count;
  }

  /**
   * The arithmetic mean.
   *
   * @return the mean
   * @throws IllegalStateException if there is no value
   */
  public double mean() {
    requireCount(1);
    return mean.value();
  }

  /**
   * The sample variance, with divisor {@code count - 1}.
   *
   * @return the variance
   * @throws IllegalStateException if there are fewer than two values
   */
  public double variance() {
    requireCount(2);
    return squares / (count - 1);
  }

  /**
   * The square root of the {@linkplain #variance() sample variance}.
   *
   * @return the standard deviation
   * @throws IllegalStateException if there are fewer than two values
   */
  public double standardDeviation() {
    return Math.sqrt(variance());
  }

  /**
   * The smallest value.
   *
   * @return the minimum
   * @throws IllegalStateException if there is no value
   */
  public double min() {
    requireCount(1);
    return min;
  }

  /**
   * The largest value.
   *
   * @return the maximum
   * @throws IllegalStateException if there is no value
   */
  public double max() {
    requireCount(1);
    return max;
  }

  /**
   * The mean with a 95 % interval: {@code meanFigure(0.95)}.
   *
   * @return the mean, undefined if there is no value
   */
  public Figure meanFigure() {
    return meanFigure(Interval.DEFAULT_LEVEL);
  }

  /**
   * The mean with Student's t interval, which assumes independent values and a mean that is close
   * to normal. Without spread (one value, or all the same) there is no interval.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the mean without a unit, undefined if there is no value
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public Figure meanFigure(double level) {
    return meanFigure(level, "mean");
  }

  /** Returns count, mean and standard deviation, as far as they are known. */
  @Override
  public String toString() {
    String known = count == 0 ? "" : ", mean=" + mean();
    return "Moments[count="
        + count
        + known
        + (count < 2 ? "" : ", sd=" + standardDeviation())
        + "]";
  }

  Figure meanFigure(double level, String method) {
    Interval.requireLevel(level);
    return count == 0
        ? Figure.undefined("no values", 0)
        : meanEstimate().figure(level, count, method);
  }

  Estimate meanEstimate() {
    double error = count < 2 ? Double.NaN : Math.sqrt(variance() / count);
    return Estimate.of(mean(), error, count - 1);
  }

  /** Adds without the check on size, for squares of values that passed it. */
  void addUnchecked(double value) {
    count++;
    double before = mean.deviation(value);
    mean.move(before / count);
    squares += before * mean.deviation(value);
    min = Math.min(min, value);
    max = Math.max(max, value);
  }

  /** The bound keeps fourth powers, summed over any count, within a double. */
  static double requireUsable(String name, double value) {
    if (!(Math.abs(value) <= LARGEST)) {
      throw new IllegalArgumentException(
          name + " must be finite and at most " + LARGEST + " in size: " + value);
    }
    return value;
  }

  private void requireCount(long least) {
    if (count < least) {
      throw new IllegalStateException(
          "undefined: needs " + least + (least == 1 ? " value" : " values") + ", has " + count);
    }
  }
}
