/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.ml.training.Trained;

/**
 * The models of a run.
 *
 * @param median all features, the loss of the median: the one that is replayed
 * @param medianWithoutWeather the same without the weather
 * @param mean all features, the loss of the mean
 * @param meanWithoutWeather the same without the weather
 * @param seconds how long training all of them took
 */
record Learned(
    Trained median,
    Trained medianWithoutWeather,
    Trained mean,
    Trained meanWithoutWeather,
    double seconds) {}
