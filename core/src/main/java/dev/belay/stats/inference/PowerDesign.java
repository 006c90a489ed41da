/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/** How the standard error of an effect depends on the effect and on the design. */
sealed interface PowerDesign {

  /** The standard error by which the test is made, times the root of the first arm's units. */
  double testedError(double effect, double ratio);

  /** The standard error if the effect is real, times the root of the first arm's units. */
  default double realError(double effect, double ratio) {
    return testedError(effect, ratio);
  }

  /** The units of all arms for each unit of the first. */
  default double units(double ratio) {
    return 1 + ratio;
  }

  /** The degrees of freedom of Student's t. */
  default double degreesOfFreedom(double n, double ratio) {
    return n * units(ratio) - 2;
  }

  /** The greatest effect there can be in the direction of {@code sign}. */
  default double largest(double sign) {
    return Double.POSITIVE_INFINITY;
  }

  /** A size to begin a search with. */
  double scale();

  /** The design in words. */
  String name();

  /**
   * Two means with the same standard deviation.
   *
   * @param scale the standard deviation
   */
  record Means(double scale) implements PowerDesign {
    @Override
    public double testedError(double effect, double ratio) {
      return scale * Math.sqrt(1 + 1 / ratio);
    }

    @Override
    public String name() {
      return "means";
    }
  }

  /**
   * The mean of differences on the same units.
   *
   * @param scale the standard deviation of the differences
   */
  record Paired(double scale) implements PowerDesign {
    @Override
    public double testedError(double effect, double ratio) {
      return scale;
    }

    @Override
    public double units(double ratio) {
      return 1;
    }

    @Override
    public double degreesOfFreedom(double n, double ratio) {
      return n - 1;
    }

    @Override
    public String name() {
      return "paired mean";
    }
  }

  /**
   * Two proportions.
   *
   * @param baseline the proportion of the first arm
   * @param pooled whether the test pools both arms' variances, or takes the first arm's for both
   */
  record Proportions(double baseline, boolean pooled) implements PowerDesign {
    @Override
    public double testedError(double effect, double ratio) {
      double common = pooled ? baseline + effect * ratio / (1 + ratio) : baseline;
      return Math.sqrt(variance(common) * (1 + 1 / ratio));
    }

    @Override
    public double realError(double effect, double ratio) {
      return Math.sqrt(variance(baseline) + variance(baseline + effect) / ratio);
    }

    @Override
    public double largest(double sign) {
      return sign > 0 ? 1 - baseline : baseline;
    }

    @Override
    public double scale() {
      return 1e-9 * baseline * (1 - baseline);
    }

    @Override
    public String name() {
      return pooled ? "proportions, pooled variance" : "proportions, baseline variance";
    }

    private static double variance(double share) {
      return Math.max(0, share * (1 - share));
    }
  }

  /**
   * The relative difference of two means by the delta method, with the same variance in both arms.
   *
   * @param scale the standard deviation over the mean of the first arm
   */
  record Relative(double scale) implements PowerDesign {
    @Override
    public double testedError(double effect, double ratio) {
      return scale * Math.sqrt((1 + effect) * (1 + effect) + 1 / ratio);
    }

    @Override
    public String name() {
      return "relative difference of means";
    }
  }
}
