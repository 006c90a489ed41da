/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

/** Text from outside, made safe to be part of a line of a log or of a message's header. */
final class OneLine {
  private OneLine() {}

  /** The same with a space for whatever ends a line or controls a terminal. */
  static String of(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints().forEach(point -> line.appendCodePoint(harmful(point) ? ' ' : point));
    return line.toString();
  }

  private static boolean harmful(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
