/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A task that is done once however often it is run: an executor is the host's, and one may run a
 * task and then say that it has refused it.
 */
final class OnceOnly implements Runnable {
  private final Runnable task;
  private final AtomicBoolean begun = new AtomicBoolean();

  OnceOnly(Runnable task) {
    this.task = task;
  }

  @Override
  public void run() {
    if (begun.compareAndSet(false, true)) {
      task.run();
    }
  }
}
