/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.alert.AlertRule;
import dev.belay.alert.Phase;
import dev.belay.alert.Silence;
import dev.belay.monitoring.alerting.Notification.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertingRestartTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  @TempDir private Path folder;
  private final World world = new World();
  private final Recorder good = new Recorder();
  private final Recorder bad = new Recorder();
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("alerting.jsonl");
    bad.failure = new IllegalStateException("down");
  }

  private Alerting start(AlertRule rule) {
    return world.alerting(rule).sink("good", good).sink("bad", bad).file(file).start();
  }

  @Test
  void whatASinkHasNotTaken_isSentAfterARestart_andWhatItHasIsNot() {
    world.value = 13;
    try (Alerting before = start(World.A)) {
      world.pass(MINUTE);
      assertThat(before.counts().get(1).waiting()).isEqualTo(1);
    }
    bad.failure = null;
    try (Alerting after = start(World.A)) {
      assertThat(bad.got).isEqualTo(good.got).hasSize(1);
      world.pass(MINUTE);
      assertThat(good.got).hasSize(1);
      assertThat(after.counts().get(1).delivered()).isEqualTo(1);
    }
  }

  @Test
  void closedByAThreadThatIsInterrupted_losesNothing() {
    world.value = 13;
    Alerting before = start(World.A);
    world.pass(MINUTE);
    before.silence(
        new Silence(
            Map.of("team", "ops"), Samples.TIME, Samples.TIME.plusSeconds(1), "ada", "moves"));
    Thread.currentThread().interrupt();
    before.close();
    assertThat(Thread.interrupted()).isTrue();
    bad.failure = null;
    try (Alerting after = start(World.A)) {
      assertThat(bad.got).hasSize(1);
      assertThat(after.silences()).hasSize(1);
    }
  }

  @Test
  void lateDelivery_doesNotOverwriteWhatTheNextProcessWrote() throws IOException {
    JournalFile old = new JournalFile(file);
    old.save(() -> Journal.empty(Samples.TIME));
    old.close();
    Files.writeString(file, "the next one's");
    old.save(() -> Journal.empty(Samples.TIME));
    assertThat(file).hasContent("the next one's");
  }

  @Test
  void killed_losesNothing() {
    world.value = 13;
    Alerting killed = start(World.A);
    world.pass(MINUTE);
    bad.failure = null;
    try (Alerting after = start(World.A)) {
      assertThat(bad.got).hasSize(1);
      assertThat(after.counts().get(0).delivered()).isZero();
    }
    killed.close();
  }

  @Test
  void whatWasToldBefore_isToldResolvedAfter() {
    world.value = 13;
    try (Alerting before = start(World.A)) {
      world.pass(MINUTE);
      assertThat(before.alerts().get(0).firing()).isTrue();
    }
    world.value = 11;
    try (Alerting after = start(World.A)) {
      world.pass(Duration.ofMinutes(6));
      assertThat(good.got)
          .extracting(Notification::reason)
          .containsExactly(Reason.FIRST, Reason.ALL_RESOLVED);
      assertThat(after.alerts().get(0).firing()).isFalse();
    }
  }

  @Test
  void pending_goesOnAfterAShortOutage_andBeginsAnewAfterALongOne() {
    assertThat(phaseAfter(Duration.ofMinutes(50))).isEqualTo(Phase.FIRING);
    assertThat(phaseAfter(Duration.ofMinutes(61))).isEqualTo(Phase.PENDING);
  }

  private Phase phaseAfter(Duration outage) {
    world.value = 13;
    AlertRule slow = World.A.lasting(Duration.ofMinutes(20));
    file = folder.resolve(outage + ".jsonl");
    start(slow).close();
    world.pass(outage);
    try (Alerting after = start(slow)) {
      return after.alerts().get(0).state().phase();
    }
  }

  @Test
  void silencesAndAcknowledgements_areKept() {
    world.value = 13;
    Instant now = world.time.instant();
    Silence silence =
        new Silence(Map.of("team", "ops"), now, now.plusSeconds(86_400), "ada", "moves");
    try (Alerting before = start(World.A)) {
      world.pass(MINUTE);
      before.silence(silence);
      before.acknowledge("A", "ada");
    }
    try (Alerting after = start(World.A)) {
      assertThat(after.silences()).containsExactly(silence);
      world.pass(Duration.ofHours(5));
      assertThat(good.got).hasSize(1);
    }
  }

  @Test
  void damagedLines_areIgnoredAndTheRestIsNot() throws IOException {
    world.value = 13;
    try (Alerting before = start(World.A)) {
      world.pass(MINUTE);
      assertThat(before.alerts()).hasSize(1);
    }
    Files.writeString(file, "{\"kind\":\"sta\n\0\n" + Files.readString(file));
    bad.failure = null;
    try (Alerting after = start(World.A)) {
      assertThat(bad.got).hasSize(1);
      assertThat(after.alerts().get(0).firing()).isTrue();
    }
  }

  @Test
  void fileThatCannotBeRead_orWritten_holdsUpNobody() throws IOException {
    Files.createDirectory(file);
    world.value = 13;
    try (Alerting alerting = start(World.A)) {
      world.pass(MINUTE);
      assertThat(good.got).hasSize(1);
      assertThat(alerting.counts().get(0).delivered()).isEqualTo(1);
    }
  }

  @Test
  void sinkThatIsGone_losesWhatWaitedForIt() {
    world.value = 13;
    try (Alerting before = start(World.A)) {
      world.pass(MINUTE);
      assertThat(before.counts().get(1).waiting()).isEqualTo(1);
    }
    Alerting.Builder without = world.alerting(World.A).sink("good", good).file(file);
    try (Alerting after = without.start()) {
      world.pass(MINUTE);
      assertThat(good.got).hasSize(1);
      assertThat(after.counts()).hasSize(1);
    }
  }
}
