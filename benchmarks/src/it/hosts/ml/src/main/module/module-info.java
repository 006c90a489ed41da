/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
module host.ml {
  requires dev.belay.core;
  requires dev.belay.ml;
}
