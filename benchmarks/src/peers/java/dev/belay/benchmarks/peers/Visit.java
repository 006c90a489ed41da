/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.FeatureSet;
import dev.belay.benchmarks.forest.ReferenceData;
import java.util.List;

/** What a host holds and wants a prediction for: a user and 40 things known about the visit. */
final class Visit {
  private static final int FLAGS = 6;
  private static final int COUNTS = 18;

  private final String user;
  private final boolean[] flags = new boolean[FLAGS];
  private final int[] counts = new int[COUNTS];
  private final double[] measures = new double[ReferenceData.FEATURES - FLAGS - COUNTS];

  /** A visit with the values of a row. */
  Visit(String user, double[] row) {
    this.user = user;
    for (int i = 0; i < FLAGS; i++) {
      flags[i] = row[i] != 0;
    }
    for (int i = 0; i < COUNTS; i++) {
      counts[i] = (int) row[FLAGS + i];
    }
    System.arraycopy(row, FLAGS + COUNTS, measures, 0, measures.length);
  }

  String user() {
    return user;
  }

  /** The features as a host of ours declares them. */
  static FeatureSet<Visit> features() {
    FeatureSet.Builder<Visit> features = FeatureSet.builder(Visit.class);
    List<String> names = ReferenceData.names();
    for (int i = 0; i < names.size(); i++) {
      int column = i;
      if (i < FLAGS) {
        features.indicator(names.get(i), visit -> visit.flags[column]);
      } else if (i < FLAGS + COUNTS) {
        features.number(names.get(i), visit -> visit.counts[column - FLAGS]);
      } else {
        features.number(names.get(i), visit -> visit.measures[column - FLAGS - COUNTS]);
      }
    }
    return features.build();
  }

  /** The features as one writes them down without ours. */
  double[] row() {
    double[] row = new double[ReferenceData.FEATURES];
    for (int i = 0; i < FLAGS; i++) {
      row[i] = flags[i] ? 1 : 0;
    }
    for (int i = 0; i < COUNTS; i++) {
      row[FLAGS + i] = counts[i];
    }
    System.arraycopy(measures, 0, row, FLAGS + COUNTS, measures.length);
    return row;
  }

  /** The same in single precision, into an array that is there. */
  void fill(float[] row) {
    for (int i = 0; i < FLAGS; i++) {
      row[i] = flags[i] ? 1 : 0;
    }
    for (int i = 0; i < COUNTS; i++) {
      row[FLAGS + i] = counts[i];
    }
    for (int i = 0; i < measures.length; i++) {
      row[FLAGS + COUNTS + i] = (float) measures[i];
    }
  }
}
