/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Money in, money out: campaigns and customers. */
module dev.belay.marketing {
  requires transitive dev.belay.core;
}
