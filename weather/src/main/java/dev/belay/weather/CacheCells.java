/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.belay.Ticker;
import dev.belay.internal.ScratchPool;
import java.util.concurrent.TimeUnit;

/** What all views of a cache have in common: its cells, bounded. Thread-safe. */
final class CacheCells {
  /** What holds for the cells of now and of days to come, and for those of days that are over. */
  record Rules(CellRules live, CellRules past) {}

  final Rules rules;
  final Ticker ticker;
  final Grid grid;
  final String prefix;
  final Cache<CellKey, Cell<WeatherSeries>> cells;
  final CacheCounts counts = new CacheCounts();
  final ScratchPool<CellKey> keys = new ScratchPool<>(CellKey::new);

  /**
   * Creates them without one.
   *
   * @param prefix what the keys of a store and a file begin with
   */
  CacheCells(Rules rules, Grid grid, String prefix, long most) {
    this.rules = rules;
    this.ticker = rules.live().ticker();
    this.grid = grid;
    this.prefix = prefix;
    this.cells = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  Cell<WeatherSeries> cell(CellKey key) {
    Cell<WeatherSeries> known = cells.getIfPresent(key);
    return known != null ? known : cells.get(key.copy(), absent -> new Cell<>(rules(absent)));
  }

  private CellRules rules(CellKey key) {
    long nowSecond = TimeUnit.MILLISECONDS.toSeconds(ticker.millis());
    boolean over = key.day != CellKey.LIVE && key.day < CellKey.day(nowSecond);
    return over ? rules.past() : rules.live();
  }
}
