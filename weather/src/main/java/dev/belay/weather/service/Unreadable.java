/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.io.IOException;

/**
 * A reply in another shape than documented. Unlike that of any other exception its text is told.
 */
final class Unreadable extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Says what is wrong.
   *
   * @param what in words of our own, which quote nothing of the reply
   */
  Unreadable(String what) {
    super(what);
  }
}
