/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A {@link dev.belay.monitoring.drift.DriftReport} says whether the features of today are still
 * those a model was trained on, and whether the model suffers from it; the rest finds changes in a
 * stream of errors, and estimates the error while no outcome is known.
 *
 * <pre>{@code
 * DriftReport report =
 *     DriftCriterion.standard()
 *         .report(
 *             List.of(
 *                 FeatureShift.of("distance", trainedDistances, todaysDistances),
 *                 FeatureShift.of("carrier", trainedCarriers, todaysCarriers),
 *                 FeatureShift.of("temperature", trainedDegrees, todaysDegrees).seasonal()));
 * report.verdict();                       // did the inputs move?
 * report.judgedBy(modelAgainstHeuristic); // does the model suffer?
 * }</pre>
 *
 * <p><b>What a verdict takes.</b> Any two samples differ, and with enough values any difference is
 * significant. A feature has {@link dev.belay.monitoring.drift.DriftReport.Verdict#MOVED} only if
 * there are enough values of it, the difference is large, and chance does not explain it; the
 * number of features that were looked at is taken into account. Anything else that is not shown
 * either is {@link dev.belay.monitoring.drift.DriftReport.Verdict#UNDECIDED}, with what is missing.
 *
 * <p><b>What moves is not what breaks.</b> A model trained in winter sees temperatures in summer
 * that it never saw, and may be as good as ever: of inputs alone nobody can tell. Inputs that have
 * moved are a reason to look, no more. Whether the model suffers is said by its losses beside those
 * of the heuristic on the same units, which know the same season; see {@link
 * dev.belay.monitoring.drift.DriftReport#judgedBy}. A feature that is known to move with the
 * seasons is declared {@linkplain dev.belay.monitoring.drift.FeatureShift#seasonal() seasonal}: it
 * is measured and shown, and decides nothing.
 *
 * <ul>
 *   <li>{@link dev.belay.monitoring.drift.FeatureShift}: one feature then and now, from histograms,
 *       {@link dev.belay.monitoring.drift.Categories} or values.
 *   <li>{@link dev.belay.monitoring.drift.ContingencyTable}, {@link
 *       dev.belay.monitoring.drift.SamplePair}: distances and tests of counts and of values.
 *   <li>{@link dev.belay.monitoring.drift.ConformalMartingale}: whether errors stay exchangeable,
 *       with a bound on false alarms however often one looks. {@link
 *       dev.belay.monitoring.drift.Adwin}, {@link dev.belay.monitoring.drift.PageHinkley}, {@link
 *       dev.belay.monitoring.drift.DriftDetectionMethod}: quicker, without such a bound.
 *   <li>{@link dev.belay.monitoring.drift.ExpectedLoss}, {@link
 *       dev.belay.monitoring.drift.ExpectedConfusion}: what the error probably is while outcomes
 *       are missing. They see what changed in the inputs and never what changed in the world: a new
 *       relation between features and outcome shows in outcomes only.
 * </ul>
 *
 * <p>Pure: no thread, no clock, no input or output; where chance is needed the host hands it in.
 * Tests assume independent values. A value that many predictions share, such as the temperature of
 * an hour, is to be given once.
 */
@NullMarked
package dev.belay.monitoring.drift;

import org.jspecify.annotations.NullMarked;
