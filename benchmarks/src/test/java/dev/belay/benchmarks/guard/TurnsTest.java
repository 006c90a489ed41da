/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TurnsTest {
  private final FakeMeter meter = new FakeMeter();
  private final Turns turns = new Turns(meter, 2, 5);

  @Test
  void nanosPerRow_takesTheSubjectsInTurnAndCountsNoWarmUp() {
    List<String> order = new ArrayList<>();
    List<Subject> subjects =
        List.of(
            Subject.ofRow("a", 1, call -> order.add("a") ? 0 : 1),
            Subject.ofRow("b", 1, call -> order.add("b") ? 0 : 1));
    double[][] nanos = new Turns(meter, 1, 2).nanosPerRow(subjects);
    assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
    assertThat(nanos).hasDimensions(2, 2);
  }

  @Test
  void nanosPerRow_isThatOfOneCall() {
    double[][] nanos = turns.nanosPerRow(List.of(meter.using("a", 30, 0), meter.using("b", 7, 0)));
    assertThat(nanos[0]).containsOnly(30);
    assertThat(nanos[1]).containsOnly(7);
  }

  @Test
  void nanosPerRow_ofABatch_isThatOfOneOfItsRows() {
    Subject call = meter.using("a", 30, 0);
    Subject batch = Subject.ofBatch("b", 20, () -> call.call().applyAsDouble(0));
    assertThat(turns.nanosPerRow(List.of(batch))[0]).containsOnly(1.5);
  }

  @Test
  void nanosPerRow_ofWhatIsSlowAtFirst_leavesThatOut() {
    double[][] nanos = turns.nanosPerRow(List.of(meter.settling("a", 30, 20)));
    assertThat(nanos[0]).containsOnly(30);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 10", "24, 240"})
  void leastBytes_isThatOfAWholeRound(long perCall, long perRound) {
    assertThat(turns.leastBytes(meter.using("a", 1, perCall))).isEqualTo(perRound);
  }

  @ParameterizedTest
  @CsvSource({"60, 0", "69, 144", "70, 160"})
  void leastBytes_isZeroOnlyIfARoundNeedsNone(int callsThatAllocate, long bytes) {
    Turns seven = new Turns(meter, 2, 5);
    assertThat(seven.leastBytes(meter.settling("a", 1, callsThatAllocate))).isEqualTo(bytes);
  }

  @Test
  void leastBytes_byTheRealMeter_seesASingleObject() {
    Turns real = new Turns(Meter.ofThisThread(), 2, 5);
    Object[] kept = new Object[1];
    Subject allocating =
        Subject.ofRow(
            "allocating",
            1_000,
            call -> {
              kept[0] = call == 0 ? new byte[16] : kept[0];
              return call;
            });
    Subject frugal = Subject.ofRow("frugal", 1_000, call -> call);
    assertThat(real.leastBytes(allocating)).isBetween(16L, 64L);
    assertThat(real.leastBytes(frugal)).isZero();
  }

  @Test
  void nanosPerRow_byTheRealMeter_isProcessorTime() {
    Turns real = new Turns(Meter.ofThisThread(), 0, 1);
    double[][] nanos = real.nanosPerRow(List.of(Subject.ofRow("sine", 10_000, Math::sin)));
    assertThat(nanos[0][0]).isPositive();
  }

  @Test
  void run_ofASubjectThatAnswersNoNumber_isRefused() {
    Subject broken = Subject.ofRow("broken", 3, call -> Double.NaN);
    assertThatThrownBy(broken::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken answers NaN");
  }

  @ParameterizedTest
  @CsvSource({"'5', 5", "'1 9', 5", "'9 1 5', 5", "'1 100 2 3', 2.5"})
  void median_isTheMiddleOne(String values, double median) {
    assertThat(Turns.median(numbers(values))).isEqualTo(median);
  }

  /** One bad round of both is no bad round of their ratio, and one of either is outvoted. */
  @ParameterizedTest
  @CsvSource({"'12 12 12', '3 3 3', 4", "'12 1200 12', '3 300 3', 4", "'12 12 99', '3 3 3', 4"})
  void medianRatio_isTakenByRounds(String some, String others, double ratio) {
    assertThat(Turns.medianRatio(numbers(some), numbers(others))).isEqualTo(ratio);
  }

  private static double[] numbers(String values) {
    return List.of(values.split(" ", -1)).stream().mapToDouble(Double::parseDouble).toArray();
  }
}
