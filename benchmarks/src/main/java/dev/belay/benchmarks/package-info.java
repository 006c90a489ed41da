/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.benchmarks.MainJob} is the whole library on one page: a delay predictor is
 * trained, runs behind a rule at 10, 25, 50 and 100 % of the traffic, and is compared with that
 * rule once the truth is known, on real flights or on simulated city trips.
 *
 * <p>{@link dev.belay.benchmarks.Bench} runs the benchmarks and says how they compare: {@link
 * dev.belay.benchmarks.PathBenchmark} what one prediction costs, {@link
 * dev.belay.benchmarks.forest.ForestBenchmark} the forest alone. A host measures its own model by
 * extending {@link dev.belay.benchmarks.ModelBenchmark}.
 */
@NullMarked
package dev.belay.benchmarks;

import org.jspecify.annotations.NullMarked;
