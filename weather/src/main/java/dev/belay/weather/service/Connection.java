/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.Ticker;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How services are reached: time-outs, repetitions, sizes, clock. Immutable, and good for any
 * number of providers; each of them has its own threads.
 */
public final class Connection {
  final Duration timeout;
  final int repetitions;
  final int largestReply;
  final Ticker ticker;
  final RandomGenerator random;
  final @Nullable HttpClient client;

  private Connection(Builder builder) {
    this.timeout = builder.timeout;
    this.repetitions = builder.repetitions;
    this.largestReply = builder.largestReply;
    this.ticker = builder.ticker;
    this.random = builder.random;
    this.client = builder.client;
  }

  /** {@return a connection with every default} */
  public static Connection standard() {
    return builder().build();
  }

  /** {@return a builder with every default} */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects how services are reached. Not thread-safe. */
  public static final class Builder {
    private static final int MOST_REPETITIONS = 10;

    private Duration timeout = Duration.ofSeconds(5);
    private int repetitions = 2;
    private int largestReply = 8 << 20;
    private Ticker ticker = Ticker.system();
    // Not ThreadLocalRandom.current(): that one is the calling thread's own.
    private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
    private @Nullable HttpClient client;

    private Builder() {}

    /**
     * How long one attempt may take, from the name lookup to the last byte of the body; 5 s by
     * default.
     *
     * @param duration more than nothing
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public Builder timeout(Duration duration) {
      if (duration.isNegative() || duration.isZero()) {
        throw new IllegalArgumentException("timeout: " + duration + " is not more than nothing");
      }
      timeout = duration;
      return this;
    }

    /**
     * How often the same question is asked again after a passing failure; 2 by default. Before each
     * repetition there is a random pause of up to 200 ms, 400 ms and so on to 5 s, and whatever the
     * service asks for up to 10 s more; where it asks for longer there is no repetition.
     *
     * @param most 0 to 10
     * @return this builder
     * @throws IllegalArgumentException if it is outside the range
     */
    public Builder repetitions(int most) {
      if (most < 0 || most > MOST_REPETITIONS) {
        throw new IllegalArgumentException(
            "repetitions: " + most + " is not 0 to " + MOST_REPETITIONS);
      }
      repetitions = most;
      return this;
    }

    /**
     * How large a reply may be, compressed and decompressed; 8 MiB by default. What is larger is
     * cut off, and the connection with it.
     *
     * @param bytes above 0
     * @return this builder
     * @throws IllegalArgumentException if it is not
     */
    public Builder largestReply(int bytes) {
      if (bytes <= 0) {
        throw new IllegalArgumentException("largest reply: " + bytes + " bytes is not above 0");
      }
      largestReply = bytes;
      return this;
    }

    /**
     * The clock; the system's by default.
     *
     * @param clock another
     * @return this builder
     */
    public Builder ticker(Ticker clock) {
      ticker = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Where the pauses between repetitions get their randomness from; the running thread's own
     * generator by default.
     *
     * @param generator another one, thread-safe, as {@link java.util.Random} is
     * @return this builder
     */
    public Builder random(RandomGenerator generator) {
      random = Objects.requireNonNull(generator, "generator");
      return this;
    }

    /**
     * A client of the host's, with its proxy, its certificates, its threads; by default each
     * provider makes its own, with the system's proxy settings. It stays the host's: closing a
     * provider does not close it. One with an authenticator, as some proxies need, keeps the text
     * of an error 401 to itself, so that a plan that lacks something may look like a wrong key.
     *
     * @param client one that follows no redirect, which is the default of {@link
     *     HttpClient#newBuilder()}: it would follow them with the key, and to other hosts
     * @return this builder
     * @throws IllegalArgumentException if it follows redirects
     */
    public Builder client(HttpClient client) {
      if (client.followRedirects() != Redirect.NEVER) {
        throw new IllegalArgumentException(
            "client: it follows redirects ("
                + client.followRedirects()
                + "), and with them gives the key away; it has to be built with Redirect.NEVER");
      }
      this.client = client;
      return this;
    }

    /**
     * Builds the connection.
     *
     * @return it
     */
    public Connection build() {
      return new Connection(this);
    }
  }
}
