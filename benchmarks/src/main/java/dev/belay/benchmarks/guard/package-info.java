/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a change must not make slower: {@link dev.belay.benchmarks.guard.SpeedGuard} compares
 * compiled forests of every layout, and the path to one, with a naive loop over the same trees in
 * the same process, and counts bytes.
 */
@NullMarked
package dev.belay.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
