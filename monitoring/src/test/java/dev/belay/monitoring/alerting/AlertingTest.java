/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.alert.AlertRule;
import dev.belay.alert.Metric;
import dev.belay.alert.MetricSource;
import dev.belay.alert.Silence;
import dev.belay.monitoring.alerting.Notification.Reason;
import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private final World world = new World();
  private final Recorder sink = new Recorder();

  private Alerting.Builder alerting(AlertRule... rules) {
    return world.alerting(rules).sink("test", sink);
  }

  private List<Reason> reasons() {
    return sink.got.stream().map(Notification::reason).toList();
  }

  @Test
  void whatFires_isToldAfterTheGroupDelay_andOnceItIsRightAgain() {
    world.value = 13;
    try (Alerting alerting = alerting(World.A).start()) {
      assertThat(alerting.alerts().get(0).firing()).isTrue();
      world.pass(Duration.ofSeconds(29));
      assertThat(sink.got).isEmpty();
      world.pass(Duration.ofSeconds(1));
      assertThat(reasons()).containsExactly(Reason.FIRST);
      world.value = 11;
      world.pass(Duration.ofMinutes(6));
      assertThat(reasons()).containsExactly(Reason.FIRST, Reason.ALL_RESOLVED);
    }
  }

  @Test
  void rules_areEvaluatedAtOnceAndThenEveryInterval() {
    try (Alerting alerting = alerting(World.A).every(Duration.ofSeconds(10)).start()) {
      assertThat(world.asked.get()).isEqualTo(1);
      world.pass(MINUTE);
      assertThat(world.asked.get()).isEqualTo(7);
      assertThat(alerting.alerts().get(0).figure().value()).isEqualTo(11);
    }
  }

  @Test
  void brokenSource_makesTheMetricUnknown_andIsToldByARuleThatItIsAbsent() {
    for (Throwable failure : List.of(new IllegalStateException(), new NoClassDefFoundError())) {
      Recorder told = new Recorder();
      AlertRule rule = Metric.named("error").absent().named("gone");
      try (Alerting alerting =
          Alerting.builder((metric, time) -> World.sneak(failure), List.of(rule))
              .ticker(world.time)
              .threads(name -> new SameThread())
              .sink("told", told)
              .start()) {
        world.pass(MINUTE);
        assertThat(told.got.get(0).text())
            .contains("its source failed: " + failure.getClass().getName());
        assertThat(alerting.alerts().get(0).firing()).isTrue();
      }
    }
  }

  @Test
  void failingSink_isTriedAgainWithinItsBackOff_andHoldsUpNobodyElse() {
    world.value = 13;
    Recorder broken = new Recorder();
    broken.failure = new IllegalStateException("down\nWARN forged");
    try (Alerting alerting =
        world.alerting(World.A).sink("broken", broken).sink("test", sink).start()) {
      world.pass(Duration.ofSeconds(30));
      assertThat(sink.got).hasSize(1);
      assertThat(broken.calls).isEqualTo(1);
      world.pass(Backoff.BASE);
      assertThat(broken.calls).isGreaterThanOrEqualTo(2);
      SinkCounts counts = alerting.counts().get(0);
      assertThat(counts.sink()).isEqualTo("broken");
      assertThat(counts.waiting()).isEqualTo(1);
      assertThat(counts.failures()).isEqualTo(broken.calls);
      broken.failure = null;
      world.pass(Backoff.LONGEST);
      assertThat(broken.got).isEqualTo(sink.got);
      assertThat(alerting.counts().get(0).delivered()).isEqualTo(1);
    }
  }

  @Test
  void sinkThatThrowsAnError_isTriedAgain() {
    world.value = 13;
    sink.failure = new NoClassDefFoundError("mail");
    try (Alerting alerting = alerting(World.A).start()) {
      world.pass(Duration.ofSeconds(30));
      sink.failure = null;
      world.pass(Backoff.LONGEST);
      assertThat(sink.got).hasSize(1);
      assertThat(alerting.counts().get(0).failures()).isPositive();
    }
  }

  @Test
  void refused_isDroppedAndCounted_andTheNextGoesOut() {
    world.value = 13;
    sink.failure = new AlertSink.Refused("no such room");
    try (Alerting alerting = alerting(World.A).start()) {
      world.pass(Duration.ofSeconds(30));
      assertThat(alerting.counts())
          .containsExactly(new SinkCounts("test", 0, 0, 0, Map.of(SinkCounts.Drop.REFUSED, 1L)));
      sink.failure = null;
      world.value = 11;
      world.pass(Duration.ofMinutes(6));
      assertThat(reasons()).containsExactly(Reason.ALL_RESOLVED);
    }
  }

  @Test
  void fullOutbox_losesTheOldestAndCountsThem() {
    sink.failure = new IllegalStateException("down");
    try (Alerting alerting =
        alerting(World.A).groupDelay(Duration.ZERO).groupInterval(MINUTE).outbox(2).start()) {
      for (int i = 0; i < 6; i++) {
        world.value = i % 2 == 0 ? 13 : 11;
        world.pass(MINUTE);
      }
      assertThat(alerting.counts().get(0).waiting()).isEqualTo(2);
      long lost = alerting.counts().get(0).dropped().getOrDefault(SinkCounts.Drop.OUTBOX_FULL, 0L);
      assertThat(lost).isPositive();
      sink.failure = null;
      world.value = 11;
      world.pass(Backoff.LONGEST);
      assertThat(sink.got.size()).isGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void silenced_isNotToldUntilTheSilenceIsOver() {
    world.value = 13;
    try (Alerting alerting = alerting(World.A).start()) {
      Silence silence = silence(Duration.ofHours(1));
      alerting.silence(silence);
      assertThat(alerting.silences()).containsExactly(silence);
      world.pass(Duration.ofMinutes(59));
      assertThat(sink.got).isEmpty();
      world.pass(Duration.ofMinutes(10));
      assertThat(reasons()).containsExactly(Reason.FIRST);
      assertThat(alerting.silences()).isEmpty();
    }
  }

  private Silence silence(Duration length) {
    Instant now = world.time.instant();
    return new Silence(Map.of("rule", "A"), now, now.plus(length), "ada", "works on it");
  }

  @Test
  void unsilenced_isToldBeforeItsTime() {
    world.value = 13;
    try (Alerting alerting = alerting(World.A).start()) {
      alerting.silence(silence(Duration.ofDays(1)));
      assertThat(alerting.unsilence(silence(Duration.ofDays(1)))).isTrue();
      assertThat(alerting.unsilence(silence(Duration.ofDays(1)))).isFalse();
      world.pass(MINUTE);
      assertThat(reasons()).containsExactly(Reason.FIRST);
    }
  }

  @Test
  void acknowledged_isNotRepeated() {
    world.value = 13;
    try (Alerting alerting = alerting(World.A).start()) {
      world.pass(MINUTE);
      assertThat(alerting.acknowledge("A", "ada")).isTrue();
      world.pass(Duration.ofHours(24));
      assertThat(reasons()).containsExactly(Reason.FIRST);
    }
  }

  @Test
  void acknowledgingWhatDoesNotFire_changesNothing() {
    try (Alerting alerting = alerting(World.A).start()) {
      assertThat(alerting.acknowledge("A", "ada")).isFalse();
      world.value = 13;
      world.pass(Duration.ofMinutes(2));
      assertThat(reasons()).containsExactly(Reason.FIRST);
    }
  }

  @Test
  void hourlyLimit_isCounted() {
    try (Alerting alerting =
        alerting(World.A)
            .groupDelay(Duration.ZERO)
            .groupInterval(MINUTE)
            .atMostPerHour(1)
            .start()) {
      world.value = 13;
      world.pass(MINUTE);
      world.value = 11;
      world.pass(Duration.ofMinutes(10));
      assertThat(sink.got).hasSize(1);
      assertThat(alerting.heldBack()).isPositive();
      world.pass(Duration.ofHours(1));
      assertThat(reasons()).containsExactly(Reason.FIRST, Reason.ALL_RESOLVED);
    }
  }

  @Test
  void groupedBy_tellsApart_andRepeatsAreTold() {
    world.value = 13;
    try (Alerting alerting =
        alerting(World.A, World.A.named("B"))
            .named("night-watch")
            .groupedBy("rule")
            .repeatEvery(Duration.ofMinutes(10))
            .start()) {
      world.pass(MINUTE);
      assertThat(sink.got)
          .extracting(Notification::group)
          .containsExactly(Map.of("rule", "A"), Map.of("rule", "B"));
      world.pass(Duration.ofMinutes(16));
      assertThat(reasons().subList(2, 4)).containsExactly(Reason.REPEAT, Reason.REPEAT);
      assertThat(alerting.alerts()).hasSize(2);
    }
  }

  @Test
  void clockSetBackADay_stopsNeitherEvaluationsNorNotifications() {
    try (Alerting alerting = alerting(World.A).start()) {
      world.time.jumpTo(Instant.parse("2025-12-31T00:00:00Z"));
      world.value = 13;
      world.pass(Duration.ofMinutes(2));
      assertThat(reasons()).containsExactly(Reason.FIRST);
      assertThat(alerting.alerts().get(0).firing()).isTrue();
    }
  }

  @Test
  void close_endsTheTimers_andIsIdempotent() {
    Alerting alerting = alerting(World.A).start();
    alerting.close();
    alerting.close();
    assertThat(world.time.planned()).isZero();
    world.pass(Duration.ofHours(1));
    assertThat(world.asked.get()).isEqualTo(1);
  }

  @Test
  void closedWithoutAFile_whatWaitsIsLostAndCounted() {
    world.value = 13;
    sink.failure = new IllegalStateException("down");
    Alerting alerting = alerting(World.A).start();
    world.pass(MINUTE);
    alerting.close();
    assertThat(alerting.counts().get(0).dropped()).containsEntry(SinkCounts.Drop.CLOSED, 1L);
    assertThat(world.time.planned()).isZero();
  }

  @Test
  void evaluationThatTakesLong_isFollowedByOne_andTheOthersAreLeftOut() {
    MetricSource slow =
        (metric, time) -> {
          if (world.asked.incrementAndGet() == 2) {
            world.time.advance(Duration.ofSeconds(210));
          }
          return Figure.point(1, 1, "given");
        };
    Alerting.Builder builder = Alerting.builder(slow, List.of(World.A)).sink("test", sink);
    try (Alerting alerting = builder.ticker(world.time).threads(name -> new SameThread()).start()) {
      world.pass(Duration.ofMinutes(10));
      // At 0 and 60 s, after that at 270 s, and at 300 to 600 s every minute.
      assertThat(world.asked.get()).isEqualTo(9);
      assertThat(alerting.alerts()).hasSize(1);
    }
  }

  @Test
  void withoutRules_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alerting.builder(world, List.of()))
        .withMessage("alerting without a rule");
  }

  @Test
  void twoRulesOfOneName_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Alerting.builder(world, List.of(World.A, World.A.lasting(MINUTE))))
        .withMessage("two rules are called 'A'");
  }

  @Test
  void withoutASink_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> world.alerting(World.A).start())
        .withMessage("alerting without a sink: nobody would be told");
  }

  @Test
  void twoSinksOfOneName_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alerting(World.A).sink("test", sink))
        .withMessage("two sinks are called 'test'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void blankNames_areRefused(String blank) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alerting(World.A).sink(blank, sink))
        .withMessage("sink: '" + blank + "' says nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alerting(World.A).named(blank))
        .withMessage("name: '" + blank + "' says nothing");
  }

  @Test
  void timesThatMakeNoSense_areRefused() {
    Alerting.Builder builder = alerting(World.A);
    Duration negative = Duration.ofSeconds(-1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.every(Duration.ZERO))
        .withMessage("evaluation interval: PT0S is not above zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.groupDelay(negative))
        .withMessageStartingWith("group delay: PT-1S is not 0 to");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.groupInterval(Duration.ZERO))
        .withMessage("group interval: PT0S is not above zero");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.repeatEvery(negative))
        .withMessageStartingWith("repeat: PT-1S is not 0 to");
  }

  @Test
  void limitsThatMakeNoSense_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alerting(World.A).atMostPerHour(0))
        .withMessage("at most 0 per hour: nobody would be told");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alerting(World.A).outbox(0))
        .withMessage("an outbox of 0 is not 1 or more");
  }

  @Test
  void acknowledgingForNobody_orAnUnknownRule_isRefused() {
    try (Alerting alerting = alerting(World.A).start()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> alerting.acknowledge("A", " "))
          .withMessage("acknowledged by ' ': by whom?");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> alerting.acknowledge("Z", "ada"))
          .withMessage("no rule is called 'Z'");
    }
  }

  @Test
  void moreThanAThousandSilences_areRefused() {
    try (Alerting alerting = alerting(World.A).start()) {
      for (int i = 0; i < 1_000; i++) {
        alerting.silence(silence(Duration.ofHours(1)));
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> alerting.silence(silence(Duration.ofHours(1))))
          .withMessage("there are 1000 silences already");
    }
  }
}
