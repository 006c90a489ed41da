/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.Predictor;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A model that is one line, in a predictor of ours: what others put around the same line is divided
 * by all of {@code estimate}. Questions are taken in turn.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public abstract class PredictedLine {
  /** Ours. */
  final Predictor<Question> predictor = Question.predictor();

  private final Question[] questions = Question.several();
  private int next;

  /** For the benchmarks of this package. */
  PredictedLine() {}

  /**
   * Compares with the line itself.
   *
   * @throws IllegalStateException if an answer differs by a bit
   */
  void requireLine(ToDoubleFunction<Question> theirs) throws Exception {
    Answers line = row -> questions[row].answer();
    line.requireSame(row -> theirs.applyAsDouble(questions[row]));
  }

  Question turn() {
    next = (next + 1) % questions.length;
    return questions[next];
  }

  /** Frees what the predictor holds. */
  @TearDown
  public void close() {
    predictor.close();
  }

  /**
   * Ours.
   *
   * @return the answer
   */
  @Benchmark
  public double ours() {
    return predictor.estimate(turn());
  }
}
