/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Weather from real providers, cached, as features. */
module dev.belay.weather {
  requires transitive dev.belay.core;
}
