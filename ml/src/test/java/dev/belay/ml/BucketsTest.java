/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How thresholds are spread; that a rank is right for all of them is shown with the tests. */
class BucketsTest {

  @Test
  void of_evenThresholds_haveABucketEach() {
    Buckets buckets = Buckets.of(even(200).toArray());
    assertThat(buckets.stride()).isEqualTo(1);
    assertThat(buckets.starts()).hasSizeLessThanOrEqualTo(256);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {-Double.MAX_VALUE, -1e300, -1e9, 1e9, 1e300, Double.MAX_VALUE, 1.0 / 0, -1.0 / 0})
  void of_oneThresholdFarOut_leavesTheOthersApart(double outlier) {
    double[] sorted = DoubleStream.concat(even(200), DoubleStream.of(outlier)).sorted().toArray();
    assertThat(Buckets.of(sorted).stride()).isLessThanOrEqualTo(2);
  }

  @Test
  void of_thresholdsAcrossAllDoubles_leavesThoseInTheMiddleApart() {
    DoubleStream ends = DoubleStream.of(-Double.MAX_VALUE, Double.MAX_VALUE);
    double[] sorted = DoubleStream.concat(even(200), ends).sorted().toArray();
    assertThat(Buckets.of(sorted).stride()).isLessThanOrEqualTo(2);
  }

  @Test
  void of_manyThresholds_areInNoMoreBucketsThanTheNearestCacheHolds() {
    SplittableRandom random = new SplittableRandom(1);
    double[] sorted =
        random.doubles(50_000).map(value -> value * value * value).sorted().distinct().toArray();
    assertThat(Buckets.of(sorted).starts()).hasSize(1_024);
  }

  @Test
  void of_noRangeToCut_isOneBucket() {
    assertThat(Buckets.of(new double[] {3}).starts()).containsExactly(0);
    assertThat(Buckets.of(new double[] {-1.0 / 0, 1.0 / 0}).starts()).containsExactly(0);
    double[] all = {-Double.MAX_VALUE, Double.MAX_VALUE};
    assertThat(Buckets.of(all).starts()).containsExactly(0);
  }

  private static DoubleStream even(int count) {
    return IntStream.range(0, count).mapToDouble(i -> i);
  }
}
