/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

/** The empirical distribution functions of two samples, and what lies between them. */
final class StepFunctions {

  private final double[] reference;
  private final double[] current;

  /** Keeps the arrays, which are sorted and which nobody may change. */
  StepFunctions(double[] reference, double[] current) {
    this.reference = reference;
    this.current = current;
  }

  /** The largest difference times both sizes, which is a whole number. */
  long scaledDistance() {
    long n = reference.length;
    long m = current.length;
    long largest = 0;
    int i = 0;
    int j = 0;
    while (i < n && j < m) {
      double next = Math.min(reference[i], current[j]);
      i = past(next, reference, i);
      j = past(next, current, j);
      largest = Math.max(largest, Math.abs(i * m - j * n));
    }
    return largest;
  }

  /** The integral of a power of the difference of both distribution functions. */
  double area(int power) {
    double area = 0;
    double last = Math.min(reference[0], current[0]);
    int i = 0;
    int j = 0;
    while (i < reference.length || j < current.length) {
      double next = Math.min(at(i, reference), at(j, current));
      double height = (double) i / reference.length - (double) j / current.length;
      area += (next - last) * Math.pow(Math.abs(height), power);
      i = past(next, reference, i);
      j = past(next, current, j);
      last = next;
    }
    return area;
  }

  private static double at(int i, double[] sorted) {
    return i < sorted.length ? sorted[i] : Double.POSITIVE_INFINITY;
  }

  private static int past(double value, double[] sorted, int from) {
    int i = from;
    while (i < sorted.length && sorted[i] <= value) {
      i++;
    }
    return i;
  }
}
