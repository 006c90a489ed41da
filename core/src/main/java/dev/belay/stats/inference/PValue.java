/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

import dev.belay.internal.Arguments;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A p-value with the method that gave it, or 1 with the reason why there is no evidence.
 *
 * <p>A p-value bounds how often chance alone would show this much: under the null hypothesis it is
 * at most α with probability at most α. The value 1 therefore claims nothing, and is what a test
 * without evidence has; {@link #reason()} then says why, so that it is never taken for the result
 * of a test. Immutable, safe to share between threads.
 *
 * @param value the p-value, from 0 to 1; 1 if there is no evidence
 * @param n the number of observations
 * @param method how it was found, in words; empty if there is no evidence
 * @param reason why there is no evidence; null if there is some
 */
public record PValue(double value, long n, String method, @Nullable String reason) {

  /**
   * Checks that the value is a probability, and 1 where there is no evidence.
   *
   * @param value the p-value, from 0 to 1
   * @param n the number of observations, at least 0
   * @param method how it was found, in words; empty if there is no evidence
   * @param reason why there is no evidence; null if there is some
   * @throws IllegalArgumentException if the value is not from 0 to 1, the count is negative, the
   *     method of a test is blank, or there is a blank reason, or a reason beside a value below 1
   */
  public PValue {
    Objects.requireNonNull(method, "method");
    Arguments.count("n", n);
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("a p-value must be from 0 to 1: " + value);
    }
    if (reason == null && method.isBlank()) {
      throw new IllegalArgumentException("a p-value needs a method: '" + method + "'");
    }
    if (reason != null && (reason.isBlank() || value != 1)) {
      throw new IllegalArgumentException(
          "no evidence needs a reason and the value 1: '" + reason + "', " + value);
    }
  }

  /**
   * The result of a test.
   *
   * @param value the p-value, from 0 to 1
   * @param n the number of observations
   * @param method how it was found, in words
   * @return the p-value
   * @throws IllegalArgumentException if the value is not from 0 to 1, the count is negative or the
   *     method is blank
   */
  public static PValue of(double value, long n, String method) {
    return new PValue(value, n, method, null);
  }

  /**
   * The p-value 1 of a test that could not be made.
   *
   * @param reason why, in words, such as {@code fewer than 2 arms}
   * @param n the number of observations there were, at least 0
   * @return a p-value that never rejects
   * @throws IllegalArgumentException if the reason is blank or the count is negative
   */
  public static PValue noEvidence(String reason, long n) {
    return new PValue(1, n, "", Objects.requireNonNull(reason, "reason"));
  }

  /**
   * Whether the test could be made.
   *
   * @return false if there is a reason instead
   */
  public boolean evidence() {
    return reason == null;
  }

  /**
   * Whether the null hypothesis is rejected at a significance level: never without evidence.
   *
   * @param alpha the accepted share of false alarms, between 0 and 1
   * @return true if there is evidence and the value is at most {@code alpha}
   * @throws IllegalArgumentException if {@code alpha} is not between 0 and 1
   */
  public boolean rejects(double alpha) {
    return value <= Arguments.share("alpha", alpha) && evidence();
  }

  /** Returns the p-value as it reads, such as {@code p = 0.04767 (n = 10,200, chi-square)}. */
  @Override
  public String toString() {
    String size = String.format(Locale.ROOT, "n = %,d", n);
    return reason == null
        ? String.format(Locale.ROOT, "p = %.4g (%s, %s)", value, size, method)
        : "no evidence: " + reason + " (" + size + ")";
  }
}
