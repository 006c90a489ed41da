/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.util.concurrent.CompletionException;

/**
 * What a stage without values fails with: whoever joins it gets this very object, and nothing is
 * made for the occasion, which in an outage is every query.
 */
final class Absence extends CompletionException {
  private static final long serialVersionUID = 1;

  Absence(WeatherException reason) {
    super(reason.getMessage(), reason);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
