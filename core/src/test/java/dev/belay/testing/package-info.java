/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What a host needs to test its own wiring: {@link dev.belay.testing.FakeTime} for the clocks and
 * the waiting, {@link dev.belay.testing.RecordingListener} for what happened, {@link
 * dev.belay.testing.HandCompletedSource} for features that come when the test says so.
 *
 * <p>And what whoever implements one of our interfaces can test it against, with JUnit Jupiter:
 * {@link dev.belay.testing.ModelContract}, {@link dev.belay.testing.FeatureSourceContract}, {@link
 * dev.belay.testing.PredictionListenerContract}, {@link dev.belay.testing.TickerContract}.
 */
@NullMarked
package dev.belay.testing;

import org.jspecify.annotations.NullMarked;
