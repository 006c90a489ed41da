/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.Ticker;
import dev.belay.monitoring.alerting.SinkCounts.Drop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifications a sink has not taken yet, oldest first. The first of them leaves when the sink
 * has taken or refused it, and until then is offered again and again; when there are too many the
 * oldest that is not on its way goes. Thread-safe; the sink is called by one thread at a time, and
 * without a lock.
 */
final class Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  private final Ticker ticker;
  private final int most;
  private final RandomGenerator random;
  private final String name;
  private final AlertSink sink;
  private final ExecutorService thread;
  private final Runnable changed;

  // All that follows is guarded by this.
  private final Deque<Notification> waiting = new ArrayDeque<>();
  private final Map<Drop, Long> dropped = new EnumMap<>(Drop.class);
  private @Nullable Notification underway;
  private CompletableFuture<@Nullable Void> idle = CompletableFuture.completedFuture(null);
  private CompletableFuture<@Nullable Void> retry = CompletableFuture.completedFuture(null);
  private int failuresInRow;
  private long delivered;
  private long failures;
  private boolean closed;

  /** What all outboxes of one owner have in common. */
  record Setup(Ticker ticker, Threads threads, RandomGenerator random, int most, String owner) {}

  Outbox(Setup setup, String name, AlertSink sink, Runnable changed) {
    this.ticker = setup.ticker();
    this.random = setup.random();
    this.most = setup.most();
    this.name = name;
    this.sink = sink;
    this.thread = setup.threads().named(setup.owner() + "-" + name);
    this.changed = changed;
  }

  String name() {
    return name;
  }

  /** Takes notifications in; they are on their way only after {@link #send}. */
  synchronized void add(List<Notification> notifications) {
    waiting.addAll(notifications);
    while (waiting.size() > most) {
      Notification oldest = waiting.removeFirst();
      if (oldest.equals(underway)) {
        waiting.removeFirst();
        waiting.addFirst(oldest);
      }
      count(Drop.OUTBOX_FULL, 1);
    }
  }

  private void count(Drop reason, long notifications) {
    dropped.merge(reason, notifications, Long::sum);
  }

  /** Begins to send what waits, unless that is being done or has just failed. */
  synchronized void send() {
    if (closed || !idle.isDone() || !retry.isDone() || waiting.isEmpty()) {
      return;
    }
    idle = new CompletableFuture<>();
    try {
      thread.execute(this::drain);
    } catch (RejectedExecutionException over) {
      idle.complete(null);
    }
  }

  private void drain() {
    try {
      Notification next = first();
      while (next != null) {
        boolean gone = offer(next);
        next = gone ? first() : null;
      }
    } finally {
      rest();
    }
  }

  private synchronized @Nullable Notification first() {
    underway = closed ? null : waiting.peekFirst();
    return underway;
  }

  private synchronized void rest() {
    underway = null;
    idle.complete(null);
    // For one that came after the last look, and for a retry that fell due before this.
    send();
  }

  private boolean offer(Notification notification) {
    try {
      sink.send(notification);
      taken(notification);
      return true;
    } catch (AlertSink.Refused refused) {
      refused(notification, refused);
      return true;
    } catch (Throwable failure) {
      Failures.rethrowFatal(failure);
      failed(failure);
      return false;
    }
  }

  private void taken(Notification notification) {
    synchronized (this) {
      remove(notification);
      delivered++;
    }
    changed.run();
  }

  private void refused(Notification notification, AlertSink.Refused refused) {
    LOG.error(
        "the sink {} refused an alert: {}", name, OneLine.of(String.valueOf(refused.getMessage())));
    synchronized (this) {
      remove(notification);
      count(Drop.REFUSED, 1);
    }
    changed.run();
  }

  private void remove(Notification notification) {
    failuresInRow = 0;
    if (notification.equals(waiting.peekFirst())) {
      waiting.removeFirst();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // to send cannot fail
  private synchronized void failed(Throwable failure) {
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (failuresInRow == 0) {
      LOG.warn("the sink {} failed and is tried again: {}", name, OneLine.of(failure.toString()));
    }
    failures++;
    long pause = Backoff.nanosAfter(failuresInRow++, random);
    if (!closed) {
      retry = ticker.timer(pause);
      retry.thenRun(this::send);
    }
  }

  synchronized List<Notification> waiting() {
    return List.copyOf(waiting);
  }

  synchronized SinkCounts counts() {
    return new SinkCounts(name, waiting.size(), delivered, failures, dropped);
  }

  /** Begins nothing more; what is on its way may arrive. */
  synchronized CompletableFuture<@Nullable Void> close() {
    closed = true;
    retry.cancel(false);
    return idle;
  }

  /** Ends what is on its way. */
  void end() {
    thread.shutdownNow();
  }

  /** Counts what waits and is kept nowhere. */
  synchronized void lose() {
    if (!waiting.isEmpty()) {
      LOG.warn("{} alerts for the sink {} are lost: there is no file", waiting.size(), name);
      count(Drop.CLOSED, waiting.size());
      waiting.clear();
    }
  }
}
