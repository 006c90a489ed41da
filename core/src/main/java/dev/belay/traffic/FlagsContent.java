/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The text of a file, read whole or not at all.
 *
 * @param path of the file
 */
record FlagsContent(Path path) {
  /** Some editors begin every file with it, and nobody sees it. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  FlagsContent {
    Objects.requireNonNull(path, "path");
  }

  String name() {
    return Objects.toString(path.getFileName(), path.toString());
  }

  /** The text; one byte more than is allowed is asked for, never the whole of a huge file. */
  String read() throws IOException {
    byte[] bytes;
    try (InputStream stream = Files.newInputStream(path)) {
      bytes = stream.readNBytes(StrictJson.LIMIT + 1);
    }
    if (bytes.length > StrictJson.LIMIT) {
      throw new IOException("more than " + StrictJson.LIMIT + " bytes");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException broken) {
      throw new IOException("not UTF-8", broken);
    }
  }

  /** What went wrong, in one line that names the file. */
  String describe(Exception failure) {
    String what = failure instanceof IOException ? failure.toString() : failure.getMessage();
    return "'" + path + "': " + what;
  }
}
