/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import java.util.Arrays;

/** The expected area under the ROC curve, by bins of probabilities. */
final class ExpectedRanks {

  private static final int BINS = 1_001;

  private final double[] happening = new double[BINS];
  private final double[] notHappening = new double[BINS];

  void add(double probability) {
    int bin = (int) Math.rint(probability * (BINS - 1));
    happening[bin] += probability;
    notHappening[bin] += 1 - probability;
  }

  void merge(ExpectedRanks other) {
    Arrays.setAll(happening, bin -> happening[bin] + other.happening[bin]);
    Arrays.setAll(notHappening, bin -> notHappening[bin] + other.notHappening[bin]);
  }

  boolean defined() {
    return Arrays.stream(happening).sum() > 0 && Arrays.stream(notHappening).sum() > 0;
  }

  double auc() {
    double below = 0;
    double right = 0;
    for (int bin = 0; bin < BINS; bin++) {
      right += happening[bin] * (below + notHappening[bin] / 2);
      below += notHappening[bin];
    }
    return right / (Arrays.stream(happening).sum() * below);
  }
}
