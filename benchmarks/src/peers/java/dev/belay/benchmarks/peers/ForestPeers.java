/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import ai.onnxruntime.OrtException;
import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.ReferenceForest;
import dev.belay.benchmarks.forest.Shape;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
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
 * The same trees in every engine that can be given trees: Tribuo's random forests and XGBoost's
 * boosted trees, served by ours, ONNX Runtime, H2O's genmodel and JPMML.
 *
 * <p>ONNX Runtime and H2O hold floats only; ours and JPMML serve what was trained.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
public class ForestPeers {

  /** Called by the harness. */
  public ForestPeers() {}

  /** The trees, ours, and the rows. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Case {
    /** How the forest was grown. */
    @Param({"FOREST_100", "FOREST_500", "LEAVES_31", "DEPTH_6"})
    public Shape shape;

    private final double[] scores = new double[Rows.BATCH];
    private PlainForest plain;
    private CompiledForest ours;
    private Rows rows;

    /** Called by the harness. */
    public Case() {}

    /**
     * Loads the trees, or has them grown once.
     *
     * @throws IOException if their files cannot be read or written
     */
    @Setup
    public void load() throws IOException {
      ReferenceForest reference = ReferenceForest.of(shape);
      plain = reference.plain();
      ours = reference.compiled();
      rows = Rows.of(shape);
    }

    private double answer(int row) {
      return ours.score(rows.doubles[row]);
    }
  }

  /** ONNX Runtime for one row. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class OnnxRow {
    private OnnxEngine engine;

    /** Called by the harness. */
    public OnnxRow() {}

    /**
     * Loads the trees and compares both ways of asking with ours.
     *
     * @param forest the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      engine = OnnxEngine.of(forest.plain, 1);
      float[][] rows = forest.rows.floats;
      Agreement.require(forest::answer, row -> engine.pinned(rows[row]), Agreement.ROUNDING);
      Agreement.require(forest::answer, row -> engine.fresh(rows[row]), Agreement.ROUNDING);
    }

    /**
     * Frees what is outside the heap.
     *
     * @throws OrtException if the engine fails
     */
    @TearDown
    public void close() throws OrtException {
      engine.close();
    }
  }

  /** ONNX Runtime for {@value Rows#BATCH} rows. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class OnnxBatch {
    private final float[] answers = new float[Rows.BATCH];
    private OnnxEngine engine;

    /** Called by the harness. */
    public OnnxBatch() {}

    /**
     * Loads the trees and compares the engine with ours.
     *
     * @param forest the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      engine = OnnxEngine.of(forest.plain, Rows.BATCH);
      engine.pinned(forest.rows.flatFloats, answers);
      Agreement.require(forest::answer, row -> answers[row], Agreement.ROUNDING);
    }

    /**
     * Frees what is outside the heap.
     *
     * @throws OrtException if the engine fails
     */
    @TearDown
    public void close() throws OrtException {
      engine.close();
    }
  }

  /** H2O's genmodel. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class H2o {
    private H2oEngine engine;

    /** Called by the harness. */
    public H2o() {}

    /**
     * Loads the trees and compares the engine with ours.
     *
     * @param forest the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      engine = H2oEngine.of(forest.plain);
      double[][] rows = forest.rows.doubles;
      Agreement.require(forest::answer, row -> engine.row(rows[row]), Agreement.ROUNDING);
    }
  }

  /** JPMML. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Jpmml {
    private PmmlEngine engine;

    /** Called by the harness. */
    public Jpmml() {}

    /**
     * Loads the trees and compares the engine with ours.
     *
     * @param forest the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      engine = PmmlEngine.of(forest.plain);
      double[][] rows = forest.rows.doubles;
      Agreement.require(forest::answer, row -> engine.row(rows[row]), Agreement.ROUNDING);
    }
  }

  /**
   * Ours.
   *
   * @param forest the trees
   * @return the score
   */
  @Benchmark
  public double ours(Case forest) {
    return forest.ours.score(forest.rows.doubles());
  }

  /**
   * ONNX Runtime over an input outside the heap that is made once.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   * @throws OrtException if the engine fails
   */
  @Benchmark
  public float onnxPinned(Case forest, OnnxRow peer) throws OrtException {
    return peer.engine.pinned(forest.rows.floats());
  }

  /**
   * ONNX Runtime with a tensor for each call.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   * @throws OrtException if the engine fails
   */
  @Benchmark
  public float onnxFresh(Case forest, OnnxRow peer) throws OrtException {
    return peer.engine.fresh(forest.rows.floats());
  }

  /**
   * H2O's genmodel.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public double h2o(Case forest, H2o peer) {
    return peer.engine.row(forest.rows.doubles());
  }

  /**
   * JPMML.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public double jpmml(Case forest, Jpmml peer) {
    return peer.engine.row(forest.rows.doubles());
  }

  /**
   * Ours, a row of {@value Rows#BATCH}.
   *
   * @param forest the trees
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
   * ONNX Runtime, a row of {@value Rows#BATCH}.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the scores
   * @throws OrtException if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public float[] onnxBatch(Case forest, OnnxBatch peer) throws OrtException {
    peer.engine.pinned(forest.rows.flatFloats, peer.answers);
    return peer.answers;
  }
}
