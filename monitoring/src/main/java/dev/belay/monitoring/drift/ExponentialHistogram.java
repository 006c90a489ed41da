/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Sum and spread of the last values in buckets that double in size as they age: M. Datar, A.
 * Gionis, P. Indyk and R. Motwani, SIAM Journal on Computing 31(6), 2002, pp. 1794-1813. Row i
 * holds at most some number of buckets of 2^i values each, the oldest first.
 */
final class ExponentialHistogram {

  private final int rowBuckets;
  private final List<Deque<Bucket>> rows = new ArrayList<>();
  private long width;
  private double total;
  private double squares;

  ExponentialHistogram(int rowBuckets) {
    this.rowBuckets = rowBuckets;
    rows.add(new ArrayDeque<>());
  }

  /** The sum of some values and that of their squared deviations from their mean. */
  record Bucket(long size, double total, double squares) {

    Bucket merged(Bucket other) {
      return new Bucket(
          size + other.size, total + other.total, squares + other.squares + between(other));
    }

    /** Both, without their squares. */
    Bucket with(Bucket other) {
      return new Bucket(size + other.size, total + other.total, 0);
    }

    /** What the distance of two means adds to the squares. */
    double between(Bucket other) {
      double distance = total / size - other.total / other.size;
      return distance * distance * size * other.size / (size + other.size);
    }
  }

  void add(double value) {
    Bucket bucket = new Bucket(1, value, 0);
    squares += width == 0 ? 0 : bucket.between(all());
    width++;
    total += value;
    rows.get(0).addLast(bucket);
    for (int row = 0; rows.get(row).size() > rowBuckets; row++) {
      if (row + 1 == rows.size()) {
        rows.add(new ArrayDeque<>());
      }
      Deque<Bucket> full = rows.get(row);
      rows.get(row + 1).addLast(full.removeFirst().merged(full.removeFirst()));
    }
  }

  /** Forgets the oldest bucket. */
  void dropOldest() {
    Deque<Bucket> last = rows.get(rows.size() - 1);
    Bucket oldest = last.removeFirst();
    if (last.isEmpty() && rows.size() > 1) {
      rows.remove(rows.size() - 1);
    }
    width -= oldest.size();
    total -= oldest.total();
    squares = Math.max(0, squares - oldest.squares() - (width == 0 ? 0 : oldest.between(all())));
  }

  long width() {
    return width;
  }

  double total() {
    return total;
  }

  /** The sum of the squared deviations from the mean. */
  double squares() {
    return squares;
  }

  /** The rows, that of the largest buckets first. */
  List<List<Bucket>> oldestFirst() {
    List<List<Bucket>> result = new ArrayList<>();
    for (int row = rows.size() - 1; row >= 0; row--) {
      result.add(List.copyOf(rows.get(row)));
    }
    return result;
  }

  private Bucket all() {
    return new Bucket(width, total, squares);
  }
}
