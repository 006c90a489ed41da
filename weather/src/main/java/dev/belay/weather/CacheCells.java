/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.belay.Ticker;
import dev.belay.internal.ScratchPool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What all views of a cache have in common: its cells, bounded. Thread-safe. */
final class CacheCells {
  /**
   * What holds for which cells.
   *
   * @param live of now, and as far as the source looks ahead
   * @param day of days that are not over
   * @param past of days that are
   */
  record Rules(CellRules live, CellRules day, CellRules past) {}

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

  /**
   * What a cell's series is asked for with.
   *
   * @param epochSecond the moment somebody wants to know; the live cell is of now
   */
  CellWish wish(CellKey key, long epochSecond) {
    Instant now = ticker.instant();
    Instant time = key.day == CellKey.LIVE ? now : Instant.ofEpochSecond(epochSecond);
    Place centre = grid.centre(key.row, key.column);
    return new CellWish(prefix + key, centre, time, rules(key).freshness());
  }

  /** How old each cell is that serves, the youngest first. */
  List<Duration> ages() {
    long nanos = ticker.nanos();
    return cells.asMap().values().stream()
        .mapToLong(cell -> cell.age(nanos))
        .filter(age -> age >= 0)
        .mapToObj(Duration::ofNanos)
        .sorted()
        .toList();
  }

  private CellRules rules(CellKey key) {
    if (key.day == CellKey.LIVE) {
      return rules.live();
    }
    long nowSecond = TimeUnit.MILLISECONDS.toSeconds(ticker.millis());
    return key.day < CellKey.day(nowSecond) ? rules.past() : rules.day();
  }
}
