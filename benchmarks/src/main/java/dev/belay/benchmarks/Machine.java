/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Locale;

/** What a measurement was taken on. */
final class Machine {
  private Machine() {}

  static String describe() {
    return String.format(
        Locale.ROOT,
        "%s %s, %d cores, %s %s",
        System.getProperty("java.vm.name"),
        Runtime.version(),
        cores(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
  }

  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }
}
