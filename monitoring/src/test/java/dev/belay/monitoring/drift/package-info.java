/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package dev.belay.monitoring.drift;

import org.jspecify.annotations.NullMarked;
