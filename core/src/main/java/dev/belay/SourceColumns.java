/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

/**
 * Where a source's columns stand in the row. Name and size are asked for once: a source that has
 * failed is not asked again while its failure is dealt with.
 *
 * @param name what the source is called
 * @param first index of its first column
 * @param size how many it has
 * @param indicator index of its indicator column, or {@link #REQUIRED}
 */
record SourceColumns<Q>(
    FeatureSource<? super Q> source, String name, int first, int size, int indicator) {
  static final int REQUIRED = -1;

  boolean required() {
    return indicator == REQUIRED;
  }
}
