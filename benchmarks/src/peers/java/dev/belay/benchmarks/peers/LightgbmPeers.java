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
import io.github.metarank.lightgbm4j.LGBMException;
import java.nio.file.Path;
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
 * LightGBM's own models, as LightGBM and ours serve one and the same file. Where the other
 * benchmarks have Tribuo's random forest this has LightGBM's own, of the same data.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
public class LightgbmPeers {

  /** Called by the harness. */
  public LightgbmPeers() {}

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
      file = LightgbmFile.of(shape);
      ours = ForestImport.lightgbm(file).featureNames(ReferenceData.names()).compile();
      rows = Rows.of(shape);
    }

    private double answer(int row) {
      return ours.score(rows.doubles[row]);
    }
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
     * @param forest the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      engine = LightgbmEngine.load(forest.file);
      double[][] rows = forest.rows.doubles;
      Agreement.require(forest::answer, row -> engine.row(rows[row]), 0);
      double[] answers = engine.rows(forest.rows.flatDoubles);
      Agreement.require(forest::answer, row -> answers[row], 0);
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
     * @param forest the file
     * @throws Exception if the engine fails or answers otherwise
     */
    @Setup
    public void load(Case forest) throws Exception {
      engine = LightgbmFastEngine.load(forest.file);
      double[][] rows = forest.rows.doubles;
      Agreement.require(forest::answer, row -> engine.row(rows[row]), 0);
    }

    /** Frees what is outside the heap. */
    @TearDown
    public void close() {
      engine.close();
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
   * LightGBM4J.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   * @throws LGBMException if the engine fails
   */
  @Benchmark
  public double lightgbm(Case forest, Plain peer) throws LGBMException {
    return peer.engine.row(forest.rows.doubles());
  }

  /**
   * LightGBM's fastest way for one row.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the score
   */
  @Benchmark
  public double lightgbmFast(Case forest, Fast peer) {
    return peer.engine.row(forest.rows.doubles());
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
   * LightGBM4J, a row of {@value Rows#BATCH}.
   *
   * @param forest the rows
   * @param peer the engine
   * @return the scores
   * @throws LGBMException if the engine fails
   */
  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @OperationsPerInvocation(Rows.BATCH)
  @RatioTo("oursBatch")
  public double[] lightgbmBatch(Case forest, Plain peer) throws LGBMException {
    return peer.engine.rows(forest.rows.flatDoubles);
  }
}
