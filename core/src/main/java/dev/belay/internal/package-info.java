/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What several of Belay's own modules need and no host does: exported to them alone, and free to
 * change with any release.
 */
@NullMarked
package dev.belay.internal;

import org.jspecify.annotations.NullMarked;
