/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.stats.Figure;
import dev.belay.stats.PairedDifference;

/**
 * Two predictions of the same journeys against the truth.
 *
 * @param penalty what an error costs
 * @param baseline how good the one was
 * @param candidate how good the other was
 * @param difference the candidate's mean penalty less the baseline's, below 0 if the candidate is
 *     better; its interval takes days as independent and nothing less
 * @param relative the same as a share of the baseline's mean penalty
 */
record Contest(
    Penalty penalty, Accuracy baseline, Accuracy candidate, Figure difference, Figure relative) {

  /** The journeys both have predicted, with the local day and the truth of each. */
  static final class Field {
    private final long[] days;
    private final double[] actual;

    Field(long[] days, double[] actual) {
      this.days = days;
      this.actual = actual;
    }

    Contest contest(Penalty penalty, double[] baseline, double[] candidate) {
      PairedDifference.Clustered pairs = PairedDifference.clustered(penalty.unit());
      for (int i = 0; i < actual.length; i++) {
        pairs.add(days[i], penalty.of(candidate[i], actual[i]), penalty.of(baseline[i], actual[i]));
      }
      return new Contest(
          penalty,
          Accuracy.of(baseline, actual),
          Accuracy.of(candidate, actual),
          pairs.absolute(),
          pairs.relative());
    }
  }
}
