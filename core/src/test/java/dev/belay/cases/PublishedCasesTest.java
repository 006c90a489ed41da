/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every published row there is, and prints how many of each file were run. */
class PublishedCasesTest {
  private static final List<CaseSuite> SUITES =
      List.of(
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

  private static final Map<String, Integer> RUN = new TreeMap<>();

  @TestFactory
  Stream<DynamicContainer> published() {
    return SUITES.stream()
        .map(
            suite ->
                DynamicContainer.dynamicContainer(
                    suite.file(), suite.rows().stream().map(row -> test(suite.file(), row))));
  }

  private static DynamicTest test(String file, CaseSuite.Row row) {
    return DynamicTest.dynamicTest(
        row.name(),
        () -> {
          row.check().execute();
          RUN.merge(file, 1, Integer::sum);
        });
  }

  @Test
  void suites_haveRows() {
    assertThat(SUITES).allMatch(suite -> !suite.rows().isEmpty());
  }

  @AfterAll
  static void print() {
    RUN.forEach((file, rows) -> System.out.printf("cases %s: %d rows passed%n", file, rows));
  }
}
