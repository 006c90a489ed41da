/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * When to raise an alert, as values: a {@link dev.belay.alert.AlertRule} over {@link
 * dev.belay.alert.Metric metrics}, and the {@link dev.belay.alert.AlertState} it goes through.
 * Pure: nothing here keeps time, reads a clock or tells anybody.
 *
 * <pre>{@code
 * AlertRule errs =
 *     Metric.named("mean absolute error").over(ofHours(6)).above(12).clearedAt(10)
 *         .lasting(ofMinutes(15)).minimumSamples(200).severity(Severity.CRITICAL);
 * }</pre>
 */
@NullMarked
package dev.belay.alert;

import org.jspecify.annotations.NullMarked;
