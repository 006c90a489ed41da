/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;

/**
 * Where the table of {@link LiveFeatures} comes from: a file, a service ({@code JsonFeed}) or the
 * host. Thread-safe; never blocks the caller, which may be a predicting thread: what takes time
 * comes as a stage, on whatever thread. It is asked by one at a time, unless it was silent for a
 * minute.
 */
public interface LiveFeed {

  /** {@return the names of a row's values, in their order; the same each time} */
  List<String> columns();

  /**
   * The table as it is now.
   *
   * @return a stage of it, with these columns; it fails best with a {@link WeatherException}, whose
   *     reason and message are shown and whose wish to be left alone is kept to. Of anything else
   *     only the type is shown
   */
  CompletionStage<LiveTable> load();

  /**
   * A table that the host has or fetches.
   *
   * @param load gives the table, at once or later; called on predicting threads
   * @param columns the names of a row's values
   * @return the feed
   * @throws IllegalArgumentException if there is no column, more than 100, a blank one or one twice
   */
  static LiveFeed of(Supplier<? extends CompletionStage<LiveTable>> load, String... columns) {
    Objects.requireNonNull(load, "load");
    List<String> names = LiveRows.checked(List.of(columns));
    return new LiveFeed() {
      @Override
      public List<String> columns() {
        return names;
      }

      @Override
      public CompletionStage<LiveTable> load() {
        return load.get();
      }
    };
  }

  /**
   * A file of CSV or, if its name ends in {@code .json}, of JSON, as {@link LiveTable#read}
   * describes. It is read on the common pool, anew each time, and is as old as its last change.
   *
   * @param file where it is, or will be
   * @param columns which of the file's columns are read
   * @return the feed
   * @throws IllegalArgumentException if there is no column, more than 100, a blank one or one twice
   */
  static LiveFeed file(Path file, String... columns) {
    Objects.requireNonNull(file, "file");
    return new FileFeed(file, LiveRows.checked(List.of(columns)), ForkJoinPool.commonPool());
  }
}
