/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Figure;
import dev.belay.stats.RegressionMetrics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ModelReportTest {
  /** The training part has the delays 0, 0, 0, 1, 9 in turn: mean 2, median 0, 0.9 quantile 9. */
  private static final double[] DELAYS = {0, 0, 0, 1, 9};

  @Test
  void baselines_againstHandComputation_areEqual() {
    ModelReport report = report(Loss.mean());

    // The hold-out is 20 times 4 and 20 times 10.
    assertThat(report.baseline("mean").mae().value()).isEqualTo(5);
    assertThat(report.baseline("mean").rmse().value()).isCloseTo(Math.sqrt(34), within(1e-12));
    assertThat(report.baseline("mean").r2().value()).isCloseTo(1 - 34 / 9.0, within(1e-12));
    assertThat(report.baseline("median").mae().value()).isEqualTo(7);
    assertThat(report.baseline("median").rmse().value()).isCloseTo(Math.sqrt(58), within(1e-12));
    assertThat(report.baseline("heuristic").mae().value()).isEqualTo(3);
    assertThat(report.baseline("heuristic").r2().value()).isCloseTo(0, within(1e-12));
    assertThat(report.baseline("heuristic").medianError().value()).isEqualTo(3);
    assertThat(report.baseline("mean").mae().unit()).isEqualTo("min");
    assertThat(report.baseline("mean").mae().n()).isEqualTo(40);
  }

  @Test
  void baselines_anyLoss_areThoseOfItsFamilyAndTheOthers() {
    assertThat(report(Loss.median()).baselines())
        .extracting(ModelReport.Score::name)
        .containsExactly("mean", "median", "heuristic", "linear");
    assertThat(report(Loss.quantile(0.9)).baselines())
        .extracting(ModelReport.Score::name)
        .containsExactly("mean", "median", "quantile 0.9", "heuristic", "linear");
  }

  @Test
  void lossDifference_meanLoss_isOfSquaredErrorsAgainstMeanHeuristicAndLinear() {
    ModelReport report = report(Loss.mean());
    double rmse = report.model().rmse().value();

    assertThat(judging(report)).containsExactly("mean", "heuristic", "linear");
    assertThat(report.baseline("mean").lossDifference().value())
        .isCloseTo(rmse * rmse / 34 - 1, within(1e-9));
    assertThat(report.baseline("mean").lossDifference().method()).contains("cluster");
    assertThat(report.model().loss()).isEqualTo(report.model().rmse());
  }

  @Test
  void lossDifference_medianLoss_isOfAbsoluteErrorsAgainstMedianAndHeuristic() {
    ModelReport report = report(Loss.median());

    assertThat(judging(report)).containsExactly("median", "heuristic");
    assertThat(report.baseline("median").lossDifference().value())
        .isCloseTo(report.model().mae().value() / 7 - 1, within(1e-9));
    assertThat(report.model().loss()).isEqualTo(report.model().mae());
    assertThat(report.baseline("mean").lossDifference().reason())
        .isEqualTo("not made for the median loss");
  }

  @Test
  void lossDifference_quantileLoss_isOfPinballLossAgainstTheQuantile() {
    ModelReport report = report(Loss.quantile(0.9));

    // 9 is 5 too high for half of the rows and 1 too low for the other.
    assertThat(judging(report)).containsExactly("quantile 0.9");
    assertThat(report.baseline("quantile 0.9").loss().value())
        .isCloseTo((0.1 * 5 + 0.9 * 1) / 2, within(1e-12));
  }

  @Test
  void lossDifference_withoutMoments_takesRowsAsIndependent() {
    ModelReport report =
        Training.of(Trip.features(), Trip.hourly(200), Trip::delay)
            .randomSplit(0.2)
            .train(Trip.fewRounds(Loss.mean()))
            .report();

    assertThat(report.baseline("mean").lossDifference().method()).contains("independent");
    assertThat(report.toString())
        .contains("RANDOM: 160 rows to train on, 40 to judge on; it flatters");
  }

  @Test
  void baseline_unknownName_saysWhichThereAre() {
    assertThatThrownBy(() -> report(Loss.mean()).baseline("naive"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("naive")
        .hasMessageContaining("heuristic");
  }

  @Test
  void toString_medianLoss_isATableWithItsBaselinesMarked() {
    ModelReport report = report(Loss.median());
    List<String> lines = report.toString().lines().toList();

    assertThat(report.toString())
        .contains("model 2026-11: Boosting[median, 5 rounds")
        .contains("140 rows of 2 features, SHA-256 " + report.dataFingerprint())
        .contains("TEMPORAL: 100 rows to train on, 40 to judge on, known from " + cut() + " on")
        .contains("5 trees, ")
        .contains("with seed 42")
        .contains("The median loss is judged by its MAE");
    assertThat(lines.get(5))
        .containsSubsequence(
            "MAE, min", "RMSE, min", "R²", "median error, min", "model's MAE against it");
    assertThat(line(lines, "    median ")).contains("7.000 [6.028, 7.972]", " %");
    assertThat(line(lines, "    mean ")).contains("5.000 [").doesNotContain("%");
    assertThat(line(lines, "    linear ")).doesNotContain("%");
    assertThat(line(lines, "    heuristic ")).contains(" %");
  }

  @Test
  void toString_logisticLoss_saysWhatTheSquareOfItsRmseIs() {
    List<Trip> trips = Trip.hourly(300, trip -> trip.rain() + trip.km() % 1 > 1 ? 1 : 0);

    assertThat(Trip.training(trips).train(Trip.fewRounds(Loss.logistic())).report().toString())
        .contains("The squared RMSE of probabilities is the Brier score.");
  }

  @Test
  void toString_anotherLocale_isTheSame() {
    ModelReport report = report(Loss.mean());
    String expected = report.toString();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(report.toString()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Property(tries = 20)
  void heuristic_anyRule_isScoredByTheMetricsOfItsValues(
      @ForAll @DoubleRange(min = -50, max = 50) double offset) {
    List<Trip> trips = Trip.hourly(150);
    Figure reported =
        Trip.training(trips)
            .heuristic(trip -> trip.rain() * offset)
            .train(Trip.fewRounds(Loss.mean()).withRounds(1))
            .report()
            .baseline("heuristic")
            .rmse();
    List<Trip> test = trips.subList(120, 150);

    assertThat(reported)
        .isEqualTo(
            RegressionMetrics.of(
                    test.stream().mapToDouble(trip -> trip.rain() * offset).toArray(),
                    test.stream().mapToDouble(Trip::delay).toArray())
                .rmse());
  }

  private static ModelReport report(Loss loss) {
    List<Trip> trips = new ArrayList<>();
    for (Trip trip : Trip.hourly(140)) {
      int i = trips.size();
      trips.add(trip.with(i < 100 ? DELAYS[i % 5] : i % 2 == 0 ? 4 : 10));
    }
    return Trip.training(trips)
        .testFrom(cut())
        .heuristic(trip -> 7)
        .unit("min")
        .seed(42)
        .version("2026-11")
        .train(Trip.fewRounds(loss))
        .report();
  }

  private static Instant cut() {
    return Instant.ofEpochSecond(Trip.FIRST + 3600L * 100);
  }

  private static List<String> judging(ModelReport report) {
    return report.baselines().stream()
        .filter(score -> score.lossDifference().defined())
        .map(ModelReport.Score::name)
        .toList();
  }

  private static String line(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }
}
