/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.alert.Silence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the threads it has in production; nothing here waits for a time to pass. */
class AlertingThreadsTest {
  private static final long PATIENCE = 30;
  private final World world = new World();
  @TempDir private Path folder;

  private Alerting.Builder alerting() {
    world.value = 13;
    return Alerting.builder(world, List.of(World.A))
        .ticker(world.time)
        .groupDelay(Duration.ZERO)
        .named("watch");
  }

  private static <T> T result(CompletableFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE, TimeUnit.SECONDS);
  }

  @Test
  void sinkThatHangs_holdsUpNobody_andIsInterruptedByClose() throws Exception {
    CompletableFuture<Thread> hanging = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    CompletableFuture<Notification> other = new CompletableFuture<>();
    Alerting alerting =
        alerting()
            .sink("hung", notification -> hang(hanging, interrupted))
            .sink("good", other::complete)
            .start();
    assertThat(result(other).alerts()).hasSize(1);
    Thread thread = result(hanging);
    assertThat(thread.getName()).isEqualTo("watch-hung");
    assertThat(thread.isDaemon()).isTrue();
    assertThat(alerting.counts().get(0).waiting()).isEqualTo(1);
    alerting.close();
    assertThat(result(interrupted)).isTrue();
    assertThat(alerting.counts().get(0).dropped()).containsEntry(SinkCounts.Drop.CLOSED, 1L);
  }

  private static void hang(CompletableFuture<Thread> hanging, CompletableFuture<Boolean> end)
      throws InterruptedException {
    hanging.complete(Thread.currentThread());
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException asked) {
      end.complete(true);
      throw asked;
    }
  }

  @Test
  void sourceThatHangs_doesNotKeepCloseWaiting() throws Exception {
    CompletableFuture<Thread> hanging = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Alerting alerting =
        Alerting.builder(
                (metric, time) -> {
                  try {
                    hang(hanging, interrupted);
                  } catch (InterruptedException asked) {
                    Thread.currentThread().interrupt();
                  }
                  return world.figure(metric, time);
                },
                List.of(World.A))
            .ticker(world.time)
            .sink("good", notification -> {})
            .start();
    assertThat(result(hanging).getName()).isEqualTo("belay-alerting");
    alerting.close();
    assertThat(result(interrupted)).isTrue();
  }

  @Test
  void usedFromManyThreadsWhileItEvaluates_losesNoSilence() throws Exception {
    Path file = folder.resolve("alerting.jsonl");
    try (Alerting alerting = alerting().sink("good", notification -> {}).file(file).start()) {
      List<CompletableFuture<Void>> users = new ArrayList<>();
      for (int user = 0; user < 4; user++) {
        String name = "user-" + user;
        users.add(CompletableFuture.runAsync(() -> use(alerting, name)));
      }
      for (int minute = 0; minute < 50; minute++) {
        world.pass(Duration.ofMinutes(1));
      }
      result(CompletableFuture.allOf(users.toArray(CompletableFuture<?>[]::new)));
      assertThat(alerting.silences())
          .extracting(Silence::author)
          .containsExactlyInAnyOrder("user-0", "user-1", "user-2", "user-3");
    }
  }

  private void use(Alerting alerting, String author) {
    Instant now = world.time.instant();
    Silence silence =
        new Silence(Map.of("rule", "B"), now, now.plus(Duration.ofDays(9)), author, "tries");
    for (int i = 0; i < 20; i++) {
      alerting.silence(silence);
      alerting.acknowledge("A", author);
      assertThat(alerting.alerts()).hasSize(1);
      assertThat(alerting.counts()).hasSize(1);
      assertThat(alerting.unsilence(silence)).isTrue();
    }
    alerting.silence(silence);
  }

  @Test
  @SuppressWarnings("FutureReturnValueIgnored") // what was sent is in the list
  void manyNotifications_arriveInOrder_eachOnce() throws Exception {
    CompletableFuture<List<Notification>> done = new CompletableFuture<>();
    List<Notification> got = new CopyOnWriteArrayList<>();
    Outbox outbox =
        new Outbox(
            new Outbox.Setup(world.time, Threads.DAEMONS, new SplittableRandom(1), 100_000, "test"),
            "sink",
            one -> {
              got.add(one);
              if (got.size() == 2_000) {
                done.complete(got);
              }
            },
            () -> {});
    List<Notification> all = LongStream.range(0, 2_000).mapToObj(Samples::notification).toList();
    for (Notification one : all) {
      outbox.add(List.of(one));
      outbox.send();
    }
    assertThat(result(done)).isEqualTo(all);
    outbox.close();
    outbox.end();
  }
}
