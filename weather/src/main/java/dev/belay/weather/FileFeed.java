/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A file that somebody else writes. */
record FileFeed(Path file, List<String> columns, Executor executor) implements LiveFeed {

  @Override
  public CompletionStage<LiveTable> load() {
    return CompletableFuture.supplyAsync(this::read, executor);
  }

  private LiveTable read() {
    try {
      return LiveTable.read(file, columns);
    } catch (FileSystemException failure) {
      throw new WeatherException(
          Reason.UNREACHABLE, file + ": " + failure.getClass().getSimpleName());
    } catch (IOException failure) {
      throw new WeatherException(Reason.BROKEN_REPLY, String.valueOf(failure.getMessage()));
    }
  }
}
