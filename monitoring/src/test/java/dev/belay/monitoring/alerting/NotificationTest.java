/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.alert.Severity;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import dev.belay.monitoring.alerting.Notification.Reason;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationTest {

  @Test
  void text_isALineForEachAlert() {
    assertThat(Samples.of(Samples.firing("A"), Samples.resolved("B")).text())
        .isEqualTo("FIRING: " + Samples.TEXT + "\nRESOLVED: right again");
  }

  @Test
  void severity_isThatOfTheWorst() {
    assertThat(Samples.of(Samples.firing("A"), Samples.resolved("B")).severity())
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void firing_isWhatIsNotAllResolved() {
    assertThat(Samples.of(Samples.resolved("B")).firing()).isFalse();
    assertThat(Samples.of(Samples.firing("A"), Samples.resolved("B")).firing()).isTrue();
  }

  @Test
  void withoutAlerts_orWithLessThanNothingHeldBack_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Notification(Reason.FIRST, Map.of(), Samples.TIME, List.of(), 0))
        .withMessage("a notification of 0 alerts, 0 held back");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Samples.notification(-1))
        .withMessage("a notification of 1 alerts, -1 held back");
  }

  @Test
  void notice_withoutRuleOrSeverity_isRefused() {
    Map<String, String> labels = Map.of("rule", "A");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlertNotice(Status.FIRING, labels, Samples.TIME, null, "x"))
        .withMessage("rule and severity are not both in {rule=A}");
  }

  @Test
  void notice_withTheEndOfAnother_isRefused() {
    Map<String, String> labels = Map.of("rule", "A", "severity", "INFO");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlertNotice(Status.FIRING, labels, Samples.TIME, Samples.TIME, "x"))
        .withMessage("FIRING with the end " + Samples.TIME);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AlertNotice(Status.RESOLVED, labels, Samples.TIME, null, "x"))
        .withMessage("RESOLVED with the end null");
  }
}
