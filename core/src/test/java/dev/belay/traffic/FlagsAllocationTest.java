/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The ninth law: the steady state of a flag allocates nothing. */
class FlagsAllocationTest {
  private static final int CALLS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String[] KEYS =
      IntStream.range(0, 1_000).mapToObj(i -> "user-" + i).toArray(String[]::new);

  private final Rollout rollout =
      Rollout.of("r", 50)
          .allowing("vip", "4711", "user-17")
          .denying("test", "4712", "user-18")
          .within("pricing", 0, 90);
  private final Split split =
      Split.named("s")
          .arm("a", 1)
          .arm("b", 1)
          .arm("c", 1)
          .coverage(50)
          .override("vip", "b")
          .override("17", "b")
          .build();
  private final Flags flags = Flags.of(FlagSet.builder().rollout(rollout).split(split).build());

  /** Bytes a call on this thread, after enough calls for the compiler to have settled. */
  private static double bytesPerCall(IntToDoubleFunction call) {
    double least = Double.POSITIVE_INFINITY;
    double sink = 0;
    for (int round = 0; round < 20; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        sink += call.applyAsDouble(i % KEYS.length);
      }
      least = Math.min(least, (double) (THREADS.getCurrentThreadAllocatedBytes() - before));
    }
    assertThat(sink).isFinite();
    return least / CALLS;
  }

  private static double weight(Arm arm) {
    return arm == Arm.MODEL ? 1 : 0;
  }

  @Test
  void rollout_withListsAndNamespace_allocatesNothing() {
    assertThat(bytesPerCall(i -> weight(rollout.arm(KEYS[i])))).isZero();
    assertThat(bytesPerCall(i -> weight(rollout.arm((long) i)))).isZero();
    assertThat(bytesPerCall(i -> rollout.propensity(KEYS[i]))).isZero();
    assertThat(bytesPerCall(i -> rollout.propensity(i))).isZero();
  }

  @Test
  void split_withOverrides_allocatesNothing() {
    assertThat(bytesPerCall(i -> split.arm(KEYS[i]).length())).isZero();
    assertThat(bytesPerCall(i -> split.arm((long) i).length())).isZero();
  }

  @Test
  void flags_byName_allocateNothing() {
    assertThat(bytesPerCall(i -> flags.arm("s", KEYS[i]).length())).isZero();
    assertThat(bytesPerCall(i -> flags.arm("s", (long) i).length())).isZero();
    assertThat(bytesPerCall(i -> flags.arm("r", KEYS[i]).length())).isZero();
    assertThat(bytesPerCall(i -> flags.arm("unknown", KEYS[i]).length())).isZero();
  }

  @Test
  void liveRollout_alsoWithAKill_allocatesNothing() {
    Supplier<Rollout> live = flags.rollout("r");
    assertThat(bytesPerCall(i -> weight(live.get().arm(KEYS[i])))).isZero();
    flags.kill("r");
    assertThat(bytesPerCall(i -> weight(live.get().arm(KEYS[i])))).isZero();
  }

  @Test
  void decide_allocatesOnlyTheDecision() {
    Decision[] kept = new Decision[1];
    double bytes =
        bytesPerCall(
            i -> {
              kept[0] = flags.decide("s", KEYS[i]);
              return kept[0].propensity();
            });
    assertThat(bytes).isBetween(1.0, 40.0);
  }
}
