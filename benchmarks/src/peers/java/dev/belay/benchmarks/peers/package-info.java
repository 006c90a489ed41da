/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The products others use instead, each doing the same work as ours in the same run.
 *
 * <p>A benchmark class measures one kind of work; its methods named {@code ours} are Belay, the
 * others are peers. Before anything is measured ours and the peer have to give the same answers, or
 * the benchmark fails. Every engine is held to one thread.
 */
@NullMarked
package dev.belay.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
