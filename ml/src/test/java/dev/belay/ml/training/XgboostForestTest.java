/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.ml.CompiledForest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against XGBoost's own prediction, bit for bit. */
class XgboostForestTest {
  private static final int FEATURES = 6;
  private static final int ROWS = 3_000;
  private static final int ROUNDS = 30;
  private static final int RANDOM_ROWS = 25_000;
  private static final ForestHeader HEADER =
      new ForestHeader("v1", List.of("a", "b", "c", "d", "e", "f"), "abc");

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("reg:squarederror", Map.of("tree_method", "hist", "max_bin", 64)),
        Arguments.of("reg:squarederror", Map.of("tree_method", "exact")),
        Arguments.of("reg:squarederror", Map.of("num_parallel_tree", 7, "subsample", 0.5)),
        Arguments.of("reg:absoluteerror", Map.of("tree_method", "hist")),
        Arguments.of("reg:quantileerror", Map.of("quantile_alpha", 0.8)),
        Arguments.of("binary:logistic", Map.of("tree_method", "hist")),
        // On glibc the log odds of this base score differ from Java's in the last bit.
        Arguments.of("binary:logistic", Map.of("base_score", 0.4953828f)),
        Arguments.of("binary:logistic", Map.of("eta", 3, "max_depth", 8)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("settings")
  void score_anyRow_hasTheBitsOfTheBooster(String objective, Map<String, Object> settings)
      throws XGBoostError {
    float[] values = values();
    Booster booster = train(objective, settings, values);
    byte[] json = booster.toByteArray("json");
    for (double[] rows : List.of(widened(values), randomRows(json))) {
      if (objective.equals("binary:logistic")) {
        assertScores(
            rows, XgboostForest.compile(HEADER, unlinked(json)), margins(booster, rows), 0);
        assertScores(rows, XgboostForest.compile(HEADER, json), answers(booster, rows), 3);
      } else {
        assertScores(rows, XgboostForest.compile(HEADER, json), answers(booster, rows), 0);
      }
    }
    booster.dispose();
  }

  @Test
  void compile_header_isCarriedOver() throws XGBoostError {
    CompiledForest forest = XgboostForest.compile(HEADER, json("reg:squarederror", Map.of()));
    assertThat(forest.version()).isEqualTo("v1");
    assertThat(forest.fingerprint()).isEqualTo("abc");
    assertThat(forest.featureNames()).isEqualTo(HEADER.names());
    assertThat(forest.trees()).isEqualTo(ROUNDS);
  }

  @Test
  void compile_targetBarelyVaries_keepsTreesThatAreOneLeaf() throws XGBoostError {
    byte[] json = json("reg:squarederror", Map.of("gamma", 1e9));
    CompiledForest forest = XgboostForest.compile(HEADER, json);
    assertThat(forest.nodes()).isEqualTo(forest.trees());
  }

  static Stream<Arguments> refusedSettings() {
    return Stream.of(
        Arguments.of("count:poisson", Map.of(), "objective is 'count:poisson'"),
        Arguments.of("reg:gamma", Map.of(), "objective is 'reg:gamma'"),
        Arguments.of("multi:softprob", Map.of("num_class", 3), "3 classes"),
        Arguments.of("reg:quantileerror", Map.of("quantile_alpha", "[0.1, 0.9]"), "2 targets"),
        Arguments.of("reg:squarederror", Map.of("booster", "dart"), "booster is 'dart'"),
        Arguments.of("reg:squarederror", Map.of("booster", "gblinear"), "booster is 'gblinear'"));
  }

  @ParameterizedTest
  @MethodSource("refusedSettings")
  void compile_modelThatCannotBeServed_isRefusedByName(
      String objective, Map<String, Object> settings, String reason) throws XGBoostError {
    assertRefused(json(objective, settings), reason);
  }

  @Test
  void compile_splitOnCategories_isRefused() throws XGBoostError {
    float[] values = values();
    DMatrix matrix = labelled(values, "reg:squarederror");
    matrix.setFeatureTypes(new String[] {"c", "q", "q", "q", "q", "q"});
    Map<String, Object> settings = new HashMap<>(settings("reg:squarederror"));
    settings.put("tree_method", "hist");
    settings.put("max_cat_to_onehot", 1);
    Booster booster = XGBoost.train(matrix, settings, 10, Map.of(), null, null);
    assertRefused(booster.toByteArray("json"), "splits on categories");
  }

  @Test
  void compile_anotherNumberOfFeatures_isRefused() throws XGBoostError {
    byte[] json = json("reg:squarederror", Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XgboostForest.compile(new ForestHeader("v", List.of("a"), ""), json))
        .withMessageContaining("takes 6 features, not 1");
  }

  @Test
  void compile_otherSchema_isRefusedByItsNumber() throws XGBoostError {
    byte[] json = json("reg:squarederror", Map.of());
    assertRefused(replaced(json, "\"version\":\\[2", "\"version\":[3"), "release 3, known is 2");
    assertRefused(replaced(json, "\"version\":\\[2,\\d+,\\d+\\]", "\"v\":1"), "release 0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"left_children\":\\[1,  | \"left_children\":[0,   | has no node 0, or has it twice",
        "\"left_children\":\\[1,  | \"left_children\":[999, | has no node 999",
        "\"left_children\":\\[1,  | \"left_children\":[-2,  | has no node -2",
        "\"left_children\":\\[1,  | \"left_children\":[     | differ in length",
        "\"split_indices\":\\[\\d | \"split_indices\":[6    | splits on feature 6 of 6",
        "\"split_conditions\":\\[[^,]* | \"split_conditions\":[NaN | at NaN",
        "\"base_score\":\"[^\"]*\" | \"base_score\":\"[5E-1]\" | base score is '[5E-1]'",
        "\"size_leaf_vector\":\"1\" | \"size_leaf_vector\":\"2\" | have 2 values",
        "\"trees\":\\[.*\\]\\},\"name\" | \"trees\":[]},\"name\" | it has no trees",
        "\"trees\":\\[ | \"trees\":[7, | no XGBoost model in JSON"
      })
  void compile_forgedModel_isRefused(String part, String forged, String reason)
      throws XGBoostError {
    byte[] json = json("reg:squarederror", Map.of());
    assertRefused(replaced(json, part, Matcher.quoteReplacement(forged)), reason);
  }

  @Test
  void compile_bytesThatAreNoJsonModel_areRefused() throws XGBoostError {
    byte[] json = json("reg:squarederror", Map.of());
    String reason = "no XGBoost model in JSON";
    for (int length = 0; length < json.length; length += 997) {
      assertRefused(Arrays.copyOf(json, length), reason);
    }
    assertRefused("[]".getBytes(StandardCharsets.UTF_8), reason);
    assertRefused("{}".getBytes(StandardCharsets.UTF_8), "release 0");
    Booster booster = train("reg:squarederror", Map.of(), values());
    assertRefused(booster.toByteArray("ubj"), reason);
  }

  private static void assertRefused(byte[] json, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XgboostForest.compile(HEADER, json))
        .withMessageContaining(reason);
  }

  private static void assertScores(
      double[] rows, CompiledForest forest, float[] expected, int mostUlps) {
    assertThat(forest.nodes()).isGreaterThan(10 * forest.trees());
    for (int i = 0; i < expected.length; i++) {
      double score = forest.score(Arrays.copyOfRange(rows, i * FEATURES, (i + 1) * FEATURES));
      assertThat((double) (float) score).isEqualTo(score);
      // For floats of one sign the distance of the patterns is the distance in ulps.
      long bits = Float.floatToRawIntBits((float) score);
      assertThat(Math.abs(bits - Float.floatToRawIntBits(expected[i])))
          .isLessThanOrEqualTo(mostUlps);
    }
  }

  /** {@return the same model with the link taken off, so that it scores margins} */
  private static byte[] unlinked(byte[] json) {
    float base = XgboostForest.margin(Float.parseFloat(XgboostModel.read(json).baseScore));
    byte[] identity = replaced(json, "binary:logistic", "reg:squarederror");
    return replaced(identity, "\"base_score\":\"[^\"]*\"", "\"base_score\":\"" + base + "\"");
  }

  private static byte[] replaced(byte[] json, String regex, String replacement) {
    String text = new String(json, StandardCharsets.UTF_8);
    String changed = text.replaceFirst(regex, replacement);
    assertThat(changed).isNotEqualTo(text);
    return changed.getBytes(StandardCharsets.UTF_8);
  }

  private static float[] margins(Booster booster, double[] rows) throws XGBoostError {
    return first(booster.predict(matrix(narrowed(rows)), true));
  }

  private static float[] answers(Booster booster, double[] rows) throws XGBoostError {
    return first(booster.predict(matrix(narrowed(rows))));
  }

  private static float[] first(float[][] predictions) {
    float[] first = new float[predictions.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = predictions[i][0];
    }
    return first;
  }

  private static byte[] json(String objective, Map<String, Object> settings) throws XGBoostError {
    return train(objective, settings, values()).toByteArray("json");
  }

  private static Booster train(String objective, Map<String, Object> settings, float[] values)
      throws XGBoostError {
    Map<String, Object> all = new HashMap<>(settings(objective));
    all.putAll(settings);
    return XGBoost.train(labelled(values, objective), all, ROUNDS, Map.of(), null, null);
  }

  private static Map<String, Object> settings(String objective) {
    return Map.of("objective", objective, "max_depth", 6, "eta", 0.3, "nthread", 1, "seed", 7);
  }

  private static DMatrix labelled(float[] values, String objective) throws XGBoostError {
    boolean classes = objective.startsWith("binary") || objective.startsWith("multi");
    SplittableRandom noise = new SplittableRandom(3);
    float[] labels = new float[values.length / FEATURES];
    for (int i = 0; i < labels.length; i++) {
      float value = values[i * FEATURES + 1] > 0 ? 1 : 0;
      boolean missing = Float.isNaN(values[i * FEATURES + 2]);
      labels[i] =
          classes
              ? (noise.nextInt(5) == 0 ? 1 - value : value)
              : (float) (20 + 10 * value + (missing ? 7 : 0) + noise.nextDouble(-3, 3));
    }
    DMatrix matrix = matrix(values);
    matrix.setLabel(labels);
    return matrix;
  }

  private static DMatrix matrix(float[] values) throws XGBoostError {
    return new DMatrix(values, values.length / FEATURES, FEATURES, Float.NaN);
  }

  /** Few values, continuous, mostly missing: in turn. */
  private static float[] values() {
    SplittableRandom random = new SplittableRandom(11);
    float[] values = new float[ROWS * FEATURES];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (i % FEATURES % 3) {
            case 0 -> random.nextInt(0, 7);
            case 1 -> (float) random.nextDouble(-5, 5);
            default -> random.nextInt(3) == 0 ? (float) random.nextDouble(-1e-3, 1) : Float.NaN;
          };
    }
    return values;
  }

  /** At and beside the thresholds, in steps of double and of float, and far from them. */
  private static double[] randomRows(byte[] json) {
    List<XgboostModel.Tree> trees = XgboostModel.read(json).trees;
    SplittableRandom random = new SplittableRandom(5);
    double[] rows = new double[RANDOM_ROWS * FEATURES];
    Arrays.setAll(rows, i -> random.nextInt(6) == 0 ? Double.NaN : random.nextDouble(-6, 6));
    for (int i = 0; i < RANDOM_ROWS; i++) {
      // Several tests of one tree, so that rows get close to a threshold on the way to its leaf.
      XgboostModel.Tree tree = trees.get(random.nextInt(trees.size()));
      for (int node = 0; node < tree.left.length; node++) {
        if (tree.left[node] >= 0 && random.nextInt(4) == 0) {
          rows[i * FEATURES + tree.features[node]] = beside(random, tree.numbers[node]);
        }
      }
    }
    return rows;
  }

  private static double beside(SplittableRandom random, float threshold) {
    float below = Math.nextDown(threshold);
    double halfway = ((double) threshold + below) / 2;
    return switch (random.nextInt(9)) {
      case 0 -> Math.nextUp(threshold);
      case 1 -> below;
      case 2 -> Math.nextUp((double) threshold);
      case 3 -> Math.nextDown((double) threshold);
      case 4 -> halfway;
      case 5 -> Math.nextUp(halfway);
      case 6 -> Math.nextDown(halfway);
      case 7 -> random.nextBoolean() ? -0.0 : random.nextDouble(-3e38, 3e38);
      default -> threshold;
    };
  }

  private static double[] widened(float[] values) {
    double[] widened = new double[values.length];
    Arrays.setAll(widened, i -> values[i]);
    return widened;
  }

  private static float[] narrowed(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < narrowed.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }
}
