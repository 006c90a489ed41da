/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.benchmarks.forest.ReferenceData.Grain;
import java.util.Arrays;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferenceDataTest {
  private static double share(ReferenceData data, int feature, DoublePredicate of) {
    double[] column = column(data, feature);
    return Arrays.stream(column).filter(of).count() / (double) column.length;
  }

  private static double[] column(ReferenceData data, int feature) {
    return Arrays.stream(data.rows()).mapToDouble(row -> row[feature]).toArray();
  }

  private static double[] rounded(double[] values) {
    return Arrays.stream(values).map(value -> (float) value).toArray();
  }

  private static long distinct(ReferenceData data, int feature) {
    return Arrays.stream(column(data, feature)).distinct().count();
  }

  @ParameterizedTest
  @EnumSource
  void test_anyGrain_hasNothingAFloatCannotHold(Grain grain) {
    ReferenceData data = ReferenceData.test(grain);

    assertThat(data.rows()).hasDimensions(2_048, ReferenceData.FEATURES);
    for (double[] row : data.rows()) {
      assertThat(row).isEqualTo(rounded(row));
    }
    assertThat(data.targets()).hasSize(2_048).isEqualTo(rounded(data.targets()));
  }

  @Test
  void training_kindsOfFeatures_areAsDescribed() {
    ReferenceData data = ReferenceData.training(Grain.QUANTISED);

    assertThat(data.rows()).hasNumberOfRows(20_000);
    for (int flag = 0; flag < 6; flag++) {
      assertThat(share(data, flag, value -> value == 0 || value == 1)).isEqualTo(1);
    }
    for (int count = 6; count < 14; count++) {
      assertThat(share(data, count, value -> value == 0)).isBetween(0.68, 0.72);
    }
    for (int skewed = 14; skewed < 24; skewed++) {
      assertThat(share(data, skewed, value -> value >= 0 && value <= 60)).isEqualTo(1);
      assertThat(share(data, skewed, value -> value < 8)).isGreaterThan(0.55);
    }
    for (int continuous = 24; continuous < ReferenceData.FEATURES; continuous++) {
      assertThat(distinct(data, continuous)).isBetween(100L, 128L);
    }
  }

  @Test
  void training_rawGrain_hasNearlyAsManyValuesAsRows() {
    ReferenceData data = ReferenceData.training(Grain.RAW);

    assertThat(distinct(data, 26)).isGreaterThan(19_900);
  }

  @Test
  void sample_sameSeed_isTheSame() {
    ReferenceData once = ReferenceData.sample(Grain.RAW, 50, 7);
    ReferenceData again = ReferenceData.sample(Grain.RAW, 50, 7);

    assertThat(once.rows()).isDeepEqualTo(again.rows());
    assertThat(once.targets()).isEqualTo(again.targets());
    assertThat(ReferenceData.sample(Grain.RAW, 50, 8).rows()[0]).isNotEqualTo(once.rows()[0]);
  }

  @Test
  void names_allFeatures_sortAsTheyAreOrdered() {
    assertThat(ReferenceData.names())
        .hasSize(ReferenceData.FEATURES)
        .isSorted()
        .startsWith("f00")
        .endsWith("f39");
  }

  @Test
  void flatRows_everyRow_followsTheOther() {
    ReferenceData data = ReferenceData.sample(Grain.RAW, 3, 7);

    assertThat(data.flatRows()).hasSize(3 * ReferenceData.FEATURES);
    assertThat(data.flatRows()[ReferenceData.FEATURES + 30]).isEqualTo((float) data.rows()[1][30]);
  }
}
