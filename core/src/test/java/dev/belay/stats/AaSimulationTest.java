/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.stats.AaRow.Design;
import dev.belay.stats.AaRow.Plan;
import dev.belay.stats.AaRow.Result;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A short form of {@link AaSimulation}: the same designs with few runs, seeds fixed. */
class AaSimulationTest {

  private static final int RUNS = 200;
  private static final long SEED = 11;
  private static final Plan UNITS = new Plan(0, 200, 50, 600, 200);

  @ParameterizedTest
  @EnumSource(Design.class)
  void falseAlarms_whenPeekedAtAfterEveryOutcome_areFewForEveryLookAndManyForOne(Design design) {
    Plan plan = design == Design.DAYS ? AaSimulation.DAYS : UNITS;
    Result result = new AaRow(design, AaLosses.HEAVY_BOUNDED).run(RUNS, SEED, plan);
    double limit = AaSimulation.limit(RUNS);
    assertThat(result.decided()).isLessThanOrEqualTo(limit);
    assertThat(result.share(result.decidedForOneLook())).isBetween(0.17, 0.5);
    assertThat(result.share(result.atOnce())).isLessThanOrEqualTo(limit);
  }

  @Test
  void skewedLosses_needTheLongerBurnIn() {
    AaRow row = new AaRow(Design.SPLIT, AaLosses.SKEWED_BOUNDED);
    double soon = row.run(RUNS, SEED, new Plan(0, 500, 30, 1_000, 500)).decided();
    double late = row.run(RUNS, SEED, new Plan(0, 500, 100, 1_000, 500)).decided();
    assertThat(late).isLessThanOrEqualTo(AaSimulation.limit(RUNS));
    assertThat(soon).isGreaterThan(late);
  }

  @ParameterizedTest
  @CsvSource({
    "PAIRED, NORMAL, 0.3",
    "PAIRED, HEAVY_BOUNDED, 0.15",
    "SPLIT, NORMAL, 0.6",
    "DAYS, NORMAL, 0.5",
    "DAYS, HEAVY_BOUNDED, 0.1"
  })
  void trueEffect_isFoundInLessThanTwiceTheUnitsOfAFixedTest(
      Design design, AaLosses losses, double gain) {
    AaRow row = new AaRow(design, losses);
    int once = row.looksForOneTest(SEED, gain);
    Result result = row.run(RUNS, SEED, new Plan(gain, once, 20, 2 * once, once));
    assertThat(result.share(result.atOnce())).isBetween(0.72, 0.88);
    assertThat(result.decided()).isBetween(0.8, 0.99);
    assertThat(result.medianStop()).isBetween(0.5 * once, 1.3 * once);
  }

  @ParameterizedTest
  @EnumSource(
      value = Design.class,
      names = {"PAIRED", "SPLIT", "DAYS"})
  void verdict_isThereExactlyWhenTheIntervalForEveryLookExcludesZero(Design design) {
    AaRow row = new AaRow(design, AaLosses.NORMAL);
    Random random = new Random(SEED);
    AaTrial.Judged trial = (AaTrial.Judged) row.trial(new Plan(1.2, 50, 25, 200, 50));
    int decided = 0;
    for (int look = 0; look < 200; look++) {
      trial.next(random);
      boolean verdict = trial.verdict() != Comparison.Verdict.UNDECIDED;
      assertThat(trial.decided()).isEqualTo(verdict);
      decided += verdict ? 1 : 0;
    }
    assertThat(decided).isBetween(20, 180);
  }

  @Test
  void sameSeed_givesTheSameStopsWhateverTheThreads() {
    AaRow row = new AaRow(Design.PAIRED, AaLosses.HEAVY_BOUNDED);
    Plan plan = new Plan(0.3, 100, 30, 150, 100);
    assertThat(row.run(50, SEED, plan).stops())
        .isEqualTo(row.run(50, SEED, plan).stops())
        .isNotEqualTo(row.run(50, SEED + 1, plan).stops());
  }
}
