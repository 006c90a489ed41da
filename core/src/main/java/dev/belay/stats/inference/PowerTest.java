/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import org.apache.commons.statistics.distribution.TDistribution;

/** The test that is planned: the effect it needs to see, and how likely it then sees it. */
sealed interface PowerTest {

  /**
   * The probability that a real effect is found in its own direction.
   *
   * @param effect the effect over its real standard error
   * @param inflation the tested standard error over the real one
   * @param size the size of the test
   */
  double found(double effect, double inflation, Size size);

  /** The test in words. */
  String name();

  /**
   * The size of a test.
   *
   * @param tail the accepted share of false alarms on one side
   * @param sides one or two
   * @param units the units of all arms
   * @param degreesOfFreedom those of Student's t
   */
  record Size(double tail, int sides, double units, double degreesOfFreedom) {}

  /** By the normal distribution, once. */
  record Fixed() implements PowerTest {
    @Override
    public double found(double effect, double inflation, Size size) {
      return Normal.above(inflation * Normal.exceededWith(size.tail()) - effect);
    }

    @Override
    public String name() {
      return "normal";
    }
  }

  /** By Student's t, once. */
  record Student() implements PowerTest {
    @Override
    public double found(double effect, double inflation, Size size) {
      TDistribution central = TDistribution.of(size.degreesOfFreedom());
      double critical = central.inverseSurvivalProbability(size.tail());
      return new NoncentralT(size.degreesOfFreedom(), effect).above(inflation * critical);
    }

    @Override
    public String name() {
      return "noncentral t";
    }
  }

  /**
   * By the asymptotic confidence sequence at the planned end alone, which is less than at any time
   * up to it: I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy and A. Ramdas, <i>Time-uniform
   * central limit theory and asymptotic confidence sequences</i>, Annals of Statistics 52(6), 2024,
   * pp. 2613-2640, theorem 2.2 and appendix B.
   *
   * @param tightestAt the units of all arms at which the sequence is tightest
   */
  record Sequential(double tightestAt) implements PowerTest {
    @Override
    public double found(double effect, double inflation, Size size) {
      double crossing = 2 * size.tail();
      double evidence = -2 * Math.log(crossing);
      double precision = (evidence + Math.log1p(evidence)) / tightestAt;
      double spread = size.units() * precision + 1;
      double root = Math.sqrt(spread) / crossing;
      double ratio = size.sides() == 2 ? Math.log(root) : Math.log1p(root);
      double threshold = Math.sqrt(2 * spread * ratio / (size.units() * precision));
      return Normal.above(inflation * threshold - effect);
    }

    @Override
    public String name() {
      return "confidence sequence, at the end";
    }
  }
}
