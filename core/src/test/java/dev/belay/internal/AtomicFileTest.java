/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void write_newFile_holdsTheBodyAndNothingElseIsLeft() throws IOException {
    Path file = folder.resolve("model");
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {1, 2})));
    assertThat(file).hasBinaryContent(new byte[] {1, 2});
    assertThat(folder).isDirectoryContaining(file::equals).satisfies(this::holdsOneEntry);
  }

  @Test
  void write_existingFile_isReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "the old and longer one");
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
    assertThat(file).hasBinaryContent(new byte[] {1});
    holdsOneEntry(folder);
  }

  @ParameterizedTest
  @ValueSource(classes = {IOException.class, IllegalStateException.class, StackOverflowError.class})
  void write_bodyFailsHalfWay_leavesTheOldFileAndNoOther(Class<? extends Throwable> kind)
      throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    assertThatThrownBy(() -> AtomicFile.write(file, channel -> failHalfWay(channel, kind)))
        .isInstanceOf(kind);
    assertThat(file).hasContent("old");
    holdsOneEntry(folder);
  }

  @Test
  void write_targetIsAFullDirectory_failsAndLeavesNoOtherFile() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("model"));
    Path inside = Files.writeString(directory.resolve("inside"), "mine");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> AtomicFile.write(directory, channel -> {}));
    assertThat(inside).hasContent("mine");
    holdsOneEntry(folder);
  }

  @Test
  void write_folderDoesNotExist_saysSo() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> AtomicFile.write(folder.resolve("no/model"), channel -> {}))
        .withMessageContaining("no");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void write_symbolicLink_staysOneAndWhatItLeadsToIsReplaced() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path file = Files.writeString(real.resolve("v1"), "1");
    Path current = Files.createSymbolicLink(folder.resolve("current"), Path.of("real/v1"));
    Path link = Files.createSymbolicLink(folder.resolve("model"), current);
    AtomicFile.write(link, channel -> channel.write(ByteBuffer.wrap(new byte[] {2})));
    assertThat(file).isRegularFile().hasBinaryContent(new byte[] {2});
    assertThat(link).isSymbolicLink();
    assertThat(current).isSymbolicLink();
    holdsOneEntry(real);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("real", "current", "model");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void write_symbolicLinkToNothing_makesTheFileItLeadsTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("model"), Path.of("v1"));
    AtomicFile.write(link, channel -> channel.write(ByteBuffer.wrap(new byte[] {1})));
    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("v1")).isRegularFile().hasBinaryContent(new byte[] {1});
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void write_symbolicLinkToItself_saysThatItIsALoop() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("model"), Path.of("model"));
    assertThatExceptionOfType(FileSystemLoopException.class)
        .isThrownBy(() -> AtomicFile.write(link, channel -> {}))
        .withMessage(link.toString());
    assertThat(link).isSymbolicLink();
    holdsOneEntry(folder);
  }

  @Test
  void write_onPosix_leavesTheUsualPermissions() throws IOException {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return;
    }
    Path usual = Files.writeString(folder.resolve("usual"), "");
    Path file = folder.resolve("model");
    AtomicFile.write(file, channel -> {});
    assertThat(Files.getPosixFilePermissions(file)).isEqualTo(Files.getPosixFilePermissions(usual));
  }

  private static void failHalfWay(
      java.nio.channels.WritableByteChannel channel, Class<? extends Throwable> kind)
      throws IOException {
    channel.write(ByteBuffer.wrap(new byte[] {1}));
    if (kind == IOException.class) {
      throw new IOException("disk full");
    }
    if (kind == IllegalStateException.class) {
      throw new IllegalStateException("broken");
    }
    throw new StackOverflowError();
  }

  private void holdsOneEntry(Path directory) {
    assertThat(directory.toFile().list()).hasSize(1);
  }
}
