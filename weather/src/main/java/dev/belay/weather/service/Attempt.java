/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Outcome.Again;
import dev.belay.weather.service.Outcome.Answer;
import dev.belay.weather.service.Outcome.Failure;
import dev.belay.weather.service.Outcome.GivenUp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A question put once, redirects and reading of the reply included. Whichever of reply and time-out
 * completes the outcome first is the one that counts; the other one finds it done.
 */
final class Attempt<T> {
  private static final int MOST_REDIRECTS = 3;

  /**
   * A request on its way.
   *
   * @param moment at which its weight was taken from the quota
   * @param first whether there can be no connection from before
   */
  private record Sending(long moment, boolean first) {}

  private final Host host;
  private final Ask ask;
  private final ReplyReader<T> reader;
  private final boolean background;
  private final CompletableFuture<Outcome<T>> outcome = new CompletableFuture<>();

  Attempt(Host host, Ask ask, ReplyReader<T> reader, boolean background) {
    this.host = host;
    this.ask = ask;
    this.reader = reader;
    this.background = background;
  }

  /**
   * Sends the request. Completing the outcome gives it up.
   *
   * @param moment at which its weight was taken from the quota
   */
  @SuppressWarnings("FutureReturnValueIgnored") // what follows cannot fail
  CompletableFuture<Outcome<T>> start(long moment) {
    CompletableFuture<@Nullable Void> timeout =
        host.connection.ticker.timer(host.connection.timeout.toNanos());
    timeout.thenRun(() -> outcome.complete(new Failure<>(timedOut(), Again.MAYBE)));
    outcome.whenComplete((how, broken) -> timeout.cancel(false));
    try {
      send(host.address.of(ask), 0, moment);
    } catch (IllegalArgumentException unspeakable) {
      host.restraint.giveBack(ask.weight(), moment);
      // Its text may quote a header.
      String what = "not asked: no such request is possible";
      outcome.complete(new GivenUp<>(host.service.failure(Reason.REFUSED, what)));
    }
    return outcome;
  }

  private WeatherException timedOut() {
    return host.service.failure(Reason.TIMEOUT, "no whole reply within " + host.connection.timeout);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what follows ends in the outcome
  private void send(URI uri, int redirects, long moment) {
    Sending sending = new Sending(moment, !host.connected);
    Wire.Sent sent = host.wire.send(uri, ask);
    host.tally.calls.increment();
    sent.response()
        .whenCompleteAsync(
            (response, failure) -> {
              if (response != null) {
                arrived(response, redirects);
              } else {
                Objects.requireNonNull(failure, "no reply, no failure");
                lost(failure, Loss.of(failure, sent.begun().get()), sending);
              }
            },
            host.executor);
    // What is cancelled after it has arrived is not affected; what has not is dropped.
    outcome.whenCompleteAsync((how, broken) -> sent.response().cancel(true), host.executor);
  }

  private void arrived(HttpResponse<byte[]> response, int redirects) {
    host.connected = true;
    if (outcome.isDone()) {
      return;
    }
    if (Wire.redirect(response.statusCode())) {
      follow(response, redirects);
    } else {
      outcome.complete(read(response));
    }
  }

  private void lost(Throwable failure, Loss loss, Sending sending) {
    if (outcome.isDone()) {
      return;
    }
    if (loss == Loss.NO_REPLY) {
      host.tally.calls.increment();
      host.restraint.charge(ask.weight());
    } else if (loss.unsent()) {
      host.connected = false;
      giveBack(sending);
    }
    outcome.complete(host.wire.lost(loss, failure));
  }

  private void giveBack(Sending sending) {
    if (sending.first()) {
      host.tally.calls.decrement();
      host.restraint.giveBack(ask.weight(), sending.moment());
    }
  }

  private void follow(HttpResponse<byte[]> response, int redirects) {
    try {
      String location = response.headers().firstValue("location").orElse("");
      URI target = host.address.redirect(response.uri(), location);
      if (redirects == MOST_REDIRECTS) {
        throw host.service.failure(
            Reason.REFUSED, "redirects more than " + MOST_REDIRECTS + " times");
      }
      long moment = host.restraint.moment();
      WeatherException refusal = host.restraint.spend(ask.weight(), background);
      if (refusal != null) {
        outcome.complete(new GivenUp<>(refusal));
        return;
      }
      send(target, redirects + 1, moment);
    } catch (WeatherException refusal) {
      outcome.complete(new Failure<>(refusal, Again.NEVER));
    }
  }

  private Outcome<T> read(HttpResponse<byte[]> response) {
    try {
      if (!Wire.welcome(response.statusCode())) {
        boolean ours = response.statusCode() / 100 == 4;
        return new Failure<>(host.wire.refusal(response), ours ? Again.NEVER : Again.MAYBE);
      }
      return new Answer<>(reader.read(host.wire.reply(response)));
    } catch (BoundedBody.TooLarge tooLarge) {
      return host.wire.lost(Loss.TOO_LARGE, tooLarge);
    } catch (WeatherException none) {
      return new Failure<>(host.wire.clean(none), Again.MAYBE);
    } catch (Unreadable unreadable) {
      return unreadable(": " + unreadable.getMessage());
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError unreadable) {
      // Of what others throw only the type: texts may hold what the service echoed.
      return unreadable(" (" + unreadable.getClass().getSimpleName() + ")");
    }
  }

  private Outcome<T> unreadable(String why) {
    String what = "the reply cannot be read" + why;
    return new Failure<>(
        host.wire.clean(host.service.failure(Reason.BROKEN_REPLY, what)), Again.MAYBE);
  }
}
