/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.alert.Alert;
import dev.belay.alert.AlertRule;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Laws of every history: three rules that break and heal, are silenced and acknowledged. */
class NotificationsProperties {
  private static final List<String> NAMES = List.of("A", "B", "C");
  private static final int STEP = 20;
  private static final int STEPS = 400;
  private static final int WAIT = 30;
  private static final int INTERVAL = 120;

  @Property(tries = 100)
  void inAnyHour_neverMoreThanTheLimit(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int most) {
    History history = new History(seed, most, 0.1);
    List<Integer> told = new ArrayList<>();
    for (int second = 0; second < STEPS * STEP; second += STEP) {
      int now = second;
      history.step(second).forEach(one -> told.add(now));
    }
    for (int i = most; i < told.size(); i++) {
      assertThat(told.get(i) - told.get(i - most)).isGreaterThanOrEqualTo(3600);
    }
  }

  @Property(tries = 100)
  void whatFires_isToldWithinAnInterval_unlessSilencedOrAcknowledged(@ForAll long seed) {
    History history = new History(seed, 1_000_000, 0.02);
    Map<String, Integer> untold = new HashMap<>();
    for (int second = 0; second < STEPS * STEP; second += STEP) {
      history.step(second);
      for (String name : NAMES) {
        boolean owed = history.firing(name) && !history.excused(name) && !history.told(name);
        untold.merge(name, STEP, (before, step) -> owed ? before + step : 0);
        assertThat(untold.get(name))
            .as(name + " at " + second)
            .isLessThanOrEqualTo(INTERVAL + WAIT + STEP);
      }
    }
  }

  @Property(tries = 100)
  void resolved_isToldOnlyAfterFiringOrFlapping_andOnlyOnce(@ForAll long seed) {
    History history = new History(seed, 20, 0.1);
    Map<String, Status> last = new HashMap<>();
    for (int second = 0; second < STEPS * STEP; second += STEP) {
      for (Notification one : history.step(second)) {
        for (AlertNotice notice : one.alerts()) {
          Status before = last.put(notice.rule(), notice.status());
          if (notice.status() == Status.RESOLVED) {
            assertThat(before).isIn(Status.FIRING, Status.FLAPPING);
          }
          assertThat(notice.status() == Status.FLAPPING && before == Status.FLAPPING).isFalse();
        }
      }
    }
  }

  @Property(tries = 100)
  void silenced_isNeverTold(@ForAll long seed) {
    History history = new History(seed, 20, 0.1);
    for (int second = 0; second < STEPS * STEP; second += STEP) {
      for (Notification one : history.step(second)) {
        assertThat(one.alerts()).noneMatch(notice -> history.silenced.contains(notice.rule()));
      }
    }
  }

  @Property(tries = 100)
  void restartedAtAnyMoment_tellsWhatItWouldHaveToldOtherwise(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = STEPS) int restart) {
    History through = new History(seed, 5, 0.1);
    History stopped = new History(seed, 5, 0.1);
    for (int step = 0; step < STEPS; step++) {
      if (step == restart) {
        stopped.restart((step - 1) * STEP);
      }
      assertThat(stopped.step(step * STEP)).isEqualTo(through.step(step * STEP));
    }
  }

  private static final class History {
    private final Random random;
    private final double change;
    private final int perHour;
    private Script script;
    final Set<String> silenced = new HashSet<>();
    private final Set<String> acknowledged = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    History(long seed, int perHour, double change) {
      this.random = new Random(seed);
      this.change = change;
      this.perHour = perHour;
      this.script = script();
    }

    private Script script() {
      AlertRule[] rules = NAMES.stream().map(Script::rule).toArray(AlertRule[]::new);
      return new Script(Script.cadence(WAIT, INTERVAL, 1200, perHour), rules);
    }

    List<Notification> step(int second) {
      for (String name : NAMES) {
        toggle(script.broken, name, change);
        toggle(silenced, name, change / 4);
        if (firing(name) && random.nextDouble() < change / 4) {
          acknowledged.add(name);
          script.notifications().acknowledge(script.alert(name), "ada");
        }
      }
      List<Notification> all = script.at(second, alert -> silenced.contains(alert.rule().name()));
      NAMES.stream().filter(name -> !firing(name)).forEach(acknowledged::remove);
      all.forEach(one -> one.alerts().forEach(this::note));
      return all;
    }

    private void toggle(Set<String> set, String name, double chance) {
      if (random.nextDouble() < chance && !set.remove(name)) {
        set.add(name);
      }
    }

    private void note(AlertNotice notice) {
      if (notice.status() == Status.RESOLVED) {
        told.remove(notice.rule());
      } else {
        told.add(notice.rule());
      }
    }

    void restart(int second) {
      Script next = script();
      next.alerts = script.alerts;
      next.broken.addAll(script.broken);
      next.notifications()
          .resume(script.notifications().memory(), next.alerts, Script.START.plusSeconds(second));
      script = next;
    }

    boolean firing(String name) {
      return script.alerts.stream()
          .filter(it -> it.rule().name().equals(name))
          .anyMatch(Alert::firing);
    }

    boolean excused(String name) {
      return silenced.contains(name) || acknowledged.contains(name);
    }

    boolean told(String name) {
      return told.contains(name);
    }
  }
}
