/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sink that keeps what it is told, and fails when it is told to. */
final class Recorder implements AlertSink {
  final List<Notification> got = new ArrayList<>();
  @Nullable Throwable failure;
  int calls;

  @Override
  public void send(Notification notification) throws Exception {
    calls++;
    if (failure instanceof Exception exception) {
      throw exception;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    got.add(notification);
  }
}
