/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One daemon thread each, with a name that says whose it is. */
@FunctionalInterface
interface Threads {
  Threads DAEMONS =
      name ->
          Executors.newSingleThreadExecutor(
              work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
              });

  /** A thread that begins with its first work; whoever asks for it shuts it down. */
  ExecutorService named(String name);
}
