/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.nio.charset.StandardCharsets;

/** The lines of a text, one after the other; each ends with a line feed or with the text. */
final class LightgbmLines {
  private final byte[] text;
  private int start;

  LightgbmLines(byte[] text) {
    this.text = text;
  }

  boolean atEnd() {
    return start == text.length;
  }

  /** {@return the next line, without its end; it is still the next one afterwards} */
  String peek() {
    int end = end();
    int length = end - start;
    if (length > 0 && text[end - 1] == '\r') {
      length--;
    }
    return new String(text, start, length, StandardCharsets.UTF_8);
  }

  String next() {
    String line = peek();
    start = Math.min(end() + 1, text.length);
    return line;
  }

  void skipBlank() {
    while (!atEnd() && peek().isBlank()) {
      next();
    }
  }

  private int end() {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }
}
