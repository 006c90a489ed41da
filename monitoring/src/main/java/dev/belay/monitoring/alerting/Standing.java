/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Alert;
import dev.belay.alert.Phase;
import dev.belay.monitoring.alerting.AlertNotice.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an alert besides its state: what was last told of it, and who looks after it.
 *
 * @param told what was told; null if nothing was, or that it is resolved
 * @param since since when it had been wrong when it last was
 * @param keeper who has acknowledged it; null if nobody has
 */
record Standing(@Nullable Status told, Instant since, @Nullable String keeper) {

  /** The same after an evaluation: whoever looks after it does so until it is right again. */
  Standing seen(Alert alert) {
    boolean right = alert.state().phase() == Phase.INACTIVE;
    Instant from = alert.firing() ? alert.state().since() : since;
    return new Standing(told, from, right ? null : keeper);
  }

  /**
   * What there would be to tell.
   *
   * @return null if there is nothing: it is right and nobody was told otherwise, or nothing is
   *     known, which is no reason to say that it is resolved, or somebody looks after it already
   */
  @Nullable Status present(Alert alert) {
    if (alert.state().flapping()) {
      return told == null && keeper != null ? null : Status.FLAPPING;
    }
    if (alert.firing()) {
      return told == null && keeper != null ? null : Status.FIRING;
    }
    return told == null || alert.state().phase() == Phase.NO_DATA ? null : Status.RESOLVED;
  }

  Standing told(Status status) {
    return new Standing(status == Status.RESOLVED ? null : status, since, keeper);
  }

  Standing keptBy(String person) {
    return new Standing(told, since, person);
  }
}
