/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;

/** How a reply got lost, as far as an exception of the client tells. */
enum Loss {
  TOO_LARGE,
  CUT_OFF,
  /**
   * A reply of status 401 that does not say how to log in. A client that could log in keeps it to
   * itself, text and all; only the message of its exception tells.
   */
  NO_CHALLENGE,
  /** No connection in time: a request has no time-out of the client's. */
  NO_TIME,
  NO_CONNECTION,
  /**
   * The connection ended before the first byte of a reply. The request has gone out twice then: the
   * JDK's client repeats a GET in that case by itself, and tells nobody unless that fails too.
   */
  NO_REPLY;

  /** Whether the request never left, as far as is known. */
  boolean unsent() {
    return this == NO_TIME || this == NO_CONNECTION;
  }

  /** What it was, given whether the head of the reply had arrived. */
  static Loss of(Throwable failure, boolean begun) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedBody.TooLarge) {
        return TOO_LARGE;
      }
      if (cause instanceof HttpTimeoutException) {
        return NO_TIME;
      }
      if (cause instanceof ConnectException) {
        return NO_CONNECTION;
      }
      if (String.valueOf(cause.getMessage()).startsWith("WWW-Authenticate header missing")) {
        return NO_CHALLENGE;
      }
    }
    return begun ? CUT_OFF : NO_REPLY;
  }
}
