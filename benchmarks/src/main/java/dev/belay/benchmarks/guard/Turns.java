/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import java.util.List;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Takes the subjects in turn, again and again, so that whatever happens to the machine happens to
 * all of them.
 */
final class Turns {
  private final Meter meter;
  private final int warmUp;
  private final int rounds;

  Turns(Meter meter, int warmUp, int rounds) {
    this.meter = meter;
    this.warmUp = warmUp;
    this.rounds = rounds;
  }

  /** Nanoseconds a row, by subject and round. */
  double[][] nanosPerRow(List<Subject> subjects) {
    double[][] nanos = new double[subjects.size()][rounds];
    for (int round = -warmUp; round < rounds; round++) {
      for (int i = 0; i < nanos.length; i++) {
        double perRow = nanosPerRow(subjects.get(i));
        if (round >= 0) {
          nanos[i][round] = perRow;
        }
      }
    }
    return nanos;
  }

  private double nanosPerRow(Subject subject) {
    long before = meter.nanos();
    subject.run();
    return (double) (meter.nanos() - before) / subject.calls() / subject.rows();
  }

  /**
   * Bytes of the round with the fewest: what the compiler needs in between is not the subject's.
   */
  long leastBytes(Subject subject) {
    long least = Long.MAX_VALUE;
    for (int round = -warmUp; round < rounds; round++) {
      long before = meter.bytes();
      subject.run();
      least = Math.min(least, meter.bytes() - before);
    }
    return least;
  }

  static double median(double[] values) {
    return new ListStatistics(values).getPercentile(50);
  }

  /** The median of what one is of the other in the same round. */
  static double medianRatio(double[] some, double[] others) {
    double[] ratios = new double[some.length];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = some[i] / others[i];
    }
    return median(ratios);
  }
}
