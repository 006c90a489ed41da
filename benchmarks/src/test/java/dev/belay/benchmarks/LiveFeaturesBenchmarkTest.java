/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveFeaturesBenchmarkTest {
  private static final int ZONES = 5_000;

  private final LiveFeaturesBenchmark benchmark = new LiveFeaturesBenchmark();

  @BeforeEach
  void setUp() {
    benchmark.setUp();
  }

  @Test
  void withTable_aTurnOfAllZones_knowsEach() {
    assertThat(DoubleStream.generate(benchmark::withTable).limit(ZONES)).containsOnly(0.0);
  }

  @Test
  void withoutTable_aTurnOfAllZones_isTheModelsAnswer() {
    assertThat(DoubleStream.generate(benchmark::withoutTable).limit(ZONES).distinct().count())
        .isEqualTo(24);
  }

  @Test
  void byHand_aTurnOfAllZones_hasTheValuesOfEach() {
    assertThat(DoubleStream.generate(benchmark::byHand).limit(ZONES).distinct().count())
        .isEqualTo(ZONES);
  }
}
