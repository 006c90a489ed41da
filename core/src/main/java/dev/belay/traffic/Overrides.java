/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keys whose verdict is fixed. A numeric key is found under its decimal text, without making that
 * text: those of the texts that are one are kept as numbers, too. Immutable and thread-safe; a look
 * allocates nothing.
 */
final class Overrides {
  static final Overrides NONE = new Overrides(Map.of());

  /** No verdict: the key is on no list. */
  static final int ABSENT = -1;

  /** The most keys on the lists of one flag. */
  static final int LIMIT = 10_000;

  private final Map<String, Integer> byText;
  private final Map<String, Integer> inOrder;
  private final long[] numbers;
  private final int[] byNumber;

  private Overrides(Map<String, Integer> verdicts) {
    byText = Map.copyOf(verdicts);
    inOrder = Collections.unmodifiableMap(new TreeMap<>(verdicts));
    numbers =
        verdicts.keySet().stream()
            .filter(Overrides::isNumber)
            .mapToLong(Long::parseLong)
            .sorted()
            .toArray();
    byNumber = Arrays.stream(numbers).mapToInt(n -> byText.get(Long.toString(n))).toArray();
  }

  private static boolean isNumber(String text) {
    try {
      return Long.toString(Long.parseLong(text)).equals(text);
    } catch (NumberFormatException otherwise) {
      return false;
    }
  }

  /**
   * These and more.
   *
   * @param what begins the message
   * @throws IllegalArgumentException for a key with another verdict than before, or too many keys
   */
  Overrides adding(String what, Collection<String> keys, int verdict) {
    Map<String, Integer> more = new TreeMap<>(inOrder);
    for (String key : keys) {
      Integer before = more.put(key, verdict);
      if (before != null && before != verdict) {
        throw new IllegalArgumentException(what + ": key '" + key + "' is on both lists");
      }
    }
    if (more.size() > LIMIT) {
      throw new IllegalArgumentException(
          what + ": " + more.size() + " keys on its lists, and at most " + LIMIT + " are kept");
    }
    return new Overrides(more);
  }

  int of(String key) {
    if (byText.isEmpty()) {
      return ABSENT;
    }
    Integer verdict = byText.get(key);
    return verdict == null ? ABSENT : verdict;
  }

  int of(long key) {
    int index = Arrays.binarySearch(numbers, key);
    return index < 0 ? ABSENT : byNumber[index];
  }

  /** Every key and its verdict, by key. */
  Map<String, Integer> inOrder() {
    return inOrder;
  }

  /** The keys with that verdict, by key. */
  List<String> keys(int verdict) {
    return inOrder.entrySet().stream()
        .filter(entry -> entry.getValue() == verdict)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Overrides that && byText.equals(that.byText);
  }

  @Override
  public int hashCode() {
    return byText.hashCode();
  }
}
