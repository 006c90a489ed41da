/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.traffic.Rollout} says which share of the keys a model may answer for, and puts
 * every key in an {@link dev.belay.traffic.Arm}.
 */
@NullMarked
package dev.belay.traffic;

import org.jspecify.annotations.NullMarked;
