/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import dev.belay.weather.service.QuotaProperties.Call;
import dev.belay.weather.service.QuotaProperties.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is taken from a quota and given back later, for some calls much later. */
class GivenBackProperties {
  private static final List<Limit> LIMITS =
      List.of(
          new Limit(60, Duration.ofMinutes(1)),
          new Limit(400, Duration.ofHours(1)),
          new Limit(1_000, Duration.ofDays(1)));

  /** A call that was not made, and when that turns out. */
  private record Unmade(double weight, long moment, long knownNanos) {}

  /** Quotas over some time, and what turns out in its course. */
  private static final class Course {
    private final FakeTime time = new FakeTime();
    private final PriorityQueue<Unmade> unmade =
        new PriorityQueue<>(Comparator.comparingLong(Unmade::knownNanos));
    private final Random random;
    private long now;

    Course(long seed) {
      random = new Random(seed);
    }

    Quota quota(List<Limit> limits) {
      Quota quota = Quota.unlimited().ticker(time);
      for (Limit limit : limits) {
        quota = quota.and(limit.calls(), limit.window());
      }
      return quota;
    }

    void pass(Quota quota, long nanos) {
      long end = now + nanos;
      while (!unmade.isEmpty() && unmade.peek().knownNanos() <= end) {
        Unmade next = unmade.remove();
        move(next.knownNanos());
        quota.giveBack(next.weight(), next.moment());
      }
      move(end);
    }

    private void move(long end) {
      time.advance(Duration.ofNanos(end - now));
      now = end;
    }

    /** Mostly soon, and for some after one of the windows. */
    Unmade later(Quota quota, double weight) {
      Duration most = LIMITS.get(random.nextInt(LIMITS.size())).window().multipliedBy(2);
      double share = Math.pow(random.nextDouble(), 8);
      return new Unmade(weight, quota.moment(), now + (long) (most.toNanos() * share));
    }

    double weight() {
      return random.nextInt(1, 24) / 8.0;
    }
  }

  @Property(tries = 50)
  void noWindowIsExceeded_whateverIsGivenBack(@ForAll long seed) {
    Course course = new Course(seed);
    Random random = course.random;
    Quota quota = course.quota(LIMITS);
    List<Call> made = new ArrayList<>();
    while (course.now < Duration.ofDays(4).toNanos()) {
      double gap = -Math.log(1 - random.nextDouble());
      course.pass(quota, (long) (Duration.ofMinutes(10).toNanos() * gap));
      for (int left = random.nextInt(100); left > 0; left--) {
        double weight = course.weight();
        Unmade perhaps = course.later(quota, weight);
        if (quota.tryTake(weight, false).isZero()) {
          if (random.nextBoolean()) {
            course.unmade.add(perhaps);
          } else {
            made.add(new Call(course.now, weight));
          }
        }
        course.pass(quota, random.nextInt(1_000_000_000));
      }
    }
    QuotaProperties.assertKept(made, LIMITS);
    assertThat(made.size()).as("and much is allowed").isGreaterThan(1_000);
  }

  @Property(tries = 100)
  void onceAllIsGivenBack_itIsAsIfItHadNeverBeenTaken(@ForAll long seed) {
    Course course = new Course(seed);
    Random random = course.random;
    List<Limit> wide = LIMITS.stream().map(limit -> new Limit(1e6, limit.window())).toList();
    Quota quota = course.quota(wide);
    Quota other = course.quota(wide);
    for (int i = 0; i < 500; i++) {
      double weight = course.weight();
      quota.charge(weight);
      if (random.nextBoolean()) {
        course.unmade.add(course.later(quota, weight));
      } else {
        other.charge(weight);
      }
      course.pass(quota, random.nextLong(Duration.ofMinutes(3).toNanos()));
      if (course.unmade.isEmpty()) {
        assertThat(quota.left()).isEqualTo(other.left());
      }
    }
    course.pass(quota, Duration.ofDays(2).toNanos());
    assertThat(quota.left()).isEqualTo(other.left());
  }
}
