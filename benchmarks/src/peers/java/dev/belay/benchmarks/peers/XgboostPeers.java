/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.ForestImport;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * XGBoost's own models, as XGBoost4J, xgboost-predictor and ours serve one and the same file. Where
 * the other benchmarks have Tribuo's random forest this has XGBoost's own, of the same data.
 */
@RatioTo("ours")
public class XgboostPeers extends ServedForest {

  /** Called by the harness. */
  public XgboostPeers() {}

  @Override
  CompiledForest compiled() throws Exception {
    return ForestImport.xgboost(XgboostFile.of(shape))
        .featureNames(ReferenceData.names())
        .compile();
  }

  /** XGBoost4J. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Native {
    private XgboostEngine engine;

    /** Called by the harness. */
    public Native() {}

    /**
     * Reads the file and compares both ways of asking with ours, to the bit.
     *
     * @param ours the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(XgboostPeers ours) throws Exception {
      engine = XgboostEngine.load(XgboostFile.of(ours.shape));
      ours.answers().requireSame(row -> engine.inPlace(ours.rows.floats[row])[0][0]);
      ours.answers().requireSame(row -> engine.matrix(ours.rows.floats[row])[0][0]);
    }

    /** Frees what is outside the heap. */
    @TearDown
    public void close() {
      engine.close();
    }
  }

  /** xgboost-predictor. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class PureJava {
    private PredictorEngine engine;

    /** Called by the harness. */
    public PureJava() {}

    /**
     * Has the file written in the older format and compares the engine with ours.
     *
     * @param ours the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(XgboostPeers ours) throws Exception {
      try (XgboostEngine writer = XgboostEngine.load(XgboostFile.of(ours.shape))) {
        engine = PredictorEngine.of(writer.binary());
      }
      ours.answers().requireClose(row -> engine.row(ours.rows.floats[row]));
    }
  }

  /**
   * XGBoost4J over the row as it lies in memory.
   *
   * @param peer the engine
   * @return the score
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  public float[][] xgboostInPlace(Native peer) throws XGBoostError {
    return peer.engine.inPlace(rows.floats());
  }

  /**
   * XGBoost4J with a matrix for each call.
   *
   * @param peer the engine
   * @return the score
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  public float[][] xgboostMatrix(Native peer) throws XGBoostError {
    return peer.engine.matrix(rows.floats());
  }

  /**
   * xgboost-predictor.
   *
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public float xgboostPredictor(PureJava peer) {
    return peer.engine.row(rows.floats());
  }

  /**
   * XGBoost4J over rows as they lie in memory, a row of {@value Rows#BATCH}.
   *
   * @param peer the engine
   * @return the scores
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public float[][] xgboostInPlaceBatch(Native peer) throws XGBoostError {
    return peer.engine.inPlace(rows.flatFloats);
  }

  /**
   * XGBoost4J with a matrix for each call, a row of {@value Rows#BATCH}.
   *
   * @param peer the engine
   * @return the scores
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public float[][] xgboostMatrixBatch(Native peer) throws XGBoostError {
    return peer.engine.matrix(rows.flatFloats);
  }
}
