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
 * @param problems what there may be to say of it
 */
record SourceColumns<Q>(
    FeatureSource<? super Q> source,
    String name,
    int first,
    int size,
    int indicator,
    Problems problems) {
  static final int REQUIRED = -1;

  /** Made once: in an outage one of them is said of every query, mostly to nobody. */
  record Problems(String failed, String late, String absent) {
    static Problems of(String name) {
      String source = "source '" + name + "' ";
      return new Problems(source + "failed", source + "is late", source + "has no value");
    }
  }

  SourceColumns(FeatureSource<? super Q> source, String name, int first, int size, int indicator) {
    this(source, name, first, size, indicator, Problems.of(name));
  }

  boolean required() {
    return indicator == REQUIRED;
  }
}
