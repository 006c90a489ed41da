/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

/**
 * What must hold.
 *
 * @param fast what is measured
 * @param slow what it is compared with
 * @param least how many times as fast the one has to be
 */
record Claim(Subject fast, Subject slow, double least) {}
