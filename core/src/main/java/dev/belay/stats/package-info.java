/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A {@link dev.belay.stats.Figure} is a number that says how sure it is, or says why it is not
 * known; everything else here makes figures out of observations.
 *
 * <ul>
 *   <li>{@link dev.belay.stats.RegressionMetrics}, {@link dev.belay.stats.BinaryMetrics}: how good
 *       predictions were, once the truth is known.
 *   <li>{@link dev.belay.stats.PairedDifference}, {@link dev.belay.stats.TwoSample}: how much a
 *       candidate differs from a baseline, on the same units or on two arms, as an {@link
 *       dev.belay.stats.Effect}.
 *   <li>{@link dev.belay.stats.Comparison}: the verdict on an effect, or why there is none.
 *   <li>{@link dev.belay.stats.Moments}, {@link dev.belay.stats.Proportion}, {@link
 *       dev.belay.stats.Histogram}: mean and spread of one quantity, a share, a distribution.
 *   <li>{@link dev.belay.stats.Forecast}: one target's values to come. {@link
 *       dev.belay.stats.AuditChain}: what was done, so that nobody can change it unnoticed.
 * </ul>
 *
 * <p>The accumulators take one observation at a time, keep no observation, and merge: feed one per
 * hour or per thread and merge them for the day. Only {@link
 * dev.belay.stats.PairedDifference.Ordered}, whose order matters, does not merge. They are mutable
 * and not thread-safe; what they return is immutable. They accept finite values up to 1e70 in size
 * and refuse any other with an {@link java.lang.IllegalArgumentException} that leaves them as they
 * were; a histogram alone also counts values that are missing or infinite.
 *
 * <p>Tests, always-valid boundaries and planning are in {@code dev.belay.stats.inference}.
 */
@NullMarked
package dev.belay.stats;

import org.jspecify.annotations.NullMarked;
