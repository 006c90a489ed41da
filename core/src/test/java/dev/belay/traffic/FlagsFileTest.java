/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.belay.testing.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120) // a deadlock fails instead of hanging
class FlagsFileTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final FlagSet BUILT_IN = FlagSet.builder().version("built-in").build();

  private final FakeTime time = new FakeTime();
  private final HandScheduler hand = new HandScheduler();

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("flags.json");
  }

  private void write(String text) throws IOException {
    Files.writeString(path(), text);
  }

  private static String json(String version, int percent) {
    return "{\"format\": 1, \"version\": \""
        + version
        + "\", \"rollouts\": {\"r\": {\"percent\": "
        + percent
        + "}}}";
  }

  private FlagsFile.Builder builder() {
    return FlagsFile.builder(path()).scheduler(hand).clock(time);
  }

  private static FlagsFile.Problem problem(FlagsFile file) {
    return Objects.requireNonNull(file.state().problem());
  }

  @Test
  void watch_aGoodFile_hasItsFlagsAndIsHealthy() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      assertThat(file.flags().rollout("r").get().percent()).isEqualTo(10);
      assertThat(file.state()).isEqualTo(new FlagsFile.State("v1", START, START, 0, 0, null));
      assertThat(file.state().healthy()).isTrue();
      assertThat(hand.delay()).isEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void poll_aChangedFile_isInForce() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().every(Duration.ofMinutes(1)).watch()) {
      assertThat(hand.delay()).isEqualTo(Duration.ofMinutes(1));
      write(json("v2", 25));
      assertThat(file.flags().current().version()).isEqualTo("v1");
      time.advance(Duration.ofMinutes(1));
      hand.run();
      assertThat(file.flags().rollout("r").get().percent()).isEqualTo(25);
      assertThat(file.state())
          .isEqualTo(
              new FlagsFile.State("v2", START.plusSeconds(60), START.plusSeconds(60), 1, 0, null));
    }
  }

  @Test
  void poll_anUnchangedFile_changesNothing() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      FlagsFile.State before = file.state();
      time.advance(Duration.ofMinutes(1));
      write(json("v1", 10));
      hand.run();
      assertThat(before.readAt()).isEqualTo(START);
      assertThat(file.state())
          .as("but that it was read")
          .isEqualTo(new FlagsFile.State("v1", START, START.plusSeconds(60), 0, 0, null));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"format\": 1", "{\"format\": 1, \"percent\": 101}"})
  void reload_aBadFile_keepsTheLastGoodOne_andSaysSinceWhen(String bad) throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      write(bad);
      time.advance(Duration.ofSeconds(5));
      assertThat(file.reload()).isFalse();
      time.advance(Duration.ofSeconds(5));
      assertThat(file.reload()).isFalse();
      FlagsFile.State state = file.state();
      assertThat(file.flags().rollout("r").get().percent()).isEqualTo(10);
      assertThat(state.healthy()).isFalse();
      assertThat(state.version()).isEqualTo("v1");
      assertThat(state.loadedAt()).isEqualTo(START);
      assertThat(state.failures()).isEqualTo(2);
      assertThat(problem(file).since()).isEqualTo(START.plusSeconds(5));
      assertThat(problem(file).message()).startsWith("'" + path() + "': flags, line 1, column ");
    }
  }

  @Test
  void watch_aFileThatBeginsWithAByteOrderMark_isRead() throws IOException {
    write("\ufeff" + json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      assertThat(file.flags().current().version()).isEqualTo("v1");
    }
  }

  @Test
  void reload_aVanishedFile_keepsTheLastGoodOne_andRecovers() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      Files.delete(path());
      assertThat(file.reload()).isFalse();
      assertThat(file.flags().current().version()).isEqualTo("v1");
      assertThat(problem(file).message()).contains("NoSuchFileException");
      write(json("v1", 10));
      assertThat(file.reload()).isFalse();
      assertThat(file.state()).isEqualTo(new FlagsFile.State("v1", START, START, 0, 1, null));
    }
  }

  @Test
  void reload_aFileThatIsGoodAgain_isInForce() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      write("{");
      file.reload();
      write(json("v2", 20));
      assertThat(file.reload()).isTrue();
      assertThat(file.state()).isEqualTo(new FlagsFile.State("v2", START, START, 1, 1, null));
    }
  }

  @Test
  void reload_moreThanAMebibyte_isRefusedWithoutReadingItAll() throws IOException {
    write("{\"format\":1}" + " ".repeat((1 << 20) - 12));
    try (FlagsFile file = builder().watch()) {
      write("{\"format\":1}" + " ".repeat((1 << 20) - 11));
      file.reload();
      assertThat(problem(file).message()).endsWith("more than 1048576 bytes");
    }
  }

  @Test
  void reload_whatIsNotUtf8_isRefused() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      Files.write(path(), json("größe", 10).getBytes(StandardCharsets.ISO_8859_1));
      file.reload();
      assertThat(problem(file).message()).endsWith("not UTF-8");
    }
  }

  @Test
  void reload_aSetOfTheHosts_staysUntilTheFileChanges() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      file.flags().replace(BUILT_IN);
      assertThat(file.reload()).isFalse();
      assertThat(file.flags().current()).isEqualTo(BUILT_IN);
      write(json("v2", 10));
      assertThat(file.reload()).isTrue();
    }
  }

  @Test
  void reload_keepsWhatIsKilled() throws IOException {
    write(json("v1", 100));
    try (FlagsFile file = builder().watch()) {
      file.flags().kill("r");
      write(json("v2", 100));
      file.reload();
      assertThat(file.flags().decide("r", "k"))
          .isEqualTo(new Decision("r", "REST", Reason.KILLED, 1, "v2"));
    }
  }

  @Test
  void watch_withoutAFile_isAnError() {
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> FlagsFile.watch(path()));
  }

  @Test
  void watch_aBadFile_isAnErrorWithThePlace() throws IOException {
    write(json("v1", 101));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagsFile.watch(path()))
        .withMessageContaining("/rollouts/r/percent: 101 is not between 0 and 100");
  }

  @Test
  void watchOrStartWith_withoutAFile_hasTheOtherSet_andTakesTheFileLater() throws IOException {
    try (FlagsFile file = builder().watchOrStartWith(BUILT_IN)) {
      assertThat(file.flags().current()).isEqualTo(BUILT_IN);
      assertThat(file.state().version()).isEqualTo("built-in");
      assertThat(file.state().failures()).isEqualTo(1);
      assertThat(problem(file).since()).isEqualTo(START);
      assertThat(problem(file).message()).contains("NoSuchFileException");
      write(json("v1", 10));
      hand.run();
      assertThat(file.flags().current().version()).isEqualTo("v1");
      assertThat(file.state().healthy()).isTrue();
    }
  }

  @Test
  void watchOrStartWith_aGoodFile_hasTheFile() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watchOrStartWith(BUILT_IN)) {
      assertThat(file.flags().current().version()).isEqualTo("v1");
    }
  }

  /** An empty file is not what was started with, though neither has any text. */
  @Test
  void watchOrStartWith_anEmptyFile_staysUnhealthy() throws IOException {
    write("");
    try (FlagsFile file = builder().watchOrStartWith(BUILT_IN)) {
      file.reload();
      assertThat(file.state().healthy()).isFalse();
      assertThat(file.state().failures()).isEqualTo(2);
    }
  }

  @Test
  void listener_isToldOnTheReadingThread_andMayReload() throws IOException {
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      List<String> told = new ArrayList<>();
      file.flags()
          .listener(
              (before, after) -> {
                told.add(before.version() + ">" + after.version());
                file.reload();
              });
      write(json("v2", 10));
      hand.run();
      assertThat(told).containsExactly("v1>v2");
    }
  }

  @Test
  void trouble_isLoggedOnce_untilItIsOver() throws IOException {
    List<Level> logged = new ArrayList<>();
    Handler handler = levels(logged);
    Logger log = Logger.getLogger(FlagsFile.class.getName());
    log.addHandler(handler);
    log.setLevel(Level.INFO);
    write(json("v1", 10));
    try (FlagsFile file = builder().watch()) {
      write("{");
      file.reload();
      file.reload();
      write(json("v2", 10));
      file.reload();
      write("{");
      file.reload();
    } finally {
      log.removeHandler(handler);
      log.setLevel(null);
    }
    assertThat(logged).containsExactly(Level.WARNING, Level.INFO, Level.WARNING);
  }

  private static Handler levels(List<Level> logged) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        logged.add(record.getLevel());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  /** Thrown on, it would end the schedule of the executor for ever. */
  @Test
  void poll_thatFailsUnexpectedly_throwsNothing() throws IOException {
    write(json("v1", 10));
    boolean[] broken = {false};
    FlagsFile.Builder builder =
        FlagsFile.builder(path())
            .scheduler(hand)
            .clock(
                () -> {
                  if (broken[0]) {
                    throw new IllegalStateException("broken clock");
                  }
                  return START;
                });
    try (FlagsFile file = builder.watch()) {
      broken[0] = true;
      write(json("v2", 10));
      hand.run();
      broken[0] = false;
      write(json("v3", 10));
      hand.run();
      assertThat(file.state().version()).isEqualTo("v3");
    }
  }

  @Test
  void close_endsTheFollowing_twiceIsFine_andTheFlagsStay() throws IOException {
    write(json("v1", 10));
    FlagsFile file = builder().watch();
    file.close();
    file.close();
    write(json("v2", 10));
    hand.run();
    assertThat(hand.cancelled()).isTrue();
    assertThat(hand.isShutdown()).as("it is the host's").isFalse();
    assertThat(file.flags().current().version()).isEqualTo("v1");
    assertThatIllegalStateException()
        .isThrownBy(file::reload)
        .withMessage("the flags file '" + path() + "' is closed");
  }

  @Test
  void watch_withoutAScheduler_hasOneNamedDaemon_thatEndsWithIt() throws Exception {
    write(json("v1", 10));
    Thread own;
    try (FlagsFile file = FlagsFile.builder(path()).every(Duration.ofMillis(1)).watch()) {
      own = named("belay-flags-flags.json");
      assertThat(own.isDaemon()).isTrue();
      CountDownLatch seen = new CountDownLatch(1);
      file.flags().listener((before, after) -> seen.countDown());
      replaceFile(json("v2", 20));
      seen.await();
      assertThat(file.flags().current().version()).isEqualTo("v2");
    }
    own.join();
  }

  private static Thread named(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** An older content that overtook a newer one would stay in force until the next change. */
  @Test
  void reload_fromManyThreadsWhileTheFileChanges_neverGoesBack() throws Exception {
    write(json("0", 10));
    List<Integer> versions = new ArrayList<>();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (FlagsFile file = builder().watch()) {
      file.flags().listener((before, after) -> versions.add(Integer.valueOf(after.version())));
      List<Future<?>> reloading = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        reloading.add(pool.submit(() -> reloadUntil(over, file)));
      }
      for (int version = 1; version <= 200; version++) {
        replaceFile(json(Integer.toString(version), 10));
      }
      over.set(true);
      for (Future<?> each : reloading) {
        each.get();
      }
      file.reload();
      assertThat(file.state().failures()).isZero();
      assertThat(file.state().version()).isEqualTo("200");
      assertThat(file.state().reloads()).isEqualTo(versions.size());
      assertThat(versions).isSorted().doesNotHaveDuplicates().endsWith(200);
    } finally {
      over.set(true);
      pool.shutdownNow();
    }
  }

  private static void reloadUntil(AtomicBoolean over, FlagsFile file) {
    while (!over.get()) {
      file.reload();
    }
  }

  private void replaceFile(String text) throws IOException {
    Path next = folder.resolve("next.json");
    Files.writeString(next, text);
    Files.move(next, path(), StandardCopyOption.ATOMIC_MOVE);
  }

  @Test
  void exposures_areThoseOfTheFlags() throws IOException {
    write(json("v1", 10));
    Exposures exposures = Exposures.of(10);
    try (FlagsFile file = builder().exposures(exposures).watch()) {
      file.flags().decide("r", "k");
      assertThat(exposures.size()).isEqualTo(1);
    }
  }

  @Test
  void every_tooShortOrTooLong_isRefusedWithTheValue() {
    FlagsFile.Builder builder = builder();
    builder.every(Duration.ofMillis(1)).every(Duration.ofDays(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.every(Duration.ZERO))
        .withMessage("an interval of PT0S is not between PT0.001S and PT24H");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.every(Duration.ofDays(1).plusNanos(1)))
        .withMessageStartingWith("an interval of PT24H0.000000001S is not");
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void builder_null_isRefusedByName() {
    FlagsFile.Builder builder = builder();
    assertThatNullPointerException().isThrownBy(() -> FlagsFile.watch(null)).withMessage("path");
    assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.scheduler(null))
        .withMessage("scheduler");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.exposures(null))
        .withMessage("exposures");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.watchOrStartWith(null))
        .withMessage("start");
  }

  @Test
  void scheduler_thatIsShutDown_isTheHostsErrorAtOnce() throws IOException {
    write(json("v1", 10));
    ScheduledExecutorService ended = Executors.newSingleThreadScheduledExecutor();
    ended.shutdown();
    FlagsFile.Builder builder = FlagsFile.builder(path()).scheduler(ended);
    assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(builder::watch);
  }
}
