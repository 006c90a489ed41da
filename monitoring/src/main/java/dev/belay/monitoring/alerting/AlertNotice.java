/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One alert in a {@link Notification}: what is told of it, as text and labels, so that it can be
 * kept and sent later when the rule itself is gone.
 *
 * @param status what is told
 * @param labels the labels of the rule, its name as {@code rule} and its severity as {@code
 *     severity}
 * @param since since when it has been wrong
 * @param until when it became right again; null unless it is resolved
 * @param text one line with the figure, its interval and number of observations, the limit and the
 *     window
 */
public record AlertNotice(
    Status status,
    Map<String, String> labels,
    Instant since,
    @Nullable Instant until,
    String text) {
  static final String RULE = "rule";
  static final String SEVERITY = "severity";

  /** What can be told of an alert. */
  public enum Status {
    /** It fires. */
    FIRING,
    /** It goes on and off too often to tell of each time; nothing more is told until it stops. */
    FLAPPING,
    /** It is right again. */
    RESOLVED
  }

  /**
   * Checks and copies.
   *
   * @param status what is told
   * @param labels with {@code rule} and {@code severity}
   * @param since since when it has been wrong
   * @param until when it became right again; null unless it is resolved
   * @param text one line
   * @throws IllegalArgumentException if the rule or the severity is missing or unknown, or it has
   *     an end and is not resolved, or none and is
   */
  public AlertNotice {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(text, "text");
    String severity = labels.get(SEVERITY);
    if (!labels.containsKey(RULE) || severity == null) {
      throw new IllegalArgumentException("rule and severity are not both in " + labels);
    }
    Severity.valueOf(severity);
    if ((until != null) != (status == Status.RESOLVED)) {
      throw new IllegalArgumentException(status + " with the end " + until);
    }
  }

  /** {@return the name of its rule} */
  public String rule() {
    return Objects.requireNonNull(labels.get(RULE));
  }

  /** {@return how bad it is} */
  public Severity severity() {
    return Severity.valueOf(Objects.requireNonNull(labels.get(SEVERITY)));
  }
}
