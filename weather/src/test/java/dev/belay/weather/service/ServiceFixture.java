/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Upstream.Service;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A made-up service, asked by a real client over the loopback address, in a time of its own. */
abstract class ServiceFixture {
  static final String PATH = "/weather";
  static final Ask ASK = new Ask(PATH, Map.of());
  static final ReplyReader<String> TEXT = reply -> new String(reply.body(), StandardCharsets.UTF_8);

  /** As services do, and with the body's own words, which a careful one would leave out. */
  static final Refusals REFUSALS =
      (status, body) ->
          new WeatherException(
              switch (status) {
                case 401 -> Reason.KEY;
                case 403 -> Reason.PLAN;
                case 404 -> Reason.NOT_FOUND;
                case 429 -> Reason.QUOTA;
                default -> status >= 500 ? Reason.OVERLOADED : Reason.REFUSED;
              },
              "said " + status + ": " + body);

  final FakeWeatherServer server = FakeWeatherServer.start();
  final WatchedTime time = new WatchedTime();
  private final List<Upstream> open = new ArrayList<>();

  @AfterEach
  void close() {
    open.forEach(Upstream::close);
    server.close();
  }

  /** Bounds of back-offs are met exactly. */
  static RandomGenerator largest() {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        return -1;
      }

      @Override
      public long nextLong(long bound) {
        return bound - 1;
      }
    };
  }

  Connection.Builder connection() {
    return Connection.builder().ticker(time).random(largest());
  }

  Upstream upstream() {
    return upstream(connection());
  }

  Upstream upstream(Connection.Builder connection) {
    return upstream(null, 1, Quota.unlimited(), connection);
  }

  Upstream upstream(@Nullable ApiKey key, int atOnce, Quota quota, Connection.Builder connection) {
    return upstream(
        new Service("fake", server.base(), key, "belay-test me@example.org", atOnce, REFUSALS),
        quota,
        connection);
  }

  Upstream upstream(Service service, Quota quota, Connection.Builder connection) {
    Upstream upstream = new Upstream(service, quota, connection.build());
    open.add(upstream);
    return upstream;
  }

  static Service service(URI base, @Nullable ApiKey key) {
    return new Service("fake", base, key, "belay-test me@example.org", 1, REFUSALS);
  }

  static <T> T answer(CompletableFuture<T> asked) {
    try {
      return asked.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new AssertionError("no answer", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  /** What a question failed with; anything but one of ours fails the test. */
  @SuppressWarnings("FutureReturnValueIgnored") // the outcome is in what failed
  static WeatherException failure(CompletableFuture<?> asked) {
    CompletableFuture<Throwable> failed = new CompletableFuture<>();
    asked.whenComplete((value, failure) -> failed.complete(failure));
    Throwable failure = answer(failed);
    assertThat(failure).isInstanceOf(WeatherException.class).hasNoCause();
    assertThat(failure.getSuppressed()).isEmpty();
    assertThat(failure.getMessage()).contains("fake");
    return (WeatherException) failure;
  }
}
