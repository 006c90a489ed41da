/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredTest {

  private static List<String> failures(double speedup, double share, Map<String, Long> bytes) {
    return new Measured(14_000, 14_000 / speedup, 14_000 * share, speedup, share, bytes).failures();
  }

  @ParameterizedTest
  @CsvSource({
    "6.3, 0.004, 0, 0",
    "4, 0.015, 0, 0",
    "Infinity, 0, 0, 0",
    "3.9999, 0.015, 0, 1",
    "0, 0.015, 0, 1",
    "NaN, 0.015, 0, 1",
    "4, 0.0150001, 0, 1",
    "4, NaN, 0, 1",
    "4, 0.015, 1, 1",
    "4, 0.015, -1, 1",
    "3.9999, 0.0150001, 1, 3",
    "NaN, NaN, 32, 3"
  })
  void failures_oneForEachLimitThatIsBroken(
      double speedup, double share, long bytes, int failures) {
    assertThat(failures(speedup, share, Map.of("a call", bytes))).hasSize(failures);
  }

  @Test
  void failures_ofASlowForest_givesTheNumbers() {
    assertThat(failures(2, 0.01, Map.of()))
        .containsExactly(
            "the compiled forest takes 7000 ns a row and the naive loop 14000: 2.00 times as fast,"
                + " and at least 4.00 is asked for");
  }

  @Test
  void failures_ofASlowPath_givesTheNumbers() {
    assertThat(failures(5, 0.02, Map.of()))
        .containsExactly(
            "the path without its forest takes 280 ns and the naive loop 14000 a row: 2.000 %, and"
                + " at most 1.500 % is allowed");
  }

  @Test
  void failures_ofCallsThatAllocate_namesEach() {
    assertThat(failures(5, 0.01, Map.of("good", 0L, "bad", 32L)))
        .containsExactly("bad allocates: 32 bytes in its best round");
  }

  @Test
  void toString_saysWhatWasMeasured() {
    assertThat(new Measured(14_000, 2_800, 70, 5, 0.005, Map.of("a call", 0L)))
        .hasToString(
            "naive loop 14000 ns a row, compiled forest 2800 (5.00 times as fast), path without"
                + " forest 70 (0.500 % of the naive loop), bytes {a call=0}");
  }
}
