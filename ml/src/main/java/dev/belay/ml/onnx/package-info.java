/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.ml.onnx.OnnxModel} serves whatever ONNX Runtime can run: networks, pipelines,
 * everything that is not a forest. A forest is better off with {@link
 * dev.belay.ml.ForestImport#onnx}, which needs no runtime.
 *
 * <p>The only package that touches {@code com.microsoft.onnxruntime:onnxruntime}, an optional
 * dependency with native code: a host that uses it adds it to its own.
 */
@NullMarked
package dev.belay.ml.onnx;

import org.jspecify.annotations.NullMarked;
