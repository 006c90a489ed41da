/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledForestTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 2",
    "16, 1, 5",
    "17, 1, 9",
    "NaN, 1, 9",
    "12, NaN, 2",
    "Infinity, Infinity, 9",
    "-Infinity, Infinity, 5",
    "12, -Infinity, 2"
  })
  void score_rowOfTheExample_endsInTheLeafItSays(double hour, double rain, double expected) {
    CompiledForest forest = example().averaging(0);
    assertThat(forest.score(new double[] {hour, rain})).isEqualTo(expected);
  }

  @Test
  void score_thresholdIsNegativeInfinity_onlyMissingGoesLow() {
    CompiledForest forest =
        builder().split(0, Double.NEGATIVE_INFINITY, Side.LOW).leaf(1).leaf(2).averaging(0);
    assertThat(forest.score(new double[] {Double.NEGATIVE_INFINITY, 0})).isEqualTo(2);
    assertThat(forest.score(new double[] {Double.NaN, 0})).isEqualTo(1);
  }

  @Test
  void score_negativeZeroAtThresholdZero_goesHigh() {
    CompiledForest forest = builder().split(0, 0.0, Side.LOW).leaf(1).leaf(2).averaging(0);
    assertThat(forest.score(new double[] {-0.0, 0})).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void score_rowOfAnotherLength_isRefused(int length) {
    CompiledForest forest = example().averaging(0);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forest.score(new double[length]))
        .withMessage("forest 'v1' takes rows of 2 values, not " + length);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void score_treeOfDepth100000_isWalkedToItsEnd(boolean lowSideIsDeep) {
    int depth = 100_000;
    CompiledForest forest = lowSideIsDeep ? deepOnTheLowSide(depth) : deepOnTheHighSide(depth);
    double[] towardsTheDeepEnd = {lowSideIsDeep ? -1 : depth + 1, 0};
    assertThat(forest.nodes()).isEqualTo(2 * depth + 1);
    assertThat(forest.score(towardsTheDeepEnd)).isEqualTo(42);
  }

  @Test
  void properties_ofTheExample_areThoseGiven() {
    CompiledForest forest = example().fingerprint("abc").leaf(1).averaging(0);
    assertThat(forest.version()).isEqualTo("v1");
    assertThat(forest.featureNames()).containsExactly("hour", "rain");
    assertThat(forest.fingerprint()).isEqualTo("abc");
    assertThat(forest.trees()).isEqualTo(2);
    assertThat(forest.nodes()).isEqualTo(6);
    assertThat(forest).hasToString("CompiledForest[version=v1, features=2, trees=2, nodes=6]");
  }

  @Test
  void fingerprint_notSaid_isEmpty() {
    assertThat(example().averaging(0).fingerprint()).isEmpty();
  }

  @Test
  void build_moreNodesAfterwards_leaveTheFirstForestAsItWas() {
    CompiledForest.Builder builder = example();
    CompiledForest first = builder.averaging(0);
    builder.leaf(100).averaging(0);
    assertThat(first.trees()).isEqualTo(1);
    assertThat(first.score(new double[] {0, 0})).isEqualTo(2);
  }

  @Test
  void build_noTree_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().averaging(0))
        .withMessage("a forest needs at least one tree");
  }

  @Test
  void build_secondTreeLacksALeaf_isRefusedByItsNumber() {
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().leaf(1).split(0, 1, Side.LOW).leaf(1).averaging(0))
        .withMessage("tree 1 is not complete: nodes are missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MIN_VALUE, Integer.MAX_VALUE})
  void split_featureOutOfRange_isRefused(int feature) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().leaf(1).split(feature, 1, Side.LOW))
        .withMessage("tree 1 splits on feature " + feature + " of 2");
  }

  @Test
  void split_thresholdIsNaN_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().split(1, Double.NaN, Side.LOW))
        .withMessage("tree 0 splits 'rain' at NaN");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void build_numberThatIsNotFinite_isRefused(double number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().split(0, 1, Side.LOW).leaf(number))
        .withMessage("tree 0 has a leaf that is not finite: " + number);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> example().averaging(number))
        .withMessage("the offset is not finite: " + number);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> example().summing((float) number, Link.IDENTITY))
        .withMessage("the base is not finite: " + number);
  }

  @Test
  void summing_leafThatIsNoFloat_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().leaf(0.1).summing(0, Link.IDENTITY))
        .withMessageContaining("leaf 0.1 is no float");
  }

  @Test
  void builder_namesThatCannotBe_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledForest.builder("v1", List.of()))
        .withMessage("forest 'v1' has no features");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledForest.builder("v1", List.of("a", "b", "a")))
        .withMessage("feature 'a' is there twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledForest.builder(" ", List.of("a")))
        .withMessage("the version is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledForest.builder("v1", List.of("")))
        .withMessage("the feature name is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledForest.builder("v1", List.of("half \uD83D")))
        .withMessageStartingWith("the feature name is no valid text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CompiledForest.builder("v1", List.of("n".repeat(65_535) + "\u00E9")))
        .withMessage("the feature name takes 65537 bytes, at most 65536 are allowed");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().fingerprint("f".repeat(65_537)))
        .withMessage("the fingerprint takes 65537 bytes, at most 65536 are allowed");
  }

  private static CompiledForest deepOnTheLowSide(int depth) {
    CompiledForest.Builder builder = builder();
    for (int i = 0; i < depth; i++) {
      builder.split(0, i, Side.LOW);
    }
    builder.leaf(42);
    for (int i = 0; i < depth; i++) {
      builder.leaf(0);
    }
    return builder.averaging(0);
  }

  private static CompiledForest deepOnTheHighSide(int depth) {
    CompiledForest.Builder builder = builder();
    for (int i = 0; i < depth; i++) {
      builder.split(0, i, Side.LOW).leaf(0);
    }
    return builder.leaf(42).averaging(0);
  }

  private static CompiledForest.Builder builder() {
    return CompiledForest.builder("v1", List.of("hour", "rain"));
  }

  /** The example in the Javadoc of the builder. */
  private static CompiledForest.Builder example() {
    return builder().split(1, 0.5, Side.LOW).leaf(2).split(0, 17, Side.HIGH).leaf(5).leaf(9);
  }
}
