/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.Ticker;
import dev.belay.internal.Nanos;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of single predictions that are above a limit, such as a trip that will be 20 minutes late:
 * once when a key's prediction passes it, and again only when it has come back meanwhile and some
 * time has passed. Thread-safe; the sink is called by whoever offers the prediction.
 *
 * <pre>{@code
 * PredictionNotices late =
 *     PredictionNotices.builder(20, notice -> sms.send(notice.key(), notice.text()))
 *         .clearedAt(15)
 *         .debounce(ofMinutes(10))
 *         .atMostPerHour(30)
 *         .build();
 * late.offer(trip.id(), delay.estimate(trip));
 * }</pre>
 *
 * <p>The keys that are above the limit are kept, the last 10,000 of them: one that is forgotten is
 * told again.
 */
public final class PredictionNotices {
  private static final Logger LOG = LoggerFactory.getLogger(PredictionNotices.class);
  private static final int MOST_KEYS = 10_000;

  private final double limit;
  private final double clear;
  private final long debounce;
  private final Consumer<Notice> sink;
  private final SteadyClock clock;
  private final HourlyLimit hourly;
  private final Map<String, Key> keys = new LinkedHashMap<>();
  private final AtomicLong failures = new AtomicLong();
  private long heldBack;

  private record Key(Instant told, boolean above) {}

  /**
   * What to tell.
   *
   * @param key whose prediction it is
   * @param value the prediction
   * @param limit what it is above
   * @param time now
   */
  public record Notice(String key, double value, double limit, Instant time) {

    /** {@return one line} */
    public String text() {
      return "%s: %s is above %s".formatted(OneLine.of(key), value, limit);
    }
  }

  private PredictionNotices(Builder builder) {
    this.limit = builder.limit;
    this.clear = builder.clear;
    this.debounce = Nanos.saturated(builder.debounce);
    this.sink = builder.sink;
    this.clock = new SteadyClock(builder.ticker);
    this.hourly = new HourlyLimit(builder.perHour);
  }

  /**
   * Notices that are still to be set up.
   *
   * @param limit in the prediction's unit; the limit itself is not above
   * @param sink called with each notice; what it throws is logged and counted, and the notice is
   *     not told again
   * @return a builder with every default
   * @throws IllegalArgumentException if the limit is not finite
   */
  public static Builder builder(double limit, Consumer<Notice> sink) {
    return new Builder(limit, sink);
  }

  /**
   * Takes a prediction.
   *
   * @param key whose it is
   * @param value in the limit's unit; one that is not finite changes nothing
   * @return whether the sink was told
   */
  public boolean offer(String key, double value) {
    Objects.requireNonNull(key, "key");
    Moment now = clock.now();
    if (!Double.isFinite(value) || !tells(key, value, now.steady())) {
      return false;
    }
    try {
      sink.accept(new Notice(key, value, limit, now.wall()));
    } catch (Throwable failure) {
      Failures.rethrowFatal(failure);
      if (failures.getAndIncrement() == 0) {
        LOG.warn("a notice was not taken; further failures are only counted", failure);
      }
    }
    return true;
  }

  private synchronized boolean tells(String key, double value, Instant time) {
    Key known = keys.get(key);
    if (value <= limit) {
      if (known != null && value <= clear) {
        keys.put(key, new Key(known.told(), false));
      }
      return false;
    }
    if (known != null && (known.above() || time.isBefore(known.told().plusNanos(debounce)))) {
      return false;
    }
    if (!hourly.allows(time)) {
      heldBack++;
      return false;
    }
    remember(key, time);
    return true;
  }

  private void remember(String key, Instant time) {
    hourly.take(time);
    keys.remove(key);
    if (keys.size() == MOST_KEYS) {
      keys.remove(keys.keySet().iterator().next());
    }
    keys.put(key, new Key(time, true));
  }

  /** {@return how often a prediction was to be told and the hourly limit did not allow it} */
  public synchronized long heldBack() {
    return heldBack;
  }

  /** {@return how often the sink has failed} */
  public long failures() {
    return failures.get();
  }

  /** Sets up notices. Not thread-safe. */
  public static final class Builder {
    private final double limit;
    private final Consumer<Notice> sink;
    private double clear;
    private Duration debounce = Duration.ofMinutes(10);
    private int perHour = 60;
    private Ticker ticker = Ticker.system();

    private Builder(double limit, Consumer<Notice> sink) {
      if (!Double.isFinite(limit)) {
        throw new IllegalArgumentException("limit: " + limit + " is not finite");
      }
      this.limit = limit;
      this.clear = limit;
      this.sink = Objects.requireNonNull(sink, "sink");
    }

    /**
     * Where a prediction has to come back to before its key can be told again.
     *
     * @param level the limit by default
     * @return this builder
     * @throws IllegalArgumentException if it is above the limit or not finite
     */
    public Builder clearedAt(double level) {
      if (!Double.isFinite(level) || level > limit) {
        throw new IllegalArgumentException("cleared at " + level + ", the limit being " + limit);
      }
      this.clear = level;
      return this;
    }

    /**
     * How long a key that was told is not told again, even if its prediction came back meanwhile.
     *
     * @param duration 10 minutes by default
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder debounce(Duration duration) {
      this.debounce = Durations.notNegative("debounce", duration);
      return this;
    }

    /**
     * How many notices there are at most in any hour, of all keys. One that is held back is told
     * with the key's next prediction, if that is above the limit and an hour allows it.
     *
     * @param notices 60 by default
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder atMostPerHour(int notices) {
      if (notices < 1) {
        throw new IllegalArgumentException("at most " + notices + " per hour: nobody is told");
      }
      this.perHour = notices;
      return this;
    }

    /**
     * Whose time it goes by.
     *
     * @param ticker the system's by default
     * @return this builder
     */
    public Builder ticker(Ticker ticker) {
      this.ticker = Objects.requireNonNull(ticker, "ticker");
      return this;
    }

    /** {@return the notices} */
    public PredictionNotices build() {
      return new PredictionNotices(this);
    }
  }
}
