/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Health;
import dev.belay.report.Health.Status;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How fetching has gone of late, which is how a source of weather is. Thread-safe. */
final class FetchRecord {
  /**
   * What is known.
   *
   * @param succeeded when a fetch last succeeded, in nanoseconds
   * @param ever whether one has
   * @param failures how many have failed since
   * @param last why the last of them did
   */
  private record Known(
      long succeeded, boolean ever, long failures, @Nullable WeatherException last) {}

  private final AtomicReference<Known> known = new AtomicReference<>(new Known(0, false, 0, null));

  void succeeded(long nanos) {
    known.set(new Known(nanos, true, 0, null));
  }

  /** Something that was fetched before is at hand: by another process, or this one's last run. */
  void known(long nanos) {
    known.updateAndGet(
        before ->
            before.ever && before.succeeded - nanos >= 0
                ? before
                : new Known(nanos, true, before.failures, before.last));
  }

  /** That a source lacks something says nothing bad of it, unless it never had anything. */
  void failed(WeatherException failure) {
    if (isOfTheSource(failure) || !known.get().ever()) {
      broke(failure);
    }
  }

  static boolean isOfTheSource(WeatherException failure) {
    return switch (failure.reason()) {
      case NOT_FOUND, OUT_OF_RANGE -> false;
      default -> true;
    };
  }

  /** The same of a source that is asked for all it has, and should have that. */
  void broke(WeatherException failure) {
    known.updateAndGet(
        before -> new Known(before.succeeded, before.ever, before.failures + 1, failure));
  }

  /**
   * How the source is.
   *
   * @param now in nanoseconds
   * @param longest nanoseconds after which nothing that was fetched is served any more
   */
  Health health(long now, long longest) {
    Known state = known.get();
    WeatherException last = state.last;
    if (last == null) {
      return new Health(
          Status.UP, state.ever ? "fetched " + ago(now, state) : "nothing has been asked for yet");
    }
    boolean serves = state.ever && now - state.succeeded < longest;
    String since = state.ever ? "the last success was " + ago(now, state) : "none has succeeded";
    return new Health(
        serves ? Status.DEGRADED : Status.DOWN,
        String.format(
            "%d fetches in a row have failed, the last with %s: %s; %s",
            state.failures, last.reason(), last.getMessage(), since));
  }

  private static String ago(long now, Known state) {
    long nanos = Math.max(0, now - state.succeeded);
    return Duration.ofSeconds(Duration.ofNanos(nanos).toSeconds()) + " ago";
  }
}
