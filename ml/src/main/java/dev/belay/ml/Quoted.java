/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/** Texts of files that are not trusted, as a message may hold them. */
final class Quoted {
  private static final int MOST = 40;

  private Quoted() {}

  /** {@return the text in quotation marks, or its beginning if it is long} */
  static String of(String text) {
    return "'" + beginning(text) + "'";
  }

  /** {@return the text, or its beginning if it is long} */
  static String beginning(String text) {
    return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
  }
}
