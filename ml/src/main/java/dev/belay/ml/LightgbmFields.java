/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** Lines of the form {@code key=value} that belong together: the header of a model, or a tree. */
final class LightgbmFields {
  private final String where;
  private final Map<String, String> values = new HashMap<>();

  /**
   * Begins without lines.
   *
   * @param where what the lines describe, for messages
   */
  LightgbmFields(String where) {
    this.where = where;
  }

  /** A line without a value stands for the empty one. */
  void add(String line) {
    int equals = line.indexOf('=');
    String key = equals < 0 ? line : line.substring(0, equals);
    String value = equals < 0 ? "" : line.substring(equals + 1);
    if (values.put(key, value) != null) {
      throw new IllegalArgumentException(where + " has " + Quoted.of(key) + " twice");
    }
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  @Nullable String optional(String key) {
    return values.get(key);
  }

  String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(where + " has no " + key);
    }
    return value;
  }

  List<String> words(String key) {
    StringTokenizer words = split(text(key));
    List<String> all = new ArrayList<>(words.countTokens());
    while (words.hasMoreTokens()) {
      all.add(words.nextToken());
    }
    return all;
  }

  int count(String key) {
    return split(text(key)).countTokens();
  }

  /** {@return the words of a text} One at a time: a line may have as many as half its bytes. */
  static StringTokenizer split(String text) {
    return new StringTokenizer(text.strip(), " ");
  }

  int integer(String key) {
    return integer(text(key), key);
  }

  int[] integers(String key, int count) {
    StringTokenizer words = words(key, count);
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = integer(words.nextToken(), key);
    }
    return numbers;
  }

  double[] numbers(String key, int count) {
    StringTokenizer words = words(key, count);
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = number(words.nextToken(), key);
    }
    return numbers;
  }

  private StringTokenizer words(String key, int count) {
    StringTokenizer words = split(text(key));
    if (words.countTokens() != count) {
      throw new IllegalArgumentException(
          where + " has " + words.countTokens() + " values of " + key + ", not " + count);
    }
    return words;
  }

  private int integer(String text, String key) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException noInteger) {
      throw new IllegalArgumentException(
          where + ": " + key + " is " + Quoted.of(text) + ", no integer", noInteger);
    }
  }

  private double number(String text, String key) {
    double number = decimal(text);
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException(
          where + ": " + key + " is " + Quoted.of(text) + ", no number");
    }
    return number;
  }

  /** {@return the number, or NaN: Java's own grammar has suffixes and other names of infinity} */
  static double decimal(String text) {
    if (text.equals("inf") || text.equals("-inf")) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("+-.eE0123456789".indexOf(text.charAt(i)) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException noNumber) {
      return Double.NaN;
    }
  }
}
