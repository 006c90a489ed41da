/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An attribute of an operator: of its kinds of values only one is there. */
final class OnnxAttribute {
  static final OnnxAttribute ABSENT = new OnnxAttribute();

  private final List<String> texts = new ArrayList<>();
  private long[] numbers = new long[0];
  private int numberCount;
  private float[] floats = new float[0];
  private int floatCount;

  void add(String text) {
    texts.add(text);
  }

  void add(long number) {
    if (numberCount == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(8, 2 * numberCount));
    }
    numbers[numberCount++] = number;
  }

  void add(float number) {
    if (floatCount == floats.length) {
      floats = Arrays.copyOf(floats, Math.max(8, 2 * floatCount));
    }
    floats[floatCount++] = number;
  }

  List<String> texts() {
    return texts;
  }

  long[] numbers() {
    return Arrays.copyOf(numbers, numberCount);
  }

  float[] floats() {
    return Arrays.copyOf(floats, floatCount);
  }
}
