/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.benchmarks.MainJob} is the whole library on one page: a delay predictor is
 * trained, runs behind a rule at 10, 25, 50 and 100 % of the traffic, and is compared with that
 * rule once the truth is known, on real flights or on simulated city trips. {@link
 * dev.belay.benchmarks.PredictBenchmark} says what one prediction costs.
 */
@NullMarked
package dev.belay.benchmarks;

import org.jspecify.annotations.NullMarked;
