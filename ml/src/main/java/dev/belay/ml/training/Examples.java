/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.IntStream;

/**
 * Rows with their targets, in an order that depends on what they hold and not on the order the host
 * gave them in: by moment, then by feature values, then by target. Rows that are equal in all of
 * these are interchangeable. So everything computed from examples is the same for any order.
 *
 * @param rows one value per feature each
 * @param targets one per row
 * @param moments one per row, or none at all if they are not known
 * @param origins the index of each row in the host's list
 */
record Examples(double[][] rows, double[] targets, long[] moments, int[] origins) {

  Examples sorted() {
    Comparator<Integer> byContent =
        Comparator.<Integer>comparingLong(i -> timed() ? moments[i] : 0)
            .thenComparing(i -> rows[i], Arrays::compare)
            .thenComparingDouble(i -> targets[i]);
    return pick(IntStream.range(0, size()).boxed().sorted(byContent).mapToInt(i -> i).toArray());
  }

  /** {@return the rows with these indices, in their order} */
  Examples pick(int[] chosen) {
    return new Examples(
        Arrays.stream(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new),
        Arrays.stream(chosen).mapToDouble(i -> targets[i]).toArray(),
        timed() ? Arrays.stream(chosen).mapToLong(i -> moments[i]).toArray() : moments,
        Arrays.stream(chosen).map(i -> origins[i]).toArray());
  }

  int size() {
    return rows.length;
  }

  int features() {
    return rows[0].length;
  }

  boolean timed() {
    return moments.length > 0;
  }

  double[] column(int feature) {
    return Arrays.stream(rows).mapToDouble(row -> row[feature]).toArray();
  }

  double meanTarget() {
    return Arrays.stream(targets).sum() / size();
  }

  /** SHA-256 over rows, targets and moments, in hexadecimal. */
  String fingerprint() {
    MessageDigest digest = sha256();
    ByteBuffer line = ByteBuffer.allocate(Long.BYTES * (features() + 2));
    for (int i = 0; i < size(); i++) {
      line.clear();
      for (double value : rows[i]) {
        line.putDouble(Double.isNaN(value) ? Double.NaN : value);
      }
      line.putDouble(targets[i]);
      if (timed()) {
        line.putLong(moments[i]);
      }
      digest.update(line.array(), 0, line.position());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
