/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.benchmarks.forest.NaiveForest;
import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.ml.CompiledForest;
import java.util.List;

/** The same trees as the naive loop and as compiled. */
final class ForestCalls {
  private final double[][] rows;
  private final double[] scores;
  private final NaiveForest plain;
  private final CompiledForest forest;
  private final Subject naive;
  private final Subject score;
  private final Subject scoreAll;

  ForestCalls(String name, PlainForest trees, double[][] rows) {
    this.rows = rows;
    this.scores = new double[rows.length];
    this.plain = new NaiveForest(trees);
    this.forest = trees.compile(name, ReferenceData.names());
    this.naive = Subject.ofRow(name + " naive loop", rows.length, i -> plain.score(rows[i]));
    this.score = Subject.ofRow(name + " score", rows.length, i -> forest.score(rows[i]));
    this.scoreAll = Subject.ofBatch(name + " scoreAll", rows.length, this::batch);
  }

  private double batch() {
    forest.scoreAll(rows, scores);
    return scores[0];
  }

  /** The first row for which forest or batch differ from the naive loop by a bit; or -1. */
  int disagreement() {
    forest.scoreAll(rows, scores);
    for (int i = 0; i < rows.length; i++) {
      double expected = plain.score(rows[i]);
      if (forest.score(rows[i]) != expected || scores[i] != expected) {
        return i;
      }
    }
    return -1;
  }

  CompiledForest forest() {
    return forest;
  }

  Subject naive() {
    return naive;
  }

  List<Claim> claims(double leastSpeedup, double leastBatchGain) {
    return List.of(
        new Claim(score, naive, leastSpeedup), new Claim(scoreAll, score, leastBatchGain));
  }

  /** What must not allocate. */
  List<Subject> hot() {
    return List.of(score, scoreAll);
  }
}
