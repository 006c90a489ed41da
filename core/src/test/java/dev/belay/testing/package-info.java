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
 *
 * <p>It is the artifact {@code belay-core} of type {@code test-jar}. The contracts need {@code
 * org.junit.jupiter:junit-jupiter} 5.14 beside it, which the host brings; the rest of the package
 * needs nothing but {@code belay-core}.
 */
@NullMarked
package dev.belay.testing;

import org.jspecify.annotations.NullMarked;
