/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The forests everybody serves: {@link dev.belay.benchmarks.forest.ReferenceForest} trains one of a
 * {@linkplain dev.belay.benchmarks.forest.Shape shape} once, keeps it in a file, and hands the very
 * same trees to us, to the naive loop and to every engine that is compared with us.
 */
@NullMarked
package dev.belay.benchmarks.forest;

import org.jspecify.annotations.NullMarked;
