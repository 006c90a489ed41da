/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.ml.CompiledForest} serves a trained forest of decision trees: a model over flat
 * arrays, with a file of its own, that needs no training library to load or to score.
 *
 * <p>The package {@code dev.belay.ml.training} makes one from examples, {@link
 * dev.belay.ml.ForestImport} from the file of another library. What is no forest can be served by
 * {@code dev.belay.ml.onnx}.
 */
@NullMarked
package dev.belay.ml;

import org.jspecify.annotations.NullMarked;
