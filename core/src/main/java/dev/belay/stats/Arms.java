/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Locale;

/**
 * The samples of two independent arms, on their way to a {@link TwoSample}.
 *
 * <p>CUPED takes from each outcome what a covariate explains that the arm cannot have changed:
 * outcome - θ covariate (A. Deng, Y. Xu, R. Kohavi and T. Walker, WSDM 2013). It is the difference
 * of the outcomes less θ times that of the covariates.
 *
 * @param design the name of what is compared
 * @param baseline the baseline's quantities, covariates last
 * @param candidate the candidate's, likewise
 */
record Arms(String design, Sample baseline, Sample candidate) {

  private static final String ONE_SPREAD = ", spread of one arm for both";

  /** Compares what each arm has: one quantity, or the ratio of two. */
  TwoSample unadjusted() {
    return unadjusted(Double.POSITIVE_INFINITY);
  }

  /** The same for shares, of which the rarest outcome of an arm was seen {@code events} times. */
  TwoSample unadjusted(double events) {
    String missing = missing();
    if (!missing.isEmpty()) {
      return TwoSample.undefined(design, missing, units());
    }
    Arms spread = spread(variance(baseline), variance(candidate));
    Stratum stratum = Stratum.of(spread.baseline, spread.candidate).withEvents(events);
    ArmPair pair = stratum.pair();
    double freedom = degreesOfFreedom(pair.ofBaseline(), pair.ofCandidate());
    return new Contrast(design, detail(spread), stratum).of(pair, pair.ratio(), freedom);
  }

  /**
   * An arm that did not vary gets the spread of the other: no spread is no certainty, and where
   * there is no difference both have the same.
   */
  private Arms spread(double ofBaseline, double ofCandidate) {
    if (ofBaseline > 0 == ofCandidate > 0) {
      return this;
    }
    return ofBaseline > 0
        ? new Arms(design, baseline, candidate.withSpreadOf(baseline))
        : new Arms(design, baseline.withSpreadOf(candidate), candidate);
  }

  private String detail(Arms spread) {
    return equals(spread) ? "" : ONE_SPREAD;
  }

  /** The variance of the one quantity, or of the ratio of two. */
  private static double variance(Sample arm) {
    Sample compared = arm.quantities() == 1 ? arm : arm.ratios();
    return compared.variance(1);
  }

  /** Compares an outcome, adjusted for a covariate, at the slope of all units together. */
  TwoSample adjustedMeans() {
    String missing = missing();
    if (!missing.isEmpty()) {
      return TwoSample.undefined(design, missing, units());
    }
    Arms spread = spread(baseline.variance(1, 0), candidate.variance(1, 0));
    double theta = slope(spread.products(0), spread.products(1));
    // At the truth the covariates of the arms are equal, and the ratio is that of the outcomes.
    double ratio = candidate.mean(0) / baseline.mean(0);
    return spread.adjusted(spread.baseline, spread.candidate, theta, ratio, detail(spread));
  }

  /** Compares the ratio of two outcomes, adjusted for that of two covariates. */
  TwoSample adjustedRatios() {
    String missing = missing();
    if (!missing.isEmpty()) {
      return TwoSample.undefined(design, missing, units());
    }
    Arms spread = spread(baseline.ratios().variance(1, 0), candidate.ratios().variance(1, 0));
    Sample ofBaseline = spread.baseline.ratios();
    Sample ofCandidate = spread.candidate.ratios();
    double theta =
        slope(
            ofBaseline.covariance().at(0, 1) + ofCandidate.covariance().at(0, 1),
            ofBaseline.covariance().at(1, 1) + ofCandidate.covariance().at(1, 1));
    double ratio = adjusted(ofBaseline, ofCandidate, theta).ratio();
    return spread.adjusted(ofBaseline, ofCandidate, theta, ratio, detail(spread));
  }

  private TwoSample adjusted(
      Sample ofBaseline, Sample ofCandidate, double theta, double ratio, String spread) {
    double freedom =
        degreesOfFreedom(ofBaseline.variance(1, -theta), ofCandidate.variance(1, -theta));
    String detail = String.format(Locale.ROOT, ", theta %.4g", theta) + spread;
    return new Contrast(design, detail, stratum())
        .of(adjusted(ofBaseline, ofCandidate, theta), ratio, freedom);
  }

  /** The whole adjustment is booked to the candidate, which thereby depends on the baseline. */
  private static ArmPair adjusted(Sample ofBaseline, Sample ofCandidate, double theta) {
    double shift = theta * (ofCandidate.mean(1) - ofBaseline.mean(1));
    return new ArmPair(
        ofCandidate.mean(0) - shift,
        ofBaseline.mean(0),
        ofCandidate.variance(1, -theta) + theta * theta * ofBaseline.variance(0, 1),
        theta * ofBaseline.covariance().at(0, 1) / ofBaseline.n(),
        ofBaseline.variance(1, 0));
  }

  /** Within a stratum the slopes are those of a regression; without it there is no adjustment. */
  private Stratum stratum() {
    Regression regression = new Regression(baseline, candidate);
    int outcomes = baseline.quantities() / 2;
    return regression.possible()
        ? regression.stratum()
        : Stratum.of(baseline.first(outcomes), candidate.first(outcomes));
  }

  /** The sum of products of an outcome or the covariate with the covariate, over all units. */
  private double products(int i) {
    double within =
        (baseline.n() - 1) * baseline.covariance().at(i, 1)
            + (candidate.n() - 1) * candidate.covariance().at(i, 1);
    double distance = candidate.mean(i) - baseline.mean(i);
    double ofCovariates = candidate.mean(1) - baseline.mean(1);
    double weight = candidate.n() * ((double) baseline.n() / units());
    return within + weight * distance * ofCovariates;
  }

  private static double slope(double covariance, double variance) {
    return variance > 0 ? covariance / variance : 0;
  }

  /**
   * Those of a difference whose parts have variances of their own (B. L. Welch, Biometrika 34(1-2),
   * 1947, pp. 28-35).
   */
  private double degreesOfFreedom(double ofBaseline, double ofCandidate) {
    double sum = ofBaseline + ofCandidate;
    if (!(sum > 0)) {
      return units() - 2.0;
    }
    double one = ofBaseline / sum;
    double other = ofCandidate / sum;
    return 1 / (one * one / (baseline.n() - 1) + other * other / (candidate.n() - 1));
  }

  private long units() {
    return baseline.n() + candidate.n();
  }

  private String missing() {
    if (baseline.n() < 2) {
      return "fewer than 2 units in the baseline";
    }
    return candidate.n() < 2 ? "fewer than 2 units in the candidate" : "";
  }
}
