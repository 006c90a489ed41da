/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.internal.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a {@link Journal} in a file, or nowhere. A file that cannot be read or written is logged
 * and otherwise ignored: people are told all the same. Thread-safe.
 */
final class JournalFile {
  private static final Logger LOG = LoggerFactory.getLogger(JournalFile.class);

  /** Far more than full outboxes take, and little enough to be read at once. */
  private static final long MOST_BYTES = 64L << 20;

  private final @Nullable Path file;
  private boolean failed;
  private boolean closed;

  JournalFile(@Nullable Path file) {
    this.file = file;
  }

  boolean exists() {
    return file != null;
  }

  synchronized Journal load(Instant now) {
    if (file == null || !Files.exists(file)) {
      return Journal.empty(now);
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IOException("it has " + Files.size(file) + " bytes");
      }
      JournalReader.Result result = JournalReader.read(Files.readAllBytes(file), now);
      if (result.unreadable() > 0) {
        LOG.warn("{}: {} lines make no sense and are ignored", file, result.unreadable());
      }
      return result.journal();
    } catch (IOException unreadable) {
      LOG.error("{} cannot be read; alerting begins anew: {}", file, unreadable.toString());
      return Journal.empty(now);
    }
  }

  /**
   * Writes the journal.
   *
   * @param journal asked for only once no other write is going on, so that the last is the newest
   */
  synchronized void save(Supplier<Journal> journal) {
    if (file == null || closed) {
      return;
    }
    byte[] bytes = JournalWriter.bytes(journal.get());
    try {
      write(file, bytes);
      failed = false;
    } catch (IOException full) {
      if (!failed) {
        LOG.error("{} cannot be written; alerts go on and may be lost: {}", file, full.toString());
      }
      failed = true;
    }
  }

  /** Writes no more, so that what ends late does not overwrite what another process has written. */
  synchronized void close() {
    closed = true;
  }

  /** Not to be interrupted: the last write is that of a thread that has been, as a rule. */
  private static void write(Path file, byte[] bytes) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      AtomicFile.write(file, channel -> writeAll(channel, bytes));
    } catch (ClosedByInterruptException meanwhile) {
      interrupted = true;
      Thread.interrupted();
      AtomicFile.write(file, channel -> writeAll(channel, bytes));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void writeAll(WritableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    while (rest.hasRemaining()) {
      channel.write(rest);
    }
  }
}
