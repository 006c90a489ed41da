/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;

/** One run of some suites, which counts the rows of each file that passed. */
public final class CaseRun {

  private final List<CaseSuite> suites;
  private final Map<String, Integer> passed = new TreeMap<>();

  private CaseRun(List<CaseSuite> suites) {
    this.suites = suites;
  }

  public static CaseRun of(CaseSuite... suites) {
    return new CaseRun(List.of(suites));
  }

  public List<CaseSuite> suites() {
    return suites;
  }

  /** A test for each row, by file. */
  public Stream<DynamicContainer> tests() {
    return suites.stream()
        .map(
            suite ->
                DynamicContainer.dynamicContainer(
                    suite.file(), suite.rows().stream().map(row -> test(suite.file(), row))));
  }

  /** Prints how many rows of each file passed. */
  public void print() {
    passed.forEach((file, rows) -> System.out.printf("cases %s: %d rows passed%n", file, rows));
  }

  private DynamicTest test(String file, CaseSuite.Row row) {
    return DynamicTest.dynamicTest(
        row.name(),
        () -> {
          row.check().execute();
          passed.merge(file, 1, Integer::sum);
        });
  }
}
