/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/**
 * False alarms and power of the conformal martingale over a few thousand seeded lives, each looked
 * at after every error.
 */
class ConformalMartingaleSimulationTest {

  private static final int LIVES = 2_000;
  private static final int ERRORS = 500;
  private static final double ALPHA = 0.05;

  /** Four standard errors of a share of {@link #ALPHA} above it. */
  private static final double MOST = ALPHA + 4 * Math.sqrt(ALPHA * (1 - ALPHA) / LIVES);

  @Test
  void p_exchangeableErrors_rejectsAtAnyLookNoMoreThanItsLevel() {
    assertThat(alarms(100, random -> i -> -Math.log(1 - random.nextDouble()))).isBetween(0, most());
  }

  /** Half of them are equal: the smoothing is what keeps the ranks uniform. */
  @Test
  void p_tiedErrors_rejectsAtAnyLookNoMoreThanItsLevel() {
    assertThat(alarms(10_000, random -> i -> Math.floor(2 * random.nextDouble())))
        .isBetween(1, most());
  }

  /** A level drawn once for a whole life: exchangeable, though not independent. */
  @Test
  void p_errorsThatShareALevel_rejectsAtAnyLookNoMoreThanItsLevel() {
    assertThat(
            alarms(
                10_000,
                random -> {
                  double level = random.nextDouble();
                  return i -> level + random.nextDouble();
                }))
        .isBetween(1, most());
  }

  @Test
  void p_errorsThatDouble_rejectsAlmostAlways() {
    int alarms =
        alarms(
            10_000, random -> i -> -Math.log(1 - random.nextDouble()) * (i < ERRORS / 2 ? 1 : 2));
    assertThat(alarms).isGreaterThan(LIVES * 95 / 100);
  }

  /** Errors that fall are no alarm: it bets on growing ones. */
  @Test
  void p_errorsThatHalve_rejectsNoMoreThanItsLevel() {
    int alarms =
        alarms(
            10_000, random -> i -> -Math.log(1 - random.nextDouble()) * (i < ERRORS / 2 ? 2 : 1));
    assertThat(alarms).isLessThanOrEqualTo(most());
  }

  private static int most() {
    return (int) (MOST * LIVES);
  }

  private interface Life {
    IntToDoubleFunction errors(SplittableRandom random);
  }

  private static int alarms(int epoch, Life life) {
    int alarms = 0;
    SplittableRandom seeds = new SplittableRandom(2003);
    for (int run = 0; run < LIVES; run++) {
      SplittableRandom random = seeds.split();
      IntToDoubleFunction errors = life.errors(random);
      ConformalMartingale martingale =
          ConformalMartingale.simpleMixture(epoch, random.split()::nextDouble);
      for (int i = 0; i < ERRORS; i++) {
        martingale.add(errors.applyAsDouble(i));
      }
      alarms += martingale.p().rejects(ALPHA) ? 1 : 0;
    }
    return alarms;
  }
}
