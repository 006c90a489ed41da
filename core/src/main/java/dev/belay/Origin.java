/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

/**
 * Why a prediction has the value it has. Only {@link #MODEL} comes from the model; everything else
 * is the rule's value. {@link #CONTROL} and {@link #DISABLED} are how it was meant, the rest is
 * something to look at. More may be added.
 */
public enum Origin {
  /** The model answered. */
  MODEL,
  /** The key is outside the rollout's share. */
  CONTROL,
  /** The rollout is switched off or has gone, or the predictor is closed. */
  DISABLED,
  /** There is no model: none was given, or its supplier has none at the moment. */
  NO_MODEL,
  /**
   * A required source was not there in time, or a model that has to be waited for was not, had no
   * room, or was given up because the caller was interrupted.
   */
  DEADLINE,
  /** A required source failed or had no value. */
  MISSING_FEATURES,
  /** The model threw, or the host's code for the key or a feature did. */
  FAILED,
  /** The model's score was NaN or infinite. */
  NOT_FINITE,
  /** The model's score was outside the plausible range. */
  IMPLAUSIBLE,
  /** The model has failed repeatedly and is left alone for a while. */
  CIRCUIT_OPEN
}
