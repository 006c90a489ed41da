/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A {@link dev.belay.stats.Figure} is a number that says how sure it is, or says why it is not
 * known; everything else here makes figures out of observations.
 *
 * <ul>
 *   <li>{@link dev.belay.stats.RegressionMetrics}: how good predictions were, once the truth is
 *       known.
 *   <li>{@link dev.belay.stats.PairedDifference}: whether a candidate loses less than a baseline on
 *       the same units, also when units of one day go wrong together or come in order of time.
 *   <li>{@link dev.belay.stats.TwoSample}: the same on different units, the two arms of a split:
 *       means, proportions, ratios and quantiles, adjusted or stratified.
 *   <li>{@link dev.belay.stats.Effect}: the estimated difference of either, from which intervals
 *       and p-values follow, for one look or for a look after every outcome.
 *   <li>{@link dev.belay.stats.Comparison}: the verdict on an effect, or why there is none and how
 *       many more units would give one.
 *   <li>{@link dev.belay.stats.Moments}: mean and spread of one quantity, or of several together.
 * </ul>
 *
 * <p>The accumulators take one observation at a time, keep no observation, and merge: feed one per
 * hour or per thread and merge them for the day. They are mutable and not thread-safe; what they
 * return is immutable. They accept finite values up to 1e70 in size and refuse any other with an
 * {@link java.lang.IllegalArgumentException} that leaves them as they were.
 */
@NullMarked
package dev.belay.stats;

import org.jspecify.annotations.NullMarked;
