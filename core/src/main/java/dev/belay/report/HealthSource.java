/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.report;

/**
 * A part of the system that knows how it is. Thread-safe; asked now and then on any thread, must
 * answer at once, from what it knows already.
 */
public interface HealthSource {

  /** {@return what it is called, such as {@code weather}; not blank} */
  String name();

  /** {@return how it is now} */
  Health health();
}
