/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a change must not make slower: {@link dev.belay.benchmarks.guard.SpeedGuard} compares the
 * compiled forest and the path to it with a naive loop in the same process, and counts bytes.
 */
@NullMarked
package dev.belay.benchmarks.guard;

import org.jspecify.annotations.NullMarked;
