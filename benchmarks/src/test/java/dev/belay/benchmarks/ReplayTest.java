/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.stats.Figure;
import dev.belay.traffic.Arm;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private static final CityTripsScenario TRIPS = new CityTripsScenario(3, 48, 100);

  /** Answers with the distance, in minutes: a model that is wrong and known by heart. */
  private static final Model DISTANCE =
      new Model() {
        @Override
        public String version() {
          return "distance";
        }

        @Override
        public List<String> featureNames() {
          return TRIPS.features().names();
        }

        @Override
        public double score(double[] row) {
          return row[featureNames().indexOf("distance_km")];
        }
      };

  private static final Replay.Result REPLAYED = new Replay<>(TRIPS, DISTANCE).run();

  @Test
  void run_everyTrip_isJoinedWithItsOutcomeOnce() {
    double delays = REPLAYED.joined().stream().mapToDouble(row -> row.actual().minutes()).sum();

    assertThat(REPLAYED.joined()).hasSize(TRIPS.test().size()).hasSize(1_200);
    assertThat(delays)
        .isCloseTo(TRIPS.test().stream().mapToDouble(Trip::delayMinutes).sum(), within(1e-6));
  }

  @Test
  void run_noOutcome_isFedBackBeforeItIsKnown() {
    List<Double> asTheyBecomeKnown =
        TRIPS.test().stream()
            .sorted(Comparator.comparingLong(Trip::outcomeEpochSecond))
            .map(Trip::delayMinutes)
            .toList();

    assertThat(REPLAYED.joined())
        .extracting(row -> row.actual().minutes())
        .containsExactlyElementsOf(asTheyBecomeKnown);
  }

  @Test
  void run_everyTrip_hasBothValues() {
    assertThat(REPLAYED.joined()).allMatch(row -> row.forecast().paired());
  }

  @Test
  void run_inTheModelsArm_servesTheModelAndElsewhereTheRule() {
    assertThat(REPLAYED.joined())
        .allSatisfy(
            row -> {
              boolean model = row.arm() == Arm.MODEL;
              assertThat(row.origin()).isEqualTo(model ? Origin.MODEL : Origin.CONTROL);
              assertThat(row.forecast().served())
                  .isEqualTo(model ? row.forecast().model() : row.forecast().rule());
            });
  }

  @Test
  void run_theStages_haveTheSharesOfTheRollout() {
    List<StageSummary> stages = stages();

    assertThat(stages).extracting(StageSummary::rows).containsOnly(300L);
    for (StageSummary stage : stages) {
      double share = stage.arms().getOrDefault(Arm.MODEL, 0L) / 300.0;
      assertThat(100 * share).isCloseTo(stage.percent(), within(9.5));
    }
    assertThat(stages.get(3).arms()).isEqualTo(Map.of(Arm.MODEL, 300L));
  }

  @Test
  void run_theStages_followEachOtherDayByDay() {
    List<StageSummary> stages = stages();

    assertThat(stages).extracting(StageSummary::percent).containsExactly(10, 25, 50, 100);
    for (int i = 1; i < stages.size(); i++) {
      assertThat(stages.get(i).first()).isEqualTo(stages.get(i - 1).last().plusDays(1));
    }
  }

  @Test
  void run_atFullRollout_servesTheModelToAllAndHasNobodyToCompareWith() {
    StageSummary full = stages().get(3);
    double mae =
        REPLAYED.joined().stream()
            .filter(row -> row.stage() == 3)
            .mapToDouble(row -> Math.abs(row.forecast().model() - row.actual().minutes()))
            .average()
            .orElseThrow();

    assertThat(Objects.requireNonNull(full.servedMae().get(Arm.MODEL)).value())
        .isCloseTo(mae, within(1e-9));
    assertThat(Objects.requireNonNull(full.servedMae().get(Arm.COMPARISON)).defined()).isFalse();
  }

  @Test
  void run_theOrigins_addUpToThoseOfTheStages() {
    long model = stages().stream().mapToLong(stage -> stage.origins().get(Origin.MODEL)).sum();

    assertThat(REPLAYED.origins()).containsEntry(Origin.MODEL, model).hasSize(2);
    assertThat(REPLAYED.origins().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(1_200);
  }

  @Test
  void run_theLatency_isPositiveAndInOrder() {
    Latency latency = REPLAYED.latency();

    assertThat(latency.p50()).isPositive().isLessThanOrEqualTo(latency.p99());
    assertThat(latency.p99()).isLessThanOrEqualTo(latency.p999());
  }

  private static List<StageSummary> stages() {
    return IntStream.range(0, Stages.count())
        .mapToObj(stage -> StageSummary.of(stage, REPLAYED.joined()))
        .toList();
  }

  @Test
  void replayed_fourPredictionsOnTwoDays_isTheDifferenceByHand() {
    // Differences of absolute errors, model less rule: -4, -2 on one day, +1, -1 on the other.
    List<Joined> log =
        List.of(row(1, 10, 14, 10), row(1, 12, 18, 8), row(2, 5, 4, 3), row(2, 9, 6, 7));

    Figure difference = Job.replayed(log).difference();

    // The days' sums deviate from twice the mean -1.5 by -3 and +3; Student's t with 1 degree of
    // freedom is 12.7062; the standard error is sqrt(2 (9 + 9)) / 4 = 1.5.
    assertThat(difference.value()).isEqualTo(-1.5);
    assertThat(Objects.requireNonNull(difference.interval()).upper())
        .isCloseTo(-1.5 + 12.7062 * 1.5, within(1e-3));
    assertThat(difference.n()).isEqualTo(4);
  }

  @Test
  void replayed_withoutTheModelsValue_leavesThePredictionOut() {
    List<Joined> log =
        List.of(row(1, 10, 14, 10), row(2, 12, 18, 8), row(2, 12, 18, Double.NaN), row(2, 9, 6, 7));

    assertThat(Job.replayed(log).difference().n()).isEqualTo(3);
  }

  private static Joined row(long day, double actual, double rule, double model) {
    return new Joined(
        0,
        Arm.MODEL,
        Origin.MODEL,
        new Joined.Forecast(rule, rule, model),
        new Joined.Outcome(day, actual));
  }

  @Test
  void actual_ofAKeyNeverPredicted_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ReplayLog().actual("trip-1", new Joined.Outcome(1, 2)))
        .withMessage("'trip-1' was never predicted");
  }

  @Test
  void latency_ofAThousandCalls_isTheirNearestRank() {
    long[] nanos = IntStream.rangeClosed(1, 1_000).mapToLong(i -> 1_000L * (1_001 - i)).toArray();

    assertThat(Latency.ofNanos(nanos)).isEqualTo(new Latency(500, 990, 999));
  }
}
