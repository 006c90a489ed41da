/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.ReferenceForest;
import dev.belay.benchmarks.forest.Shape;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost's own model of each shape: of Tribuo's shapes its own random forest. */
final class XgboostFile {
  private XgboostFile() {}

  static Path of(Shape shape) throws Exception {
    if (shape.ofTribuo()) {
      return NativeFile.of("xgboost", ".json", shape, XgboostFile::train);
    }
    return ReferenceForest.of(shape).file();
  }

  private static void train(Shape shape, float[] rows, float[] targets, Path file)
      throws XGBoostError {
    DMatrix matrix = new DMatrix(rows, targets.length, ReferenceData.FEATURES, Float.NaN);
    matrix.setLabel(targets);
    Booster booster = XGBoost.train(matrix, parameters(shape), 1, Map.of(), null, null);
    booster.saveModel(file.toString());
    booster.dispose();
    matrix.dispose();
  }

  private static Map<String, Object> parameters(Shape shape) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("objective", "reg:squarederror");
    parameters.put("tree_method", "hist");
    parameters.put("nthread", 1);
    parameters.put("seed", 1);
    parameters.put("num_parallel_tree", shape.trees());
    parameters.put("max_depth", 12);
    parameters.put("min_child_weight", 5);
    parameters.put("subsample", 0.632);
    parameters.put("colsample_bynode", 1.0 / 3);
    parameters.put("eta", 1);
    return parameters;
  }
}
