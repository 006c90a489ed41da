/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
module host.weather {
  requires dev.belay.weather;
}
