/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Says each kind of trouble once as a warning and from then on only to those who debug: a fault
 * that repeats a thousand times a second must not fill the disk. Thread-safe.
 */
final class WarnOnce {
  /** What can go wrong; bounds the set of what has been said. */
  enum Trouble {
    KEY,
    ROLLOUT,
    FEATURES,
    SOURCE,
    MODEL,
    SUPPLIER,
    LATE,
    NOT_FINITE,
    IMPLAUSIBLE,
    CIRCUIT,
    SHADOW,
    LISTENER,
    LIFECYCLE,
    EXECUTOR
  }

  private final Logger log;
  private final String predictor;
  private final Set<Trouble> said = ConcurrentHashMap.newKeySet();

  WarnOnce(Logger log, String predictor) {
    this.log = log;
    this.predictor = predictor;
  }

  void warn(Trouble trouble, String what, @Nullable Throwable cause) {
    try {
      // A look before the add: the set's write path locks, and trouble may be frequent.
      if (!said.contains(trouble) && said.add(trouble)) {
        log.warn("predictor '{}': {} (said once; repeated at debug level)", predictor, what, cause);
      } else if (log.isDebugEnabled()) {
        log.debug("predictor '{}': {}", predictor, what, cause);
      }
    } catch (Throwable unsayable) {
      // An exception whose own message throws, or a broken log: neither may cost the answer.
      Fatal.rethrow(unsayable);
    }
  }
}
