/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import java.util.Arrays;

/**
 * How many of the ways from (0, 0) to (n, m), a step right for each reference value and a step up
 * for each current one, ever leave the band |i/n - j/m| &lt; d: the share that do is the exact
 * p-value of the distance d.
 *
 * <p>The share u of ways to (i, j) that left before is 1 outside, and inside (i u(i - 1, j) + j
 * u(i, j - 1)) / (i + j): a mean, so nothing cancels however small it is.
 */
final class KolmogorovPaths {

  private KolmogorovPaths() {}

  /** The p-value of the distance {@code scaled} / (n m). */
  static double p(int n, int m, long scaled) {
    if (scaled == 0) {
      return 1;
    }
    double[] left = new double[m + 1];
    Arrays.fill(left, 1);
    left[0] = 0;
    long width = (scaled - 1) / n;
    for (int j = 1; j <= width && j <= m; j++) {
      left[j] = 0;
    }
    for (int i = 1; i <= n; i++) {
      step(i, n, m, scaled, left);
    }
    return left[m];
  }

  /** Goes from the ways to all (i - 1, j) to those to all (i, j). */
  private static void step(int i, int n, int m, long scaled, double[] left) {
    long reach = (long) i * m;
    int from = (int) Math.max(0, Math.floorDiv(reach - scaled, n) + 1);
    int to = (int) Math.min(m, Math.floorDiv(reach + scaled - 1, n));
    if (from > 0) {
      left[from - 1] = 1;
    }
    for (int j = from; j <= to; j++) {
      double below = j == 0 ? 0 : j * left[j - 1];
      left[j] = (i * left[j] + below) / (i + j);
    }
  }
}
