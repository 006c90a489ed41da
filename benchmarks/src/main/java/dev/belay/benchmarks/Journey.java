/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

/** Something that was to leave at a set time, was predicted before, and was late or not. */
interface Journey {

  /** What it is called, alike in prediction and outcome; unique in its data set. */
  String key();

  /** The moment at which its delay is predicted. */
  long predictionEpochSecond();

  /** The moment at which its delay is known. */
  long outcomeEpochSecond();

  /** The local date it belongs to, as days since 1970-01-01: what delays of a day share. */
  long localDay();

  /** The delay in minutes, negative if early: the target. */
  double delayMinutes();
}
