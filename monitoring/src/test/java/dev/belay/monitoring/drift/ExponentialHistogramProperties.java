/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ExponentialHistogramProperties {

  @Property(tries = 300)
  void dropOldest_leavesTheMomentsOfTheRest(
      @ForAll @Size(min = 1, max = 200) List<@DoubleRange(min = -50, max = 50) Double> values,
      @ForAll @IntRange(min = 2, max = 6) int rowBuckets,
      @ForAll @IntRange(min = 0, max = 5) int drops) {
    ExponentialHistogram histogram = new ExponentialHistogram(rowBuckets);
    values.forEach(histogram::add);
    for (int i = 0; i < drops && histogram.width() > 1; i++) {
      histogram.dropOldest();
    }
    List<Double> rest = values.subList((int) (values.size() - histogram.width()), values.size());
    double mean = rest.stream().mapToDouble(value -> value).average().orElse(0);
    double squares = rest.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    assertThat(histogram.total()).isCloseTo(mean * rest.size(), within(1e-6));
    assertThat(histogram.squares()).isCloseTo(squares, within(1e-6));
  }

  @Property(tries = 100)
  void add_keepsFewBucketsOfEachSize(
      @ForAll @IntRange(min = 1, max = 3_000) int values,
      @ForAll @IntRange(min = 2, max = 6) int rowBuckets) {
    ExponentialHistogram histogram = new ExponentialHistogram(rowBuckets);
    for (int i = 0; i < values; i++) {
      histogram.add(i);
    }
    List<List<ExponentialHistogram.Bucket>> rows = histogram.oldestFirst();
    assertThat(rows).allMatch(row -> row.size() <= rowBuckets);
    assertThat(rows.size()).isLessThanOrEqualTo(13);
    assertThat(rows.stream().flatMap(List::stream).mapToLong(each -> each.size()).sum())
        .isEqualTo(values);
  }
}
