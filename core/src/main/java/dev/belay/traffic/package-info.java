/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.traffic.Rollout} says which share of the keys a model may answer for, and puts
 * every key in an {@link dev.belay.traffic.Arm}; {@link dev.belay.traffic.Split} chooses among any
 * number of named arms. {@link dev.belay.traffic.Flags} holds many of both, live: from code, from
 * text, or from a {@link dev.belay.traffic.FlagsFile}.
 *
 * <p>A key's place is a hash: nothing is stored, the same key has the same place on every JVM and
 * in every release, and raising a share or a coverage only adds keys. Whether a key is in, which
 * arm it gets and its place in a {@link dev.belay.traffic.Namespace} are three hashes with
 * different seeds, so that they are independent even where the names are the same.
 */
@NullMarked
package dev.belay.traffic;

import org.jspecify.annotations.NullMarked;
