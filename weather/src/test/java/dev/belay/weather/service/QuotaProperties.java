/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Laws of a quota, against every single call it allowed. */
class QuotaProperties {
  record Limit(double calls, Duration window) {}

  record Call(long nanos, double weight) {}

  /** The free plan of Open-Meteo. */
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(600, Duration.ofMinutes(1)),
          new Limit(5_000, Duration.ofHours(1)),
          new Limit(10_000, Duration.ofDays(1)),
          new Limit(300_000, Duration.ofDays(31)));

  private static Quota quota(List<Limit> limits, double reserved, FakeTime time) {
    Quota quota = Quota.unlimited().ticker(time).reserving(reserved);
    for (Limit limit : limits) {
      quota = quota.and(limit.calls(), limit.window());
    }
    return quota;
  }

  /** The most in any span of the window's length, wherever it begins: by brute force, exactly. */
  private static double most(List<Call> calls, Duration window) {
    double most = 0;
    double sum = 0;
    int oldest = 0;
    for (Call call : calls) {
      sum += call.weight();
      while (call.nanos() - calls.get(oldest).nanos() >= window.toNanos()) {
        sum -= calls.get(oldest++).weight();
      }
      most = Math.max(most, sum);
    }
    return most;
  }

  @Property
  void most_isTheHeaviestCallThatIsEverAllowed(
      @ForAll @DoubleRange(min = 0.001, max = 1e6) @Scale(6) double calls,
      @ForAll @DoubleRange(min = 0, max = 0.999) @Scale(6) double reserved) {
    Limit limit = new Limit(calls, Duration.ofMinutes(1));
    double most = quota(List.of(limit), reserved, new FakeTime()).most(true);
    assertThat(quota(List.of(limit), reserved, new FakeTime()).tryTake(most, true)).isZero();
    assertThat(quota(List.of(limit), reserved, new FakeTime()).tryTake(most + 2e-6, true))
        .isEqualTo(Quota.NEVER);
  }

  static void assertKept(List<Call> calls, List<Limit> limits) {
    for (Limit limit : limits) {
      assertThat(most(calls, limit.window()))
          .as("calls in any %s", limit.window())
          .isLessThanOrEqualTo(limit.calls());
    }
  }

  /** Weights are multiples of 1/8, so that the sums above are exact. */
  private static double weight(Random random) {
    return random.nextInt(4) == 0 ? random.nextInt(1, 440) / 8.0 : 1;
  }

  /** Restarts, with a snapshot, are among it. */
  @Property(tries = 20)
  void aMonthOfBursts_neverExceedsAnyWindowOfAnyLimit(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 0.5) double reserved) {
    Random random = new Random(seed);
    FakeTime time = new FakeTime();
    Quota quota = quota(LIMITS, reserved, time);
    List<Call> all = new ArrayList<>();
    long now = 0;
    while (now < Duration.ofDays(40).toNanos()) {
      long gap = (long) (Duration.ofMinutes(40).toNanos() * -Math.log(1 - random.nextDouble()));
      now += gap;
      String snapshot = quota.snapshot();
      time.advance(Duration.ofNanos(gap));
      if (random.nextInt(10) == 0) {
        quota = quota(LIMITS, reserved, time);
        quota.restore(snapshot);
      }
      for (int left = random.nextInt(400); left > 0; left--) {
        double weight = weight(random);
        if (quota.tryTake(weight, random.nextBoolean()).isZero()) {
          all.add(new Call(now, weight));
        }
        long pause = random.nextInt(200_000_000);
        now += pause;
        time.advance(Duration.ofNanos(pause));
      }
    }
    assertKept(all, LIMITS);
    assertThat(all.size()).as("and much is allowed").isGreaterThan(20_000);
  }

  @Property(tries = 200)
  void theBackground_neverTakesWhatIsReserved(
      @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double reserved) {
    Random random = new Random(seed);
    FakeTime time = new FakeTime();
    List<Limit> limits = List.of(new Limit(100, Duration.ofMinutes(1)));
    Quota quota = quota(limits, reserved, time);
    double live = 0;
    double background = 0;
    for (int i = 0; i < 300; i++) {
      boolean canWait = random.nextBoolean();
      double weight = random.nextInt(1, 80) / 8.0;
      if (quota.tryTake(weight, canWait).isZero()) {
        live += canWait ? 0 : weight;
        background += canWait ? weight : 0;
      }
    }
    assertThat(background).isLessThanOrEqualTo(100 * (1 - reserved) + 1e-6);
    assertThat(live + background).isBetween(90.0, 100.0);
  }

  @Property
  void anyText_isASnapshotOrRefused(@ForAll String text) {
    for (String snapshot : List.of(text, "belay-quota 1 5\n" + text)) {
      try {
        quota(LIMITS, 0, new FakeTime()).restore(snapshot);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageStartingWith("not a ").hasMessageContaining("snapshot");
      }
    }
  }

  /** A snapshot that was damaged is refused, or counts something that is not below nothing. */
  @Property
  void aDamagedSnapshot_isRefusedOrHarmless(
      @ForAll @IntRange(max = 300) int at, @ForAll char instead) {
    FakeTime time = new FakeTime();
    Quota before = quota(LIMITS, 0, time);
    before.tryTake(5, false);
    StringBuilder damaged = new StringBuilder(before.snapshot());
    damaged.setCharAt(at, instead);
    Quota after = quota(LIMITS, 0, time);
    try {
      after.restore(damaged.toString());
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageStartingWith("not a ");
    }
    assertThat(after.left()).allMatch(left -> left.live() >= 0 && left.live() <= left.limit());
  }

  /** Whoever waits as long as told, and is alone, is allowed then and not a nanosecond before. */
  @Property(tries = 200)
  void whoeverWaitsAsLongAsTold_isAllowed(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTime time = new FakeTime();
    Quota quota = quota(LIMITS, 0, time);
    for (int i = 0; i < 200; i++) {
      double weight = random.nextInt(1, 4_000) / 8.0;
      Duration wait = quota.tryTake(weight, false);
      if (!wait.isZero()) {
        time.advance(wait.minusNanos(1));
        assertThat(quota.tryTake(weight, false)).isEqualTo(Duration.ofNanos(1));
        time.advance(Duration.ofNanos(1));
        assertThat(quota.tryTake(weight, false)).isEqualTo(Duration.ZERO);
      }
      time.advance(Duration.ofNanos(random.nextLong(10_000_000_000L)));
    }
  }

  /**
   * What is allowed is no less than what a plain count over a little more than the window allows.
   */
  @Property(tries = 100)
  void whatIsAllowed_isNotMuchLessThanCouldBe(@ForAll long seed) {
    Random random = new Random(seed);
    FakeTime time = new FakeTime();
    Duration window = Duration.ofMinutes(1);
    Quota quota = quota(List.of(new Limit(60, window)), 0, time);
    List<Call> calls = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 1_000; i++) {
      long slack = window.plusSeconds(2).toNanos();
      long end = now;
      double recent =
          calls.stream().filter(call -> end - call.nanos() < slack).mapToDouble(Call::weight).sum();
      boolean taken = quota.tryTake(1, false).isZero();
      assertThat(taken || recent + 1 > 60).isTrue();
      if (taken) {
        calls.add(new Call(now, 1));
      }
      long pause = random.nextInt(1_000_000_000);
      now += pause;
      time.advance(Duration.ofNanos(pause));
    }
  }
}
