/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One service, asked gently: within its quota, a few questions at once, again after a passing
 * failure, and not at all while it is down. Thread-safe; never blocks, and runs nothing of a
 * question on the thread that asks.
 *
 * <p>Each attempt, in this order: the service is not closed; it has refused neither key nor plan
 * nor caller within the last hour; it has not asked to be left alone (429 or {@code Retry-After},
 * with whatever status and however short; where it does not say for how long, one minute, then two
 * and so on to ten); its circuit is closed, which five passing failures in a row open for 30 s; the
 * quota has room. Whatever cannot be asked now fails at once, except a repetition: that waits for
 * up to 10 s. What can waits for its turn, for up to 30 s, in the background for up to ten minutes,
 * and there is a limit to how many may wait.
 *
 * <p>One thing is out of reach: where a connection ends before the first byte of a reply, the JDK's
 * client repeats the request by itself, and if that is answered nobody hears of it. If it is not,
 * both are counted. A request that found no connection is not counted.
 */
final class Upstream implements AutoCloseable {
  /**
   * What a service is.
   *
   * @param name in messages and figures
   * @param base URL without path
   * @param key its key, if it wants one
   * @param userAgent who asks
   * @param atOnce how many questions it takes at the same time
   * @param refusals what it means by an error
   */
  record Service(
      String name,
      URI base,
      @Nullable ApiKey key,
      String userAgent,
      int atOnce,
      Refusals refusals) {

    Service {
      if (atOnce < 1) {
        throw new IllegalArgumentException("at once: " + atOnce + " is not above 0");
      }
    }

    /** A failure that says whose it is. */
    WeatherException failure(Reason reason, String circumstance) {
      return new WeatherException(reason, name + ": " + circumstance);
    }
  }

  private final Host host;
  private final boolean background;

  /**
   * Makes ready; nothing is asked.
   *
   * @throws IllegalArgumentException if the base URL is none to ask, or would give the key away
   */
  Upstream(Service service, Quota quota, Connection connection) {
    this(new Host(service, quota, connection), false);
  }

  private Upstream(Host host, boolean background) {
    this.host = host;
    this.background = background;
  }

  /**
   * Asks.
   *
   * @return a stage of what the reader made of the reply, on a thread of the service's own; fails
   *     with a {@link WeatherException} and nothing else; cancelling it gives the question up, but
   *     what follows a stage does not hand that on: a question nobody waits for any more ends by
   *     itself
   */
  <T> CompletableFuture<T> ask(Ask ask, ReplyReader<T> reader) {
    return new Question<>(host, ask, reader, background).start();
  }

  /** Asks even if we were refused less than an hour ago, and with that whoever comes after. */
  <T> CompletableFuture<T> check(Ask ask, ReplyReader<T> reader) {
    forgive();
    return ask(ask, reader);
  }

  /** Forgets that we were refused, whatever the question: the next one finds out. */
  void forgive() {
    host.restraint.forgive();
  }

  /** The same service, within the part of its quota that is not reserved; closed with this one. */
  Upstream inBackground() {
    return new Upstream(host, true);
  }

  /** How much it may be asked. */
  Quota quota() {
    return host.restraint.quota;
  }

  /** The greatest weight that a question may ever have here. */
  double greatestWeight() {
    return quota().most(background);
  }

  /** What became of all questions so far, those in the background among them. */
  Tally.Counts counts() {
    return host.tally.counts();
  }

  /** Fails every question, asked or waiting or yet to come, with {@code CLOSED}. */
  @Override
  public void close() {
    host.close();
  }

  @Override
  public String toString() {
    return host.service.name() + (background ? ", in the background" : "");
  }
}
