/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * Messages of protocol buffers, field by field. The one class here that needs protobuf-java.
 *
 * <p>A message within another one is read to its end before the other goes on, so that all of them
 * share this one object: an empty message takes two bytes of a file, and none of memory.
 *
 * <p>What it throws is an IOException, whatever the bytes are; and it hands out no more than they
 * hold.
 */
final class OnnxReaderWire {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** More than the messages that are read stand within each other. */
  private static final int DEEPEST = 16;

  private final CodedInputStream in;

  /** Where the messages end that others stand within. */
  private final int[] ends = new int[DEEPEST];

  private int depth;
  private int tag;

  OnnxReaderWire(byte[] bytes) {
    this.in = CodedInputStream.newInstance(bytes);
  }

  /**
   * {@return the number of the next field, or 0 at the end of the message} Its value has to be
   * taken; after the end come the fields of the message around it.
   */
  int next() throws IOException {
    tag = in.readTag();
    if (tag == 0 && depth > 0) {
      in.popLimit(ends[--depth]);
    }
    return tag >>> 3;
  }

  void skip() throws IOException {
    if (!in.skipField(tag)) {
      throw new StreamCorruptedException("a group ends that has not begun");
    }
  }

  long number() throws IOException {
    require(VARINT);
    return in.readInt64();
  }

  String text() throws IOException {
    require(BYTES);
    return in.readStringRequireUtf8();
  }

  /** {@return this, at the beginning of the message in the field} */
  OnnxReaderWire message() throws IOException {
    require(BYTES);
    ends[depth++] = in.pushLimit(in.readRawVarint32());
    return this;
  }

  /** Takes one number, or as many as are packed into one field. */
  void numbersInto(OnnxAttribute attribute) throws IOException {
    if (!packed()) {
      attribute.add(number());
      return;
    }
    int end = in.pushLimit(in.readRawVarint32());
    attribute.reserveNumbers(in.getBytesUntilLimit());
    while (!in.isAtEnd()) {
      attribute.add(in.readInt64());
    }
    in.popLimit(end);
  }

  void floatsInto(OnnxAttribute attribute) throws IOException {
    if (!packed()) {
      require(FIXED32);
      attribute.add(in.readFloat());
      return;
    }
    int end = in.pushLimit(in.readRawVarint32());
    attribute.reserveFloats(in.getBytesUntilLimit() / Float.BYTES);
    while (!in.isAtEnd()) {
      attribute.add(in.readFloat());
    }
    in.popLimit(end);
  }

  private boolean packed() {
    return (tag & 7) == BYTES;
  }

  private void require(int type) throws IOException {
    if ((tag & 7) != type) {
      throw new StreamCorruptedException(
          "field " + (tag >>> 3) + " is of wire type " + (tag & 7) + ", not " + type);
    }
  }
}
