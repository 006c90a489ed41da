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
  private static final Claim CLAIM =
      new Claim(
          Subject.ofRow("the forest", 1, i -> i), Subject.ofRow("the naive loop", 1, i -> i), 4);

  private static Finding finding(double times) {
    return new Finding(CLAIM, 14_000 / times, 14_000, times);
  }

  private static List<String> failures(double times, Map<String, Long> bytes) {
    return new Measured(List.of(finding(5), finding(times)), bytes).failures();
  }

  @ParameterizedTest
  @CsvSource({
    "6.3, 0, 0",
    "4, 0, 0",
    "Infinity, 0, 0",
    "3.9999, 0, 1",
    "0, 0, 1",
    "NaN, 0, 1",
    "4, 1, 1",
    "4, -1, 1",
    "3.9999, 1, 2",
    "NaN, 32, 2"
  })
  void failures_oneForEachLimitThatIsBroken(double times, long bytes, int failures) {
    assertThat(failures(times, Map.of("a call", bytes))).hasSize(failures);
  }

  @Test
  void failures_ofAClaimThatDoesNotHold_givesTheNumbers() {
    assertThat(failures(2, Map.of()))
        .containsExactly(
            "the forest takes 7000 ns and the naive loop 14000: 2.00 times as fast, and at least"
                + " 4.00 is asked for");
  }

  @Test
  void failures_ofCallsThatAllocate_namesEach() {
    assertThat(failures(5, Map.of("good", 0L, "bad", 32L)))
        .containsExactly("bad allocates: 32 bytes in its best round");
  }

  @Test
  void lines_sayWhatWasMeasured() {
    assertThat(new Measured(List.of(finding(5)), Map.of("a call", 0L)).lines())
        .containsExactly(
            "the forest takes 2800 ns and the naive loop 14000: 5.00 times as fast, and at least"
                + " 4.00 is asked for",
            "a call allocates 0 bytes");
  }
}
