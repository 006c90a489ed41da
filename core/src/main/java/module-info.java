/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** The guarded predictor, and the vocabulary every other module speaks. */
@SuppressWarnings("module") // the other modules are compiled after this
module dev.belay.core {
  requires static transitive org.jspecify;
  requires com.dynatrace.hash4j;
  requires com.fasterxml.jackson.core;
  requires jdk.jfr;
  requires org.apache.commons.numbers.gamma;
  requires org.apache.commons.statistics.distribution;
  requires org.slf4j;

  exports dev.belay;
  exports dev.belay.alert;
  exports dev.belay.internal to
      dev.belay.ml,
      dev.belay.monitoring,
      dev.belay.weather;
  exports dev.belay.report;
  exports dev.belay.stats;
  exports dev.belay.stats.inference;
  exports dev.belay.traffic;
}
