/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

/** A line through points: straight between two of them, level beyond the ends. Immutable. */
final class Curve {
  private final double[] xs;
  private final double[] ys;

  private Curve(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  /** The curve through points (x, y) in the order of x, of which there are at least two. */
  static Curve through(double[]... points) {
    double[] xs = new double[points.length];
    double[] ys = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      xs[i] = points[i][0];
      ys[i] = points[i][1];
    }
    return new Curve(xs, ys);
  }

  /** Its height at x, which is a number. */
  double at(double x) {
    if (x <= xs[0]) {
      return ys[0];
    }
    for (int i = 1; i < xs.length; i++) {
      if (x < xs[i]) {
        double share = (x - xs[i - 1]) / (xs[i] - xs[i - 1]);
        return ys[i - 1] + share * (ys[i] - ys[i - 1]);
      }
    }
    return ys[ys.length - 1];
  }
}
