/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * A mean carried in two doubles, so that deviations from it stay accurate however large the common
 * offset of the values is.
 *
 * <p>A plain double mean near 1e9 is only known to 1e-7, and every deviation inherits that: R² then
 * loses half its digits. The rounding error of each step is exact (Knuth, <i>The Art of Computer
 * Programming</i> 2, 3rd ed., 4.2.2, theorem B) and is kept, as in Neumaier, ZAMM 54, 1974, pp.
 * 39-51.
 */
final class RunningMean {

  private double high;
  private double low;

  double value() {
    return high + low;
  }

  double deviation(double value) {
    return (value - high) - low;
  }

  double distanceTo(RunningMean other) {
    return (other.high - high) + (other.low - low);
  }

  /** Goes a share of the way: all of it takes both doubles over, which one step would round. */
  void approach(RunningMean other, double share) {
    if (share == 1) {
      high = other.high;
      low = other.low;
    } else {
      move(distanceTo(other) * share);
    }
  }

  void move(double step) {
    double sum = high + step;
    double taken = sum - high;
    low += (high - (sum - taken)) + (step - taken);
    high = sum;
  }
}
