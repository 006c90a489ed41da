/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Tests, always-valid boundaries and planning: what a {@link dev.belay.stats.inference.PValue} or a
 * {@link dev.belay.stats.Figure} may claim, and how many units it takes.
 *
 * <ul>
 *   <li>{@link dev.belay.stats.inference.ConfidenceSequence}: intervals that may be looked at all
 *       the time, on the curves of {@link dev.belay.stats.inference.UniformBoundary}.
 *   <li>{@link dev.belay.stats.inference.GroupSequential}: a few planned looks.
 *   <li>{@link dev.belay.stats.inference.SampleRatio}: whether the arms got their share at all.
 *   <li>{@link dev.belay.stats.Proportion}, {@link dev.belay.stats.inference.RankTest}, {@link
 *       dev.belay.stats.inference.Sample}: shares, ranks and quantiles, looked at once.
 *   <li>{@link dev.belay.stats.inference.Multiplicity}, {@link
 *       dev.belay.stats.inference.Scorecard}: several metrics at a time.
 *   <li>{@link dev.belay.stats.inference.Power}: how many units it takes.
 * </ul>
 *
 * <p>Values are finite and at most 1e70 in size, and any other is refused with an {@link
 * java.lang.IllegalArgumentException}. A null argument is a {@link java.lang.NullPointerException}.
 */
@NullMarked
package dev.belay.stats.inference;

import org.jspecify.annotations.NullMarked;
