/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.ml.Aggregation.Averaging;
import dev.belay.ml.Aggregation.Summing;
import dev.belay.ml.Aggregation.SummingDoubles;
import java.nio.charset.StandardCharsets;

/**
 * The file of a forest, big-endian. Format 1, which is written wherever it can say all there is:
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
 * <p>Format 2 is for what other engines brought. It has one list more and two aggregations:
 *
 * <pre>
 * 4      number of features whose zero is missing, then the index of each, ascending
 *                                      after the names of the features
 * 1      aggregation: 3 sum of doubles, then 1 mean (0 or 1), 8 steepness, 1 link (up to 5);
 *                     4 sum to the base, then 1 mean, 4 base, 1 link
 * </pre>
 *
 * <p>Preorder alone says which node is whose child, so no file can hold a cycle or a child out of
 * range.
 */
final class ForestFormat {
  static final long MAGIC = 0x89_42_46_52_0D_0A_1A_0AL;
  static final int OWN = 1;
  static final int FOREIGN = 2;

  static final byte MOST_LINKS_OF_OWN = 2;

  static final byte AVERAGE = 1;
  static final byte SUM = 2;
  static final byte SUM_DOUBLES = 3;
  static final byte SUM_TO_BASE = 4;

  /** Magic, format version and length: what is read before anything else is believed. */
  static final int PREFIX_BYTES = 8 + 4 + 8;

  /** Of one text: so that a length that is forged cannot take much memory. */
  static final int MOST_TEXT_BYTES = 1 << 16;

  static final int NODE_BYTES = 4 + 8;
  static final int CHECKSUM_BYTES = 4;

  private ForestFormat() {}

  /** {@return the oldest format that can say what there is to say of a forest} */
  static int version(CompiledForest forest) {
    boolean own =
        switch (tag(forest.aggregation())) {
          case AVERAGE -> true;
          case SUM -> tag(((Summing) forest.aggregation()).link()) <= MOST_LINKS_OF_OWN;
          default -> false;
        };
    return own && forest.zeroIsMissing().isEmpty() ? OWN : FOREIGN;
  }

  static byte tag(Aggregation aggregation) {
    if (aggregation instanceof Averaging) {
      return AVERAGE;
    }
    if (aggregation instanceof Summing) {
      return SUM;
    }
    return aggregation instanceof SummingDoubles ? SUM_DOUBLES : SUM_TO_BASE;
  }

  static byte tag(Link link) {
    return (byte)
        switch (link) {
          case IDENTITY -> 1;
          case LOGISTIC -> 2;
          case EXPONENTIAL -> 3;
          case SIGNED_SQUARE -> 4;
          case SOFTPLUS -> 5;
        };
  }

  static long textBytes(String text) {
    return Integer.BYTES + (long) text.getBytes(StandardCharsets.UTF_8).length;
  }
}
