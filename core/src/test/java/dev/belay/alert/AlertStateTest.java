/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertStateTest {
  private static final Instant START = Instant.parse("2026-03-29T00:30:00Z");
  private static final AlertRule RULE = Metric.named("errors").above(10).named("too many errors");
  private static final Figure BAD = Figure.point(11, 100, "count");
  private static final Figure GOOD = Figure.point(9, 100, "count");
  private static final Figure NONE = Figure.undefined("empty", 0);

  private static AlertState in(Phase phase) {
    return new AlertState(phase, START, null, AlertState.Changes.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "INACTIVE, BAD, FIRING, 60", "PENDING, BAD, FIRING, 0", "FIRING, BAD, FIRING, 0",
    "NO_DATA, BAD, FIRING, 60", "INACTIVE, GOOD, INACTIVE, 0", "PENDING, GOOD, INACTIVE, 60",
    "FIRING, GOOD, INACTIVE, 60", "NO_DATA, GOOD, INACTIVE, 60"
  })
  void next_withoutPatience_isAtOnce(Phase from, String reading, Phase to, long since) {
    AlertState next =
        in(from).next(RULE, reading.equals("BAD") ? BAD : GOOD, START.plusSeconds(60));

    assertThat(next.phase()).isEqualTo(to);
    assertThat(next.since()).isEqualTo(START.plusSeconds(since));
  }

  @ParameterizedTest
  @CsvSource({
    "KEEP_LAST, INACTIVE, INACTIVE", "KEEP_LAST, PENDING, FIRING", "KEEP_LAST, FIRING, FIRING",
    "OK, INACTIVE, INACTIVE", "OK, PENDING, INACTIVE", "OK, FIRING, INACTIVE",
    "ALERTING, INACTIVE, PENDING", "ALERTING, PENDING, FIRING", "ALERTING, FIRING, FIRING",
    "NO_DATA, INACTIVE, NO_DATA", "NO_DATA, PENDING, NO_DATA", "NO_DATA, FIRING, NO_DATA",
    "NO_DATA, NO_DATA, NO_DATA", "KEEP_LAST, NO_DATA, INACTIVE"
  })
  void next_nothingIsKnown_isWhatTheRuleSays(WhenMissing missing, Phase from, Phase to) {
    AlertRule rule = RULE.lasting(Duration.ofMinutes(1)).whenMissing(missing);

    assertThat(in(from).next(rule, NONE, START.plusSeconds(60)).phase()).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({"59.999999999, PENDING", "60, FIRING"})
  void next_pending_firesWhenItHasLasted(double seconds, Phase to) {
    Instant time = START.plusNanos((long) (seconds * 1e9));

    assertThat(in(Phase.PENDING).next(RULE.lasting(Duration.ofMinutes(1)), BAD, time).phase())
        .isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource({"59.999999999, FIRING", "60, INACTIVE"})
  void next_firingAndRight_stopsWhenThatHasLasted(double seconds, Phase to) {
    AlertRule rule = RULE.keepFiring(Duration.ofMinutes(1));
    AlertState right = in(Phase.FIRING).next(rule, GOOD, START);
    assertThat(right.phase()).isEqualTo(Phase.FIRING);
    assertThat(right.rightSince()).isEqualTo(START);

    Instant time = START.plusNanos((long) (seconds * 1e9));

    assertThat(right.next(rule, GOOD, time).phase()).isEqualTo(to);
  }

  @Test
  void next_wrongAgainWhileItIsKept_beginsThatTimeAnew() {
    AlertRule rule = RULE.keepFiring(Duration.ofMinutes(1));
    AlertState state = in(Phase.FIRING).next(rule, GOOD, START);
    state = state.next(rule, BAD, START.plusSeconds(50));
    state = state.next(rule, GOOD, START.plusSeconds(70));
    assertThat(state.next(rule, GOOD, START.plusSeconds(129)).phase()).isEqualTo(Phase.FIRING);
    assertThat(state.next(rule, GOOD, START.plusSeconds(130)).phase()).isEqualTo(Phase.INACTIVE);
  }

  @Test
  void next_nothingIsKnownWhileItIsKept_countsAsRight() {
    AlertRule rule = RULE.keepFiring(Duration.ofMinutes(1));
    AlertState state = in(Phase.FIRING).next(rule, GOOD, START);

    assertThat(state.next(rule, NONE, START.plusSeconds(60)).phase()).isEqualTo(Phase.INACTIVE);
  }

  @Test
  void next_theRuleHasBecomeMorePatient_isPendingAgain() {
    AlertState firing = in(Phase.PENDING).next(RULE, BAD, START.plusSeconds(30));
    assertThat(firing.phase()).isEqualTo(Phase.FIRING);

    AlertState next = firing.next(RULE.lasting(Duration.ofMinutes(5)), BAD, START.plusSeconds(60));

    assertThat(next.phase()).isEqualTo(Phase.PENDING);
    assertThat(next.since()).isEqualTo(START);
  }

  @Test
  void next_theClockGoesBack_nothingHasLasted() {
    AlertRule rule = RULE.lasting(Duration.ofMinutes(1)).keepFiring(Duration.ofMinutes(1));

    assertThat(in(Phase.PENDING).next(rule, BAD, START.minusSeconds(3_600)).phase())
        .isEqualTo(Phase.PENDING);
    AlertState right = in(Phase.FIRING).next(rule, GOOD, START);
    assertThat(right.next(rule, GOOD, START.minusSeconds(3_600)).phase()).isEqualTo(Phase.FIRING);
  }

  @Test
  void flapping_beginsAtAQuarterAndEndsBelowFifteenPerCent() {
    AlertState state = AlertState.initial(START);
    int evaluations = 0;
    while (!state.flapping()) {
      state = state.next(RULE, evaluations++ % 2 == 0 ? BAD : GOOD, START);
      assertThat(state.flapping()).isEqualTo(state.changes().share() >= 0.25);
    }
    assertThat(evaluations).isEqualTo(5);
    while (state.flapping()) {
      state = state.next(RULE, GOOD, START);
      assertThat(state.flapping()).isEqualTo(state.changes().share() >= 0.15);
    }
  }

  @Test
  void alert_text_saysNumberIntervalLimitAndWindow() {
    AlertRule rule =
        Metric.named("mean absolute error")
            .over(Duration.ofHours(6))
            .above(12)
            .lasting(Duration.ofMinutes(15))
            .severity(Severity.CRITICAL)
            .named("the delay model errs");
    Alert alert =
        Alert.of(rule, START)
            .evaluated((metric, time) -> Figure.point(14, 1_204, "mean").withUnit("min"), START);

    assertThat(alert.firing()).isFalse();
    assertThat(alert.text())
        .isEqualTo(
            "CRITICAL PENDING, since 2026-03-29T00:30:00Z: the delay model errs: mean absolute"
                + " error over 6 h above 12 for 15 min: it is 14.00 min (n = 1,204, mean)");
    Figure still = Figure.point(13, 9, "mean");
    assertThat(alert.evaluated((metric, time) -> still, START.plusSeconds(900)).firing()).isTrue();
  }

  @Test
  void silence_coversWhatHasItsLabelsUntilItEnds() {
    Alert alert = Alert.of(RULE.label("team", "dispatch"), START);
    Instant end = START.plusSeconds(60);
    Silence silence = new Silence(Map.of("team", "dispatch"), START, end, "ana", "deploy");

    assertThat(silence.covers(alert, START)).isTrue();
    assertThat(silence.covers(alert, START.minusNanos(1))).isFalse();
    assertThat(silence.covers(alert, end.minusNanos(1))).isTrue();
    assertThat(silence.covers(alert, end)).isFalse();
    assertThat(silence.covers(Alert.of(RULE, START), START)).isFalse();
    assertThat(
            new Silence(
                    Map.of("rule", "too many errors", "severity", "WARNING"),
                    START,
                    end,
                    "ana",
                    "deploy")
                .covers(alert, START))
        .isTrue();
  }

  @Test
  void silence_thatIsNone_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Silence(Map.of(), START, START.plusSeconds(1), "ana", "deploy"))
        .withMessage("a silence of everything");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Silence(Map.of("a", "b"), START, START, "ana", "deploy"))
        .withMessage("a silence from 2026-03-29T00:30:00Z to 2026-03-29T00:30:00Z");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Silence(Map.of("a", "b"), START, START.plusSeconds(1), "", "x"))
        .withMessage("a silence needs author and reason: '', 'x'");
  }
}
