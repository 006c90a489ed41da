/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.Predictor} answers every query: with a learned model where it may, with the
 * host's own rule wherever it may not.
 *
 * <p>A predictor is built once from a rule, a {@link dev.belay.Model} and the {@link
 * dev.belay.FeatureSet} the model was trained on, and shared by all threads. {@link
 * dev.belay.Prediction} says what was answered and {@link dev.belay.Origin} why. {@link
 * dev.belay.FeatureSource} brings columns from elsewhere (weather, traffic), {@link
 * dev.belay.PredictionListener} watches, {@link dev.belay.Ticker} is the clock.
 */
@NullMarked
package dev.belay;

import org.jspecify.annotations.NullMarked;
