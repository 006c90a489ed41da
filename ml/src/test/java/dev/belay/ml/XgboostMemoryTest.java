/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model of many small things takes no more memory than the bound says. */
class XgboostMemoryTest {
  private static final int MANY = 300_000;

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of("children", inTrees("{\"left_children\":[" + "0,".repeat(MANY) + "0]},")),
        Arguments.of("numbers", inTrees("{\"split_conditions\":[" + "0,".repeat(MANY) + "0]},")),
        Arguments.of("lists passed over", inTrees("{\"x\":[" + "[],".repeat(MANY) + "0]},")),
        Arguments.of("trees", inTrees("{\"left_children\":[0]},".repeat(MANY))),
        Arguments.of("fields", inLearner(fields() + ",")),
        Arguments.of("names", inLearner("\"feature_names\":[" + names() + "],")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void read_manySmallThings_keepsToTheBound(String name, String model) {
    byte[] file = model.getBytes(StandardCharsets.UTF_8);
    assertThat(file.length).isGreaterThan(2 * MANY);
    XgboostFuzzProperties.boundedForest(file);
  }

  private static String inTrees(String tree) {
    return after("\"trees\":[", tree);
  }

  private static String inLearner(String field) {
    return after("{\"learner\":{", field);
  }

  private static String after(String place, String inserted) {
    String model = new String(XgboostForestTest.oneLeaf("0"), StandardCharsets.UTF_8);
    String changed = model.replace(place, place + inserted);
    assertThat(changed).isNotEqualTo(model);
    return changed;
  }

  private static String names() {
    return "\"a\",".repeat(MANY) + "\"b\"";
  }

  private static String fields() {
    StringBuilder fields = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      fields.append('"').append(Integer.toString(i, Character.MAX_RADIX)).append("\":0,");
    }
    return fields.append("\"last\":0").toString();
  }
}
