/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.stats.Figure;
import dev.belay.stats.Histogram;
import java.util.Locale;

/**
 * The Wasserstein-1 distance of two histograms, their values taken to be spread evenly over their
 * bins. Where a value lies beyond the edges nobody knows how far, and there is none.
 */
record BinnedWasserstein(Histogram reference, Histogram current) {

  Figure figure() {
    long n = reference.count() + current.count();
    if (reference.count() == 0 || current.count() == 0) {
      return Figure.undefined(
          reference.count() == 0 ? "no reference values" : "no current values", n);
    }
    long beyond = beyond(reference) + beyond(current);
    if (beyond > 0) {
      return Figure.undefined(
          "beyond the edges of the histogram are " + beyond + " of " + n + " values", n);
    }
    double[] edges = reference.edges();
    double area = 0;
    double off = 0;
    double height = 0;
    for (int bin = 0; bin < reference.bins(); bin++) {
      double width = edges[bin + 1] - edges[bin];
      double next = height + share(reference, bin) - share(current, bin);
      area += width * meanSize(height, next);
      off += width / 2 * (share(reference, bin) + share(current, bin));
      height = next;
    }
    return Figure.point(area, n, method(off));
  }

  private static String method(double off) {
    return String.format(
        Locale.ROOT, "Wasserstein-1 distance, off by at most %.3g within bins, no interval", off);
  }

  /** The mean of |x| along a straight line. */
  private static double meanSize(double from, double to) {
    double sizes = Math.abs(from) + Math.abs(to);
    return from * to >= 0 ? sizes / 2 : (from * from + to * to) / (2 * sizes);
  }

  private static double share(Histogram histogram, int bin) {
    return (double) histogram.count(bin) / histogram.count();
  }

  private static long beyond(Histogram histogram) {
    return histogram.below() + histogram.above();
  }
}
