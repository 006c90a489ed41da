/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.Ticker;

/**
 * What holds for all cells of a kind.
 *
 * @param provider what failures that say nothing are said to be of
 * @param ticker whose monotonic clock tells their age
 * @param freshness how long an answer is good for
 * @param patience nanoseconds after which a fetch that nothing is heard of is given up
 */
record CellRules(String provider, Ticker ticker, Freshness freshness, long patience) {}
