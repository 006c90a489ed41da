/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a part of the system has to say for itself, as data: a {@link dev.belay.report.Panel} of
 * figures, series and tables, and its {@link dev.belay.report.Health}. A dashboard or a report
 * draws them without knowing who they are from.
 */
@NullMarked
package dev.belay.report;

import org.jspecify.annotations.NullMarked;
