/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.BinaryMetrics;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class ExpectedConfusionTest {

  @Test
  void at_thresholdOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ExpectedConfusion.at(1.1))
        .withMessage("threshold must be from 0 to 1: 1.1");
  }

  @Test
  void add_noProbability_isRefusedAndChangesNothing() {
    ExpectedConfusion confusion = ExpectedConfusion.at(0.5);
    for (double bad : new double[] {-0.01, 1.01, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> confusion.add(bad))
          .withMessage("probability must be from 0 to 1: " + bad);
    }
    assertThat(confusion.count()).isZero();
  }

  @Test
  void figures_nothingToDivideBy_areUndefined() {
    ExpectedConfusion none = ExpectedConfusion.at(0.5);
    assertThat(none.accuracy().reason()).isEqualTo("no predictions");
    assertThat(none.precision().reason()).isEqualTo("nothing predicted to happen");
    assertThat(none.recall().reason()).isEqualTo("nothing expected to happen");
    assertThat(none.specificity().reason()).isEqualTo("everything expected to happen");
    assertThat(none.f1().reason()).isEqualTo("nothing predicted or expected to happen");
    assertThat(none.auc().reason()).isEqualTo("nothing or everything expected to happen");
    ExpectedConfusion never = of(0, 0);
    assertThat(never.recall().reason()).isEqualTo("nothing expected to happen");
    assertThat(never.auc().reason()).isEqualTo("nothing or everything expected to happen");
    assertThat(never.specificity().value()).isEqualTo(1);
    ExpectedConfusion always = of(1, 1);
    assertThat(always.specificity().reason()).isEqualTo("everything expected to happen");
    assertThat(always.auc().reason()).isEqualTo("nothing or everything expected to happen");
    assertThat(always.f1().value()).isEqualTo(1);
  }

  @Test
  void figures_certainPredictions_haveNoInterval() {
    Figure accuracy = of(0, 1, 1).accuracy();
    assertThat(accuracy.value()).isEqualTo(1);
    assertThat(accuracy.interval()).isNull();
    assertThat(accuracy.method())
        .isEqualTo(
            "accuracy, expected, not measured: holds while probabilities are calibrated,"
                + " no interval: no spread");
  }

  @Test
  void add_probabilityAtTheThreshold_isPredictedToHappen() {
    assertThat(of(0.5).cells().truePositives()).isEqualTo(0.5);
    assertThat(of(Math.nextDown(0.5)).cells().falseNegatives()).isCloseTo(0.5, within(1e-12));
    assertThat(of(0.5))
        .hasToString(
            "ExpectedConfusion[Cells[truePositives=0.5, falsePositives=0.5,"
                + " falseNegatives=0.0, trueNegatives=0.0]]");
  }

  @Test
  void auc_probabilitiesCloserThanAThousandth_mayBeEqual() {
    assertThat(of(0.5, 0.5004).auc().value()).isCloseTo(0.5, within(1e-6));
    assertThat(of(0.5, 0.501).auc().value()).isGreaterThan(0.5002);
  }

  @Test
  void merge_isTheSameAsAddingAll() {
    ExpectedConfusion all = of(0.1, 0.2, 0.8, 0.9);
    ExpectedConfusion one = of(0.1, 0.8);
    one.merge(of(0.2, 0.9));
    assertThat(one.count()).isEqualTo(4);
    assertThat(one.cells().truePositives()).isCloseTo(all.cells().truePositives(), within(1e-12));
    assertThat(one.cells().trueNegatives()).isCloseTo(all.cells().trueNegatives(), within(1e-12));
    assertThat(one.auc().value()).isCloseTo(all.auc().value(), within(1e-12));
    assertThat(Objects.requireNonNull(one.recall().interval()).width())
        .isCloseTo(Objects.requireNonNull(all.recall().interval()).width(), within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.merge(ExpectedConfusion.at(0.4)))
        .withMessage("threshold must be 0.5: 0.4");
  }

  /** Of 1,000 times that outcomes are drawn, about 950 are within each interval. */
  @Test
  void intervals_holdWhatIsMeasuredLater() {
    assertCovered(ExpectedConfusion::precision, metrics -> metrics.precision().value());
    assertCovered(ExpectedConfusion::recall, metrics -> metrics.recall().value());
    assertCovered(ExpectedConfusion::specificity, metrics -> metrics.specificity().value());
    assertCovered(ExpectedConfusion::f1, metrics -> metrics.f1().value());
    assertCovered(ExpectedConfusion::accuracy, ExpectedConfusionTest::accuracy);
  }

  private static void assertCovered(
      Function<ExpectedConfusion, Figure> figure,
      ToDoubleFunction<BinaryMetrics.Probabilities> later) {
    Draws draws = Draws.seeded(17);
    int covered = 0;
    for (int run = 0; run < 1_000; run++) {
      ExpectedConfusion expected = ExpectedConfusion.at(0.5);
      BinaryMetrics.Probabilities measured = BinaryMetrics.ofProbabilities(0.5);
      for (int i = 0; i < 200; i++) {
        double p = 0.05 + 0.9 * draws.uniform();
        expected.add(p);
        measured.add(p, draws.uniform() < p);
      }
      Interval interval = Objects.requireNonNull(figure.apply(expected).interval());
      covered += interval.contains(later.applyAsDouble(measured)) ? 1 : 0;
    }
    assertThat(covered).isBetween(922, 978);
  }

  private static double accuracy(BinaryMetrics.Probabilities metrics) {
    BinaryMetrics.Confusion cells = metrics.confusion();
    return (double) (cells.truePositives() + cells.trueNegatives()) / metrics.count();
  }

  private static ExpectedConfusion of(double... probabilities) {
    ExpectedConfusion confusion = ExpectedConfusion.at(0.5);
    for (double each : probabilities) {
      confusion.add(each);
    }
    return confusion;
  }
}
