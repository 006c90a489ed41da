/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.ReferenceData;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** XGBoost4J: the two ways it can be asked from Java. */
final class XgboostEngine implements AutoCloseable {
  private final Booster booster;

  private XgboostEngine(Booster booster) {
    this.booster = booster;
  }

  static XgboostEngine load(Path file) throws XGBoostError {
    Booster booster = XGBoost.loadModel(file.toString());
    booster.setParam("nthread", 1);
    return new XgboostEngine(booster);
  }

  /** Rows as they lie in memory. */
  float[][] inPlace(float[] rows) throws XGBoostError {
    int count = rows.length / ReferenceData.FEATURES;
    return booster.inplace_predict(rows, count, ReferenceData.FEATURES, Float.NaN);
  }

  /** The matrix the engine trains on, made for this call. */
  float[][] matrix(float[] rows) throws XGBoostError {
    int count = rows.length / ReferenceData.FEATURES;
    DMatrix matrix = new DMatrix(rows, count, ReferenceData.FEATURES, Float.NaN);
    try {
      return booster.predict(matrix);
    } finally {
      matrix.dispose();
    }
  }

  /** The binary format of before JSON, which older readers take. */
  byte[] binary() throws XGBoostError {
    return booster.toByteArray("deprecated");
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
