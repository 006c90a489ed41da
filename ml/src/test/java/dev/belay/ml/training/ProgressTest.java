/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.testing.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<Progress> told = new ArrayList<>();
  private final FakeTime clock = new FakeTime();

  @Test
  void treeDone_afterEachTree_tellsRateAndRemainingTime() {
    Meter meter = Meter.start(4, 8, clock, told::add);
    clock.advance(Duration.ofSeconds(1));
    meter.treeDone();
    clock.advance(Duration.ofSeconds(3));
    meter.treeDone();

    assertThat(told)
        .containsExactly(
            new Progress(0, 4, 0.5, Duration.ofSeconds(8)),
            new Progress(1, 4, 1, Duration.ofSeconds(3)),
            new Progress(2, 4, 0.5, Duration.ofSeconds(4)));
    assertThat(meter.elapsed()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void treeDone_clockThatStandsStill_tellsFiniteFigures() {
    Meter meter = Meter.start(2, 1, clock, told::add);
    meter.treeDone();

    assertThat(told.get(1).perSecond()).isFinite();
  }

  @Test
  void toString_beforeAndDuringTheTraining_readsAlike() {
    assertThat(new Progress(0, 100, 3.4, Duration.ofMillis(29_400)))
        .hasToString("0 of 100 trees, about 3.4/s, about 29 s left");
    assertThat(new Progress(12, 1000, 0.25, Duration.ofMillis(1_500)))
        .hasToString("12 of 1,000 trees, 0.25/s, 1.5 s left");
  }

  @Test
  void train_anyLearner_tellsAnEstimateAndEveryTree() {
    for (Learner learner : List.of(Trip.fewRounds(Loss.mean()), Trip.fewTrees())) {
      told.clear();
      Trip.training(Trip.hourly(200)).progress(told::add).train(learner);

      assertThat(told).hasSize(learner.size() + 1);
      assertThat(told).extracting(Progress::done).isSorted();
      assertThat(told.get(0).remaining()).isPositive();
      assertThat(told.get(learner.size()).remaining()).isZero();
    }
  }

  @Test
  void train_ticker_measuresTheTrainingTime() {
    ModelReport report =
        Trip.training(Trip.hourly(200))
            .ticker(clock)
            .progress(progress -> clock.advance(Duration.ofSeconds(2)))
            .train(Trip.fewTrees())
            .report();

    assertThat(report.trainingTime()).isEqualTo(Duration.ofSeconds(10));
  }
}
