/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** A small forest as a file, and what an attacker who knows the checksum can make of it. */
final class ForestBytes {
  static final int FORMAT = 8;
  static final int LENGTH = 12;
  static final int VERSION_LENGTH = 20;
  static final int FINGERPRINT_LENGTH = VERSION_LENGTH + 4 + "v1".length();
  static final int FEATURES = FINGERPRINT_LENGTH + 4 + "abc".length();
  static final int FIRST_NAME = FEATURES + 4;
  static final int SECOND_NAME = FIRST_NAME + 4 + "hour".length();
  static final int AGGREGATION = SECOND_NAME + 4 + "rain".length();
  static final int TREES = AGGREGATION + 1 + 4 + 1;
  static final int NODES = TREES + 4;
  static final int FIRST_NODE = NODES + 4;

  private final byte[] bytes;

  private ForestBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  static CompiledForest forest() {
    return CompiledForest.builder("v1", List.of("hour", "rain"))
        .fingerprint("abc")
        .split(1, 0.5, Side.LOW)
        .leaf(2)
        .split(0, 17, Side.HIGH)
        .leaf(5)
        .leaf(9)
        .leaf(-0.25)
        .summing(1.5f, Link.LOGISTIC);
  }

  static ForestBytes ofForest(Path folder) throws IOException {
    return of(forest(), folder);
  }

  static ForestBytes of(CompiledForest forest, Path folder) throws IOException {
    Path file = folder.resolve("original");
    forest.save(file);
    return new ForestBytes(Files.readAllBytes(file));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  byte[] flipped(int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  ForestBytes with(int offset, int value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putInt(offset, value);
    return new ForestBytes(changed);
  }

  ForestBytes with(int offset, byte value) {
    byte[] changed = bytes.clone();
    changed[offset] = value;
    return new ForestBytes(changed);
  }

  ForestBytes with(int offset, double value) {
    byte[] changed = bytes.clone();
    ByteBuffer.wrap(changed).putDouble(offset, value);
    return new ForestBytes(changed);
  }

  ForestBytes with(int offset, String value) {
    byte[] changed = bytes.clone();
    byte[] text = value.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(text, 0, changed, offset, text.length);
    return new ForestBytes(changed);
  }

  ForestBytes longer(int more) {
    return new ForestBytes(Arrays.copyOf(bytes, bytes.length + more));
  }

  /** {@return the bytes without those from one offset to another} */
  ForestBytes without(int from, int to) {
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
    System.arraycopy(bytes, to, shorter, from, bytes.length - to);
    return new ForestBytes(shorter);
  }

  /** {@return the bytes with the length and the checksum that belong to them} */
  byte[] sealed() {
    byte[] sealed = bytes.clone();
    ByteBuffer buffer = ByteBuffer.wrap(sealed).putLong(LENGTH, sealed.length);
    CRC32C checksum = new CRC32C();
    checksum.update(sealed, 0, sealed.length - 4);
    buffer.putInt(sealed.length - 4, (int) checksum.getValue());
    return sealed;
  }
}
