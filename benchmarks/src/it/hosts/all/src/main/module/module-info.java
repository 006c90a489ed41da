/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
module host.all {
  requires dev.belay.core;
  requires dev.belay.marketing;
  requires dev.belay.ml;
  requires dev.belay.monitoring;
  requires dev.belay.weather;
}
