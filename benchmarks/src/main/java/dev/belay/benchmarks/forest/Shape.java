/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.benchmarks.forest.ReferenceData.Grain;

/** Which engine grows a reference forest, how large it gets, and on which values. */
public enum Shape {
  /** Tribuo's random forest, 100 trees of depth 12. */
  FOREST_100(Engine.TRIBUO, 100, Grain.QUANTISED),
  /** Tribuo's random forest, 500 trees of depth 12. */
  FOREST_500(Engine.TRIBUO, 500, Grain.QUANTISED),
  /** XGBoost's random forest, 100 trees of depth 12, each distinct value a possible threshold. */
  FOREST_100_RAW(Engine.XGBOOST_BAGGING, 100, Grain.RAW),
  /** XGBoost's random forest, 500 trees of depth 12, each distinct value a possible threshold. */
  FOREST_500_RAW(Engine.XGBOOST_BAGGING, 500, Grain.RAW),
  /** 300 boosted trees, each grown leaf by leaf to 31 leaves. */
  LEAVES_31(Engine.XGBOOST_BY_LEAF, 300, Grain.QUANTISED),
  /** 300 boosted trees of 31 leaves, thresholds from 4,096 quantiles of each feature. */
  LEAVES_31_RAW(Engine.XGBOOST_BY_LEAF, 300, Grain.RAW),
  /** 300 boosted trees of depth 6. */
  DEPTH_6(Engine.XGBOOST_BY_DEPTH, 300, Grain.QUANTISED),
  /** 300 boosted trees of depth 6, each distinct value a possible threshold. */
  DEPTH_6_RAW(Engine.XGBOOST_BY_DEPTH, 300, Grain.RAW);

  enum Engine {
    TRIBUO,
    XGBOOST_BAGGING,
    XGBOOST_BY_LEAF,
    XGBOOST_BY_DEPTH
  }

  private final Engine engine;
  private final int trees;
  private final Grain grain;

  Shape(Engine engine, int trees, Grain grain) {
    this.engine = engine;
    this.trees = trees;
    this.grain = grain;
  }

  Engine engine() {
    return engine;
  }

  /** {@return the number of trees} */
  public int trees() {
    return trees;
  }

  /** {@return what the continuous features look like} */
  public Grain grain() {
    return grain;
  }

  /** {@return whether Tribuo grew it and its file is Tribuo's; otherwise both are XGBoost's} */
  public boolean ofTribuo() {
    return engine == Engine.TRIBUO;
  }
}
