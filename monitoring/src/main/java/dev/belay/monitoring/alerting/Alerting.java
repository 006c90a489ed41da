/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.Ticker;
import dev.belay.alert.Alert;
import dev.belay.alert.AlertRule;
import dev.belay.alert.MetricSource;
import dev.belay.alert.Silence;
import dev.belay.internal.Nanos;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evaluates alert rules again and again, and tells every sink what is to be told. Thread-safe. It
 * has a daemon thread for the rules and one for each sink, named after it; they end with {@link
 * #close}.
 *
 * <p>A metric source that fails makes its metrics unknown, and the rules say what that means; a
 * sink that fails or hangs keeps its own notifications waiting and nobody else's.
 */
public final class Alerting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Alerting.class);
  private static final long GRACE = Duration.ofSeconds(5).toNanos();

  private final Ticker ticker;
  private final SteadyClock clock;
  private final Duration every;
  private final Watch watch;
  private final List<Outbox> outboxes;
  private final JournalFile file;
  private final ExecutorService thread;
  private final AtomicBoolean closed = new AtomicBoolean();

  // Only the thread of the rules reads and writes it.
  private Instant nextEvaluation;
  private volatile CompletableFuture<@Nullable Void> timer =
      CompletableFuture.completedFuture(null);

  private Alerting(Builder builder) {
    this.ticker = builder.ticker;
    this.clock = new SteadyClock(ticker);
    this.every = builder.every;
    this.file = new JournalFile(builder.file);
    Moment now = clock.now();
    this.nextEvaluation = now.steady();
    List<Alert> alerts = builder.rules.stream().map(rule -> Alert.of(rule, now.wall())).toList();
    this.watch = new Watch(builder.source, new Notifications(builder.cadence), alerts);
    this.outboxes = new ArrayList<>();
    Outbox.Setup setup =
        new Outbox.Setup(ticker, builder.threads, builder.random, builder.outbox, builder.name);
    builder.sinks.forEach((name, sink) -> outboxes.add(new Outbox(setup, name, sink, this::save)));
    this.thread = builder.threads.named(builder.name);
    resume(now);
  }

  /**
   * Alerting that is still to be set up.
   *
   * @param source knows the metrics; asked by the thread of the rules, which it should not keep
   * @param rules what must not be; no two of one name
   * @return a builder with every default
   * @throws IllegalArgumentException if there is no rule, or two have one name
   */
  public static Builder builder(MetricSource source, List<AlertRule> rules) {
    return new Builder(source, rules);
  }

  private void resume(Moment now) {
    Journal journal = file.load(now.wall());
    watch.resume(journal, now);
    Set<String> unknown = new HashSet<>(journal.waiting().keySet());
    for (Outbox outbox : outboxes) {
      outbox.add(journal.waiting().getOrDefault(outbox.name(), List.of()));
      unknown.remove(outbox.name());
    }
    if (!unknown.isEmpty()) {
      LOG.warn("alerts for sinks that are gone are dropped: {}", OneLine.of(unknown.toString()));
    }
  }

  private Alerting started() {
    outboxes.forEach(Outbox::send);
    submit();
    return this;
  }

  private void submit() {
    try {
      thread.execute(this::turn);
    } catch (RejectedExecutionException over) {
      LOG.debug("closed before the next evaluation");
    }
  }

  private void turn() {
    Moment now = clock.now();
    Instant next = now.steady().plus(every);
    try {
      work(now);
      Instant due = watch.next();
      next = due == null || due.isAfter(nextEvaluation) ? nextEvaluation : due;
    } catch (Throwable failure) {
      Failures.rethrowFatal(failure);
      LOG.error("an evaluation failed; there will be another", failure);
    }
    wakeAt(next);
  }

  private void work(Moment now) {
    boolean due = !nextEvaluation.isAfter(now.steady());
    if (due) {
      long missed = Duration.between(nextEvaluation, now.steady()).dividedBy(every);
      nextEvaluation = nextEvaluation.plus(every.multipliedBy(missed + 1));
      watch.evaluate(now.wall());
    }
    List<Notification> told = watch.tell(now);
    outboxes.forEach(outbox -> outbox.add(told));
    if (due || !told.isEmpty()) {
      // Before they are sent: whoever is told twice after a crash is better off than who is not.
      save();
    }
    outboxes.forEach(Outbox::send);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // to submit cannot fail
  private void wakeAt(Instant time) {
    Duration pause = Duration.between(clock.now().steady(), time);
    timer = ticker.timer(Nanos.saturated(pause.isNegative() ? Duration.ZERO : pause));
    timer.thenRun(this::submit);
    if (closed.get()) {
      timer.cancel(false);
    }
  }

  private void save() {
    file.save(
        () -> {
          Map<String, List<Notification>> waiting = new HashMap<>();
          outboxes.forEach(outbox -> waiting.put(outbox.name(), outbox.waiting()));
          return watch.journal(ticker.instant(), waiting);
        });
  }

  /** {@return every rule, where it stands and what it went by, in the order they were given} */
  public List<Alert> alerts() {
    return watch.alerts();
  }

  /**
   * Does not tell of some alerts for a while; what still is so afterwards is told then. An alert
   * goes through its states all the same.
   *
   * @param silence which, how long, who and why
   * @throws IllegalStateException if there are 1,000 that are not over
   */
  public void silence(Silence silence) {
    watch.silence(silence);
    save();
  }

  /**
   * Ends a silence before its time.
   *
   * @param silence which
   * @return whether there was one
   */
  public boolean unsilence(Silence silence) {
    boolean was = watch.unsilence(silence);
    save();
    return was;
  }

  /** {@return the silences that are not over, also those that have not begun} */
  public List<Silence> silences() {
    return watch.silences();
  }

  /**
   * Says that somebody looks after an alert that fires: until it is right again it is not repeated,
   * and if it has not been told it is not told. That it is right again is told if it was told.
   *
   * @param rule the name of its rule
   * @param keeper who; not blank
   * @return whether it fires; if not nothing has changed
   * @throws IllegalArgumentException if there is no such rule, or nobody looks after it
   */
  public boolean acknowledge(String rule, String keeper) {
    if (keeper.isBlank()) {
      throw new IllegalArgumentException("acknowledged by '" + keeper + "': by whom?");
    }
    boolean firing = watch.acknowledge(rule, keeper);
    save();
    return firing;
  }

  /** {@return what has become of the notifications of each sink, in the order they were given} */
  public List<SinkCounts> counts() {
    return outboxes.stream().map(Outbox::counts).toList();
  }

  /** {@return how often, since the start, a notification was put off by the hourly limit} */
  public long heldBack() {
    return watch.heldBack();
  }

  /**
   * Evaluates and sends no more. What is being sent is given 5 seconds and then interrupted; what
   * has not been taken is in the file, or is lost and counted if there is none. A second call does
   * nothing.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    timer.cancel(false);
    thread.shutdownNow();
    CompletableFuture<?>[] underway =
        outboxes.stream().map(Outbox::close).toArray(CompletableFuture<?>[]::new);
    try {
      ticker.await(CompletableFuture.allOf(underway), GRACE);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    outboxes.forEach(Outbox::end);
    save();
    file.close();
    if (!file.exists()) {
      outboxes.forEach(Outbox::lose);
    }
  }

  /** Sets up alerting. Not thread-safe. */
  public static final class Builder {
    private final MetricSource source;
    private final List<AlertRule> rules;
    private final Map<String, AlertSink> sinks = new LinkedHashMap<>();
    private String name = "belay-alerting";
    private Duration every = Duration.ofMinutes(1);
    private Cadence cadence = Cadence.USUAL;
    private int outbox = 1_000;
    private @Nullable Path file;
    private Ticker ticker = Ticker.system();
    private Threads threads = Threads.DAEMONS;
    private RandomGenerator random = new SplittableRandom();

    private Builder(MetricSource source, List<AlertRule> rules) {
      this.source = Objects.requireNonNull(source, "source");
      this.rules = List.copyOf(rules);
      if (rules.isEmpty()) {
        throw new IllegalArgumentException("alerting without a rule");
      }
      Set<String> names = new HashSet<>();
      for (AlertRule rule : rules) {
        if (!names.add(rule.name())) {
          throw new IllegalArgumentException("two rules are called '" + rule.name() + "'");
        }
      }
    }

    /**
     * What its threads are called.
     *
     * @param name {@code belay-alerting} by default; those of the sinks add theirs
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder named(String name) {
      this.name = said("name", name);
      return this;
    }

    /**
     * How often the rules are evaluated.
     *
     * @param interval 1 minute by default; evaluations that come too late are left out
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public Builder every(Duration interval) {
      this.every = Durations.positive("evaluation interval", interval);
      return this;
    }

    /**
     * What is told together: alerts with the same values of these labels; {@code rule} and {@code
     * severity} are labels too.
     *
     * @param labels none by default: everything is told together
     * @return this builder
     */
    public Builder groupedBy(String... labels) {
      this.cadence = cadence.by(List.of(labels));
      return this;
    }

    /**
     * How long the first alert of a group waits for company.
     *
     * @param delay 30 seconds by default; what is right again by then is not told
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder groupDelay(Duration delay) {
      this.cadence = cadence.delayed(delay);
      return this;
    }

    /**
     * How long after a notification a group has the next.
     *
     * @param interval 5 minutes by default
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public Builder groupInterval(Duration interval) {
      this.cadence = cadence.every(interval);
      return this;
    }

    /**
     * How long after a notification the same is said again if it is still so.
     *
     * @param interval 4 hours by default; the group's next interval after it
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public Builder repeatEvery(Duration interval) {
      this.cadence = cadence.repeating(interval);
      return this;
    }

    /**
     * How many notifications there are at most in any hour, of all groups. What does not go out is
     * told later, if it is still so.
     *
     * @param notifications 20 by default
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder atMostPerHour(int notifications) {
      this.cadence = cadence.atMost(notifications);
      return this;
    }

    /**
     * Adds somebody to tell.
     *
     * @param name unique and not to be changed: what a sink has not taken is kept under it
     * @param sink takes every notification
     * @return this builder
     * @throws IllegalArgumentException if the name is blank or taken
     */
    public Builder sink(String name, AlertSink sink) {
      if (sinks.putIfAbsent(said("sink", name), Objects.requireNonNull(sink, "sink")) != null) {
        throw new IllegalArgumentException("two sinks are called '" + name + "'");
      }
      return this;
    }

    /**
     * How many notifications are kept for each sink that does not take them.
     *
     * @param notifications 1,000 by default; then the oldest go
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder outbox(int notifications) {
      if (notifications < 1) {
        throw new IllegalArgumentException("an outbox of " + notifications + " is not 1 or more");
      }
      this.outbox = notifications;
      return this;
    }

    /**
     * Where to keep, across a restart, where the rules stand, what was told, the silences and what
     * the sinks have not taken. It holds the texts of alerts. One process at a time. What is kept
     * of rules and sinks that are gone is forgotten.
     *
     * @param file none by default; lines that make no sense are ignored
     * @return this builder
     */
    public Builder file(Path file) {
      this.file = file;
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

    Builder threads(Threads threads) {
      this.threads = threads;
      return this;
    }

    Builder random(RandomGenerator random) {
      this.random = random;
      return this;
    }

    private static String said(String what, String name) {
      if (name.isBlank()) {
        throw new IllegalArgumentException(what + ": '" + name + "' says nothing");
      }
      return name;
    }

    /**
     * Starts: the first evaluation is at once.
     *
     * @return what runs until it is closed
     * @throws IllegalStateException if there is no sink
     */
    public Alerting start() {
      if (sinks.isEmpty()) {
        throw new IllegalStateException("alerting without a sink: nobody would be told");
      }
      return new Alerting(this).started();
    }
  }
}
