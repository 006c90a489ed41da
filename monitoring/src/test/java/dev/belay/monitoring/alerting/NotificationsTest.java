/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static dev.belay.monitoring.alerting.Script.cadence;
import static dev.belay.monitoring.alerting.Script.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.alert.AlertRule;
import dev.belay.alert.Metric;
import dev.belay.alert.Severity;
import dev.belay.alert.WhenMissing;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import dev.belay.monitoring.alerting.Notification.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationsTest {
  private static final Cadence QUICK = cadence(0, 60, 600, 100);

  @Test
  void notice_ofAFiringRule_namesNumberCountThresholdAndWindow() {
    Script script = new Script(QUICK, rule("A").severity(Severity.CRITICAL).label("team", "ops"));
    script.broken.add("A");
    AlertNotice notice = script.at(0).get(0).alerts().get(0);
    assertThat(notice.text()).contains("13", "n = 400", "above 12", "over 6 h", "CRITICAL");
    assertThat(notice.labels())
        .isEqualTo(Map.of("rule", "A", "severity", "CRITICAL", "team", "ops"));
    assertThat(notice.since()).isEqualTo(Script.START);
    assertThat(notice.severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void resolved_tellsSinceWhenItHadBeenWrongAndUntilWhen() {
    Script script = new Script(QUICK, rule("A"));
    script.broken.add("A");
    script.at(0);
    script.broken.clear();
    Notification over = script.at(60).get(0);
    AlertNotice notice = over.alerts().get(0);
    assertThat(over.reason()).isEqualTo(Reason.ALL_RESOLVED);
    assertThat(over.firing()).isFalse();
    assertThat(notice.status()).isEqualTo(Status.RESOLVED);
    assertThat(notice.since()).isEqualTo(Script.START);
    assertThat(notice.until()).isEqualTo(Script.START.plusSeconds(60));
  }

  @Test
  void groups_areToldApart() {
    AlertRule ops = rule("A").label("team", "ops");
    AlertRule data = rule("B").label("team", "data");
    Script script = new Script(QUICK.by(List.of("team")), ops, data, rule("C"));
    script.broken.addAll(List.of("A", "B", "C"));
    assertThat(script.at(0))
        .extracting(Notification::group)
        .containsExactly(Map.of("team", "ops"), Map.of("team", "data"), Map.of());
  }

  @Test
  void group_afterAQuietInterval_waitsOnlyItsWaitAgain() {
    Script script = new Script(cadence(30, 300, 600, 100), rule("A"));
    script.broken.add("A");
    script.at(0);
    script.at(30);
    script.broken.clear();
    assertThat(script.at(330)).hasSize(1);
    assertThat(script.at(630)).isEmpty();
    script.broken.add("A");
    assertThat(script.at(1000)).isEmpty();
    assertThat(script.at(1030)).hasSize(1);
  }

  @Test
  void silenced_isNotTold_andIsToldOnceTheSilenceIsOver() {
    Script script = new Script(QUICK, rule("A"));
    script.broken.add("A");
    assertThat(script.at(0, alert -> true)).isEmpty();
    assertThat(script.at(60, alert -> true)).isEmpty();
    assertThat(script.at(120)).extracting(Notification::reason).containsExactly(Reason.FIRST);
  }

  @Test
  void silencedAfterItWasTold_isToldResolvedOnceTheSilenceIsOver() {
    Script script = new Script(QUICK, rule("A"));
    script.broken.add("A");
    script.at(0);
    script.broken.clear();
    assertThat(script.at(60, alert -> true)).isEmpty();
    assertThat(script.at(120))
        .extracting(Notification::reason)
        .containsExactly(Reason.ALL_RESOLVED);
  }

  @Test
  void acknowledged_isNotRepeated_andIsToldResolved() {
    Script script = new Script(QUICK, rule("A"));
    script.broken.add("A");
    script.at(0);
    script.notifications().acknowledge(script.alert("A"), "ada");
    for (int second = 60; second <= 3600; second += 60) {
      assertThat(script.at(second)).as("at %d s", second).isEmpty();
    }
    script.broken.clear();
    assertThat(script.at(3660))
        .extracting(Notification::reason)
        .containsExactly(Reason.ALL_RESOLVED);
  }

  @Test
  void acknowledgedBeforeItIsTold_isNotTold_butTheNextTimeIs() {
    Script script = new Script(cadence(30, 60, 600, 100), rule("A"));
    script.broken.add("A");
    script.at(0);
    script.notifications().acknowledge(script.alert("A"), "ada");
    assertThat(script.at(30)).isEmpty();
    script.broken.clear();
    assertThat(script.at(90)).isEmpty();
    script.broken.add("A");
    script.at(150);
    assertThat(script.at(180)).extracting(Notification::reason).containsExactly(Reason.FIRST);
  }

  @Test
  void noData_isNotToldAsResolved() {
    Script script = new Script(QUICK, rule("A").whenMissing(WhenMissing.NO_DATA), rule("B"));
    script.broken.addAll(List.of("A", "B"));
    script.at(0);
    script.unknown.add("A");
    script.broken.remove("B");
    Notification second = script.at(60).get(0);
    assertThat(second.reason()).isEqualTo(Reason.NEW_RESOLVED);
    assertThat(second.alerts()).extracting(AlertNotice::rule).containsExactly("B");
    script.unknown.clear();
    script.broken.clear();
    assertThat(script.at(120).get(0).reason()).isEqualTo(Reason.ALL_RESOLVED);
  }

  @Test
  void absent_isToldLikeAnyOther() {
    AlertRule rule = Metric.named("A").absent().named("gone");
    Script script = new Script(QUICK, rule);
    script.unknown.add("A");
    AlertNotice notice = script.at(0).get(0).alerts().get(0);
    assertThat(notice.text()).contains("gone", "A absent", "nobody knows");
  }

  @Test
  void flapping_isToldOnce_andAgainWhenItHasStopped() {
    Script script = new Script(QUICK, rule("A"));
    List<Notification> told = new ArrayList<>();
    for (int minute = 0; minute < 40; minute++) {
      toggle(script, minute % 2 == 0);
      told.addAll(script.at(minute * 60L));
    }
    List<Notification> before = told.stream().filter(it -> !flaps(it)).toList();
    assertThat(told).filteredOn(NotificationsTest::flaps).hasSize(1);
    assertThat(told.get(told.size() - 1)).matches(NotificationsTest::flaps);
    assertThat(before).hasSizeLessThan(8);
    toggle(script, false);
    List<Notification> after = new ArrayList<>();
    for (int minute = 40; minute < 80; minute++) {
      after.addAll(script.at(minute * 60L));
    }
    assertThat(after).extracting(Notification::reason).containsExactly(Reason.ALL_RESOLVED);
  }

  private static void toggle(Script script, boolean on) {
    script.broken.clear();
    if (on) {
      script.broken.add("A");
    }
  }

  private static boolean flaps(Notification one) {
    return one.alerts().stream().anyMatch(it -> it.status() == Status.FLAPPING);
  }

  @Test
  void limit_holdsBack_saysHowOften_andTellsLater() {
    Script script = new Script(cadence(0, 60, 36_000, 2), rule("A"), rule("B"), rule("C"));
    script.broken.add("A");
    assertThat(script.at(0)).hasSize(1);
    script.broken.add("B");
    assertThat(script.at(60)).hasSize(1);
    script.broken.add("C");
    for (int second = 120; second < 3600; second += 60) {
      assertThat(script.at(second)).isEmpty();
    }
    Notification third = script.at(3600).get(0);
    assertThat(third.alerts()).hasSize(3);
    assertThat(third.heldBack()).isEqualTo(58);
    assertThat(third.text())
        .endsWith("held back 58 times by the hourly limit since the last message");
    assertThat(script.notifications().heldBack()).isEqualTo(58);
  }

  @Test
  void lateLook_doesNotCatchUp() {
    Script script = new Script(QUICK, rule("A"));
    script.broken.add("A");
    script.at(0);
    assertThat(script.at(90)).isEmpty();
    script.broken.clear();
    assertThat(script.at(100)).isEmpty();
    assertThat(script.at(125)).hasSize(1);
  }

  @Test
  void next_isWhenTheFirstGroupIsDue() {
    Script script = new Script(cadence(30, 300, 600, 100), rule("A"));
    script.at(0);
    assertThat(script.notifications().next()).isNull();
    script.broken.add("A");
    script.at(10);
    assertThat(script.notifications().next()).isEqualTo(Script.START.plusSeconds(40));
  }

  @Test
  void resumed_neitherRepeatsWhatWasToldNorForgetsToResolveIt() {
    Script before = new Script(QUICK, rule("A"), rule("B"));
    before.broken.add("A");
    before.at(0);
    Script after = new Script(QUICK, rule("A"), rule("C"));
    after.notifications().resume(before.notifications().memory(), after.alerts, Script.START);
    after.broken.add("A");
    assertThat(after.at(60)).isEmpty();
    after.broken.clear();
    assertThat(after.at(120)).extracting(Notification::reason).containsExactly(Reason.ALL_RESOLVED);
  }

  @Test
  void resumed_withTheClockSetBackADay_isDueWithinAnInterval() {
    Script before = new Script(QUICK, rule("A"));
    before.broken.add("A");
    before.at(86_400);
    Script after = new Script(QUICK, rule("A"));
    after.notifications().resume(before.notifications().memory(), after.alerts, Script.START);
    after.at(0);
    assertThat(after.at(60)).extracting(Notification::reason).containsExactly(Reason.ALL_RESOLVED);
  }

  @Test
  void resumed_withTheClockSetBackADay_repeatsAndCountsFromNow() {
    Cadence one = cadence(0, 60, 600, 1);
    Script before = new Script(one, rule("A"));
    before.broken.add("A");
    before.at(86_400);
    Script after = new Script(one, rule("A"));
    after.notifications().resume(before.notifications().memory(), after.alerts, Script.START);
    after.broken.add("A");
    List<Notification> told = new ArrayList<>();
    for (int second = 0; second < 3600; second += 60) {
      told.addAll(after.at(second));
    }
    assertThat(told).isEmpty();
    assertThat(after.at(3600)).extracting(Notification::reason).containsExactly(Reason.REPEAT);
  }
}
