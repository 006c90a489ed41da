/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cases.CaseRun;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs every published row there is, and prints how many of each file were run. */
class PublishedCasesTest {
  private static final CaseRun RUN =
      CaseRun.of(
          ConformalMartingaleCases.suite(),
          DriftCategoricalCases.suite(),
          DriftNumericCases.suite(),
          KolmogorovCases.suite(),
          SampleSizeCases.suite(),
          StreamDetectorCases.suite(),
          WithoutLabelsCases.suite());

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
