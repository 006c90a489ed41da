/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Objects;

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
   * Moments of values that were added up elsewhere. Their extremes are not known. A common offset
   * that is large beside the spread costs digits here, and none in {@link #add}.
   *
   * @param n the number of values, at least 0
   * @param sum their sum
   * @param sumOfSquares the sum of their squares
   * @return moments to add to or merge
   * @throws IllegalArgumentException if no {@code n} values have these sums
   */
  public static Moments ofSums(long n, double sum, double sumOfSquares) {
    Moments moments = new Moments();
    moments.squares = CrossProducts.squares(n, sum, sumOfSquares);
    moments.mean.move(n == 0 ? 0 : requireUsable("mean", sum / n));
    moments.count = n;
    if (n > 0) {
      moments.min = Double.NaN;
      moments.max = Double.NaN;
    }
    return moments;
  }

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
   * @throws IllegalStateException if there is no value, or some came as {@linkplain #ofSums sums}
   */
  public double min() {
    requireCount(1);
    return requireExtreme(min);
  }

  /**
   * The largest value.
   *
   * @return the maximum
   * @throws IllegalStateException if there is no value, or some came as {@linkplain #ofSums sums}
   */
  public double max() {
    requireCount(1);
    return requireExtreme(max);
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

  Sample sample() {
    return count == 0 ? Sample.of(0, 0, 0) : Sample.of(count, mean(), squares / (count - 1));
  }

  Estimate meanEstimate() {
    double error = count < 2 ? Double.NaN : Math.sqrt(variance() / count);
    return Estimate.of(mean(), error, count - 1.0);
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

  static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be finite and above 0: " + value);
    }
  }

  private void requireCount(long least) {
    requireCount(least, count);
  }

  private static void requireCount(long least, long count) {
    if (count < least) {
      throw new IllegalStateException(
          "undefined: needs " + least + (least == 1 ? " value" : " values") + ", has " + count);
    }
  }

  private static double requireExtreme(double extreme) {
    if (Double.isNaN(extreme)) {
      throw new IllegalStateException("undefined: sums do not tell extremes");
    }
    return extreme;
  }

  /**
   * Count, means, variances and covariances of several quantities observed together on each unit,
   * such as a loss and what was known before, and mergeable. What is not known is never a number:
   * the accessors throw. Not thread-safe.
   */
  public static final class Joint {

    private static final int MOST_QUANTITIES = 16;

    private final CrossProducts sums;

    private Joint(CrossProducts sums) {
      this.sums = sums;
    }

    /**
     * Moments of nothing yet.
     *
     * @param quantities how many quantities there are on each unit, from 1 to 16
     * @return an empty accumulator
     * @throws IllegalArgumentException if there are fewer or more
     */
    public static Joint of(int quantities) {
      return new Joint(new CrossProducts(requireQuantities(quantities)));
    }

    /**
     * Moments of quantities that were added up elsewhere. An offset that is large beside the spread
     * costs digits here, and none in {@link #add}.
     *
     * @param n the number of units, at least 0
     * @param sums the sum of each quantity, 1 to 16 of them
     * @param products the sums of products: that of quantities i and j in row i, column j, where
     *     only i at most j is read
     * @return moments to add to or merge
     * @throws IllegalArgumentException if no {@code n} units have these sums, or the rows do not
     *     match the sums
     */
    public static Joint ofSums(long n, double[] sums, double[][] products) {
      requireQuantities(sums.length);
      requireLength("rows of products", sums.length, products.length);
      for (double[] row : products) {
        requireLength("columns of products", sums.length, row.length);
      }
      return new Joint(CrossProducts.ofSums(n, sums, products));
    }

    /**
     * Adds one unit.
     *
     * @param values its quantities, each finite and at most 1e70 in size
     * @throws IllegalArgumentException if one is not, or there are fewer or more; these moments are
     *     then unchanged
     */
    public void add(double... values) {
      requireLength("values", quantities(), values.length);
      for (double value : values) {
        requireUsable("value", value);
      }
      sums.add(values);
    }

    /**
     * Adds all that {@code other} has seen; {@code other} is unchanged.
     *
     * @param other the moments to add, which may be these
     * @throws IllegalArgumentException if it has another number of quantities
     */
    public void merge(Joint other) {
      requireLength("quantities", quantities(), other.quantities());
      sums.merge(other.sums);
    }

    /**
     * The number of quantities.
     *
     * @return how many values a unit has
     */
    public int quantities() {
      return sums.quantities();
    }

    /**
     * The number of units.
     *
     * @return how many units were added, merged ones included
     */
    public long count() {
      return sums.count();
    }

    /**
     * The mean of a quantity.
     *
     * @param i its index, from 0
     * @return the mean
     * @throws IllegalStateException if there is no unit
     * @throws IndexOutOfBoundsException if there is no such quantity
     */
    public double mean(int i) {
      Objects.checkIndex(i, quantities());
      requireCount(1, count());
      return sums.mean(i);
    }

    /**
     * The sample covariance of two quantities, with divisor {@code count - 1}; of one with itself,
     * the variance.
     *
     * @param i the index of one, from 0
     * @param j the index of the other, from 0
     * @return the covariance
     * @throws IllegalStateException if there are fewer than two units
     * @throws IndexOutOfBoundsException if there is no such quantity
     */
    public double covariance(int i, int j) {
      Objects.checkIndex(i, quantities());
      Objects.checkIndex(j, quantities());
      requireCount(2, count());
      return sums.covariance(i, j);
    }

    /** Returns count and quantities. */
    @Override
    public String toString() {
      return "Joint[count=" + count() + ", quantities=" + quantities() + "]";
    }

    Sample sample() {
      return Sample.of(sums);
    }

    private static int requireQuantities(int quantities) {
      if (quantities < 1 || quantities > MOST_QUANTITIES) {
        throw new IllegalArgumentException(
            "quantities must be from 1 to " + MOST_QUANTITIES + ": " + quantities);
      }
      return quantities;
    }

    private static void requireLength(String name, int expected, int actual) {
      if (actual != expected) {
        throw new IllegalArgumentException(name + " must be " + expected + ": " + actual);
      }
    }
  }
}
