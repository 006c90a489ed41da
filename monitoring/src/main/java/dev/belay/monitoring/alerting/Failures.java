/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

/** What is caught of code that is not ours: whatever the host can go on after. */
final class Failures {
  private Failures() {}

  /** Throws what nobody can go on after, such as that there is no memory. */
  static void rethrowFatal(Throwable thrown) {
    boolean survivable =
        thrown instanceof Exception
            || thrown instanceof LinkageError
            || thrown instanceof StackOverflowError
            || thrown instanceof AssertionError;
    if (!survivable && thrown instanceof Error fatal) {
      throw fatal;
    }
  }
}
