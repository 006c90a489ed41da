/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Models of the real engine, and rows that are hard for them. */
final class XgboostSample {
  static final int FEATURES = 6;
  static final List<String> NAMES = List.of("a", "b", "c", "d", "e", "f");

  private XgboostSample() {}

  static Booster train(String objective, Map<String, Object> settings, int rows)
      throws XGBoostError {
    Map<String, Object> all =
        new HashMap<>(
            Map.of("objective", objective, "max_depth", 6, "eta", 0.3, "nthread", 1, "seed", 7));
    all.putAll(settings);
    int rounds = (int) all.getOrDefault("rounds", 30);
    all.remove("rounds");
    return XGBoost.train(labelled(values(rows), objective), all, rounds, Map.of(), null, null);
  }

  static byte[] json(String objective, Map<String, Object> settings) throws XGBoostError {
    Booster booster = train(objective, settings, 1_000);
    byte[] json = booster.toByteArray("json");
    booster.dispose();
    return json;
  }

  static DMatrix labelled(float[] values, String objective) throws XGBoostError {
    DMatrix matrix = matrix(values);
    matrix.setLabel(labels(values, objective));
    if (objective.startsWith("rank")) {
      int rows = values.length / FEATURES;
      matrix.setGroup(new int[] {rows / 2, rows - rows / 2});
    }
    return matrix;
  }

  private static float[] labels(float[] values, String objective) {
    SplittableRandom noise = new SplittableRandom(3);
    float[] labels = new float[values.length / FEATURES];
    for (int i = 0; i < labels.length; i++) {
      float value = values[i * FEATURES + 1] > 0 ? 1 : 0;
      boolean missing = Float.isNaN(values[i * FEATURES + 2]);
      boolean classes = objective.matches("(binary|multi|rank|reg:logistic).*");
      labels[i] =
          classes
              ? (noise.nextInt(5) == 0 ? 1 - value : value)
              : (float) (20 + 10 * value + (missing ? 7 : 0) + noise.nextDouble(-3, 3));
    }
    return labels;
  }

  static DMatrix matrix(float[] values) throws XGBoostError {
    return new DMatrix(values, values.length / FEATURES, FEATURES, Float.NaN);
  }

  /** Few values, continuous, mostly missing: in turn. */
  static float[] values(int rows) {
    SplittableRandom random = new SplittableRandom(11);
    float[] values = new float[rows * FEATURES];
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
  static double[] probes(XgboostModel model, int rows) {
    SplittableRandom random = new SplittableRandom(5);
    double[] probes = new double[rows * FEATURES];
    Arrays.setAll(probes, i -> random.nextInt(6) == 0 ? Double.NaN : random.nextDouble(-6, 6));
    for (int i = 0; i < rows; i++) {
      // Several tests of one tree, so that rows get close to a threshold on the way to its leaf.
      XgboostModel.Tree tree = model.trees.get(random.nextInt(model.trees.size()));
      for (int node = 0; node < tree.left.length; node++) {
        if (tree.left[node] >= 0 && random.nextInt(4) == 0) {
          probes[i * FEATURES + tree.features[node]] = beside(random, tree.numbers[node]);
        }
      }
    }
    return probes;
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

  static float[] narrowed(double[] values) {
    float[] narrowed = new float[values.length];
    for (int i = 0; i < narrowed.length; i++) {
      narrowed[i] = (float) values[i];
    }
    return narrowed;
  }

  static float[] first(float[][] predictions) {
    float[] first = new float[predictions.length];
    for (int i = 0; i < first.length; i++) {
      first[i] = predictions[i][0];
    }
    return first;
  }

  /** {@return what the engine itself makes of a base score} */
  static float margin(String objective, float baseScore) throws XGBoostError {
    DMatrix row = new DMatrix(new float[] {0}, 1, 1, Float.NaN);
    row.setLabel(new float[] {0});
    // Of a number with an exponent the engine often reads another float.
    String plain = new BigDecimal(Float.toString(baseScore)).toPlainString();
    Map<String, Object> settings =
        Map.of("objective", objective, "base_score", plain, "nthread", 1, "quantile_alpha", 0.5);
    Booster untrained = XGBoost.train(row, settings, 0, Map.of(), null, null);
    float margin = untrained.predict(row, true)[0][0];
    untrained.dispose();
    return margin;
  }

  static byte[] replaced(byte[] json, String regex, String replacement) {
    String text = new String(json, StandardCharsets.UTF_8);
    Matcher matcher = Pattern.compile(regex).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("nothing matches " + regex);
    }
    return matcher
        .replaceFirst(Matcher.quoteReplacement(replacement))
        .getBytes(StandardCharsets.UTF_8);
  }
}
