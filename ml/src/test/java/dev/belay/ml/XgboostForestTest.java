/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.FeatureSet;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against the prediction of the engine itself, in schema 2: margins bit for bit. */
class XgboostForestTest {
  private static final int ROWS = 2_000;
  private static final int PROBES = 5_000;

  /** Seen in two million margins each: the exponential is the platform's. */
  private static final Map<String, Integer> STEPS =
      Map.ofEntries(
          Map.entry("binary:logistic", 3),
          Map.entry("reg:logistic", 3),
          Map.entry("count:poisson", 1),
          Map.entry("reg:gamma", 1),
          Map.entry("reg:tweedie", 1),
          Map.entry("survival:cox", 1));

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("reg:squarederror", Map.of("tree_method", "hist", "max_bin", 64)),
        Arguments.of("reg:squarederror", Map.of("tree_method", "exact", "gamma", 20)),
        Arguments.of("reg:squarederror", Map.of("num_parallel_tree", 7, "subsample", 0.5)),
        Arguments.of("reg:squarederror", Map.of("rounds", 1)),
        Arguments.of("reg:squarederror", Map.of("rounds", 2_000, "max_depth", 2, "eta", 0.02)),
        Arguments.of("reg:absoluteerror", Map.of("tree_method", "hist")),
        Arguments.of("reg:quantileerror", Map.of("quantile_alpha", 0.8)),
        Arguments.of("reg:pseudohubererror", Map.of()),
        Arguments.of("reg:squaredlogerror", Map.of()),
        Arguments.of("reg:logistic", Map.of()),
        Arguments.of("binary:logistic", Map.of("tree_method", "hist")),
        // On glibc the log odds of this base score differ from Java's in the last bit.
        Arguments.of("binary:logistic", Map.of("base_score", 0.4953828f)),
        Arguments.of("binary:logistic", Map.of("eta", 3, "max_depth", 8)),
        Arguments.of("binary:logitraw", Map.of("base_score", 0.3)),
        Arguments.of("count:poisson", Map.of()),
        Arguments.of("reg:gamma", Map.of()),
        Arguments.of("reg:tweedie", Map.of("base_score", 2.5)),
        Arguments.of("survival:cox", Map.of()),
        Arguments.of("rank:pairwise", Map.of("base_score", 0.7)),
        Arguments.of("rank:ndcg", Map.of()),
        Arguments.of("rank:map", Map.of()));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("settings")
  void score_anyRow_hasTheBitsOfTheMarginAndAlmostThoseOfTheScore(
      String objective, Map<String, Object> settings) throws XGBoostError {
    Booster booster = XgboostSample.train(objective, settings, ROWS);
    assertServed(objective, booster, PROBES);
    booster.dispose();
  }

  @Test
  void score_treesOfTwentyLevelsAndMore_hasTheBitsOfTheBooster() throws XGBoostError {
    Map<String, Object> settings =
        Map.of("max_depth", 40, "min_child_weight", 0, "lambda", 0, "rounds", 5);
    Booster booster = XgboostSample.train("reg:squarederror", settings, 3_000);
    assertThat(depth(XgboostModel.read(booster.toByteArray("ubj")))).isGreaterThanOrEqualTo(20);
    assertServed("reg:squarederror", booster, 2_000);
    booster.dispose();
  }

  /** The engine trains it on bounds, which its Java binding cannot set. */
  @Test
  void score_acceleratedFailureTime_hasTheBitsOfTheBooster() throws XGBoostError, IOException {
    byte[] json = XgboostSample.json("count:poisson", Map.of());
    String objective =
        "{\"name\":\"survival:aft\",\"aft_loss_param\":"
            + "{\"aft_loss_distribution\":\"normal\",\"aft_loss_distribution_scale\":\"1\"}}";
    byte[] forged =
        XgboostSample.replaced(json, "\\{\"name\":\"count:poisson\"[^}]*\\}\\}", objective);
    Booster booster = XGBoost.loadModel(new ByteArrayInputStream(forged));
    assertServed("survival:aft", booster, PROBES);
    booster.dispose();
  }

  private static void assertServed(String objective, Booster booster, int probes)
      throws XGBoostError {
    byte[] file = booster.toByteArray("json");
    XgboostModel model = XgboostModel.read(file);
    float baseScore = Float.parseFloat(model.baseScore);
    float base = XgboostSample.margin(objective, baseScore);
    CompiledForest margins =
        new XgboostForest(model, XgboostObjective.SAME, base).compile(builder());
    CompiledForest scores = named(file).baseMargin(score -> base).compile();
    for (double[] rows :
        List.of(widened(XgboostSample.values(ROWS)), XgboostSample.probes(model, probes))) {
      DMatrix matrix = XgboostSample.matrix(XgboostSample.narrowed(rows));
      assertScores(rows, margins, XgboostSample.first(booster.predict(matrix, true)), 0);
      int steps = STEPS.getOrDefault(objective, 0);
      assertScores(rows, scores, XgboostSample.first(booster.predict(matrix)), steps);
      matrix.dispose();
    }
  }

  private static void assertScores(
      double[] rows, CompiledForest forest, float[] expected, int mostSteps) {
    int width = XgboostSample.FEATURES;
    int furthest = 0;
    for (int i = 0; i < expected.length; i++) {
      double score = forest.score(Arrays.copyOfRange(rows, i * width, (i + 1) * width));
      assertThat((double) (float) score).isEqualTo(score);
      // For floats of one sign the distance of the patterns is the distance in steps.
      int distance = Float.floatToRawIntBits((float) score) - Float.floatToRawIntBits(expected[i]);
      furthest = Math.max(furthest, Math.abs(distance));
    }
    assertThat(furthest).isLessThanOrEqualTo(mostSteps);
  }

  private static int depth(XgboostModel model) {
    int deepest = 0;
    for (XgboostModel.Tree tree : model.trees) {
      Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {0, 0}));
      while (!open.isEmpty()) {
        int[] at = open.pop();
        deepest = Math.max(deepest, at[1]);
        if (tree.left[at[0]] >= 0) {
          open.push(new int[] {tree.left[at[0]], at[1] + 1});
          open.push(new int[] {tree.right[at[0]], at[1] + 1});
        }
      }
    }
    return deepest;
  }

  @ParameterizedTest
  @CsvSource({"reg:squarederror", "binary:logistic", "count:poisson"})
  void compile_jsonAndUbjson_giveTheSameForest(String objective, @TempDir Path folder)
      throws XGBoostError, IOException {
    Booster booster = XgboostSample.train(objective, Map.of(), ROWS);
    byte[] json = saved(folder, named(booster.toByteArray("json")));
    byte[] ubjson = saved(folder, named(booster.toByteArray("ubj")));
    assertThat(ubjson).isEqualTo(json);
    booster.dispose();
  }

  @Test
  void compile_afterAnEarlyStop_countsAllTrees() throws XGBoostError {
    Booster booster = XgboostSample.train("reg:squarederror", Map.of(), ROWS);
    booster.setAttr("best_iteration", "3");
    assertThat(named(booster.toByteArray("json")).compile().trees()).isEqualTo(30);
    assertServed("reg:squarederror", booster, 100);
    booster.dispose();
  }

  @Test
  void compile_targetBarelyVaries_keepsTreesThatAreOneLeaf() throws XGBoostError {
    byte[] json = XgboostSample.json("reg:squarederror", Map.of("gamma", 1e9));
    CompiledForest forest = named(json).compile();
    assertThat(forest.nodes()).isEqualTo(forest.trees());
  }

  @Test
  void score_infinitiesAndZeros_compareAsUsual() throws XGBoostError {
    CompiledForest forest =
        named(XgboostSample.json("reg:squarederror", Map.of("rounds", 5))).compile();
    double[] largest = new double[XgboostSample.FEATURES];
    double[] infinite = new double[XgboostSample.FEATURES];
    for (int feature = 0; feature < XgboostSample.FEATURES; feature++) {
      for (double sign : new double[] {-1, 1}) {
        largest[feature] = sign * Float.MAX_VALUE;
        infinite[feature] = sign * Double.POSITIVE_INFINITY;
        assertThat(forest.score(infinite)).isEqualTo(forest.score(largest));
        // Far beyond the floats a double is an infinity to the engine.
        infinite[feature] = sign * Double.MAX_VALUE;
        assertThat(forest.score(infinite)).isEqualTo(forest.score(largest));
      }
    }
    double[] negativeZeros = new double[XgboostSample.FEATURES];
    Arrays.fill(negativeZeros, -0.0);
    assertThat(forest.score(negativeZeros))
        .isEqualTo(forest.score(new double[XgboostSample.FEATURES]));
  }

  @Test
  void compile_fileNamesItsColumns_takesThoseNames() throws XGBoostError {
    DMatrix data = XgboostSample.labelled(XgboostSample.values(200), "reg:squarederror");
    data.setFeatureNames(XgboostSample.NAMES.toArray(String[]::new));
    Booster booster = XGBoost.train(data, Map.of("nthread", 1), 2, Map.of(), null, null);
    for (String form : List.of("json", "ubj")) {
      CompiledForest forest = ForestImport.xgboost(booster.toByteArray(form)).compile();
      assertThat(forest.featureNames()).isEqualTo(XgboostSample.NAMES);
    }
    booster.dispose();
  }

  @Test
  void compile_headerOfTheHost_isCarriedOver() throws XGBoostError {
    CompiledForest forest =
        named(XgboostSample.json("reg:squarederror", Map.of())).fingerprint("abc").compile();
    assertThat(forest.version()).isEqualTo("v1");
    assertThat(forest.fingerprint()).isEqualTo("abc");
    assertThat(forest.featureNames()).isEqualTo(XgboostSample.NAMES);
  }

  @Test
  void compile_featureSetOfTheHost_givesNamesAndFingerprint() throws XGBoostError {
    FeatureSet.Builder<double[]> builder = FeatureSet.builder(double[].class);
    for (int i = 0; i < XgboostSample.FEATURES; i++) {
      int column = i;
      builder.number(XgboostSample.NAMES.get(i), row -> row[column]);
    }
    FeatureSet<double[]> features = builder.build();
    CompiledForest forest =
        ForestImport.xgboost(XgboostSample.json("reg:squarederror", Map.of()))
            .features(features)
            .compile();
    assertThat(forest.fingerprint()).isEqualTo(features.fingerprint());
    assertThat(forest.featureNames()).isEqualTo(features.names());
  }

  @Test
  void xgboost_sameFileTwice_hasTheSameVersion(@TempDir Path folder)
      throws XGBoostError, IOException {
    byte[] json = XgboostSample.json("reg:squarederror", Map.of());
    Path file = Files.write(folder.resolve("model.json"), json);
    CompiledForest read = ForestImport.xgboost(file).featureNames(XgboostSample.NAMES).compile();
    assertThat(read.version())
        .matches("xgboost-[0-9a-f]{12}")
        .isEqualTo(
            ForestImport.xgboost(json).featureNames(XgboostSample.NAMES).compile().version());
  }

  @Test
  void compile_numberWrittenAsJsonFloat_isReadWithoutADetourOverDouble() {
    // Halfway between two floats and a little above, which a double cannot hold.
    byte[] json = oneLeaf("1.00000005960464477540");
    CompiledForest forest = ForestImport.xgboost(json).featureNames(List.of("x")).compile();
    assertThat(forest.score(new double[] {0})).isEqualTo(Math.nextUp(1f));
  }

  static byte[] oneLeaf(String value) {
    return ("{\"learner\":{\"gradient_booster\":{\"model\":{\"trees\":[{\"left_children\":[-1],"
            + "\"right_children\":[-1],\"split_indices\":[0],\"default_left\":[false],"
            + ("\"split_conditions\":[" + value + "]}]},\"name\":\"gbtree\"},")
            + "\"learner_model_param\":{\"base_score\":\"0\",\"num_feature\":\"1\"},"
            + "\"objective\":{\"name\":\"reg:squarederror\"}},\"version\":[1,0,0]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static ForestImport named(byte[] file) {
    return ForestImport.xgboost(file).version("v1").featureNames(XgboostSample.NAMES);
  }

  private static CompiledForest.Builder builder() {
    return CompiledForest.builder("v1", XgboostSample.NAMES);
  }

  private static byte[] saved(Path folder, ForestImport read) throws IOException {
    Path file = folder.resolve("model");
    read.compile().save(file);
    return Files.readAllBytes(file);
  }

  private static double[] widened(float[] values) {
    double[] widened = new double[values.length];
    Arrays.setAll(widened, i -> values[i]);
    return widened;
  }
}
