/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import com.microsoft.ml.lightgbm.PredictionType;
import dev.belay.benchmarks.forest.ReferenceData;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMException;
import java.nio.file.Path;

/** LightGBM4J as its users call it. */
final class LightgbmEngine implements AutoCloseable {
  private final LGBMBooster booster;

  /** Known only once the native library is loaded. */
  private final PredictionType value = PredictionType.C_API_PREDICT_NORMAL;

  private LightgbmEngine(LGBMBooster booster) {
    this.booster = booster;
  }

  static LightgbmEngine load(Path file) throws LGBMException {
    return new LightgbmEngine(LGBMBooster.createFromModelfile(file.toString()));
  }

  double row(double[] row) throws LGBMException {
    return booster.predictForMatSingleRow(row, value);
  }

  double[] rows(double[] rows) throws LGBMException {
    int count = rows.length / ReferenceData.FEATURES;
    return booster.predictForMat(rows, count, ReferenceData.FEATURES, true, value, "num_threads=1");
  }

  @Override
  public void close() throws LGBMException {
    booster.close();
  }
}
