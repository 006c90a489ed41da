/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.ForestImport;
import io.github.metarank.lightgbm4j.LGBMException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * LightGBM's own models, as LightGBM and ours serve one and the same file. Where the other
 * benchmarks have Tribuo's random forest this has LightGBM's own, of the same data.
 */
@RatioTo("ours")
public class LightgbmPeers extends ServedForest {

  /** Called by the harness. */
  public LightgbmPeers() {}

  @Override
  CompiledForest compiled() throws Exception {
    return ForestImport.lightgbm(LightgbmFile.of(shape))
        .featureNames(ReferenceData.names())
        .compile();
  }

  /** LightGBM4J as its users call it. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Plain {
    private LightgbmEngine engine;

    /** Called by the harness. */
    public Plain() {}

    /**
     * Reads the file and compares single rows and many with ours, to the bit.
     *
     * @param ours the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(LightgbmPeers ours) throws Exception {
      engine = LightgbmEngine.load(LightgbmFile.of(ours.shape));
      double[] batch = engine.rows(ours.rows.flatDoubles);
      ours.answers().requireSame(row -> engine.row(ours.rows.doubles[row]));
      ours.answers().requireSame(row -> batch[row]);
    }

    /**
     * Frees what is outside the heap.
     *
     * @throws LGBMException if the engine fails
     */
    @TearDown
    public void close() throws LGBMException {
      engine.close();
    }
  }

  /** LightGBM's fastest way for one row, which LightGBM4J does not offer. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Fast {
    private LightgbmFastEngine engine;

    /** Called by the harness. */
    public Fast() {}

    /**
     * Reads the file and compares the engine with ours, to the bit.
     *
     * @param ours the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(LightgbmPeers ours) throws Exception {
      engine = LightgbmFastEngine.load(LightgbmFile.of(ours.shape));
      ours.answers().requireSame(row -> engine.row(ours.rows.doubles[row]));
    }

    /** Frees what is outside the heap. */
    @TearDown
    public void close() {
      engine.close();
    }
  }

  /**
   * LightGBM4J.
   *
   * @param peer the engine
   * @return the score
   * @throws LGBMException if the engine fails
   */
  @Benchmark
  public double lightgbm(Plain peer) throws LGBMException {
    return peer.engine.row(rows.doubles());
  }

  /**
   * LightGBM's fastest way for one row.
   *
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public double lightgbmFast(Fast peer) {
    return peer.engine.row(rows.doubles());
  }

  /**
   * LightGBM4J, a row of {@value Rows#BATCH}.
   *
   * @param peer the engine
   * @return the scores
   * @throws LGBMException if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public double[] lightgbmBatch(Plain peer) throws LGBMException {
    return peer.engine.rows(rows.flatDoubles);
  }
}
