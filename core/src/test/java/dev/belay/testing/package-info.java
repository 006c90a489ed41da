/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a host needs to test its own wiring: {@link dev.belay.testing.FakeTime} for the clocks and
 * the waiting, {@link dev.belay.testing.RecordingListener} for what happened, {@link
 * dev.belay.testing.HandCompletedSource} for features that come when the test says so.
 */
@NullMarked
package dev.belay.testing;

import org.jspecify.annotations.NullMarked;
