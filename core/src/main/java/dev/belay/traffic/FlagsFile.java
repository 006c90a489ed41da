/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flags that follow a file.
 *
 * <pre>{@code
 * try (FlagsFile file = FlagsFile.watch(Path.of("flags.json"))) {
 *   Supplier<Rollout> rollout = file.flags().rollout("trip-delay");
 *   // ...
 * }
 * }</pre>
 *
 * <p>The file is read every 5 seconds, as UTF-8 in the format of {@link FlagSet}, and compared by
 * its content. Replace it whole (write another file and move it there): half of a file may by
 * chance be a set without the other half's flags. A file that is bad, too large or gone changes
 * nothing but {@link #state()}: the last good set stays in force, and the log says so once. A set
 * that the host has put in force itself stays until the file's content changes.
 *
 * <p>Thread-safe. Unless the host brings a scheduler there is one daemon thread, named after the
 * file; {@link #close()} ends it, and the flags stay as they are.
 */
public final class FlagsFile implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FlagsFile.class);

  /**
   * How it stands with the file.
   *
   * @param version of the set that was last taken from the file, or started with
   * @param loadedAt when that was
   * @param readAt when a reading of the file last ended, well or badly: if that is much longer ago
   *     than the interval, nobody follows the file any more
   * @param reloads how many other sets have been taken from the file since the start
   * @param failures how many times the file has been read in vain, the start included
   * @param problem what is wrong now; null if nothing is
   */
  public record State(
      String version,
      Instant loadedAt,
      Instant readAt,
      long reloads,
      long failures,
      @Nullable Problem problem) {

    /** {@return true if the file could be read and understood the last time} */
    public boolean healthy() {
      return problem == null;
    }

    private static State loaded(FlagSet set, Instant now) {
      return new State(set.version(), now, now, 0, 0, null);
    }

    private State after(String loaded, Instant now) {
      return new State(loaded, now, now, reloads + 1, failures, null);
    }

    private State recovered(Instant now) {
      return new State(version, loadedAt, now, reloads, failures, null);
    }

    private State failing(String message, Instant now) {
      Instant since = problem == null ? now : problem.since();
      return new State(version, loadedAt, now, reloads, failures + 1, new Problem(message, since));
    }
  }

  /**
   * What is wrong with a file.
   *
   * @param message of the last attempt
   * @param since when the first attempt failed since the last that did not
   */
  public record Problem(String message, Instant since) {}

  private final FlagsContent content;
  private final InstantSource clock;
  private final Flags flags;
  private final Object reading = new Object();
  private final @Nullable ScheduledExecutorService own;
  private final Future<?> polling;
  private @Nullable String lastGood;
  private volatile boolean closed;
  private volatile State state;

  private FlagsFile(Builder builder, FlagSet set, @Nullable String text, State state) {
    content = builder.content;
    clock = builder.clock;
    flags = builder.exposures == null ? Flags.of(set) : Flags.of(set, builder.exposures);
    lastGood = text;
    this.state = state;
    ScheduledExecutorService given = builder.scheduler;
    own = given == null ? ownScheduler(content.name()) : null;
    long nanos = builder.interval.toNanos();
    polling =
        Objects.requireNonNullElse(given, own)
            .scheduleWithFixedDelay(this::poll, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static ScheduledExecutorService ownScheduler(String file) {
    return Executors.newSingleThreadScheduledExecutor(
        work -> {
          Thread thread = new Thread(work, "belay-flags-" + file);
          thread.setDaemon(true);
          return thread;
        });
  }

  /**
   * Reads a file and follows it every 5 seconds.
   *
   * @param path of the file
   * @return the file, to be closed
   * @throws IOException if it cannot be read now
   * @throws IllegalArgumentException if it can, and is no set of flags, saying where and why
   */
  public static FlagsFile watch(Path path) throws IOException {
    return builder(path).watch();
  }

  /**
   * Starts a file that is followed in another way.
   *
   * @param path of the file
   * @return a builder for the rest
   */
  public static Builder builder(Path path) {
    return new Builder(path);
  }

  /** {@return the flags, for as long as the host likes, also after {@link #close()}} */
  public Flags flags() {
    return flags;
  }

  /** {@return how it stands with the file now} */
  public State state() {
    return state;
  }

  /**
   * Reads the file at once, on this thread, which also tells the listeners. Never throws because of
   * the file: what is wrong is in {@link #state()}.
   *
   * @return true if another set came into force
   * @throws IllegalStateException if it is closed
   */
  public boolean reload() {
    boolean swapped;
    synchronized (reading) {
      if (closed) {
        throw new IllegalStateException("the flags file '" + content.path() + "' is closed");
      }
      swapped = read();
    }
    flags.tell();
    return swapped;
  }

  private void poll() {
    try {
      synchronized (reading) {
        if (closed) {
          return;
        }
        read();
      }
      flags.tell();
    } catch (Exception | Error unexpected) {
      // Let through, it would end the schedule, and nobody would notice.
      LOG.error("flags file {} could not be followed this time", content.path(), unexpected);
    }
  }

  /** Only with the lock {@code reading}, so that an older content never overtakes a newer one. */
  private boolean read() {
    try {
      String text = content.read();
      if (text.equals(lastGood)) {
        become(state.recovered(clock.instant()));
        return false;
      }
      FlagSet next = FlagSet.parse(text);
      if (closed) {
        return false;
      }
      boolean swapped = flags.swap(next);
      lastGood = text;
      become(state.after(next.version(), clock.instant()));
      return swapped;
    } catch (IOException | IllegalArgumentException failure) {
      become(state.failing(content.describe(failure), clock.instant()));
      return false;
    }
  }

  private void become(State next) {
    boolean wasHealthy = state.healthy();
    state = next;
    Problem problem = next.problem();
    if (wasHealthy && problem != null) {
      LOG.warn("flags stay at version '{}': {}", next.version(), problem.message());
    } else if (!wasHealthy && problem == null) {
      LOG.info("flags file {} is good again: version '{}'", content.path(), next.version());
    }
  }

  /**
   * Ends the following; the flags stay as they are. Does not wait for a reading in progress, which
   * may hang with the disk it reads from. May be called again. The host's own scheduler goes on.
   */
  @Override
  public void close() {
    closed = true;
    polling.cancel(false);
    if (own != null) {
      own.shutdown();
    }
  }

  /** How a file is followed. Not thread-safe. */
  public static final class Builder {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final FlagsContent content;
    private Duration interval = Duration.ofSeconds(5);
    private InstantSource clock = Clock.systemUTC();
    private @Nullable ScheduledExecutorService scheduler;
    private @Nullable Exposures exposures;

    private Builder(Path path) {
      content = new FlagsContent(path);
    }

    /**
     * How long to wait after one reading before the next; default is 5 s.
     *
     * @param interval from 1 ms to 1 day
     * @return this builder
     * @throws IllegalArgumentException for any other
     */
    public Builder every(Duration interval) {
      if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "an interval of " + interval + " is not between " + SHORTEST + " and " + LONGEST);
      }
      this.interval = interval;
      return this;
    }

    /**
     * What reads the file when it is time; default is a thread of its own.
     *
     * @param scheduler stays the host's: it is never shut down here
     * @return this builder
     */
    public Builder scheduler(ScheduledExecutorService scheduler) {
      this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
      return this;
    }

    /**
     * Where the flags record what they decide; default is nowhere.
     *
     * @param exposures the log
     * @return this builder
     */
    public Builder exposures(Exposures exposures) {
      this.exposures = Objects.requireNonNull(exposures, "exposures");
      return this;
    }

    /**
     * The clock of {@link State}; default is the system's.
     *
     * @param clock read once for each reading
     * @return this builder
     */
    public Builder clock(InstantSource clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Reads the file, and follows it.
     *
     * @return the file, to be closed
     * @throws IOException if it cannot be read now
     * @throws IllegalArgumentException if it can, and is no set of flags, saying where and why
     */
    public FlagsFile watch() throws IOException {
      String text = content.read();
      FlagSet set = FlagSet.parse(text);
      return new FlagsFile(this, set, text, State.loaded(set, clock.instant()));
    }

    /**
     * Reads the file, and follows it; as long as it has not been read with success, another set is
     * in force and {@link FlagsFile#state()} says what is wrong.
     *
     * @param start the set to begin with if the file is bad or is not there yet
     * @return the file, to be closed
     */
    public FlagsFile watchOrStartWith(FlagSet start) {
      Objects.requireNonNull(start, "start");
      try {
        return watch();
      } catch (IOException | IllegalArgumentException failure) {
        Instant now = clock.instant();
        String message = content.describe(failure);
        LOG.warn("flags start with version '{}': {}", start.version(), message);
        return new FlagsFile(this, start, null, State.loaded(start, now).failing(message, now));
      }
    }
  }
}
