/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * {@link dev.belay.ml.training.Training} turns rows of the host's class into a {@link
 * dev.belay.ml.CompiledForest} and a {@link dev.belay.ml.training.ModelReport} that says what it is
 * worth.
 *
 * <p>A {@link dev.belay.ml.training.Learner} is chosen with its {@link dev.belay.ml.training.Loss}:
 * {@link dev.belay.ml.training.Boosting} takes any of them, {@link
 * dev.belay.ml.training.RandomForest} the mean. The only package that needs the training libraries;
 * what it makes is served without them.
 */
@NullMarked
package dev.belay.ml.training;

import org.jspecify.annotations.NullMarked;
