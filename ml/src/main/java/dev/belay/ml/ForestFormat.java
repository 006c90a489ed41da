/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.nio.charset.StandardCharsets;

/**
 * The file of a forest, format 1, big-endian:
 *
 * <pre>
 * 8      magic: no text, and spoilt by a transfer as text
 * 4      format version
 * 8      length of the whole file
 * text   version of the model          a text is 4 bytes length and that many bytes of UTF-8,
 *                                      at most 65536
 * text   fingerprint
 * 4      number of features, then a text each
 * 1      aggregation: 1 average, then 8 offset; 2 sum, then 4 base, 1 link (1 identity, 2 logistic)
 * 4      number of trees
 * 4      number of nodes
 * 12     per node in preorder: 4 test (-1 for a leaf, or twice the feature plus 1 if a missing
 *        value goes high), 8 threshold or value
 * 4      CRC-32C of all before
 * </pre>
 *
 * Preorder alone says which node is whose child, so no file can hold a cycle or a child out of
 * range.
 */
final class ForestFormat {
  static final long MAGIC = 0x89_42_46_52_0D_0A_1A_0AL;
  static final int VERSION = 1;

  static final byte AVERAGE = 1;
  static final byte SUM = 2;
  static final byte IDENTITY = 1;
  static final byte LOGISTIC = 2;

  /** Magic, format version and length: what is read before anything else is believed. */
  static final int PREFIX_BYTES = 8 + 4 + 8;

  /** Of one text: so that a length that is forged cannot take much memory. */
  static final int MOST_TEXT_BYTES = 1 << 16;

  static final int NODE_BYTES = 4 + 8;
  static final int CHECKSUM_BYTES = 4;

  private ForestFormat() {}

  static byte tag(Link link) {
    return switch (link) {
      case IDENTITY -> IDENTITY;
      case LOGISTIC -> LOGISTIC;
    };
  }

  static long textBytes(String text) {
    return Integer.BYTES + (long) text.getBytes(StandardCharsets.UTF_8).length;
  }
}
