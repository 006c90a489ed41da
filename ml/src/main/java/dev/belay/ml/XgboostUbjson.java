/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Tokens of UBJSON (Universal Binary JSON, draft 12) as far as XGBoost writes it: numbers are
 * big-endian behind a marker of one byte; a text has its length in front; an object is pairs up to
 * a brace; an array is values up to a bracket, or has their count in front, and then may have their
 * one marker in front of the count.
 *
 * <p>A length or a count is believed only as far as there are bytes left, and nothing is allocated
 * for it before. Needs no recursion.
 */
final class XgboostUbjson implements XgboostTokens {
  private static final byte EACH_ITS_OWN = 0;
  private static final long UP_TO_THE_BRACKET = -1;

  private final ByteBuffer bytes;
  private final Deque<Container> open = new ArrayDeque<>();

  /** Whether the last token was a name, so that its value follows. */
  private boolean named;

  private String text = "";
  private boolean isText;
  private boolean isReal;
  private long integer;
  private double real;

  private static final class Container {
    private final boolean object;
    private final byte marker;
    private long left;

    Container(boolean object, byte marker, long left) {
      this.object = object;
      this.marker = marker;
      this.left = left;
    }
  }

  XgboostUbjson(byte[] file) {
    this.bytes = ByteBuffer.wrap(file);
  }

  /** {@return whether a file is of this form} Behind the brace JSON has a quote or a space. */
  static boolean isForm(byte[] file) {
    return file.length > 1 && file[0] == '{' && "iUIlL".indexOf(file[1]) >= 0;
  }

  @Override
  public Kind next() throws IOException {
    Container container = open.peek();
    if (container == null || named) {
      named = false;
      return value(marker());
    }
    return container.object ? pair() : item(container);
  }

  private Kind pair() throws IOException {
    if (ends('}')) {
      return Kind.END_OBJECT;
    }
    text(string());
    named = true;
    return Kind.NAME;
  }

  private Kind item(Container array) throws IOException {
    if (array.left == 0) {
      open.pop();
      return Kind.END_ARRAY;
    }
    if (array.left == UP_TO_THE_BRACKET) {
      return ends(']') ? Kind.END_ARRAY : value(marker());
    }
    array.left--;
    return value(array.marker == EACH_ITS_OWN ? marker() : array.marker);
  }

  private boolean ends(char bracket) throws IOException {
    need(1);
    if (bytes.get(bytes.position()) != bracket) {
      return false;
    }
    bytes.get();
    open.pop();
    return true;
  }

  private Kind value(byte marker) throws IOException {
    switch (marker) {
      case '{' -> {
        open.push(new Container(true, EACH_ITS_OWN, UP_TO_THE_BRACKET));
        return Kind.OBJECT;
      }
      case '[' -> {
        open.push(array());
        return Kind.ARRAY;
      }
      case 'S' -> text(string());
      case 'Z' -> text("null");
      case 'T' -> integer(1);
      case 'F' -> integer(0);
      case 'd' -> real(need(Float.BYTES).getFloat());
      case 'D' -> real(need(Double.BYTES).getDouble());
      default -> integer(integer(marker));
    }
    return Kind.SCALAR;
  }

  private Container array() throws IOException {
    byte marker = EACH_ITS_OWN;
    if (begins('$')) {
      marker = marker();
      // Others take no bytes, or need the kind of nesting that XGBoost never types.
      if ("iUIlLdD".indexOf(marker) < 0) {
        throw unknown(marker);
      }
      if (!begins('#')) {
        throw new IOException("a typed array without a count at byte " + position());
      }
    } else if (!begins('#')) {
      return new Container(false, marker, UP_TO_THE_BRACKET);
    }
    return new Container(false, marker, length());
  }

  private boolean begins(char sign) throws IOException {
    need(1);
    if (bytes.get(bytes.position()) != sign) {
      return false;
    }
    bytes.get();
    return true;
  }

  private String string() throws IOException {
    byte[] encoded = new byte[length()];
    bytes.get(encoded);
    return new String(encoded, StandardCharsets.UTF_8);
  }

  /** {@return a count of what takes a byte each, at least} */
  private int length() throws IOException {
    long length = integer(marker());
    if (length < 0 || length > bytes.remaining()) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "a length of %d with %d bytes left at byte %d",
              length,
              bytes.remaining(),
              position()));
    }
    return (int) length;
  }

  private long integer(byte marker) throws IOException {
    return switch (marker) {
      case 'i' -> need(Byte.BYTES).get();
      case 'U' -> Byte.toUnsignedInt(need(Byte.BYTES).get());
      case 'I' -> need(Short.BYTES).getShort();
      case 'l' -> need(Integer.BYTES).getInt();
      case 'L' -> need(Long.BYTES).getLong();
      default -> throw unknown(marker);
    };
  }

  private byte marker() throws IOException {
    return need(1).get();
  }

  private ByteBuffer need(int count) throws IOException {
    if (bytes.remaining() < count) {
      throw new IOException("it ends early");
    }
    return bytes;
  }

  private IOException unknown(byte marker) {
    return new IOException(
        String.format(Locale.ROOT, "marker 0x%02x at byte %d", marker, position()));
  }

  private void text(String value) {
    isText = true;
    isReal = false;
    text = value;
  }

  private void integer(long value) {
    isText = false;
    isReal = false;
    integer = value;
  }

  private void real(double value) {
    isText = false;
    isReal = true;
    real = value;
  }

  @Override
  public String text() {
    if (isText) {
      return text;
    }
    return isReal ? Float.toString((float) real) : Long.toString(integer);
  }

  @Override
  public int integer() {
    if (isText || isReal || integer != (int) integer) {
      return Integer.parseInt(text());
    }
    return (int) integer;
  }

  @Override
  public float real() {
    if (isText) {
      return Float.parseFloat(text);
    }
    return isReal ? (float) real : integer;
  }

  @Override
  public long position() {
    return bytes.position();
  }
}
