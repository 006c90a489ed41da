/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.stats.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run of the main job has found out.
 *
 * @param subject what was looked at
 * @param learned the models
 * @param stages the stages of the rollout
 * @param replay what happened in the replay
 * @param contests who was better
 * @param oracle how good a prediction can be; null where nobody knows
 */
record Findings(
    Subject subject,
    Learned learned,
    List<StageSummary> stages,
    Replay.Result replay,
    Contests contests,
    @Nullable Best oracle) {

  /**
   * What was looked at.
   *
   * @param data the data set
   * @param note what it is
   * @param rows its journeys
   * @param testRows those replayed
   * @param seed the seed of data and training
   * @param suspiciousR2 an R² above it is a leak until explained
   */
  record Subject(
      String data, String note, int rows, int testRows, long seed, double suspiciousR2) {}

  /**
   * Comparisons on the same journeys.
   *
   * @param median the rule against the model for absolute errors, both from the replay
   * @param mean the rule against the model for squared errors
   * @param medianWeather the model for absolute errors without and with weather
   * @param meanWeather the model for squared errors without and with weather
   */
  record Contests(Contest median, Contest mean, Contest medianWeather, Contest meanWeather) {}

  /**
   * The generator's own answers.
   *
   * @param median how good its conditional medians are
   * @param mean how good its conditional means are
   */
  record Best(Accuracy median, Accuracy mean) {}

  /** Whether the mean model is better than anyone has honestly been on these data. */
  boolean leakSuspected() {
    Figure r2 = contests.mean().candidate().r2();
    return r2.defined() && r2.value() > subject.suspiciousR2();
  }
}
