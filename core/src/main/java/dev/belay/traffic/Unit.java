/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import com.dynatrace.hash4j.hashing.ByteAccess;
import com.dynatrace.hash4j.hashing.Hasher32;
import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Turns a key into a number: MurmurHash3 x86 32 (Austin Appleby, SMHasher) over the key's UTF-8
 * bytes, scaled to a range by multiply-shift (Daniel Lemire, "Fast random integer generation in an
 * interval", 2019; flagd's fractional evaluation, second version). These values are a promise:
 * another release or another language must find the same units in the same arms.
 */
final class Unit {
  private static final ByteAccess<String> ASCII = (text, index) -> (byte) text.charAt((int) index);

  private Unit() {}

  /** The hash family with the given seed; the seed of a family is itself a hash of its salt. */
  static Hasher32 family(int seed) {
    return Hashing.murmur3_32(seed);
  }

  /** Hash of the key's UTF-8 bytes; allocates only for a key outside ASCII. */
  static int hash(Hasher32 family, String key) {
    if (isAscii(key)) {
      return family.hashBytesToInt(key, 0, key.length(), ASCII);
    }
    return family.hashBytesToInt(key.getBytes(StandardCharsets.UTF_8));
  }

  /** Hash of the key's eight little-endian bytes: another unit than its decimal text. */
  static int hash(Hasher32 family, long key) {
    return family.hashLongToInt(key);
  }

  /** The bucket in {@code [0, total)} a hash falls into; {@code total} is positive. */
  static int bucket(int hash, int total) {
    return (int) ((Integer.toUnsignedLong(hash) * total) >>> 32);
  }

  /** The place in {@code [0, 1)} a hash stands for; exact. */
  static double position(int hash) {
    return Integer.toUnsignedLong(hash) / 0x1p32;
  }

  static double requirePosition(double position) {
    if (!(position >= 0 && position < 1)) {
      throw new IllegalArgumentException("position " + position + " is not in [0, 1)");
    }
    return position;
  }

  private static boolean isAscii(String key) {
    for (int i = 0; i < key.length(); i++) {
      if (key.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }
}
