/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryMetricsTest {

  private static final int MANY = 20_000;

  /** From the example in the documentation of sklearn.metrics.log_loss. */
  @Test
  void logLoss_ofThePublishedExample_isItsValue() {
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0.9, 0.1, 0.2, 0.65}, true, false, false, true);
    assertThat(metrics.logLoss().value()).isCloseTo(0.21616187468057912, within(1e-15));
    assertBounds(
        metrics.logLoss(), 0, 0.21616187468057912 + 3.182446305284263 * 0.15347618441516406 / 2);
  }

  /** From the example in the documentation of sklearn.metrics.brier_score_loss; bounds by SciPy. */
  @Test
  void brierAndBias_ofThePublishedExample_areItsValues() {
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0.1, 0.9, 0.8, 0.3}, false, true, true, false);
    assertThat(metrics.brier().value()).isCloseTo(0.0375, within(1e-15));
    assertBounds(metrics.brier(), 0, 0.09756735676007776);
    assertThat(metrics.bias().value()).isCloseTo(0.025, within(1e-15));
    assertBounds(metrics.bias(), -0.3278307858930695, 0.37783078589306957);
    assertThat(metrics.toString())
        .startsWith("BinaryMetrics[brier=0.03750 [0.00000, 0.09757] (95 %, n = 4, Brier score,")
        .contains("auc=1.000 (n = 4");
  }

  /** From the example in the documentation of sklearn.metrics.roc_auc_score. */
  @Test
  void auc_ofThePublishedExample_isItsValue() {
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0.1, 0.4, 0.35, 0.8}, false, false, true, true);
    assertThat(metrics.auc().value()).isEqualTo(0.75);
    assertThat(metrics.auc().n()).isEqualTo(4);
    assertThat(metrics.auc().method()).isEqualTo("area under the ROC curve, DeLong");
  }

  /**
   * Pain scores with ties from the documentation of lawstat's brunner.munzel.test: 0.788961, df =
   * 17.683 and the interval, as a share of pairs won by the second group.
   */
  @Test
  void aucInterval_ofThePublishedScores_isThatOfBrunnerAndMunzel() {
    int[] first = {1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 2, 4, 1, 1};
    int[] second = {3, 3, 4, 3, 1, 2, 3, 1, 1, 5, 4};
    BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
    for (int score : first) {
      metrics.add(score / 5.0, false);
    }
    for (int score : second) {
      metrics.add(score / 5.0, true);
    }
    Figure auc = metrics.auc();
    assertThat(auc.value()).isCloseTo(0.788961, within(5e-7));
    Interval interval = interval(auc);
    assertThat(interval.lower()).isCloseTo(0.5952169, within(5e-8));
    assertThat(interval.upper()).isCloseTo(0.9827052, within(5e-8));
  }

  /** Sums of squares by hand: placements of positives 1, 0.5 and of negatives 1, 0.5. */
  @Test
  void aucInterval_isCutAtOne() {
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0.1, 0.4, 0.35, 0.8}, false, false, true, true);
    assertBounds(metrics.auc(0.5), 0.75 - 0.816496580927726 * Math.sqrt(0.125), 1);
  }

  @Test
  void auc_withoutOneOfTheOutcomes_isUndefined() {
    assertThat(probabilities(new double[] {0.3, 0.4}, false, false).auc())
        .isEqualTo(Figure.undefined("no positive", 2));
    assertThat(probabilities(new double[] {0.3, 0.4}, true, true).auc())
        .isEqualTo(Figure.undefined("no negative", 2));
    assertThat(BinaryMetrics.ofProbabilities(0.5).auc())
        .isEqualTo(Figure.undefined("no positive", 0));
  }

  @Test
  void auc_withTooLittleToSaySoMuch_hasNoInterval() {
    String name = "area under the ROC curve, no interval: ";
    assertThat(probabilities(new double[] {0.3, 0.4, 0.2}, false, true, true).auc())
        .isEqualTo(Figure.point(0.5, 3, name + "fewer than 2 positives or negatives"));
    assertThat(probabilities(new double[] {0.3, 0.4, 0.2}, true, false, false).auc())
        .isEqualTo(Figure.point(0.5, 3, name + "fewer than 2 positives or negatives"));
    assertThat(probabilities(new double[] {0.1, 0.2, 0.3, 0.4}, false, false, true, true).auc())
        .isEqualTo(Figure.point(1, 4, name + "no spread"));
    assertThat(probabilities(new double[] {0.2, 0.2, 0.2, 0.2}, false, false, true, true).auc())
        .isEqualTo(Figure.point(0.5, 4, name + "no spread"));
  }

  @Test
  void auc_ofNegativeZero_tiesWithZero() {
    assertThat(probabilities(new double[] {0.0, -0.0}, false, true).auc().value()).isEqualTo(0.5);
  }

  @Test
  void auc_withAsManyDifferentProbabilitiesAsFit_isExact() {
    BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
    for (int i = 0; i < RankedOutcomes.MOST_CELLS; i++) {
      metrics.add(i / 5000.0, i % 2 == 1);
    }
    int half = RankedOutcomes.MOST_CELLS / 2;
    assertThat(metrics.auc().value()).isCloseTo((half + 1) / (2.0 * half), within(1e-12));
    assertThat(metrics.auc().method()).isEqualTo("area under the ROC curve, DeLong");
    metrics.add(0.9, false);
    assertThat(metrics.auc().method()).contains("rounded to ");
  }

  @Test
  void auc_withMoreDifferentProbabilitiesThanFit_isWithinTheStatedErrorOfTheExactOne() {
    Random random = new Random(7);
    BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
    double[] probabilities = random.doubles(MANY).toArray();
    boolean[] outcomes = new boolean[MANY];
    for (int i = 0; i < MANY; i++) {
      outcomes[i] = random.nextDouble() < probabilities[i];
      metrics.add(probabilities[i], outcomes[i]);
    }
    Figure auc = metrics.auc();
    double exact = exactArea(probabilities, outcomes);
    double stated = stated(auc);
    assertThat(stated).isBetween(1e-6, 2e-3);
    assertThat(auc.value()).isCloseTo(exact, within(stated));
    assertThat(interval(auc).width()).isGreaterThan(2 * stated);
  }

  @Test
  void auc_ofMergedParts_doesNotDependOnWhoWasRoundedFirst() {
    Random random = new Random(8);
    BinaryMetrics.Probabilities all = BinaryMetrics.ofProbabilities(0.5);
    BinaryMetrics.Probabilities large = BinaryMetrics.ofProbabilities(0.5);
    BinaryMetrics.Probabilities small = BinaryMetrics.ofProbabilities(0.5);
    for (int i = 0; i < MANY; i++) {
      double probability = random.nextDouble();
      boolean happened = random.nextBoolean();
      all.add(probability, happened);
      (i % 50 == 0 ? small : large).add(probability, happened);
    }
    BinaryMetrics.Probabilities merged = BinaryMetrics.ofProbabilities(0.5);
    merged.merge(small);
    merged.merge(large);
    large.merge(small);
    assertThat(merged.auc()).isEqualTo(all.auc()).isEqualTo(large.auc());
    assertThat(all.auc().method()).contains(" rounded to 10 bits: ");
  }

  @Test
  void auc_ofExactPartsThatDoNotFitTogether_isRounded() {
    BinaryMetrics.Probabilities even = BinaryMetrics.ofProbabilities(0.5);
    BinaryMetrics.Probabilities odd = BinaryMetrics.ofProbabilities(0.5);
    for (int i = 0; i < 6000; i++) {
      (i % 2 == 0 ? even : odd).add(i / 6000.0, i % 3 == 0);
    }
    assertThat(even.auc().method()).doesNotContain("rounded");
    even.merge(odd);
    assertThat(even.auc().method()).contains("rounded");
  }

  @Test
  void merge_addsUpLossesAndErrors() {
    BinaryMetrics.Probabilities merged = probabilities(new double[] {0.1, 0.9}, false, true);
    merged.merge(probabilities(new double[] {0.8, 0.3}, true, false));
    BinaryMetrics.Probabilities whole =
        probabilities(new double[] {0.1, 0.9, 0.8, 0.3}, false, true, true, false);
    assertThat(merged.logLoss().n()).isEqualTo(4);
    assertThat(merged.logLoss().value()).isCloseTo(whole.logLoss().value(), within(1e-15));
    assertThat(merged.bias().n()).isEqualTo(4);
    assertThat(merged.bias().value()).isCloseTo(whole.bias().value(), within(1e-15));
  }

  @Test
  void logLoss_ofWhatWasHeldImpossible_isUndefinedAndSaysHowOften() {
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0, 1, 0.5}, true, false, true);
    Figure undefined = Figure.undefined("infinite: what was held impossible happened, times 2", 3);
    assertThat(metrics.logLoss()).isEqualTo(undefined);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.logLoss(95))
        .withMessage("level must be between 0 and 1: 95.0");
    assertThat(metrics.brier().value()).isEqualTo(0.75);
    BinaryMetrics.Probabilities merged = probabilities(new double[] {0.5}, true);
    merged.merge(metrics);
    assertThat(merged.logLoss().reason()).isEqualTo(undefined.reason());
  }

  @Test
  void logLoss_ofWhatWasHeldCertain_isZero() {
    BinaryMetrics.Probabilities metrics = probabilities(new double[] {0, 1}, false, true);
    assertThat(metrics.logLoss().value()).isZero();
    assertThat(metrics.logLoss().interval()).isNull();
  }

  /**
   * Calibrated probabilities whose outcomes come exactly as often as they say: what NannyML's
   * performance estimation expects of them, with AUC by scikit-learn 1.2.1.
   */
  @Test
  void figures_ofCalibratedProbabilities_areThoseThatTheyPromise() {
    double[] four = {0.9, 0.8, 0.3, 0.1};
    assertPromise(four, 0.85, 0.8095238095238095, 0.8421052631578948);
    assertThat(promised(four).f1().value()).isCloseTo(0.8292682926829269, within(1e-12));
    assertThat(promised(four).auc().value()).isCloseTo(0.8634085213032581, within(1e-12));
    double[] twelve = {0.05, 0.1, 0.2, 0.35, 0.45, 0.5, 0.55, 0.6, 0.7, 0.85, 0.9, 0.97};
    assertPromise(twelve, 0.7242857142857142, 0.8151125401929261, 0.6660899653979239);
    assertThat(promised(twelve).f1().value()).isCloseTo(0.7670196671709532, within(1e-12));
    assertThat(promised(twelve).auc().value()).isCloseTo(0.8354509952269163, within(1e-12));
    assertThat(promised(twelve).bias().value()).isCloseTo(0, within(1e-12));
  }

  /** By hand: 0.1 and 0.15 share a bin with one of two positive, 0.8 is alone and happened. */
  @Test
  void brierParts_ofThreeBins_areThoseComputedByHand() {
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0.1, 0.15, 0.8, 1}, false, true, true, true);
    BinaryMetrics.BrierParts parts = metrics.brierParts();
    double reliability = (2 * 0.375 * 0.375 + 0.2 * 0.2) / 4;
    double resolution = (2 * 0.25 * 0.25 + 2 * 0.25 * 0.25) / 4;
    assertThat(parts.reliability().value()).isCloseTo(reliability, within(1e-15));
    assertThat(parts.resolution().value()).isCloseTo(resolution, within(1e-15));
    assertThat(parts.uncertainty().value()).isEqualTo(0.1875);
    assertThat(parts.resolution().method())
        .isEqualTo("resolution by ten bins, no interval: descriptive");
    assertThat(BinaryMetrics.ofProbabilities(0.5).brierParts().reliability())
        .isEqualTo(Figure.undefined("no values", 0));
  }

  @Test
  void brierParts_ofOneProbabilityPerBin_addUpToTheScore() {
    BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
    BinaryMetrics.Probabilities other = BinaryMetrics.ofProbabilities(0.5);
    Random random = new Random(9);
    for (int i = 0; i < 500; i++) {
      double probability = random.nextInt(10) / 10.0 + 0.05;
      (i < 200 ? metrics : other).add(probability, random.nextDouble() < probability / 2);
    }
    metrics.merge(other);
    BinaryMetrics.BrierParts parts = metrics.brierParts();
    assertThat(
            parts.reliability().value() - parts.resolution().value() + parts.uncertainty().value())
        .isCloseTo(metrics.brier().value(), within(1e-12));
  }

  @Test
  void shares_areThoseOfTheFourCounts() {
    BinaryMetrics.Exceedance late = late();
    assertThat(late.confusion()).isEqualTo(new BinaryMetrics.Confusion(2, 1, 2, 3));
    assertThat(late.count()).isEqualTo(8);
    assertBounds(late.precision(), 0.20765960080204768, 0.9385080552796037);
    assertThat(late.precision().value()).isEqualTo(2 / 3.0);
    assertBounds(late.recall(), 0.15003898915214947, 0.8499610108478506);
    assertThat(late.recall().n()).isEqualTo(4);
    assertThat(late.specificity().value()).isEqualTo(0.75);
    assertThat(late.specificity().n()).isEqualTo(4);
    assertThat(late.positives().value()).isEqualTo(0.5);
    assertThat(late.positives().n()).isEqualTo(8);
    assertThat(late.f1().value()).isCloseTo(2 * (2 / 3.0) * 0.5 / (2 / 3.0 + 0.5), within(1e-15));
    assertThat(late.f1().n()).isEqualTo(5);
    assertThat(late)
        .hasToString(
            "BinaryMetrics[precision=0.6667 [0.2077, 0.9385] (95 %, n = 3, precision, Wilson score),"
                + " recall=0.5000 [0.1500, 0.8500] (95 %, n = 4, recall, Wilson score)]");
  }

  /** 2 j / (1 + j) of Wilson's bounds for 4 of 5, computed with SciPy. */
  @Test
  void f1Interval_isThatOfTheShareItGrowsWith() {
    BinaryMetrics.Exceedance late = BinaryMetrics.exceeding(15);
    for (int i = 0; i < 4; i++) {
      late.add(20, 20);
    }
    late.add(20, 10);
    double lower = 0.37553462976252533;
    double upper = 0.9637758913675698;
    assertBounds(late.f1(), 2 * lower / (1 + lower), 2 * upper / (1 + upper));
  }

  /** Intervals published by R. G. Newcombe, Statistics in Medicine 17, 1998, table I. */
  @ParameterizedTest
  @CsvSource({
    "81, 263, 0.2553, 0.3662",
    "15, 148, 0.0624, 0.1605",
    "0, 20, 0.0000, 0.1611",
    "1, 29, 0.0061, 0.1718"
  })
  void shareOfPositives_hasThePublishedIntervals(int of, int n, double lower, double upper) {
    BinaryMetrics.Exceedance metrics = BinaryMetrics.exceeding(0);
    for (int i = 0; i < n; i++) {
      metrics.add(0, i < of ? 1 : 0);
    }
    Interval interval = interval(metrics.positives());
    assertThat(interval.lower()).isCloseTo(lower, within(5e-5));
    assertThat(interval.upper()).isCloseTo(upper, within(5e-5));
  }

  @Test
  void shareOfAllOrNone_hasABoundAtExactlyOneOrZero() {
    for (int n = 1; n <= 50; n++) {
      BinaryMetrics.Exceedance metrics = BinaryMetrics.exceeding(0);
      for (int i = 0; i < n; i++) {
        metrics.add(1, 1);
      }
      assertThat(interval(metrics.recall()).upper()).isEqualTo(1);
      assertThat(interval(metrics.recall()).lower()).isPositive();
    }
  }

  @Test
  void shares_ofNothing_areUndefinedWithTheirReason() {
    BinaryMetrics.Exceedance quiet = BinaryMetrics.exceeding(15);
    assertThat(quiet.positives()).isEqualTo(Figure.undefined("no values", 0));
    assertThat(quiet.specificity()).isEqualTo(Figure.undefined("no negative", 0));
    quiet.add(1, 2);
    assertThat(quiet.precision()).isEqualTo(Figure.undefined("nothing predicted", 0));
    assertThat(quiet.recall()).isEqualTo(Figure.undefined("no positive", 0));
    assertThat(quiet.f1()).isEqualTo(Figure.undefined("no positive, and nothing predicted", 0));
    BinaryMetrics.Probabilities none = BinaryMetrics.ofProbabilities(0.5);
    assertThat(none.logLoss()).isEqualTo(Figure.undefined("no values", 0));
    assertThat(none.brier()).isEqualTo(Figure.undefined("no values", 0));
    assertThat(none.bias()).isEqualTo(Figure.undefined("no values", 0));
  }

  @Test
  void threshold_ofAProbability_belongsToThePositives() {
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0.5, Math.nextDown(0.5)}, true, true);
    assertThat(metrics.confusion()).isEqualTo(new BinaryMetrics.Confusion(1, 0, 1, 0));
  }

  @Test
  void threshold_ofAQuantity_doesNotBelongToThePositives() {
    BinaryMetrics.Exceedance late = BinaryMetrics.exceeding(15);
    late.add(15, Math.nextUp(15.0));
    late.add(Math.nextUp(15.0), 15);
    assertThat(late.confusion()).isEqualTo(new BinaryMetrics.Confusion(0, 1, 1, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-4.9e-324, 1.0000000000000002, Double.NaN, Double.POSITIVE_INFINITY})
  void add_ofWhatIsNoProbability_isRefusedWithTheValueAndChangesNothing(double probability) {
    BinaryMetrics.Probabilities metrics = probabilities(new double[] {0.3}, true);
    String before = metrics.toString();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.add(probability, true))
        .withMessage("probability must be from 0 to 1: " + probability);
    assertThat(metrics).hasToString(before);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.ofProbabilities(probability))
        .withMessage("threshold must be from 0 to 1: " + probability);
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1, predicted", "1, Infinity, actual", "-1e71, 1, predicted"})
  void add_ofAPairThatIsNotUsable_isRefusedByNameAndChangesNothing(
      double predicted, double actual, String name) {
    BinaryMetrics.Exceedance late = late();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> late.add(predicted, actual))
        .withMessageStartingWith(name);
    assertThat(late.count()).isEqualTo(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.exceeding(Double.NaN))
        .withMessageStartingWith("threshold");
  }

  @Test
  void merge_ofAnotherThreshold_isRefusedWithBoth() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.exceeding(15).merge(BinaryMetrics.exceeding(10)))
        .withMessage("threshold must be 15.0: 10.0");
    BinaryMetrics.Probabilities half = BinaryMetrics.ofProbabilities(0.5);
    BinaryMetrics.Probabilities other = probabilities(new double[] {0.3}, true);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BinaryMetrics.ofProbabilities(0.2).merge(other))
        .withMessage("threshold must be 0.2: 0.5");
    half.merge(other);
    assertThat(half.count()).isEqualTo(1);
  }

  @Test
  void merge_withItself_countsTwice() {
    BinaryMetrics.Exceedance late = late();
    late.merge(late);
    assertThat(late.confusion()).isEqualTo(new BinaryMetrics.Confusion(4, 2, 4, 6));
    BinaryMetrics.Probabilities metrics =
        probabilities(new double[] {0.1, 0.4, 0.35, 0.8}, false, false, true, true);
    metrics.merge(metrics);
    assertThat(metrics.auc().value()).isEqualTo(0.75);
    assertThat(metrics.auc().n()).isEqualTo(8);
  }

  @Test
  void everyFigure_atALevelOutsideZeroToOne_isRefused() {
    BinaryMetrics.Probabilities none = BinaryMetrics.ofProbabilities(0.5);
    for (Function<Double, Figure> figure :
        List.<Function<Double, Figure>>of(
            none::positives,
            none::precision,
            none::recall,
            none::specificity,
            none::f1,
            none::logLoss,
            none::brier,
            none::bias,
            none::auc)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> figure.apply(95.0))
          .withMessage("level must be between 0 and 1: 95.0");
    }
  }

  /** Truth 0.5 and 0.75 by construction; 2,000 repetitions know the share to 0.5 %. */
  @Test
  void intervalOfTheArea_coversTheTruth() {
    Random random = new Random(46);
    int covered = 0;
    for (int i = 0; i < 2_000; i++) {
      BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
      for (int pair = 0; pair < 60; pair++) {
        boolean happened = pair % 3 == 0;
        double uniform = random.nextDouble();
        metrics.add(happened ? Math.max(uniform, random.nextDouble()) : uniform, happened);
      }
      covered += metrics.auc().excludes(2 / 3.0) ? 0 : 1;
    }
    assertThat(covered / 2_000.0).isBetween(0.935, 0.97);
  }

  /** Two of four delays over 15 minutes announced, and one false alarm. */
  private static BinaryMetrics.Exceedance late() {
    BinaryMetrics.Exceedance late = BinaryMetrics.exceeding(15);
    double[] predicted = {20, 30, 16, 5, 0, 1, 2, 3};
    double[] actual = {25, 16, 10, 40, 16, 2, 15, -4};
    for (int i = 0; i < predicted.length; i++) {
      late.add(predicted[i], actual[i]);
    }
    return late;
  }

  private static void assertPromise(
      double[] probabilities, double precision, double recall, double specificity) {
    BinaryMetrics.Probabilities metrics = promised(probabilities);
    assertThat(metrics.precision().value()).isCloseTo(precision, within(1e-12));
    assertThat(metrics.recall().value()).isCloseTo(recall, within(1e-12));
    assertThat(metrics.specificity().value()).isCloseTo(specificity, within(1e-12));
  }

  /** Each probability a hundred times, with as many positives as it says. */
  private static BinaryMetrics.Probabilities promised(double[] probabilities) {
    BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
    for (double probability : probabilities) {
      for (int i = 0; i < 100; i++) {
        metrics.add(probability, i < Math.round(100 * probability));
      }
    }
    return metrics;
  }

  private static BinaryMetrics.Probabilities probabilities(
      double[] probabilities, boolean... happened) {
    BinaryMetrics.Probabilities metrics = BinaryMetrics.ofProbabilities(0.5);
    for (int i = 0; i < probabilities.length; i++) {
      metrics.add(probabilities[i], happened[i]);
    }
    return metrics;
  }

  /** By comparing every positive with every negative. */
  private static double exactArea(double[] probabilities, boolean[] outcomes) {
    long won = 0;
    long pairs = 0;
    for (int i = 0; i < probabilities.length; i++) {
      for (int j = 0; outcomes[i] && j < probabilities.length; j++) {
        if (!outcomes[j]) {
          pairs += 2;
          won += 1 + (int) Math.signum(probabilities[i] - probabilities[j]);
        }
      }
    }
    return (double) won / pairs;
  }

  private static double stated(Figure auc) {
    String method = auc.method();
    int start = method.indexOf("at most ") + "at most ".length();
    return Double.parseDouble(method.substring(start, method.indexOf(" off")));
  }

  private static Interval interval(Figure figure) {
    Interval interval = figure.interval();
    assertThat(interval).isNotNull();
    return Objects.requireNonNull(interval);
  }

  private static void assertBounds(Figure figure, double lower, double upper) {
    assertThat(interval(figure).lower()).isCloseTo(lower, within(1e-12));
    assertThat(interval(figure).upper()).isCloseTo(upper, within(1e-12));
  }
}
