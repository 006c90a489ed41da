/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** How good the answers were, once the truth is known. */
module dev.belay.monitoring {
  requires transitive dev.belay.core;
}
