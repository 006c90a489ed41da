/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.inference.UniformBoundary.Mixture;
import dev.belay.stats.inference.UniformBoundary.Tuning;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class UniformBoundaryTest {

  private static final Tuning HUNDRED = Tuning.at(100);

  private static final Mixture NORMAL = UniformBoundary.normal(HUNDRED);
  private static final Mixture ONE_SIDED = UniformBoundary.oneSidedNormal(HUNDRED);
  private static final Mixture EXPONENTIAL = UniformBoundary.gammaExponential(HUNDRED, 2);
  private static final Mixture BETA = UniformBoundary.betaBinomial(HUNDRED, 0.2, 0.8);

  private static final Map<String, Mixture> MIXTURES =
      Map.of(
          "normal", NORMAL,
          "one-sided normal", ONE_SIDED,
          "gamma-exponential", EXPONENTIAL,
          "gamma-Poisson", UniformBoundary.gammaPoisson(HUNDRED, 2),
          "beta-binomial", BETA,
          "one-sided beta-binomial", UniformBoundary.oneSidedBetaBinomial(HUNDRED, 0.2, 0.8));

  private static final List<UniformBoundary> STITCHED =
      List.of(
          UniformBoundary.polynomialStitching(10, 3),
          UniformBoundary.polynomialStitching(10, -1),
          UniformBoundary.doubleStitching(0.3, 100));

  /** The reference implementation's own tests (gostevehoward/confseq), computed there in R. */
  @Test
  void reference_isReproduced() {
    assertThat(NORMAL.bound(100, 0.05)).isCloseTo(30.35209, within(1e-5));
    assertThat(EXPONENTIAL.logMixture(10, 100)).isCloseTo(-0.2490165, within(1e-5));
    assertThat(UniformBoundary.gammaPoisson(HUNDRED, 2).bound(100, 0.05))
        .isCloseTo(30.1949, within(5e-5));
    Mixture beta = UniformBoundary.oneSidedBetaBinomial(HUNDRED, 0.2, 0.8);
    assertThat(beta.logMixture(10, 100)).isCloseTo(-0.07134019, within(1e-5));
    assertThat(beta.bound(100, 0.05)).isCloseTo(28.41238, within(1e-5));
  }

  @Test
  void bound_isWhereTheMixtureReachesOneOverAlpha() {
    MIXTURES.forEach(
        (name, mixture) -> {
          for (double v : new double[] {0.5, 10, 100, 5_000}) {
            double bound = mixture.bound(v, 0.05);
            if (!name.contains("beta") || bound < v / 0.2) {
              assertThat(mixture.logMixture(bound, v))
                  .as(name + " at " + v)
                  .isCloseTo(Math.log(20), within(1e-8));
            }
          }
        });
  }

  @Test
  void bound_ofAWalkThatCannotGoFurther_isItsEnd() {
    assertThat(BETA.bound(0.3, 0.05)).isEqualTo(0.3 / 0.2);
    assertThat(BETA.bound(0, 0.05)).isZero();
  }

  @Test
  void bound_risesWithTimeAndConfidence() {
    for (UniformBoundary boundary : all()) {
      double before = 0;
      for (double v : new double[] {100, 200, 1_000, 1e5}) {
        double bound = boundary.bound(v, 0.05);
        assertThat(bound).as(boundary.toString()).isGreaterThan(before);
        assertThat(boundary.bound(v, 0.01)).isGreaterThan(bound);
        before = bound;
      }
    }
  }

  private static List<UniformBoundary> all() {
    return java.util.stream.Stream.concat(MIXTURES.values().stream(), STITCHED.stream()).toList();
  }

  @Test
  void mixture_isTightestWhereItWasTuned() {
    for (double v : new double[] {20, 500}) {
      assertThat(UniformBoundary.normal(Tuning.at(v)).bound(v, 0.05))
          .isLessThan(UniformBoundary.normal(HUNDRED).bound(v, 0.05));
      assertThat(UniformBoundary.gammaExponential(Tuning.at(v), 1).bound(v, 0.05))
          .isLessThan(UniformBoundary.gammaExponential(HUNDRED, 1).bound(v, 0.05));
    }
  }

  @Test
  void mixtures_ofALargeVariance_approachTheNormal() {
    for (double v : new double[] {1e6, 1e9, 1e11}) {
      assertThat(EXPONENTIAL.bound(v, 0.05) / ONE_SIDED.bound(v, 0.05)).isBetween(1.0, 1.02);
      assertThat(BETA.bound(v, 0.05) / NORMAL.bound(v, 0.05)).isBetween(0.99, 1.01);
    }
  }

  @Test
  void gammaMixtures_ofASmallScale_areNormal() {
    double normal = ONE_SIDED.bound(100, 0.05);
    assertThat(UniformBoundary.gammaExponential(HUNDRED, 0.01).bound(100, 0.05))
        .isCloseTo(normal, within(0.05));
    assertThat(UniformBoundary.gammaPoisson(HUNDRED, 0.01).bound(100, 0.05))
        .isCloseTo(normal, within(0.05));
  }

  @Test
  void everyBoundary_isCrossedByAGaussianWalkAtMostAsOftenAsSaid() {
    Random random = new Random(12);
    Map<String, UniformBoundary> valid =
        Map.of(
            "normal", NORMAL,
            "one-sided normal", ONE_SIDED,
            "stitched", UniformBoundary.polynomialStitching(10, 0));
    valid.forEach(
        (name, boundary) -> {
          int crossed = 0;
          for (int run = 0; run < 1_000; run++) {
            crossed += crosses(boundary, random, name.equals("normal")) ? 1 : 0;
          }
          assertThat(crossed / 1_000.0).as(name).isLessThan(0.05 + 3 * Math.sqrt(0.0475 / 1_000));
        });
  }

  private static boolean crosses(UniformBoundary boundary, Random random, boolean twoSided) {
    double sum = 0;
    for (int v = 1; v <= 400; v++) {
      sum += random.nextGaussian();
      double reached = twoSided ? Math.abs(sum) : sum;
      // The bound costs a search, and no walk crosses below two standard deviations.
      if (reached > 1.5 * Math.sqrt(v) && reached >= boundary.bound(v, 0.05)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void misuse_isRefusedWithTheValue() {
    String above = " must be above 0 and at most 1.0E70: ";
    refused(() -> Tuning.at(0), "v" + above + 0.0);
    refused(() -> new Tuning(1, 0.5), "alpha must be between 0 and 0.5: 0.5");
    refused(() -> UniformBoundary.gammaExponential(HUNDRED, 0), "scale" + above + 0.0);
    refused(() -> UniformBoundary.gammaPoisson(HUNDRED, -1), "scale" + above + -1.0);
    refused(() -> UniformBoundary.betaBinomial(HUNDRED, 0, 1), "below" + above + 0.0);
    refused(() -> UniformBoundary.oneSidedBetaBinomial(HUNDRED, 1, 0), "above" + above + 0.0);
    refused(() -> UniformBoundary.polynomialStitching(0, 1), "vMin" + above + 0.0);
    refused(
        () -> UniformBoundary.polynomialStitching(1, Double.NaN),
        "scale must be finite and at most 1.0E70 in size: NaN");
    refused(() -> UniformBoundary.doubleStitching(1, 1), "q must be between 0 and 1: 1.0");
    refused(() -> UniformBoundary.doubleStitching(0.5, 0), "tightestAt must be at least 1: 0");
  }

  @Test
  void misuseOfABound_isRefusedWithTheValue() {
    for (UniformBoundary boundary : all()) {
      refused(() -> boundary.bound(-1, 0.05), "v must be from 0 to 1.0E70: -1.0");
      refused(() -> boundary.bound(1, 0), "alpha must be between 0 and 1: 0.0");
      refused(() -> boundary.bound(1, 1), "alpha must be between 0 and 1: 1.0");
    }
    for (Mixture mixture : MIXTURES.values()) {
      refused(() -> mixture.logMixture(0, -1), "v must be from 0 to 1.0E70: -1.0");
    }
    refused(() -> BETA.logMixture(6, 1), "s is beyond what v allows: 6.0, 1.0");
    refused(() -> BETA.logMixture(-6, 1), "s is beyond what v allows: -6.0, 1.0");
    refused(() -> EXPONENTIAL.logMixture(-1, 1), "s must be from 0 to 1.0E70: -1.0");
  }

  private static void refused(ThrowingCallable misuse, String message) {
    assertThatIllegalArgumentException().isThrownBy(misuse).withMessage(message);
  }
}
