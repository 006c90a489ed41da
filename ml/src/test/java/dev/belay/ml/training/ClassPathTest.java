/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the trainers bring and nothing here uses. The build's ban does not see optional libraries.
 */
class ClassPathTest {

  @ParameterizedTest
  @ValueSource(strings = {"com/opencsv/CSVReader.class", "scala/Option.class"})
  void classPath_ofTheTraining_leavesOutWhatNothingUses(String type) {
    assertThat(ClassPathTest.class.getClassLoader().getResource(type)).isNull();
  }
}
