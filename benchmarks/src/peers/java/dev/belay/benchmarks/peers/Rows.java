/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.Shape;
import java.util.Arrays;

/** The rows engines are asked about, in the forms they take, one by one or {@value #BATCH}. */
final class Rows {
  static final int BATCH = 1_000;

  final double[][] doubles;
  final float[][] floats;
  final double[][] batch;
  final double[] flatDoubles;
  final float[] flatFloats;
  private int next;

  private Rows(ReferenceData data) {
    doubles = data.rows();
    floats = new float[doubles.length][ReferenceData.FEATURES];
    for (int row = 0; row < doubles.length; row++) {
      for (int column = 0; column < ReferenceData.FEATURES; column++) {
        floats[row][column] = (float) doubles[row][column];
      }
    }
    batch = Arrays.copyOf(doubles, BATCH);
    flatDoubles = Arrays.stream(batch).flatMapToDouble(Arrays::stream).toArray();
    flatFloats = Arrays.copyOf(data.flatRows(), BATCH * ReferenceData.FEATURES);
  }

  static Rows of(Shape shape) {
    return new Rows(ReferenceData.test(shape.grain()));
  }

  double[] doubles() {
    return doubles[turn()];
  }

  float[] floats() {
    return floats[turn()];
  }

  private int turn() {
    next = (next + 1) % doubles.length;
    return next;
  }
}
