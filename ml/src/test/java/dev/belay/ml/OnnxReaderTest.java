/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tree ensemble says here what ONNX Runtime says, bit for bit. */
class OnnxReaderTest {
  private static final String TREES = " num_leaves=31 min_data_in_leaf=5";
  private static final byte[] LOGISTIC = OnnxWriter.text("post_transform", "LOGISTIC");

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void score_regressionOfLightgbm_hasTheBitsOfTheRuntime(int operators) {
    OnnxTreesWriter trees = lightgbm("objective=regression" + TREES, 100);
    OnnxWriter model = new OnnxWriter().ml(operators).input(OnnxTreesWriter.INPUT, 1, 5);
    assertSame(trees, trees.regressor(model));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2_000})
  void score_fewAndManyTrees_hasTheBitsOfTheRuntime(int count) {
    OnnxTreesWriter trees = lightgbm("objective=regression num_leaves=4", count);
    assertSame(trees, trees.regressor());
  }

  @Test
  void score_regressionOfXgboost_hasTheBitsOfTheRuntime() {
    OnnxTreesWriter trees = OnnxSamples.xgboost("reg:squarederror", 60, 6);
    trees.with("base_values", OnnxWriter.floats("base_values", 0.5f));
    assertSame(trees, trees.regressor());
  }

  @Test
  void score_deepTreesOfXgboost_hasTheBitsOfTheRuntime() {
    OnnxTreesWriter trees = OnnxSamples.xgboost("reg:squarederror", 20, 30);
    assertThat(depth(forest(trees.regressor()))).isGreaterThanOrEqualTo(20);
    assertSame(trees, trees.regressor());
  }

  @Test
  void score_classesOfXgboost_hasTheBitsOfTheRuntime() {
    OnnxTreesWriter trees = OnnxSamples.xgboost("binary:logistic", 60, 6);
    trees.with("post_transform", LOGISTIC);
    assertSame(trees, trees.classifier());
    trees.with("base_values", OnnxWriter.floats("base_values", -0.25f));
    assertSame(trees, trees.classifier());
  }

  @Test
  void score_classesOfLightgbm_hasTheBitsOfTheRuntime() {
    OnnxTreesWriter trees = lightgbm("objective=binary" + TREES, 80);
    assertSame(trees, trees.with("post_transform", LOGISTIC).classifier());
    assertSame(trees, trees.with("post_transform", new byte[0]).classifier());
  }

  @Test
  void score_averageOfTribuo_hasTheBitsOfTheRuntime() {
    OnnxTreesWriter trees = OnnxSamples.tribuo(30, false);
    trees.with("aggregate_function", OnnxWriter.text("aggregate_function", "AVERAGE"));
    assertSame(trees, trees.regressor());
    trees.with("base_values", OnnxWriter.floats("base_values", 7.1f));
    assertSame(trees, trees.regressor());
  }

  @Test
  void score_weightsOfTwoClasses_isThatOfTheSecond() {
    OnnxTreesWriter trees = OnnxSamples.tribuo(30, true);
    assertSame(trees, trees.classifier());
    assertSame(trees, trees.with("post_transform", LOGISTIC).classifier());
  }

  @Test
  void score_weightsOfTheSecondClassOnly_hasTheBitsOfTheRuntime() {
    OnnxTreesWriter trees = lightgbm("objective=binary" + TREES, 20);
    long[] ones = new long[leaves(trees)];
    Arrays.fill(ones, 1);
    trees.with("class_ids", OnnxWriter.numbers("class_ids", ones));
    assertSame(trees, trees.with("post_transform", LOGISTIC).classifier());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BRANCH_LEQ",
        "BRANCH_LT",
        "BRANCH_GTE",
        "BRANCH_GT",
        "BRANCH_LEQ BRANCH_LT BRANCH_GTE BRANCH_GT"
      })
  void score_modesAtAllKindsOfThresholds_hasTheBitsOfTheRuntime(String modes) {
    OnnxTreesWriter trees = OnnxSamples.random(8, List.of(modes.split(" ", -1)), 40);
    assertSame(trees, trees.regressor());
    byte[] nobody = OnnxWriter.numbers("nodes_missing_value_tracks_true");
    assertSame(trees, trees.with("nodes_missing_value_tracks_true", nobody).regressor());
  }

  @Test
  void score_singleLeaves_isTheirSum() {
    OnnxTreesWriter trees = new OnnxTreesWriter().features(1).tree().leaf(0, 0.1);
    trees.tree().leaf(0, 0.2);
    assertThat(forest(trees.regressor()).score(new double[] {1})).isEqualTo(0.1f + 0.2f);
  }

  @Test
  void score_numbersPackedIntoOneField_isTheSame() {
    OnnxTreesWriter trees = OnnxSamples.random(3, List.of("BRANCH_LT"), 1);
    byte[] model = trees.regressor();
    trees.with("nodes_treeids", OnnxWriter.packed("nodes_treeids", new long[31]));
    float[] thresholds = new float[31];
    assertThat(
            trees.with("nodes_values", OnnxWriter.packed("nodes_values", thresholds)).regressor())
        .hasSizeLessThan(model.length);
    assertSame(trees, trees.regressor());
  }

  @Test
  void score_harmlessOperatorsAround_isTheSame() {
    OnnxTreesWriter trees = OnnxSamples.random(3, List.of("BRANCH_LEQ"), 5);
    OnnxWriter model =
        new OnnxWriter()
            .input(OnnxTreesWriter.INPUT, 1, 5)
            .node("", "Identity", List.of(OnnxTreesWriter.INPUT), List.of("same"))
            .node("", "Cast", List.of("same"), List.of("floats"), OnnxWriter.number("to", 1))
            .constant("shape", -1, 1);
    byte[] bytes =
        trees
            .regressor(model, "floats")
            .node("", "Reshape", List.of("score", "shape"), List.of("column"))
            .node("", "Cast", List.of("column"), List.of("wide"), OnnxWriter.number("to", 11))
            .bytes();
    assertSame(trees, bytes);
  }

  @Test
  void features_shapeOfTheInput_saysHowMany() {
    OnnxTreesWriter trees = OnnxSamples.random(3, List.of("BRANCH_LEQ"), 5);
    assertThat(OnnxReader.read(trees.features(9).regressor()).features()).isEqualTo(9);
    assertThat(OnnxReader.read(trees.features(-1).regressor()).features()).isEqualTo(5);
    assertThat(OnnxReader.read(trees.regressor()).names()).isEmpty();
  }

  private static OnnxTreesWriter lightgbm(String parameters, int trees) {
    boolean classes = parameters.contains("binary");
    return OnnxSamples.lightgbm(
        LightgbmEngine.train(
            parameters,
            LightgbmEngine.rows(2, 1_000),
            row -> classes ? LightgbmEngine.target(row) > 1.5 ? 1 : 0 : LightgbmEngine.target(row),
            trees));
  }

  private static int leaves(OnnxTreesWriter trees) {
    CompiledForest forest = forest(trees.regressor());
    return (int) IntStream.of(forest.flat().tests).filter(test -> test == Trees.LEAF).count();
  }

  static void assertSame(OnnxTreesWriter trees, byte[] model) {
    CompiledForest forest = forest(model);
    List<double[][]> samples =
        List.of(
            LightgbmEngine.rows(78, 1_000),
            OnnxEngine.edges(trees.thresholds(), LightgbmEngine.FEATURES, 1_000));
    for (double[][] rows : samples) {
      double[] scores = Arrays.stream(rows).mapToDouble(forest::score).toArray();
      assertThat(scores).isEqualTo(OnnxEngine.predict(model, rows));
    }
  }

  static CompiledForest forest(byte[] model) {
    ForeignForest foreign = OnnxReader.read(model);
    List<String> names = IntStream.range(0, foreign.features()).mapToObj(i -> "f" + i).toList();
    return foreign.compile(CompiledForest.builder("v1", names));
  }

  private static int depth(CompiledForest forest) {
    return LightgbmReaderTest.deepest(forest);
  }
}
