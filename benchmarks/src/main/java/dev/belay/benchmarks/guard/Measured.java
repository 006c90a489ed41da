/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one run found, and what is wrong with it.
 *
 * @param naiveNanos the naive loop's time for a row
 * @param forestNanos the compiled forest's
 * @param pathNanos the time of a prediction whose model costs nothing
 * @param speedup the naive loop's time over the compiled forest's, by rounds
 * @param pathShare the path's time over the naive loop's, by rounds
 * @param bytes what each hot call allocated in a round, by name
 */
record Measured(
    double naiveNanos,
    double forestNanos,
    double pathNanos,
    double speedup,
    double pathShare,
    Map<String, Long> bytes) {
  static final double LEAST_SPEEDUP = 4;
  static final double GREATEST_PATH_SHARE = 0.015;

  /** One sentence for each limit that is broken; a figure that is no number breaks it, too. */
  List<String> failures() {
    List<String> failures = new ArrayList<>();
    if (!(speedup >= LEAST_SPEEDUP)) {
      failures.add(
          say(
              "the compiled forest takes %.0f ns a row and the naive loop %.0f: %.2f times as fast,"
                  + " and at least %.2f is asked for",
              forestNanos, naiveNanos, speedup, LEAST_SPEEDUP));
    }
    if (!(pathShare <= GREATEST_PATH_SHARE)) {
      failures.add(
          say(
              "the path without its forest takes %.0f ns and the naive loop %.0f a row: %.3f %%,"
                  + " and at most %.3f %% is allowed",
              pathNanos, naiveNanos, 100 * pathShare, 100 * GREATEST_PATH_SHARE));
    }
    bytes.forEach(
        (name, count) -> {
          if (count != 0) {
            failures.add(say("%s allocates: %d bytes in its best round", name, count));
          }
        });
    return failures;
  }

  @Override
  public String toString() {
    return say(
        "naive loop %.0f ns a row, compiled forest %.0f (%.2f times as fast), path without forest"
            + " %.0f (%.3f %% of the naive loop), bytes %s",
        naiveNanos, forestNanos, speedup, pathNanos, 100 * pathShare, bytes);
  }

  private static String say(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
