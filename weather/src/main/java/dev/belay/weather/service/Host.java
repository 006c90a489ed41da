/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Upstream.Service;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What all questions to one service share. */
final class Host {
  /** How many questions may wait for their turn, live ones and others each. */
  static final int ROOM = 256;

  /** Whoever waits for a turn gives up before those do that wait for its answer. Our judgement. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What can wait has nobody waiting for it; but what is asked should still be wanted. */
  static final Duration BACKGROUND_PATIENCE = Duration.ofMinutes(10);

  private static final int FEWEST_THREADS = 4;
  private static final int IDLE_SECONDS = 10;

  final Service service;
  final Connection connection;
  final Address address;
  final Tally tally = new Tally();
  final Restraint restraint;
  final Turns<Question<?>> turns;
  final ThreadPoolExecutor executor;
  final Wire wire;

  /**
   * Whether there may be a connection from before, as always in a client that others use. Where it
   * breaks, the JDK's client repeats the request on a new one; if that fails, it looks as if
   * nothing had been sent at all.
   */
  volatile boolean connected;

  Host(Service service, Quota quota, Connection connection) {
    this.service = service;
    this.connection = connection;
    this.connected = connection.client != null;
    this.address = new Address(service);
    this.restraint = new Restraint(service, quota, connection.ticker, tally);
    this.turns = new Turns<>(service.atOnce(), ROOM);
    this.executor = executor(service);
    this.wire = new Wire(service, connection, executor);
  }

  /**
   * Threads for the client and for reading: more than there can be questions, since a name lookup
   * that hangs keeps one of them beyond the end of its question.
   */
  private static ThreadPoolExecutor executor(Service service) {
    int most = FEWEST_THREADS + 2 * service.atOnce();
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            most,
            most,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              String name = "belay-weather-" + service.name() + "-" + count.incrementAndGet();
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  void close() {
    for (Question<?> question : turns.close()) {
      question.fail(closed());
    }
    wire.close();
    // Not shut down: what is being broken off still needs a thread. Idle ones end now, the others
    // when they are idle.
    executor.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
  }

  WeatherException closed() {
    return service.failure(Reason.CLOSED, "closed");
  }

  WeatherException noTurn(Duration waited) {
    return service.failure(Reason.TIMEOUT, "not asked: it was not its turn within " + waited);
  }

  WeatherException noRoom() {
    return service.failure(
        Reason.OVERLOADED, "not asked: " + ROOM + " questions are waiting for their turn already");
  }
}
