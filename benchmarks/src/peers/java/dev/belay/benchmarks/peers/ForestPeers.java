/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import ai.onnxruntime.OrtException;
import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.ReferenceForest;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
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
@RatioTo("ours")
public class ForestPeers extends ServedForest {

  /** Called by the harness. */
  public ForestPeers() {}

  @Override
  CompiledForest compiled() throws IOException {
    return ReferenceForest.of(shape).compiled();
  }

  private PlainForest trees() throws IOException {
    return ReferenceForest.of(shape).plain();
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
     * @param ours the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(ForestPeers ours) throws Exception {
      engine = OnnxEngine.of(ours.trees(), 1);
      ours.answers().requireClose(row -> engine.pinned(ours.rows.floats[row]));
      ours.answers().requireClose(row -> engine.fresh(ours.rows.floats[row]));
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
     * @param ours the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(ForestPeers ours) throws Exception {
      engine = OnnxEngine.of(ours.trees(), Rows.BATCH);
      engine.pinned(ours.rows.flatFloats, answers);
      ours.answers().requireClose(row -> answers[row]);
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
     * @param ours the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(ForestPeers ours) throws Exception {
      engine = H2oEngine.of(ours.trees());
      ours.answers().requireClose(row -> engine.row(ours.rows.doubles[row]));
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
     * @param ours the trees
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(ForestPeers ours) throws Exception {
      engine = PmmlEngine.of(ours.trees());
      ours.answers().requireClose(row -> engine.row(ours.rows.doubles[row]));
    }
  }

  /**
   * ONNX Runtime over an input outside the heap that is made once.
   *
   * @param peer the engine
   * @return the score
   * @throws OrtException if the engine fails
   */
  @Benchmark
  public float onnxPinned(OnnxRow peer) throws OrtException {
    return peer.engine.pinned(rows.floats());
  }

  /**
   * ONNX Runtime with a tensor for each call.
   *
   * @param peer the engine
   * @return the score
   * @throws OrtException if the engine fails
   */
  @Benchmark
  public float onnxFresh(OnnxRow peer) throws OrtException {
    return peer.engine.fresh(rows.floats());
  }

  /**
   * H2O's genmodel.
   *
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public double h2o(H2o peer) {
    return peer.engine.row(rows.doubles());
  }

  /**
   * JPMML.
   *
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public double jpmml(Jpmml peer) {
    return peer.engine.row(rows.doubles());
  }

  /**
   * ONNX Runtime, a row of {@value Rows#BATCH}.
   *
   * @param peer the engine
   * @return the scores
   * @throws OrtException if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public float[] onnxBatch(OnnxBatch peer) throws OrtException {
    peer.engine.pinned(rows.flatFloats, peer.answers);
    return peer.answers;
  }
}
