/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * Which tests a row passes, a byte each: what a walk looks up instead of comparing. Test 0 is one
 * that nothing passes. A byte and not a bit, which takes three more instructions to look up.
 */
final class TruthTable {
  /** So that a test fits into two bytes of a node. */
  static final int MOST_TESTS = (1 << 16) - 1;

  /** What filling it costs for a test, in steps of {@link TruthNodes}. */
  static final double TEST = 0.036;

  private final FeatureTests[] features;
  private final int length;

  /**
   * Per feature as many ones as it has tests, as many zeros, and what a missing value passes: any
   * state of the feature is a window of it.
   */
  private final byte[] patterns;

  TruthTable(Thresholds thresholds) {
    this.features = thresholds.features;
    this.length = thresholds.tests() + 1;
    this.patterns = new byte[3 * thresholds.tests()];
    for (FeatureTests feature : features) {
      int from = patterns(feature);
      for (int i = 0; i < feature.count(); i++) {
        patterns[from + i] = 1;
        patterns[from + 2 * feature.count() + i] = (byte) (feature.missingPasses(i) ? 1 : 0);
      }
    }
  }

  private static int patterns(FeatureTests feature) {
    return 3 * (feature.first - 1);
  }

  /** {@return the length of the array to fill} */
  int length() {
    return length;
  }

  /** {@return how many features are looked at} */
  int features() {
    return features.length;
  }

  /**
   * Fills the table. First where to copy from, then the copying: in one loop it takes a tenth
   * longer.
   *
   * @param row the row
   * @param truth the table
   * @param windows working memory, as long as there are features
   */
  void fill(double[] row, byte[] truth, int[] windows) {
    for (int i = 0; i < windows.length; i++) {
      FeatureTests feature = features[i];
      int count = feature.count();
      int state = feature.state(row[feature.column]);
      windows[i] = patterns(feature) + (state > count ? 2 * count : count - state);
    }
    for (int i = 0; i < windows.length; i++) {
      FeatureTests feature = features[i];
      System.arraycopy(patterns, windows[i], truth, feature.first, feature.count());
    }
  }
}
