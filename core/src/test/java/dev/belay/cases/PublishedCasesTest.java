/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every published row there is, and prints how many of each file were run. */
class PublishedCasesTest {
  private static final CaseRun RUN =
      CaseRun.of(
          AlertTimelineCases.suite(),
          BoundaryCases.suite(),
          FlagdCases.suite(),
          FlapCases.suite(),
          GbstatsAdjustedCases.suite(),
          GbstatsBayesianCases.suite(),
          GbstatsPostStratificationCases.suite(),
          GbstatsTtestsCases.suite(),
          GroupSequentialCases.suite(),
          GrowthBookCases.suite(),
          KayentaVerdictCases.suite(),
          LaunchDarklyCases.suite(),
          MidExperimentCases.suite(),
          ModelAgainstHeuristicCases.suite(),
          MultiplicityCases.suite(),
          PowerCases.suite(),
          RankTestCases.pairedLosses(),
          RankTestCases.suite(),
          SampleCases.suite(),
          SampleRatioCases.suite(),
          SampleRatioCases.twoArms(),
          SleepCases.suite(),
          SpotifyTtestCases.suite(),
          UnleashCases.suite());

  @TestFactory
  Stream<DynamicContainer> published() {
    return RUN.tests();
  }

  @Test
  void suites_haveRows() {
    assertThat(RUN.suites()).allMatch(suite -> !suite.rows().isEmpty());
  }

  @AfterAll
  static void print() {
    RUN.print();
  }
}
