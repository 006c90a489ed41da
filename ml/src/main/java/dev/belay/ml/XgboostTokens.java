/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.io.IOException;

/**
 * The tokens of a model file, one after the other, whether it is written as JSON or as UBJSON. What
 * the last {@link #next} has met is what the other methods speak of.
 */
interface XgboostTokens {

  /** What the next token is. */
  enum Kind {
    OBJECT,
    END_OBJECT,
    ARRAY,
    END_ARRAY,
    NAME,
    SCALAR
  }

  /**
   * {@return the next token}
   *
   * @throws IOException if the file ends before, or goes on as its form does not allow
   */
  Kind next() throws IOException;

  /** {@return the name or the scalar as a text} */
  String text() throws IOException;

  /**
   * {@return the scalar, a number or a text of one; a boolean is 1 or 0}
   *
   * @throws NumberFormatException if it is no int
   */
  int integer() throws IOException;

  /**
   * {@return the scalar, a number or a text of one}
   *
   * @throws NumberFormatException if it is no number
   */
  float real() throws IOException;

  /** {@return how many bytes of the file are behind or in the token} */
  long position();
}
