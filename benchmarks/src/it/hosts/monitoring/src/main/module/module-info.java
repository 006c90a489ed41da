/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
module host.monitoring {
  requires dev.belay.monitoring;
}
