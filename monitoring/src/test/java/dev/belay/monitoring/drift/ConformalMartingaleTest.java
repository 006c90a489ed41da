/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConformalMartingaleTest {

  @Test
  void factories_argumentsOutOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConformalMartingale.power(1, () -> 0.5))
        .withMessage("epsilon must be between 0 and 1: 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConformalMartingale.simpleMixture(0, () -> 0.5))
        .withMessage("epoch must be at least 1: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConformalMartingale.power(0.5, -1, () -> 0.5))
        .withMessage("epoch must be at least 1: -1");
  }

  @Test
  void add_whatCannotBeRanked_isRefusedAndChangesNothing() {
    ConformalMartingale martingale = ConformalMartingale.simpleMixture(() -> 0.5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> martingale.add(Double.NaN))
        .withMessage("score must be finite: NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> martingale.bet(0))
        .withMessage("p must be above 0 and at most 1: 0.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> martingale.bet(Math.nextUp(1.0)))
        .withMessage("p must be above 0 and at most 1: 1.0000000000000002");
    ConformalMartingale odd = ConformalMartingale.simpleMixture(() -> 1.5);
    assertThatIllegalStateException()
        .isThrownBy(() -> odd.add(1))
        .withMessage("uniform must be from 0 to 1: 1.5");
    assertThat(odd.count()).isZero();
    assertThat(martingale.count()).isZero();
    assertThat(martingale.p()).hasToString("no evidence: no errors (n = 0)");
    assertThat(martingale.logEvidence()).isCloseTo(0, within(1e-15));
  }

  @Test
  void add_zeroDrawn_isStillARankAboveZero() {
    assertThat(ConformalMartingale.simpleMixture(() -> 0).add(1)).isEqualTo(0x1p-54);
    assertThat(ConformalMartingale.simpleMixture(() -> 1).add(1)).isEqualTo(1);
  }

  @Test
  void add_ties_shareTheirRank() {
    ConformalMartingale martingale = ConformalMartingale.simpleMixture(() -> 0.25);
    martingale.add(0.0);
    martingale.add(3);
    assertThat(martingale.add(-0.0)).isEqualTo((1 + 0.25 * 2) / 3);
    assertThat(martingale.add(3)).isEqualTo((0 + 0.25 * 2) / 4);
    assertThat(martingale.add(9)).isEqualTo(0.25 / 5);
  }

  @Test
  void p_isTheInverseOfTheLargestCapitalAndNeverRises() {
    ConformalMartingale martingale = ConformalMartingale.power(0.5, () -> 0.5);
    double least = 1;
    for (double p : new double[] {1e-6, 1, 1e-8, 1, 1, 1}) {
      martingale.bet(p);
      least = Math.min(least, Math.exp(-martingale.logEvidence()));
      assertThat(martingale.p().value()).isCloseTo(least, within(1e-12));
    }
    assertThat(martingale.logEvidence()).isLessThan(-Math.log(least));
    assertThat(martingale.p().n()).isEqualTo(6);
    assertThat(martingale)
        .asString()
        .startsWith("ConformalMartingale[p = ")
        .endsWith("conformal martingale, power 0.5, may be looked at after every error)]");
  }

  /** In the first epoch half the capital is bet, in the second a sixth; a third waits. */
  @Test
  void logEvidence_isTheSumOverTheEpochs() {
    ConformalMartingale martingale = ConformalMartingale.power(0.5, 2, () -> 0.5);
    martingale.bet(0.01);
    martingale.bet(0.04);
    double first = 0.5 / 0.1 * 0.5 / 0.2;
    assertThat(Math.exp(martingale.logCapital())).isCloseTo(first, within(1e-12));
    assertThat(Math.exp(martingale.logEvidence())).isCloseTo(first / 2 + 0.5, within(1e-12));
    martingale.bet(0.25);
    assertThat(Math.exp(martingale.logCapital())).isCloseTo(1, within(1e-12));
    martingale.bet(0.0025);
    double second = 0.5 / 0.05;
    assertThat(Math.exp(martingale.logEvidence()))
        .isCloseTo(first / 2 + second / 6 + 1 / 3.0, within(1e-12));
    martingale.bet(0.25);
    assertThat(Math.exp(martingale.logEvidence()))
        .isCloseTo(first / 2 + second / 6 + 1 / 12.0 + 1 / 4.0, within(1e-12));
  }

  @Test
  void add_newEpoch_ranksAnew() {
    ConformalMartingale martingale = ConformalMartingale.simpleMixture(2, () -> 1);
    martingale.add(1);
    martingale.add(2);
    assertThat(martingale.add(0.5)).isEqualTo(1);
    assertThat(martingale.add(0.1)).isEqualTo(1);
    assertThat(martingale.add(0.7)).isEqualTo(1);
    assertThat(martingale.add(0.9)).isEqualTo(0.5);
  }

  @Test
  void add_manyMoreThanAnEpoch_keepsItsEvidence() {
    ConformalMartingale martingale = martingale(100, 3);
    Draws draws = Draws.seeded(3);
    for (int i = 0; i < 150; i++) {
      martingale.add(Math.abs(draws.normal()) * (i < 50 ? 1 : 8));
    }
    double p = martingale.p().value();
    assertThat(p).isLessThan(0.001);
    for (int i = 0; i < 5_000; i++) {
      martingale.add(Math.abs(draws.normal()));
    }
    assertThat(martingale.p().value()).isLessThanOrEqualTo(p);
    assertThat(martingale.logEvidence()).isGreaterThan(Math.log(100));
    assertThat(martingale.count()).isEqualTo(5_150);
  }

  @Test
  void add_sameSeed_isTheSameToTheLastBit() {
    ConformalMartingale one = martingale(1_000, 7);
    ConformalMartingale other = martingale(1_000, 7);
    for (int i = 0; i < 500; i++) {
      one.add(i % 17);
      other.add(i % 17);
    }
    assertThat(one.logEvidence()).isEqualTo(other.logEvidence());
    assertThat(one.p()).isEqualTo(other.p());
  }

  /** The closed form would be 0 · ∞ here: both forms agree where one takes over. */
  @Test
  void logCapital_lateRanks_staysFinite() {
    ConformalMartingale martingale = ConformalMartingale.simpleMixture(1_000_000, () -> 0.5);
    double last = 0;
    for (int i = 0; i < 20_000; i++) {
      martingale.bet(0.9);
      assertThat(martingale.logCapital()).isLessThan(last);
      last = martingale.logCapital();
    }
    // For n late ranks the integral is close to 1 / (n - L).
    assertThat(last).isCloseTo(-Math.log(20_001 + 20_000 * Math.log(0.9)), within(1e-4));
  }

  @Test
  void logCapital_allRanksOne_isTheIntegralOfPowers() {
    ConformalMartingale martingale = ConformalMartingale.simpleMixture(() -> 0.5);
    martingale.bet(1);
    martingale.bet(1);
    assertThat(Math.exp(martingale.logCapital())).isCloseTo(1 / 3.0, within(1e-15));
  }

  @Test
  void logCapital_whereTheFormulaChanges_isContinuous() {
    Bet.SimpleMixture below = new Bet.SimpleMixture();
    Bet.SimpleMixture above = new Bet.SimpleMixture();
    int n = 9_999;
    double limit = (n + 1 - 20 * Math.sqrt(n + 1)) / n;
    for (int i = 0; i < n; i++) {
      below.take(Math.exp(-limit * (1 - 1e-9)));
      above.take(Math.exp(-limit * (1 + 1e-9)));
    }
    assertThat(above.logCapital()).isCloseTo(below.logCapital(), within(1e-6));
    Bet.SimpleMixture small = new Bet.SimpleMixture();
    Bet.SimpleMixture large = new Bet.SimpleMixture();
    small.take(Math.exp(-0.999999999));
    large.take(Math.exp(-1.000000001));
    assertThat(large.logCapital()).isCloseTo(small.logCapital(), within(1e-8));
  }

  private static ConformalMartingale martingale(int epoch, long seed) {
    return ConformalMartingale.simpleMixture(epoch, new SplittableRandom(seed)::nextDouble);
  }
}
