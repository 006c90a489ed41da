/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An attribute of an operator: of its kinds of values only one is there. */
final class OnnxAttribute {
  private static final int FEWEST = 8;
  private static final long[] NO_NUMBERS = {};
  private static final float[] NO_FLOATS = {};

  static final OnnxAttribute ABSENT = new OnnxAttribute();

  private final List<String> texts = new ArrayList<>();

  /** Each text once: a million nodes have the same few modes. */
  private final Map<String, String> distinct = new HashMap<>();

  private long[] numbers = NO_NUMBERS;
  private int numberCount;
  private float[] floats = NO_FLOATS;
  private int floatCount;

  void add(String text) {
    String known = distinct.putIfAbsent(text, text);
    OnnxGraph.requireFew(distinct.size(), "texts in one attribute");
    texts.add(known == null ? text : known);
  }

  void add(long number) {
    if (numberCount == numbers.length) {
      reserveNumbers(FEWEST);
    }
    numbers[numberCount++] = number;
  }

  void add(float number) {
    if (floatCount == floats.length) {
      reserveFloats(FEWEST);
    }
    floats[floatCount++] = number;
  }

  /** Makes room for as many as the file has bytes for. */
  void reserveNumbers(int more) {
    if (more > numbers.length - numberCount) {
      numbers = Arrays.copyOf(numbers, longer(numberCount, more));
    }
  }

  void reserveFloats(int more) {
    if (more > floats.length - floatCount) {
      floats = Arrays.copyOf(floats, longer(floatCount, more));
    }
  }

  /** At least half as long again: many fields with a number each are not many copies. */
  private static int longer(int count, int more) {
    return count + Math.max(more, count >> 1);
  }

  List<String> texts() {
    return texts;
  }

  /** {@return the numbers} Not a copy, since they may be most of the file; not to be changed. */
  long[] numbers() {
    if (numberCount < numbers.length) {
      numbers = Arrays.copyOf(numbers, numberCount);
    }
    return numbers;
  }

  float[] floats() {
    if (floatCount < floats.length) {
      floats = Arrays.copyOf(floats, floatCount);
    }
    return floats;
  }
}
