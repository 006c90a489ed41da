/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.Shape;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.ForestImport;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * XGBoost's own models, as XGBoost4J, xgboost-predictor and ours serve one and the same file. Where
 * the other benchmarks have Tribuo's random forest this has XGBoost's own, of the same data.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
public class XgboostPeers {

  /** Called by the harness. */
  public XgboostPeers() {}

  /** The file, ours, and the rows. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Case {
    /** How the forest was grown. */
    @Param({"FOREST_100", "FOREST_500", "LEAVES_31", "DEPTH_6"})
    public Shape shape;

    private final double[] scores = new double[Rows.BATCH];
    private Path file;
    private CompiledForest ours;
    private Rows rows;

    /** Called by the harness. */
    public Case() {}

    /**
     * Reads the file, or has it trained once.
     *
     * @throws Exception if it can be neither trained nor read
     */
    @Setup
    public void load() throws Exception {
      file = XgboostFile.of(shape);
      ours = ForestImport.xgboost(file).featureNames(ReferenceData.names()).compile();
      rows = Rows.of(shape);
    }

    private double answer(int row) {
      return ours.score(rows.doubles[row]);
    }
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
     * @param forest the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      engine = XgboostEngine.load(forest.file);
      float[][] rows = forest.rows.floats;
      Agreement.require(forest::answer, row -> engine.inPlace(rows[row])[0][0], 0);
      Agreement.require(forest::answer, row -> engine.matrix(rows[row])[0][0], 0);
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
     * @param forest the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      try (XgboostEngine writer = XgboostEngine.load(forest.file)) {
        engine = PredictorEngine.of(writer.binary());
      }
      float[][] rows = forest.rows.floats;
      Agreement.require(forest::answer, row -> engine.row(rows[row]), Agreement.ROUNDING);
    }
  }

  /**
   * Ours.
   *
   * @param forest the file
   * @return the score
   */
  @Benchmark
  public double ours(Case forest) {
    return forest.ours.score(forest.rows.doubles());
  }

  /**
   * XGBoost4J over the row as it lies in memory.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  public float[][] xgboostInPlace(Case forest, Native peer) throws XGBoostError {
    return peer.engine.inPlace(forest.rows.floats());
  }

  /**
   * XGBoost4J with a matrix for each call.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  public float[][] xgboostMatrix(Case forest, Native peer) throws XGBoostError {
    return peer.engine.matrix(forest.rows.floats());
  }

  /**
   * xgboost-predictor.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public float xgboostPredictor(Case forest, PureJava peer) {
    return peer.engine.row(forest.rows.floats());
  }

  /**
   * Ours, a row of {@value Rows#BATCH}.
   *
   * @param forest the file
   * @return the scores
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  public double[] oursBatch(Case forest) {
    forest.ours.scoreAll(forest.rows.batch, forest.scores);
    return forest.scores;
  }

  /**
   * XGBoost4J over rows as they lie in memory, a row of {@value Rows#BATCH}.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the scores
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public float[][] xgboostInPlaceBatch(Case forest, Native peer) throws XGBoostError {
    return peer.engine.inPlace(forest.rows.flatFloats);
  }

  /**
   * XGBoost4J with a matrix for each call, a row of {@value Rows#BATCH}.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the scores
   * @throws XGBoostError if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public float[][] xgboostMatrixBatch(Case forest, Native peer) throws XGBoostError {
    return peer.engine.matrix(forest.rows.flatFloats);
  }
}
