/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Instant;

/**
 * What a cell is fetched with.
 *
 * @param key what a store calls it
 * @param place the centre of the cell
 * @param time what the series has to cover
 * @param freshness how long the answer is good for
 */
record CellWish(String key, Place place, Instant time, Freshness freshness) {}
