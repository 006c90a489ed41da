/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of recorded weather that grows. It may have been left in the middle of a row: what comes
 * after the last whole one is cut off.
 */
final class BackfillFile implements Closeable {
  /** A day's weather begins and ends between two slots. */
  private static final long MARGIN = WeatherSeries.LARGEST_GAP.toSeconds();

  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final int CHUNK = 4_096;

  private final FileChannel channel;
  private final @Nullable ReplayWeather known;

  private BackfillFile(FileChannel channel, @Nullable ReplayWeather known) {
    this.channel = channel;
    this.known = known;
  }

  static BackfillFile open(Path csv) throws IOException {
    FileChannel channel =
        FileChannel.open(
            csv, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      String header = line(writer -> writer.writeRecord(WeatherCsv.header()));
      requireOurs(csv, channel, header.getBytes(StandardCharsets.UTF_8));
      long whole = wholeRows(channel);
      channel.truncate(whole);
      channel.position(whole);
      if (whole == 0) {
        write(channel, header);
      }
      boolean rows = whole > header.length();
      return new BackfillFile(channel, rows ? ReplayWeather.load(csv) : null);
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  /** What another has written is not cut, nor continued in an order of columns that it has not. */
  private static void requireOurs(Path csv, FileChannel channel, byte[] header) throws IOException {
    int length = (int) Math.min(header.length, channel.size());
    ByteBuffer begin = ByteBuffer.allocate(length);
    while (begin.hasRemaining() && channel.read(begin, begin.position()) >= 0) {
      // A read may give less than was asked for.
    }
    if (!Arrays.equals(begin.array(), Arrays.copyOf(header, length))) {
      throw new IOException(csv + " does not begin as a backfill does: it is left as it is");
    }
  }

  private static long wholeRows(FileChannel channel) throws IOException {
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    long end = channel.size();
    while (end > 0) {
      long start = Math.max(0, end - CHUNK);
      chunk.clear().limit((int) (end - start));
      while (chunk.hasRemaining() && channel.read(chunk, start + chunk.position()) >= 0) {
        // A read may give less than was asked for.
      }
      for (int i = chunk.position() - 1; i >= 0; i--) {
        if (chunk.get(i) == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }

  /** What was in the file when it was opened, or null if that was nothing. */
  @Nullable ReplayWeather known() {
    return known;
  }

  /**
   * Adds what a series says of a day as far as that is over, all of it or, if the process dies now,
   * less: what is yet to come is not the past that training is to learn from.
   */
  void append(WeatherSeries series, int day, Instant now) throws IOException {
    long from = day * DAY - MARGIN;
    long to = Math.min(now.getEpochSecond(), (day + 1) * DAY + MARGIN);
    write(channel, line(writer -> WeatherCsv.write(series, from, to, writer)));
    channel.force(false);
  }

  private interface Rows {
    void writeTo(CsvWriter writer);
  }

  private static String line(Rows rows) throws IOException {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      rows.writeTo(writer);
    }
    return text.toString();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
