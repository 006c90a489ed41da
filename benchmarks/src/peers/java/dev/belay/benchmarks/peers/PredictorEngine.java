/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import biz.k11i.xgboost.Predictor;
import biz.k11i.xgboost.util.FVec;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** xgboost-predictor in H2O's edition: XGBoost's trees in pure Java. */
final class PredictorEngine {
  private final Predictor predictor;

  private PredictorEngine(Predictor predictor) {
    this.predictor = predictor;
  }

  static PredictorEngine of(byte[] binaryModel) throws IOException {
    return new PredictorEngine(new Predictor(new ByteArrayInputStream(binaryModel)));
  }

  float row(float[] row) {
    return predictor.predictSingle(FVec.Transformer.fromArray(row, false));
  }
}
