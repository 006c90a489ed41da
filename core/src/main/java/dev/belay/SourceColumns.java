/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

/**
 * Where a source's columns stand in the row.
 *
 * @param first index of its first column
 * @param size how many it has
 * @param indicator index of its indicator column, or {@link #REQUIRED}
 */
record SourceColumns<Q>(FeatureSource<? super Q> source, int first, int size, int indicator) {
  private static final int REQUIRED = -1;

  static <Q> SourceColumns<Q> optional(FeatureSource<? super Q> source, int first, int indicator) {
    return new SourceColumns<>(source, first, source.columns().size(), indicator);
  }

  static <Q> SourceColumns<Q> required(FeatureSource<? super Q> source, int first) {
    return new SourceColumns<>(source, first, source.columns().size(), REQUIRED);
  }

  boolean required() {
    return indicator == REQUIRED;
  }
}
