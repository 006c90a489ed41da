/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import dev.belay.benchmarks.forest.ReferenceData;
import io.github.metarank.lightgbm4j.LGBMBooster;
import java.io.IOException;
import java.nio.file.Path;

/**
 * LightGBM's fastest way for one row, which LightGBM4J does not offer: what a call has in common
 * with the next one is set up once, and the row is read where it lies in the Java heap.
 */
final class LightgbmFastEngine implements AutoCloseable {
  private final SWIGTYPE_p_void booster;
  private final SWIGTYPE_p_void prepared;
  private final SWIGTYPE_p_long_long length = lightgbmlib.new_int64_tp();
  private final SWIGTYPE_p_double answer = lightgbmlib.new_doubleArray(1);

  private LightgbmFastEngine(SWIGTYPE_p_void booster, SWIGTYPE_p_void prepared) {
    this.booster = booster;
    this.prepared = prepared;
  }

  static LightgbmFastEngine load(Path file) throws IOException {
    LGBMBooster.loadNative();
    SWIGTYPE_p_p_void handle = lightgbmlib.new_voidpp();
    SWIGTYPE_p_int rounds = lightgbmlib.new_intp();
    require(lightgbmlib.LGBM_BoosterCreateFromModelfile(file.toString(), rounds, handle));
    SWIGTYPE_p_void booster = lightgbmlib.voidpp_value(handle);
    require(
        lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastInit(
            booster,
            lightgbmlibConstants.C_API_PREDICT_NORMAL,
            0,
            -1,
            lightgbmlibConstants.C_API_DTYPE_FLOAT64,
            ReferenceData.FEATURES,
            "num_threads=1",
            handle));
    return new LightgbmFastEngine(booster, lightgbmlib.voidpp_value(handle));
  }

  double row(double[] row) {
    require(
        lightgbmlib.LGBM_BoosterPredictForMatSingleRowFastCriticalSWIG(
            row, prepared, length, answer));
    return lightgbmlib.doubleArray_getitem(answer, 0);
  }

  private static void require(int result) {
    if (result != 0) {
      throw new IllegalStateException(lightgbmlib.LGBM_GetLastError());
    }
  }

  @Override
  public void close() {
    require(lightgbmlib.LGBM_FastConfigFree(prepared));
    require(lightgbmlib.LGBM_BoosterFree(booster));
    lightgbmlib.delete_int64_tp(length);
    lightgbmlib.delete_doubleArray(answer);
  }
}
