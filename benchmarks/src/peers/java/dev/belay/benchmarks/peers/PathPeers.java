/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import ai.onnxruntime.OrtException;
import dev.belay.Prediction;
import dev.belay.Predictor;
import dev.belay.benchmarks.RatioTo;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.ReferenceForest;
import dev.belay.benchmarks.forest.Shape;
import dev.belay.traffic.Rollout;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.tribuo.Model;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * The whole path from a host's object to a number: rollout, 40 features, 100 trees of depth 12 that
 * Tribuo grew, guard, rule to fall back to, counters. Beside ours the two stacks that are usually
 * put together for it, of OpenFeature, resilience4j, Micrometer, and Tribuo or ONNX Runtime.
 *
 * <p>Every user is in the rollout. Ours counts and does not measure the time; the stacks time each
 * call, as is usual.
 */
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // set up by the harness
public class PathPeers {
  private final Rollout rollout = Rollout.of("model", 100);
  private ReferenceForest forest;
  private Visit[] visits;
  private Predictor<Visit> predictor;
  private int next;

  /** Called by the harness. */
  public PathPeers() {}

  /**
   * Loads the forest, or has it grown once.
   *
   * @throws Exception if its files cannot be read or written, or ours is not the forest
   */
  @Setup
  public void load() throws Exception {
    forest = ReferenceForest.of(Shape.FOREST_100);
    double[][] rows = forest.rows();
    Keys keys = new Keys();
    visits = new Visit[rows.length];
    for (int i = 0; i < rows.length; i++) {
      visits[i] = new Visit(keys.next(), rows[i]);
    }
    predictor =
        Predictor.named("visit")
            .<Visit>fallback(visit -> 0)
            .keyedBy(Visit::user)
            .model(forest.compiled(), Visit.features())
            .rollout(rollout)
            .plausible(-1e6, 1e6)
            .build();
    dev.belay.Model alone = forest.compiled();
    answers().requireSame(row -> alone.score(rows[row]));
  }

  private Answers answers() {
    return row -> predictor.estimate(visits[row]);
  }

  /** Frees what the predictor holds. */
  @TearDown
  public void close() {
    predictor.close();
  }

  private Visit turn() {
    next = (next + 1) % visits.length;
    return visits[next];
  }

  /** The stack with Tribuo. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class WithTribuo {
    private UsualStack stack;

    /** Called by the harness. */
    public WithTribuo() {}

    /**
     * Puts the stack together and compares it with ours, to the bit.
     *
     * @param path the visits
     * @throws Exception if it cannot be, or answers otherwise
     */
    @Setup
    public void load(PathPeers path) throws Exception {
      Model<Regressor> model =
          Model.deserializeFromFile(path.forest.file()).castModel(Regressor.class);
      String[] names = ReferenceData.names().toArray(String[]::new);
      stack = UsualStack.of(path.rollout, visit -> score(model, names, visit));
      path.answers().requireSame(row -> stack.predict(path.visits[row]));
    }

    private static double score(Model<Regressor> model, String[] names, Visit visit) {
      ArrayExample<Regressor> example =
          new ArrayExample<>(RegressionFactory.UNKNOWN_REGRESSOR, names, visit.row());
      return model.predict(example).getOutput().getValues()[0];
    }

    /** Stops what has threads. */
    @TearDown
    public void close() {
      stack.close();
    }
  }

  /** The stack with ONNX Runtime, over an input outside the heap that is made once. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class WithOnnx {
    private final float[] row = new float[ReferenceData.FEATURES];
    private OnnxEngine engine;
    private UsualStack stack;

    /** Called by the harness. */
    public WithOnnx() {}

    /**
     * Puts the stack together and compares it with ours.
     *
     * @param path the visits
     * @throws Exception if it cannot be, or answers otherwise
     */
    @Setup
    public void load(PathPeers path) throws Exception {
      engine = OnnxEngine.of(path.forest.plain(), 1);
      stack = UsualStack.of(path.rollout, this::score);
      path.answers().requireClose(row -> stack.predict(path.visits[row]));
    }

    private double score(Visit visit) {
      visit.fill(row);
      try {
        return engine.pinned(row);
      } catch (OrtException failed) {
        throw new IllegalStateException("the engine failed", failed);
      }
    }

    /**
     * Stops what has threads and frees what is outside the heap.
     *
     * @throws OrtException if the engine fails
     */
    @TearDown
    public void close() throws OrtException {
      stack.close();
      engine.close();
    }
  }

  /**
   * Ours, the number alone.
   *
   * @return the number
   */
  @Benchmark
  public double ours() {
    return predictor.estimate(turn());
  }

  /**
   * Ours, the number and where it comes from.
   *
   * @return both
   */
  @Benchmark
  public Prediction oursPredict() {
    return predictor.predict(turn());
  }

  /**
   * The stack with Tribuo.
   *
   * @param peer the stack
   * @return the number
   */
  @Benchmark
  public double tribuoStack(WithTribuo peer) {
    return peer.stack.predict(turn());
  }

  /**
   * The stack with ONNX Runtime.
   *
   * @param peer the stack
   * @return the number
   */
  @Benchmark
  public double onnxStack(WithOnnx peer) {
    return peer.stack.predict(turn());
  }
}
