/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.traffic.Arm;
import java.util.List;

/**
 * What a {@link PredictionListener} can know of one prediction. The view is lent: on another thread
 * every accessor throws {@link IllegalStateException}, and so it does once the listener has
 * returned, until the same thread reports its next prediction through it. Copy what is needed.
 */
public sealed interface PredictionEvent permits Scratch {

  /** {@return the predictor's name} */
  String predictor();

  /**
   * {@return the key as text, or the empty text if the predictor has none; a numeric key is
   * formatted}
   */
  String key();

  /** {@return the answer the caller gets; finite} */
  double value();

  /** {@return why it has this value} */
  Origin origin();

  /** {@return the arm the key was assigned to} */
  Arm arm();

  /**
   * The probability with which this key was to be assigned to {@link Arm#MODEL} at that moment,
   * from 0 to 1: the rollout's share, and 1 or 0 for a key on one of its lists, which a comparison
   * leaves out.
   *
   * @return the probability
   */
  double modelShare();

  /** {@return the version of the model, {@code "none"} without one} */
  String version();

  /** {@return the rule's value; NaN if it was not computed} */
  double heuristic();

  /** {@return the model's value if it was finite and plausible, served or not; NaN otherwise} */
  double model();

  /** {@return true if the value that was not served was computed for the sake of comparison} */
  boolean shadowed();

  /** {@return from the call to this event, in nanoseconds, shadow included} */
  long elapsedNanos();

  /** {@return the wall clock in milliseconds since the epoch, read when asked} */
  long epochMilli();

  /** {@return the names of the features; empty without a model} */
  List<String> featureNames();

  /**
   * The value of a feature; NaN if it is missing, or if the row was not assembled for this
   * prediction.
   *
   * @param column its index in {@link #featureNames()}
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such feature
   */
  double feature(int column);
}
