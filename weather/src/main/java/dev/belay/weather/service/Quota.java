/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

/** How much a service may be asked. Shared by all who use one key, or one address. Thread-safe. */
public final class Quota {
  private Quota() {}

  /** {@return no limit at all} */
  public static Quota unlimited() {
    return new Quota();
  }
}
