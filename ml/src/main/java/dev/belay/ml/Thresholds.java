/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** All tests of a forest, numbered from 1, by the features that are used at all. */
final class Thresholds {
  final FeatureTests[] features;

  /** Per column of the row its place among the used features, if it is one. */
  private final int[] places;

  private final int tests;

  Thresholds(Trees trees, BitSet zeroIsMissing) {
    double[][] low = distinct(trees, Side.LOW);
    double[][] high = distinct(trees, Side.HIGH);
    this.places = new int[low.length];
    List<FeatureTests> used = new ArrayList<>();
    int first = 1;
    for (int column = 0; column < low.length; column++) {
      if (low[column].length + high[column].length > 0) {
        places[column] = used.size();
        used.add(
            new FeatureTests(column, first, zeroIsMissing.get(column), low[column], high[column]));
        first += low[column].length + high[column].length;
      }
    }
    this.features = used.toArray(new FeatureTests[0]);
    this.tests = first - 1;
  }

  /** Per column the thresholds of one side, sorted; zero has no sign here. */
  private static double[][] distinct(Trees trees, Side missing) {
    double[][] found = new double[trees.features()][];
    int[] counts = new int[found.length];
    Arrays.setAll(found, column -> new double[0]);
    for (int i = 0; i < trees.nodes(); i++) {
      int test = trees.tests[i];
      if (test != Trees.LEAF && Trees.missing(test) == missing) {
        int column = Trees.feature(test);
        if (counts[column] == found[column].length) {
          found[column] = Arrays.copyOf(found[column], Math.max(8, 2 * counts[column]));
        }
        found[column][counts[column]++] = trees.numbers[i] + 0.0;
      }
    }
    Arrays.setAll(found, column -> distinct(found[column], counts[column]));
    return found;
  }

  private static double[] distinct(double[] values, int count) {
    Arrays.sort(values, 0, count);
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (kept == 0 || values[i] != values[kept - 1]) {
        values[kept++] = values[i];
      }
    }
    return Arrays.copyOf(values, kept);
  }

  /** {@return how many tests there are} */
  int tests() {
    return tests;
  }

  /** {@return the place of a split's feature among the used ones} */
  int place(int test) {
    return places[Trees.feature(test)];
  }

  /** {@return the number of a split's test among those of its feature, from 0} */
  int test(int test, double threshold) {
    return features[place(test)].test(threshold, Trees.missing(test));
  }

  /** {@return the number of a split's test among those of the forest, from 1} */
  int number(int test, double threshold) {
    return features[place(test)].first + test(test, threshold);
  }
}
