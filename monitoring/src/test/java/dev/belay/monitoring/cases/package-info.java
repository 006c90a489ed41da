/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Published values of monitoring, each computed through the public API. */
@NullMarked
package dev.belay.monitoring.cases;

import org.jspecify.annotations.NullMarked;
