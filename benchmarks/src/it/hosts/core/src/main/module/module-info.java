/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
module host.core {
  requires dev.belay.core;
}
