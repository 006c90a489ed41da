/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.report;

import java.util.Objects;

/**
 * How a part of the system is.
 *
 * @param status in a word
 * @param reason in a sentence, for a person; never a secret
 */
public record Health(Status status, String reason) {

  /** From well to worse; there may be more in later releases. */
  public enum Status {
    /** All is well. */
    UP,
    /** It works, but not as well as it should: it serves what is old, or part of what it could. */
    DEGRADED,
    /** It does not work. */
    DOWN
  }

  /**
   * Checks that there is a reason.
   *
   * @param status in a word
   * @param reason in a sentence
   * @throws IllegalArgumentException if the reason is blank
   */
  public Health {
    Objects.requireNonNull(status, "status");
    if (reason.isBlank()) {
      throw new IllegalArgumentException("a health without a reason");
    }
  }
}
