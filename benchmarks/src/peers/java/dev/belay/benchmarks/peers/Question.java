/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Predictor;
import dev.belay.traffic.Rollout;
import java.util.List;

/**
 * What a trivial model is asked, so that nothing is left but what is around it.
 *
 * @param id the unit
 * @param value the only feature
 */
record Question(long id, double value) {
  private static final double LIMIT = 1e6;

  /** The model: a line. */
  double answer() {
    return line(value);
  }

  private static double line(double value) {
    return 2 * value + 1;
  }

  /** As many as fit a cache, none like the one before. */
  static Question[] several() {
    Question[] questions = new Question[1_024];
    for (int i = 0; i < questions.length; i++) {
      questions[i] = new Question(i, i / 8.0);
    }
    return questions;
  }

  /** The model behind everything a predictor does for it that needs no clock. */
  static Predictor<Question> predictor() {
    FeatureSet<Question> features =
        FeatureSet.builder(Question.class).number("value", Question::value).build();
    return Predictor.named("line")
        .<Question>fallback(question -> 0)
        .keyedByLong(Question::id)
        .model(new Line(), features)
        .rollout(Rollout.of("line", 100))
        .plausible(-LIMIT, LIMIT)
        .build();
  }

  /** The same line, as a model. */
  private static final class Line implements Model {
    @Override
    public String version() {
      return "1";
    }

    @Override
    public List<String> featureNames() {
      return List.of("value");
    }

    @Override
    public double score(double[] row) {
      return line(row[0]);
    }
  }
}
