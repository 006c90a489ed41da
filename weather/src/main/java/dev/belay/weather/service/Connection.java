/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.Ticker;
import java.time.Duration;
import java.util.Objects;

/** How services are reached: time-outs, repetitions, clock. Immutable. */
public final class Connection {
  final Duration timeout;
  final Ticker ticker;

  private Connection(Builder builder) {
    this.timeout = builder.timeout;
    this.ticker = builder.ticker;
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
    private Duration timeout = Duration.ofSeconds(5);
    private Ticker ticker = Ticker.system();

    private Builder() {}

    /**
     * How long one attempt may take, body included; 5 s by default.
     *
     * @param duration more than nothing
     * @return this builder
     */
    public Builder timeout(Duration duration) {
      timeout = Objects.requireNonNull(duration, "duration");
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
     * Builds the connection.
     *
     * @return it
     */
    public Connection build() {
      return new Connection(this);
    }
  }
}
