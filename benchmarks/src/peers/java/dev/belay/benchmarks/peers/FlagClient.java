/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import java.io.Closeable;
import java.io.IOException;

/**
 * A flag of a product others use. A class, not an interface: a fork loads one of them only, and so
 * calls it directly.
 */
abstract class FlagClient implements Closeable {
  /** Whether a user is in, by a text key; what the product wants around the key is made anew. */
  abstract boolean isOn(String key);

  /** Stops what the client runs, if anything. */
  @Override
  public void close() throws IOException {}
}
