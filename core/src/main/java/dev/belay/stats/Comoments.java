/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * Central co-moments of two quantities up to the fourth order, as far as ratios of variances need
 * them: {@code mPQ} is the sum of (x - mean x)^P (y - mean y)^Q.
 *
 * <p>A value joins by moving the sums to the new means and adding its own powers, a merge by moving
 * both sides: the binomial expansion of P. Pébay, <i>Formulas for robust, one-pass parallel
 * computation of covariances and arbitrary-order statistical moments</i>, Sandia report
 * SAND2008-6212, 2008. Deviations, never raw powers, are summed, so a large common offset costs no
 * digits.
 */
final class Comoments {

  private final RunningMean x = new RunningMean();
  private final RunningMean y = new RunningMean();
  private long count;
  private double m20;
  private double m11;
  private double m02;
  private double m30;
  private double m21;
  private double m12;
  private double m03;
  private double m40;
  private double m22;
  private double m04;

  void add(double valueX, double valueY) {
    double deviationX = x.deviation(valueX);
    double deviationY = y.deviation(valueY);
    double stepX = deviationX / (count + 1);
    double stepY = deviationY / (count + 1);
    shift(-stepX, -stepY);
    x.move(stepX);
    y.move(stepY);
    count++;
    addPowers(1, deviationX - stepX, deviationY - stepY);
  }

  void merge(Comoments other) {
    if (other.count == 0) {
      return;
    }
    Comoments theirs = other.copy();
    double theirShare = (double) other.count / (count + other.count);
    double distanceX = x.distanceTo(other.x);
    double distanceY = y.distanceTo(other.y);
    double stepX = distanceX * theirShare;
    double stepY = distanceY * theirShare;
    shift(-stepX, -stepY);
    theirs.shift(distanceX - stepX, distanceY - stepY);
    addSums(theirs);
    x.approach(other.x, theirShare);
    y.approach(other.y, theirShare);
    count += theirs.count;
  }

  long count() {
    return count;
  }

  double meanX() {
    return x.value();
  }

  double meanY() {
    return y.value();
  }

  /** The sum of (x - mean x)². */
  double squaresX() {
    return m20;
  }

  /** The sum of (y - mean y)². */
  double squaresY() {
    return m02;
  }

  /** The sum of (x - mean x)(y - mean y). */
  double products() {
    return m11;
  }

  /** The sum of ((x - mean x + offset)² - ratio (y - mean y)²)². */
  double squaredContrast(double offset, double ratio) {
    double square = offset * offset;
    double fourthX = m40 + offset * (4 * m30 + offset * (6 * m20 + count * square));
    double mixed = m22 + 2 * offset * m12 + square * m02;
    return Math.max(0, fourthX - 2 * ratio * mixed + ratio * ratio * m04);
  }

  /** Lets every deviation grow by {@code dx} and {@code dy}: highest orders first. */
  private void shift(double dx, double dy) {
    m40 += dx * (4 * m30 + 6 * dx * m20);
    m04 += dy * (4 * m03 + 6 * dy * m02);
    m22 += 2 * (dx * m12 + dy * m21) + dx * dx * m02 + dy * dy * m20 + 4 * dx * dy * m11;
    m30 += 3 * dx * m20;
    m03 += 3 * dy * m02;
    m21 += 2 * dx * m11 + dy * m20;
    m12 += 2 * dy * m11 + dx * m02;
    addPowers(count, dx, dy);
  }

  private void addPowers(long times, double dx, double dy) {
    double xx = times * dx * dx;
    double yy = times * dy * dy;
    m20 += xx;
    m11 += times * dx * dy;
    m02 += yy;
    m30 += xx * dx;
    m21 += xx * dy;
    m12 += yy * dx;
    m03 += yy * dy;
    m40 += xx * dx * dx;
    m22 += xx * dy * dy;
    m04 += yy * dy * dy;
  }

  private void addSums(Comoments other) {
    m20 += other.m20;
    m11 += other.m11;
    m02 += other.m02;
    m30 += other.m30;
    m21 += other.m21;
    m12 += other.m12;
    m03 += other.m03;
    m40 += other.m40;
    m22 += other.m22;
    m04 += other.m04;
  }

  /** The sums and the count: enough to be shifted, which needs no mean. */
  private Comoments copy() {
    Comoments copy = new Comoments();
    copy.count = count;
    copy.addSums(this);
    return copy;
  }
}
