/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that LightGBM has trained says here what it says there. */
class LightgbmReaderTest {
  /** The exponential and the logarithm are the platform\'s there, and StrictMath here. */
  private static final int MOST_ULPS = 2;

  private static final int ROWS = 2_000;
  private static final String TREES = " num_leaves=31 min_data_in_leaf=5 learning_rate=0.1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "objective=regression",
        "objective=regression reg_sqrt=true",
        "objective=regression_l1",
        "objective=regression_l1 reg_sqrt=true",
        "objective=huber",
        "objective=fair",
        "objective=quantile alpha=0.8",
        "objective=mape",
        "objective=lambdarank",
        "objective=rank_xendcg",
        "objective=binary",
        "objective=binary sigmoid=0.7",
        "objective=cross_entropy",
        "objective=cross_entropy_lambda",
        "objective=poisson",
        "objective=gamma",
        "objective=tweedie",
        "objective=regression boosting=rf bagging_freq=1 bagging_fraction=0.6",
        "objective=binary boosting=rf bagging_freq=1 bagging_fraction=0.6",
        "objective=regression use_missing=false",
        "objective=regression data_sample_strategy=goss"
      })
  void score_objective_isTheEngines(String parameters) {
    assertSame(train(parameters + TREES, 40));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2_000})
  void score_fewAndManyTrees_isTheEngines(int trees) {
    String model = train("objective=regression num_leaves=8 learning_rate=0.02", trees);
    assertThat(forest(model).trees()).isEqualTo(trees);
    assertSame(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"objective=regression", "objective=binary"})
  void score_zeroIsMissing_isTheEngines(String parameters) {
    String model = train(parameters + " zero_as_missing=true" + TREES, 40);
    assertThat(forest(model).zeroIsMissing().cardinality()).isEqualTo(LightgbmEngine.FEATURES);
    assertSame(model);
  }

  @Test
  void score_nothingMissingInTraining_takesAMissingValueForZeroAsTheEngineDoes() {
    double[][] rows = LightgbmEngine.withoutMissing(LightgbmEngine.rows(3, ROWS));
    assertSame(
        LightgbmEngine.train("objective=regression" + TREES, rows, LightgbmEngine::target, 40));
  }

  @Test
  void score_deepTrees_isTheEngines() {
    double[][] rows = new double[200][1];
    for (int i = 0; i < rows.length; i++) {
      rows[i][0] = i;
    }
    String model =
        LightgbmEngine.train(
            "objective=regression num_leaves=200 min_data_in_leaf=1 min_data_in_bin=1"
                + " min_sum_hessian_in_leaf=0 max_bin=1000 learning_rate=1",
            rows,
            row -> Math.pow(1.2, row[0]),
            10);
    assertThat(deepest(forest(model))).isGreaterThanOrEqualTo(20);
    assertSame(model);
  }

  @Test
  void score_nothingToLearn_isTheEnginesSingleLeaf() {
    double[][] rows = LightgbmEngine.rows(3, ROWS);
    String model = LightgbmEngine.train("objective=regression", rows, row -> 2.5, 3);
    assertThat(forest(model).nodes()).isEqualTo(forest(model).trees());
    assertSame(model);
  }

  @Test
  void score_thresholdsWithinTheZeroOfTheEngine_isTheEngines() {
    String model = train("objective=regression" + TREES, 5);
    String forged = model.replaceAll("threshold=\\S+", "threshold=-9.9999999999999999e-36");
    assertThat(forged).isNotEqualTo(model);
    assertSame(LightgbmText.resized(forged));
    String edge = model.replaceAll("threshold=\\S+", "threshold=-1.0000000180025095e-35");
    assertSame(LightgbmText.resized(edge));
  }

  /** The engine reads them still; what differs is in {@link LightgbmText}. */
  @ParameterizedTest
  @ValueSource(strings = {"objective=regression", "objective=binary sigmoid=2"})
  void score_earlierVersions_isTheEngines(String parameters) {
    String model = train(parameters + TREES, 20);
    assertSame(LightgbmText.asVersion3(model));
    assertSame(LightgbmText.asVersion2(model));
  }

  @Test
  void read_windowsLineEnds_isTheSameForest() {
    String model = train("objective=regression" + TREES, 3);
    double[] row = LightgbmEngine.rows(9, 1)[0];
    assertThat(forest(model.replace("\n", "\r\n")).score(row)).isEqualTo(forest(model).score(row));
  }

  @Test
  void names_ofTheEngineItself_areNone() {
    String model = train("objective=regression" + TREES, 1);
    assertThat(read(model).features()).isEqualTo(LightgbmEngine.FEATURES);
    assertThat(read(model).names()).isEmpty();
  }

  @Test
  void names_ofTheHost_areThoseOfTheFile() {
    String model =
        train("objective=regression" + TREES, 1)
            .replaceAll("feature_names=.*", "feature_names=hour Column_1 regen wind höhe");
    assertThat(read(model).names()).containsExactly("hour", "Column_1", "regen", "wind", "höhe");
  }

  private static String train(String parameters, int trees) {
    boolean ranks = parameters.contains("rank");
    boolean classes = parameters.contains("binary") || parameters.contains("cross_entropy");
    ToDoubleFunction<double[]> target =
        ranks
            ? row -> (int) LightgbmEngine.target(row)
            : classes ? row -> LightgbmEngine.target(row) > 1.5 ? 1 : 0 : LightgbmEngine::target;
    return LightgbmEngine.train(parameters, LightgbmEngine.rows(1, ROWS), target, trees);
  }

  /**
   * The sums have the same bits. What becomes of them may differ where the engine takes its
   * exponential from the platform: by less than a float can tell.
   */
  private static void assertSame(String model) {
    CompiledForest forest = forest(model);
    int features = forest.featureNames().size();
    double[][] ordinary =
        features == LightgbmEngine.FEATURES
            ? LightgbmEngine.rows(77, 1_000)
            : LightgbmEngine.edges(model, features, 500);
    for (double[][] rows : List.of(ordinary, LightgbmEngine.edges(model, features, 1_000))) {
      CompiledForest summing = forest(LightgbmText.withoutObjective(model));
      assertThat(scores(summing, rows)).isEqualTo(LightgbmEngine.sums(model, rows));
      assertClose(scores(forest, rows), LightgbmEngine.predict(model, rows));
    }
  }

  private static double[] scores(CompiledForest forest, double[][] rows) {
    return Arrays.stream(rows).mapToDouble(forest::score).toArray();
  }

  private static void assertClose(double[] scores, double[] answers) {
    assertThat(scores).hasSameSizeAs(answers);
    for (int i = 0; i < scores.length; i++) {
      double most = MOST_ULPS * Math.ulp(answers[i]);
      assertThat(Math.abs(scores[i] - answers[i])).as("row %s", i).isLessThanOrEqualTo(most);
    }
  }

  private static ForeignForest read(String model) {
    return LightgbmReader.read(model.getBytes(StandardCharsets.UTF_8));
  }

  private static CompiledForest forest(String model) {
    ForeignForest foreign = read(model);
    List<String> names = IntStream.range(0, foreign.features()).mapToObj(i -> "f" + i).toList();
    return foreign.compile(CompiledForest.builder("v1", names));
  }

  static int deepest(CompiledForest forest) {
    int[] tests = forest.flat().tests;
    int deepest = 0;
    int[] open = new int[tests.length + 1];
    int depth = 0;
    for (int test : tests) {
      if (test != Trees.LEAF) {
        open[++depth] = 2;
        deepest = Math.max(deepest, depth);
      } else {
        while (depth > 0 && --open[depth] == 0) {
          depth--;
        }
      }
    }
    return deepest;
  }
}
