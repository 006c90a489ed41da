/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * Autocovariances of two series that are observed together in order, up to a greatest lag, without
 * keeping more values than that lag at either end.
 *
 * <p>Products are summed of what is left after the first values are taken off, and the means are
 * taken off at the end: with S the sum of n values, H that of the first k and T that of the last k,
 * the products of xₜ - x̄ and yₜ₋ₖ - ȳ sum to Σxₜyₜ₋ₖ - ȳ(Sx - Hx) - x̄(Sy - Ty) + (n - k)x̄ȳ.
 */
final class LagProducts {

  private final Series x;
  private final Series y;
  private final double[] xx;
  private final double[] xy;
  private final double[] yx;
  private final double[] yy;
  private long count;

  /** Lags from 0 to {@code greatest}. */
  LagProducts(int greatest) {
    x = new Series(greatest);
    y = new Series(greatest);
    xx = new double[greatest + 1];
    xy = new double[greatest + 1];
    yx = new double[greatest + 1];
    yy = new double[greatest + 1];
  }

  void add(double valueX, double valueY) {
    double nextX = x.next(valueX, count);
    double nextY = y.next(valueY, count);
    for (int lag = 0; lag < xx.length && lag <= count; lag++) {
      double beforeX = lag == 0 ? nextX : x.back(lag, count);
      double beforeY = lag == 0 ? nextY : y.back(lag, count);
      xx[lag] += nextX * beforeX;
      xy[lag] += nextX * beforeY;
      yx[lag] += nextY * beforeX;
      yy[lag] += nextY * beforeY;
    }
    x.keep(nextX, count);
    y.keep(nextY, count);
    count++;
  }

  long count() {
    return count;
  }

  double meanX() {
    return x.origin + x.mean(count);
  }

  double meanY() {
    return y.origin + y.mean(count);
  }

  /** The variance of the sum of x: all its autocovariances, those of a lag counted twice. */
  double ofSumX() {
    return total(x, x, xx, xx);
  }

  double ofSumY() {
    return total(y, y, yy, yy);
  }

  /** The covariance of the sums of x and y. */
  double ofSums() {
    return total(x, y, xy, yx);
  }

  private double total(Series one, Series other, double[] forth, double[] back) {
    double total = products(one, other, forth, 0);
    for (int lag = 1; lag < forth.length; lag++) {
      total += products(one, other, forth, lag) + products(other, one, back, lag);
    }
    return total;
  }

  private double products(Series later, Series earlier, double[] sums, int lag) {
    double laterMean = later.mean(count);
    double earlierMean = earlier.mean(count);
    double ofLater = later.sum - later.head(lag);
    double ofEarlier = earlier.sum - earlier.tail(lag, count);
    return sums[lag]
        - earlierMean * ofLater
        - laterMean * ofEarlier
        + (count - lag) * laterMean * earlierMean;
  }

  /** The values at either end of one series, and the sum, all less the first value. */
  private static final class Series {

    private final double[] first;
    private final double[] last;
    private double origin;
    private double sum;

    Series(int ends) {
      first = new double[ends];
      last = new double[ends];
    }

    double next(double value, long count) {
      if (count == 0) {
        origin = value;
      }
      return value - origin;
    }

    void keep(double value, long count) {
      sum += value;
      if (count < first.length) {
        first[(int) count] = value;
      }
      if (last.length > 0) {
        last[(int) (count % last.length)] = value;
      }
    }

    /** The value {@code lag} before the one that is to be kept as number {@code count}. */
    double back(int lag, long count) {
      return last[(int) ((count - lag) % last.length)];
    }

    double mean(long count) {
      return sum / count;
    }

    double head(int values) {
      double head = 0;
      for (int i = 0; i < values; i++) {
        head += first[i];
      }
      return head;
    }

    double tail(int values, long count) {
      double tail = 0;
      for (int lag = 1; lag <= values; lag++) {
        tail += back(lag, count);
      }
      return tail;
    }
  }
}
