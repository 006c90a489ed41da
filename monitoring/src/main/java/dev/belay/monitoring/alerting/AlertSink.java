/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

/**
 * Tells somebody. Called by one thread of its own, one notification at a time, so it may take its
 * time and need not be thread-safe; but while it does, the notifications behind wait, and one that
 * never returns never gets another.
 *
 * <p>Whatever it throws but {@link Refused} leads to another attempt with the same notification,
 * after a while: it has to live with one that it has seen already.
 */
@FunctionalInterface
public interface AlertSink {

  /**
   * Tells.
   *
   * @param notification what
   * @throws Refused if it is of no use to try again; the notification is dropped and counted
   * @throws Exception if it could not; it is called again
   */
  void send(Notification notification) throws Exception;

  /**
   * A sink that writes a line for each alert to the logger {@code dev.belay.alerting}: at level
   * error for what is critical, info for what is resolved or good to know, warn for the rest. The
   * keys are {@code alert.rule}, {@code alert.status}, {@code alert.severity}, {@code alert.since},
   * {@code alert.until}, {@code alert.reason}, {@code alert.held_back} and {@code alert.label.}
   * with the name of a label of the rule. What ends a line or controls a terminal becomes a space,
   * so that nobody writes a line of his own.
   *
   * @return the sink, which cannot fail
   */
  static AlertSink log() {
    return new LogSink();
  }

  /** Says that a sink will never take a notification. */
  final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * A refusal.
     *
     * @param reason why; it is logged, so without a secret
     */
    public Refused(String reason) {
      super(reason);
    }
  }
}
