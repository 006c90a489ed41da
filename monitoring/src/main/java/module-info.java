/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** How good the answers were, once the truth is known. */
module dev.belay.monitoring {
  requires static transitive org.jspecify;
  requires transitive dev.belay.core;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires static jakarta.mail;
  requires static org.eclipse.angus.mail;
  requires java.net.http;
  requires org.apache.commons.numbers.gamma;
  requires org.apache.commons.statistics.distribution;
  requires org.slf4j;

  exports dev.belay.monitoring.alerting;
  exports dev.belay.monitoring.drift;
}
