/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherException.Reason.CIRCUIT_OPEN;
import static dev.belay.weather.WeatherException.Reason.PLAN;
import static dev.belay.weather.WeatherException.Reason.QUOTA;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What a key of OpenWeatherMap has that is subscribed to One Call 3.0 as well. */
final class OwmOneCall {
  /** Forty-eight entries, of which the first is of the hour that is running. */
  static final Duration REACH = Duration.ofHours(46);

  private static final Instant EARLIEST = Instant.parse("1979-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofHours(1);

  /** One for each question that may wait; some megabytes at most. */
  private static final int MOST_BEGUN = Host.ROOM;

  private record Day(Place place, Instant midnight) {}

  /** The hours of a day that are known before the next one that has to be asked for. */
  private record Begun(OwmReply known, Instant next) {
    static Begun at(Instant midnight) {
      return new Begun(new OwmReply(null, List.of()), midnight);
    }

    Begun with(OwmReply reply) {
      List<OwmEntry> entries = new ArrayList<>(known.entries());
      entries.addAll(reply.entries());
      return new Begun(new OwmReply(null, entries), next.plus(STEP));
    }
  }

  private final Upstream upstream;
  private final OwmPlan plan;

  /** Days that failed: a quota that ends within a day must not have been spent for nothing. */
  private final Cache<Day, Begun> begun;

  OwmOneCall(Upstream upstream, OwmPlan plan) {
    this(
        upstream,
        plan,
        Caffeine.newBuilder().maximumSize(MOST_BEGUN).executor(Runnable::run).build());
  }

  private OwmOneCall(Upstream upstream, OwmPlan plan, Cache<Day, Begun> begun) {
    this.upstream = upstream;
    this.plan = plan;
    this.begun = begun;
  }

  OwmOneCall inBackground() {
    return new OwmOneCall(upstream.inBackground(), plan, begun);
  }

  UpstreamPanel.Use use() {
    return new UpstreamPanel.Use("One Call 3.0", upstream);
  }

  /** Asks even if the key was not subscribed of late. */
  CompletableFuture<Settled<OwmReply>> check(Place place) {
    return noted(upstream.check(OwmAsk.oneCall(place), hours(place)));
  }

  void close() {
    upstream.close();
  }

  /**
   * The next two days.
   *
   * @param otherwise asked if the plan lacks One Call, if its quota is used up, since the rest of
   *     the service is counted by itself, or if it is down
   */
  CompletableFuture<Settled<WeatherSeries>> ahead(
      OwmWish wish, Supplier<CompletableFuture<Settled<WeatherSeries>>> otherwise) {
    if (plan.lacks()) {
      return otherwise.get();
    }
    return noted(upstream.ask(OwmAsk.oneCall(wish.place()), hours(wish.place())))
        .thenCompose(
            settled ->
                unavailable(settled)
                    ? otherwise.get()
                    : done(settled.map(reply -> OwmSeries.ahead(wish, reply, STEP))));
  }

  private static boolean unavailable(Settled<?> settled) {
    return settled.failedFor(PLAN)
        || settled.failedFor(QUOTA)
        || settled.failedFor(CIRCUIT_OPEN)
        || settled.failedInPassing();
  }

  /** The hours of a past day, which are as many questions. */
  CompletableFuture<Settled<WeatherSeries>> past(OwmWish wish) {
    if (wish.time().isBefore(EARLIEST)) {
      return done(Settled.failed(wish.outOfRange("its past begins in 1979")));
    }
    if (plan.lacks()) {
      String why = OpenWeatherMap.NAME + " has the past in One Call only, which the key lacks";
      return done(Settled.failed(new WeatherException(PLAN, why)));
    }
    Begun day = begun.asMap().remove(new Day(wish.place(), wish.midnight()));
    return rest(wish, day == null ? Begun.at(wish.midnight()) : day)
        .thenApply(settled -> settled.map(reply -> OwmSeries.past(wish, reply)));
  }

  /** One hour after the other: what is in the way of one would be in the way of the next. */
  private CompletableFuture<Settled<OwmReply>> rest(OwmWish wish, Begun day) {
    if (day.next().isAfter(wish.lastHour())) {
      return done(new Settled<>(day.known(), null));
    }
    return moment(wish.place(), day.next())
        .thenCompose(
            settled -> {
              OwmReply reply = settled.value();
              if (reply == null) {
                begun.put(new Day(wish.place(), wish.midnight()), day);
                return done(settled);
              }
              return rest(wish, day.with(reply));
            });
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private static ReplyReader<OwmReply> hours(Place place) {
    return reply -> OwmReply.oneCall(reply.body(), place);
  }

  private CompletableFuture<Settled<OwmReply>> moment(Place place, Instant time) {
    return noted(
        upstream.ask(OwmAsk.moment(place, time), reply -> OwmReply.moment(reply.body(), place)));
  }

  private CompletableFuture<Settled<OwmReply>> noted(CompletableFuture<OwmReply> stage) {
    return Settled.of(stage)
        .thenApply(
            settled -> {
              if (settled.failedFor(PLAN)) {
                plan.lacking();
              } else if (settled.failure() == null) {
                plan.granted();
              }
              return settled;
            });
  }
}
