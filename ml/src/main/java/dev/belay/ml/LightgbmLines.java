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

  /** {@return whether the next line begins with an ASCII text} */
  boolean begins(String prefix) {
    if (prefix.length() > text.length - start) {
      return false;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (text[start + i] != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  boolean isBlank() {
    for (int i = start; i < text.length && text[i] != '\n'; i++) {
      if (!Character.isWhitespace(text[i])) {
        return false;
      }
    }
    return true;
  }

  /** {@return the line, without its end} */
  String next() {
    int end = end();
    int length = end - start;
    if (length > 0 && text[end - 1] == '\r') {
      length--;
    }
    String line = new String(text, start, length, StandardCharsets.UTF_8);
    start = Math.min(end + 1, text.length);
    return line;
  }

  void skipBlank() {
    while (!atEnd() && isBlank()) {
      start = Math.min(end() + 1, text.length);
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
