/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/** Published expected values, each computed through the public API. */
@NullMarked
package dev.belay.cases;

import org.jspecify.annotations.NullMarked;
