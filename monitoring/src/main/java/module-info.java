/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** How good the answers were, once the truth is known. */
module dev.belay.monitoring {
  requires static transitive org.jspecify;
  requires transitive dev.belay.core;
  requires org.apache.commons.numbers.gamma;
  requires org.apache.commons.statistics.distribution;

  exports dev.belay.monitoring.drift;
}
