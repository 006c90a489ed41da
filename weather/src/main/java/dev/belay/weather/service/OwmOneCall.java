/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherException.Reason.PLAN;
import static dev.belay.weather.WeatherException.Reason.QUOTA;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

  private final Upstream upstream;
  private final OwmPlan plan;

  OwmOneCall(Upstream upstream, OwmPlan plan) {
    this.upstream = upstream;
    this.plan = plan;
  }

  OwmOneCall inBackground() {
    return new OwmOneCall(upstream.inBackground(), plan);
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
   * @param otherwise asked if the plan lacks One Call, or its quota is used up, since the rest of
   *     the service is counted by itself
   */
  CompletableFuture<Settled<WeatherSeries>> ahead(
      OwmWish wish, Supplier<CompletableFuture<Settled<WeatherSeries>>> otherwise) {
    if (plan.lacks()) {
      return otherwise.get();
    }
    return noted(upstream.ask(OwmAsk.oneCall(wish.place()), hours(wish.place())))
        .thenCompose(
            settled ->
                settled.failedFor(PLAN) || settled.failedFor(QUOTA)
                    ? otherwise.get()
                    : done(settled.map(reply -> OwmSeries.ahead(wish, reply, STEP))));
  }

  /** The two hours around a past moment, which are two questions. */
  CompletableFuture<Settled<WeatherSeries>> past(OwmWish wish) {
    if (wish.time().isBefore(EARLIEST)) {
      return done(Settled.failed(wish.outOfRange("its past begins in 1979")));
    }
    if (plan.lacks()) {
      String why = OpenWeatherMap.NAME + " has the past in One Call only, which the key lacks";
      return done(Settled.failed(new WeatherException(PLAN, why)));
    }
    Instant hour = wish.time().truncatedTo(ChronoUnit.HOURS);
    return moment(wish.place(), hour)
        .thenCombine(
            moment(wish.place(), hour.plus(STEP)),
            (before, after) ->
                Settled.by(() -> OwmSeries.past(wish, both(before.orThrow(), after.orThrow()))));
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }

  private CompletableFuture<Settled<OwmReply>> moment(Place place, Instant time) {
    return noted(
        upstream.ask(OwmAsk.moment(place, time), reply -> OwmReply.moment(reply.body(), place)));
  }

  private static ReplyReader<OwmReply> hours(Place place) {
    return reply -> OwmReply.oneCall(reply.body(), place);
  }

  private static OwmReply both(OwmReply before, OwmReply after) {
    List<OwmEntry> entries = new ArrayList<>(before.entries());
    entries.addAll(after.entries());
    return new OwmReply(null, entries);
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
