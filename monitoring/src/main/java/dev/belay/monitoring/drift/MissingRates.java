/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.stats.Figure;
import dev.belay.stats.Proportion;
import dev.belay.stats.inference.PValue;
import org.apache.commons.statistics.distribution.HypergeometricDistribution;

/** How often a value was missing in two samples, by a test of two proportions. */
record MissingRates(Proportion reference, Proportion current) {

  private static final double LEAST_EXPECTED = 5;

  /** Outcomes that are as likely as the one at hand but for rounding count as such. */
  private static final double ROUNDING = 1 + 1e-7;

  /** The share of the current sample less that of the reference. */
  Figure difference() {
    return current.minus(reference);
  }

  PValue p() {
    if (reference.trials() == 0 || current.trials() == 0) {
      return PValue.noEvidence(
          reference.trials() == 0 ? "no reference values" : "no current values", count());
    }
    if (missing() == 0 || missing() == count()) {
      return PValue.noEvidence(missing() == 0 ? "nothing is missing" : "all is missing", count());
    }
    double smaller = Math.min(reference.trials(), current.trials());
    double rarer = Math.min(missing(), count() - missing());
    return smaller * rarer / count() < LEAST_EXPECTED && count() <= Integer.MAX_VALUE
        ? exact()
        : table().p();
  }

  private ContingencyTable table() {
    return ContingencyTable.of(
        new long[] {reference.successes(), reference.trials() - reference.successes()},
        new long[] {current.successes(), current.trials() - current.successes()});
  }

  /**
   * R. A. Fisher, Journal of the Royal Statistical Society 98(1), 1935, pp. 39-82: the chance,
   * given both margins, of all outcomes that are no more likely than the one at hand.
   */
  private PValue exact() {
    HypergeometricDistribution chance =
        HypergeometricDistribution.of((int) count(), (int) missing(), (int) current.trials());
    double limit = chance.probability((int) current.successes()) * ROUNDING;
    double p = 0;
    for (int k = chance.getSupportLowerBound(); k <= chance.getSupportUpperBound(); k++) {
      double probability = chance.probability(k);
      p += probability <= limit ? probability : 0;
    }
    return PValue.of(Math.min(1, p), count(), "two proportions, Fisher exact");
  }

  private long missing() {
    return reference.successes() + current.successes();
  }

  private long count() {
    return reference.trials() + current.trials();
  }
}
