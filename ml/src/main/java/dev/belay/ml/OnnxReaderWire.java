/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * A message of protocol buffers, field by field. The one class here that needs protobuf-java.
 *
 * <p>What it throws is an IOException, whatever the bytes are; and it hands out no more than they
 * hold.
 */
final class OnnxReaderWire {
  private static final int VARINT = 0;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int start;
  private final CodedInputStream in;
  private int tag;

  OnnxReaderWire(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  private OnnxReaderWire(byte[] bytes, int start, int length) {
    this.bytes = bytes;
    this.start = start;
    this.in = CodedInputStream.newInstance(bytes, start, length);
  }

  /** {@return the number of the next field, or 0 if there is none} Its value has to be taken. */
  int next() throws IOException {
    tag = in.readTag();
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

  OnnxReaderWire message() throws IOException {
    require(BYTES);
    int length = in.readRawVarint32();
    int begin = start + in.getTotalBytesRead();
    in.skipRawBytes(length);
    return new OnnxReaderWire(bytes, begin, length);
  }

  /** Takes one number, or as many as are packed into one field. */
  void numbersInto(OnnxAttribute attribute) throws IOException {
    if (packed()) {
      CodedInputStream values = message().in;
      while (!values.isAtEnd()) {
        attribute.add(values.readInt64());
      }
    } else {
      attribute.add(number());
    }
  }

  void floatsInto(OnnxAttribute attribute) throws IOException {
    if (packed()) {
      CodedInputStream values = message().in;
      while (!values.isAtEnd()) {
        attribute.add(values.readFloat());
      }
    } else {
      require(FIXED32);
      attribute.add(in.readFloat());
    }
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
