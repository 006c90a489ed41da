/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.ml.CompiledForest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SpeedGuardTest {
  private final FakeMeter meter = new FakeMeter();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final SpeedGuard guard =
      new SpeedGuard(
          new Turns(meter, 1, 3), new PrintStream(printed, true, StandardCharsets.UTF_8));

  private Measured measure(long naive, long score, long batch, long bytes) {
    Subject slow = meter.using("naive", naive, 0);
    Subject fast = meter.using("score", score, 0);
    return guard.measure(
        List.of(new Claim(fast, slow, 4), new Claim(meter.using("batch", batch, 0), fast, 1.2)),
        List.of(meter.using("frugal", 1, 0), meter.using("other", 1, bytes)));
  }

  @ParameterizedTest
  @CsvSource({
    "12000, 3000, 2500, 0, ''",
    "12000, 3001, 2500, 0, score takes 3001",
    "12000, 3000, 2501, 0, batch takes 2501",
    "12000, 3000, 2500, 24, other allocates: 240 bytes"
  })
  void measure_ofWhatIsTooSlowOrAllocates_fails(
      long naive, long score, long batch, long bytes, String failure) {
    List<String> failures = measure(naive, score, batch, bytes).failures();
    assertThat(failures).hasSize(failure.isEmpty() ? 0 : 1);
    assertThat(String.join("", failures)).startsWith(failure);
  }

  @Test
  void measure_keepsEachFigureApart() {
    Measured measured = measure(12_000, 2_000, 500, 8);
    assertThat(measured.findings())
        .extracting(Finding::nanos, Finding::slowNanos, Finding::times)
        .containsExactly(tuple(2_000.0, 12_000.0, 6.0), tuple(500.0, 2_000.0, 4.0));
    assertThat(measured.bytes()).isEqualTo(Map.of("frugal", 0L, "other", 80L));
  }

  /** A meter that nothing moves gives no number, and what is no number is no speed. */
  @Test
  void check_whatWasNotMeasured_fails() {
    guard.check(Kind.LEAF_MASKS);
    assertThat(guard.failures()).isEqualTo(2);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("speed guard: FAILED, LEAF_MASKS score takes 0 ns")
        .contains("speed guard: LEAF_MASKS scoreAll allocates 0 bytes");
  }

  /** Which layout it is only the forest knows, and tells nobody outside its package. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void kind_isCompiledToTheLayoutItIsNamedAfter(Kind kind) throws ReflectiveOperationException {
    Method layout = CompiledForest.class.getDeclaredMethod("layout");
    layout.setAccessible(true);
    Object chosen = layout.invoke(kind.grow().compile("v", ReferenceData.names()));
    assertThat(chosen.getClass().getSimpleName())
        .isEqualToIgnoringCase(kind.name().replace("_", ""));
  }
}
