/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that is either complete or as it was before, also across a crash. A symbolic link stays
 * one: what it leads to is replaced.
 */
public final class AtomicFile {
  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private AtomicFile() {}

  /** What is to be in the file. */
  public interface Body {
    /**
     * Writes it.
     *
     * @param channel takes it
     * @throws IOException if it does not
     */
    void writeTo(WritableByteChannel channel) throws IOException;
  }

  /**
   * Writes a file, and whatever happens leaves no other behind.
   *
   * @param file which; a symbolic link stays one
   * @param body what is to be in it
   * @throws IOException if it cannot be written; then it is as it was
   */
  public static void write(Path file, Body body) throws IOException {
    Path target = target(file);
    // Not createTempFile: its owner-only permissions would stay with the file.
    Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      fill(temporary, body);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException missing) {
      // Its message is the name of the temporary file, which nobody asked for.
      NoSuchFileException named =
          new NoSuchFileException(file.toString(), null, "there is no such folder");
      named.initCause(missing);
      throw named;
    } catch (Throwable failure) {
      remove(temporary, failure);
      throw failure;
    }
  }

  /** Not toRealPath: the file need not exist yet. */
  private static Path target(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(target); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  private static void fill(Path temporary, Body body) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      body.writeTo(channel);
      channel.force(true);
    }
  }

  private static void remove(Path temporary, Throwable failure) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException alsoFailed) {
      failure.addSuppressed(alsoFailed);
    }
  }
}
