/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What some subjects were found to need, and what is wrong with it.
 *
 * @param findings what became of each claim
 * @param bytes what each hot call allocated in a round, by name
 */
record Measured(List<Finding> findings, Map<String, Long> bytes) {

  /** One sentence for each limit that is broken. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    findings.stream()
        .filter(finding -> !finding.holds())
        .map(Finding::toString)
        .forEach(failures::add);
    bytes.forEach(
        (name, count) -> {
          if (count != 0) {
            failures.add(name + " allocates: " + count + " bytes in its best round");
          }
        });
    return failures;
  }

  /** What was measured, line by line. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    findings.forEach(finding -> lines.add(finding.toString()));
    bytes.forEach((name, count) -> lines.add(name + " allocates " + count + " bytes"));
    return lines;
  }
}
