/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no weather. A stage of a {@link WeatherProvider} fails with it. Never holds a key,
 * and no stack trace, since it is made on other threads than the one that asked.
 */
public final class WeatherException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Kinds of failure; there may be more in later releases. */
  public enum Reason {
    /** The key is wrong, missing, expired, or so new that it is not active yet. */
    KEY,
    /** The key is good, but what was asked for is not in its plan. */
    PLAN,
    /** The service found the question wrong, and will again. */
    REFUSED,
    /** The service has nothing for this place. */
    NOT_FOUND,
    /** The service has nothing for this time. */
    OUT_OF_RANGE,
    /** The reply was for another place than the one asked for. */
    OTHER_PLACE,
    /** The quota is used up, by our own count or by the service's. */
    QUOTA,
    /** No reply in time. */
    TIMEOUT,
    /** No connection, or one that broke. */
    UNREACHABLE,
    /** The service failed, or said that it had too much to do. */
    OVERLOADED,
    /** A reply that cannot be read: cut off, too large, or in another shape than documented. */
    BROKEN_REPLY,
    /** The service failed often of late and is not asked for a while. */
    CIRCUIT_OPEN,
    /** The provider was closed. */
    CLOSED;

    /** {@return whether the same question may well be answered a little later} */
    public boolean passing() {
      return switch (this) {
        case TIMEOUT, UNREACHABLE, OVERLOADED, BROKEN_REPLY -> true;
        default -> false;
      };
    }
  }

  private final Reason reason;
  private final @Nullable Duration retryAfter;

  /**
   * Says why there is no weather.
   *
   * @param reason what kind of failure
   * @param message source and circumstances; never a key
   */
  public WeatherException(Reason reason, String message) {
    this(reason, message, null);
  }

  private WeatherException(Reason reason, String message, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.reason = Objects.requireNonNull(reason, "reason");
    this.retryAfter = retryAfter;
  }

  /**
   * The same failure, with the service's wish to be left alone.
   *
   * @param duration how long
   * @return a copy
   */
  public WeatherException withRetryAfter(Duration duration) {
    return new WeatherException(reason, String.valueOf(getMessage()), duration);
  }

  /** {@return what kind of failure} */
  public Reason reason() {
    return reason;
  }

  /** {@return how long not to ask again, where that is known} */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
