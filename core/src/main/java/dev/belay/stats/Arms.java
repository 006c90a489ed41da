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

  /** Compares what each arm has: one quantity, or the ratio of two. */
  TwoSample unadjusted() {
    String missing = missing();
    if (!missing.isEmpty()) {
      return TwoSample.undefined(design, missing, units());
    }
    Stratum stratum = Stratum.of(baseline, candidate);
    ArmPair pair = stratum.pair();
    double freedom = degreesOfFreedom(pair.ofBaseline(), pair.ofCandidate());
    return new Contrast(design, "", stratum).of(pair, pair.ratio(), freedom);
  }

  /** Compares an outcome, adjusted for a covariate, at the slope of all units together. */
  TwoSample adjustedMeans() {
    String missing = missing();
    if (!missing.isEmpty()) {
      return TwoSample.undefined(design, missing, units());
    }
    double theta = slope(products(0), products(1));
    // At the truth the covariates of the arms are equal, and the ratio is that of the outcomes.
    return adjusted(baseline, candidate, theta, candidate.mean(0) / baseline.mean(0));
  }

  /** Compares the ratio of two outcomes, adjusted for that of two covariates. */
  TwoSample adjustedRatios() {
    String missing = missing();
    if (!missing.isEmpty()) {
      return TwoSample.undefined(design, missing, units());
    }
    Sample ofBaseline = baseline.ratios();
    Sample ofCandidate = candidate.ratios();
    double theta =
        slope(
            ofBaseline.covariance().at(0, 1) + ofCandidate.covariance().at(0, 1),
            ofBaseline.covariance().at(1, 1) + ofCandidate.covariance().at(1, 1));
    double ratio = adjusted(ofBaseline, ofCandidate, theta).ratio();
    return adjusted(ofBaseline, ofCandidate, theta, ratio);
  }

  private TwoSample adjusted(Sample ofBaseline, Sample ofCandidate, double theta, double ratio) {
    double freedom =
        degreesOfFreedom(ofBaseline.variance(1, -theta), ofCandidate.variance(1, -theta));
    String detail = String.format(Locale.ROOT, ", theta %.4g", theta);
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
