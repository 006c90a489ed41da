/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegressionMetricsTest {

  private static final double[] NONE = {};

  /** Values from the examples in the documentation of sklearn.metrics (r2_score and others). */
  private static final double[] BASIC_PREDICTED = {2.5, 0, 2, 8};

  private static final double[] BASIC_ACTUAL = {3, -0.5, 2, 7};

  @Test
  void figures_ofThePublishedExample_haveItsValues() {
    RegressionMetrics metrics = RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL);
    assertThat(metrics.count()).isEqualTo(4);
    assertThat(metrics.mae().value()).isCloseTo(0.5, within(1e-15));
    assertThat(metrics.rmse().value()).isCloseTo(0.6123724356957945, within(1e-15));
    assertThat(metrics.bias().value()).isCloseTo(0.25, within(1e-15));
    assertThat(metrics.r2().value()).isCloseTo(0.9486081370449679, within(1e-15));
    assertThat(metrics.explainedVariance().value()).isCloseTo(0.9571734475374732, within(1e-15));
    assertThat(metrics.maxError().value()).isEqualTo(1);
    assertThat(median(BASIC_PREDICTED, BASIC_ACTUAL).value()).isEqualTo(0.5);
  }

  /** Bounds computed from the definitions with NumPy 1.24 and SciPy's t quantile. */
  @Test
  void intervals_ofThePublishedExample_areThoseOfStudentAndTheDeltaMethod() {
    RegressionMetrics metrics = RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL);
    assertBounds(metrics.mae(0.8), 0.1656968336933392, 0.8343031663066608);
    assertBounds(metrics.bias(), -0.7771301283802603, 1.2771301283802603);
    assertBounds(metrics.rmse(), 0.04979009488874864, 1.1749547765028403);
    assertBounds(metrics.r2(), 0.8934563560590681, 1);
    assertBounds(metrics.explainedVariance(), 0.865943025113426, 1);
  }

  @Test
  void maeInterval_thatWouldReachBelowZero_isCutThere() {
    assertBounds(RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL).mae(), 0, 1.1496141318125555);
  }

  @Test
  void figures_ofPerfectPredictions_areKnownAndProveNothing() {
    double[] values = {1, 2, 3};
    RegressionMetrics metrics = RegressionMetrics.of(values, values);
    assertThat(metrics.mae()).isEqualTo(withoutSpread(0, "mean absolute error"));
    assertThat(metrics.rmse()).isEqualTo(withoutSpread(0, "root mean squared error, delta method"));
    assertThat(metrics.bias()).isEqualTo(withoutSpread(0, "mean error"));
    assertThat(metrics.r2()).isEqualTo(withoutSpread(1, "R², delta method"));
    assertThat(metrics.explainedVariance())
        .isEqualTo(withoutSpread(1, "explained variance, delta method"));
    assertThat(metrics.maxError().value()).isZero();
    assertThat(median(values, values).value()).isZero();
  }

  /** Documented as -3.0: worse than the mean, and not clamped. */
  @Test
  void r2_ofReversedPredictions_isNegative() {
    RegressionMetrics metrics =
        RegressionMetrics.of(new double[] {3, 2, 1}, new double[] {1, 2, 3});
    assertThat(metrics.r2().value()).isEqualTo(-3);
    assertThat(metrics.explainedVariance().value()).isEqualTo(-3);
    assertThat(metrics.mae().value()).isCloseTo(1.3333333333333333, within(1e-15));
    assertThat(metrics.rmse().value()).isCloseTo(1.632993161855452, within(1e-15));
    assertThat(metrics.bias().value()).isZero();
    assertThat(median(new double[] {3, 2, 1}, new double[] {1, 2, 3}).value()).isEqualTo(2);
  }

  /** scikit-learn answers 1.0 or NaN for constant actuals, depending on a flag. */
  @ParameterizedTest
  @ValueSource(doubles = {-2, 0, 0.1, 1e9 + 0.1})
  void r2_ofConstantActuals_isUndefinedEvenIfPredictionsArePerfect(double actual) {
    double[] actuals = {actual, actual, actual};
    Figure undefined = Figure.undefined("constant actuals", 3);
    assertThat(RegressionMetrics.of(actuals, actuals).r2()).isEqualTo(undefined);
    assertThat(RegressionMetrics.of(new double[] {1, 2, 3}, actuals).r2()).isEqualTo(undefined);
    assertThat(RegressionMetrics.of(actuals, actuals).explainedVariance()).isEqualTo(undefined);
    RegressionMetrics merged = RegressionMetrics.of(new double[] {actual}, new double[] {actual});
    merged.merge(RegressionMetrics.of(new double[] {1, 2}, new double[] {actual, actual}));
    assertThat(merged.r2()).isEqualTo(undefined);
  }

  @Test
  void figures_ofOnePair_haveAValueAndNoIntervalExceptRatiosWhichAreUndefined() {
    RegressionMetrics metrics = RegressionMetrics.of(new double[] {4}, new double[] {5});
    String why = ", no interval: one observation";
    assertThat(metrics.mae()).isEqualTo(Figure.point(1, 1, "mean absolute error" + why));
    assertThat(metrics.rmse())
        .isEqualTo(Figure.point(1, 1, "root mean squared error, delta method" + why));
    assertThat(metrics.bias()).isEqualTo(Figure.point(-1, 1, "mean error" + why));
    assertThat(metrics.maxError().value()).isEqualTo(1);
    assertThat(metrics.r2()).isEqualTo(Figure.undefined("fewer than 2 values", 1));
    assertThat(metrics.explainedVariance()).isEqualTo(Figure.undefined("fewer than 2 values", 1));
    assertThat(median(new double[] {4}, new double[] {5}).value()).isEqualTo(1);
  }

  @Test
  void figures_ofNothing_areUndefined() {
    RegressionMetrics metrics = RegressionMetrics.inUnit("min");
    Figure undefined = Figure.undefined("no values", 0);
    assertThat(metrics.mae()).isEqualTo(undefined.withUnit("min"));
    assertThat(metrics.rmse()).isEqualTo(undefined.withUnit("min"));
    assertThat(metrics.bias()).isEqualTo(undefined.withUnit("min"));
    assertThat(metrics.maxError()).isEqualTo(undefined.withUnit("min"));
    assertThat(metrics.r2().reason()).isEqualTo("fewer than 2 values");
    assertThat(median(NONE, NONE)).isEqualTo(undefined);
  }

  /** The values were made with scikit-learn 1.2.1; a sum of squares gives an R² of 1.006 here. */
  @Test
  void figures_withAnOffsetOfABillion_loseNoDigits() {
    double[][] columns = Table.columns("offset_1e9.csv");
    RegressionMetrics metrics = RegressionMetrics.of(columns[0], columns[1]);
    assertThat(metrics.mae().value()).isCloseTo(1.3735700031121572, within(1e-13));
    assertThat(metrics.rmse().value()).isCloseTo(1.60510893077008, within(1e-13));
    assertThat(metrics.bias().value()).isCloseTo(0.25032666325569153, within(1e-13));
    assertThat(metrics.r2().value()).isCloseTo(0.8579797732738118, within(1e-9));
    assertThat(metrics.explainedVariance().value()).isCloseTo(0.8614340362699362, within(1e-9));
    assertThat(metrics.maxError().value()).isCloseTo(3.4773999452590942, within(1e-13));
    assertThat(median(columns[0], columns[1]).value()).isCloseTo(1.2344500422477722, within(1e-13));
  }

  @Test
  void r2_withAnOffsetOfABillion_isThatOfExactArithmeticInOneGoAndMerged() {
    double[][] columns = Table.columns("offset_1e9.csv");
    double exact = exactR2(columns[0], columns[1]);
    assertThat(exact).isCloseTo(0.8579797732738, within(1e-12));
    assertThat(RegressionMetrics.of(columns[0], columns[1]).r2().value())
        .isCloseTo(exact, within(1e-15));
    assertThat(merged(columns, 7).r2().value()).isCloseTo(exact, within(1e-15));
  }

  /** Bounds computed from the definitions with NumPy 1.24 on the actuals less 1e9. */
  @Test
  void intervals_withAnOffsetOfABillion_loseNoDigitsInOneGoAndMerged() {
    double[][] columns = Table.columns("offset_1e9.csv");
    for (RegressionMetrics metrics :
        new RegressionMetrics[] {
          RegressionMetrics.of(columns[0], columns[1]), merged(columns, 7), merged(columns, 60)
        }) {
      assertBounds(metrics.mae(), 1.1572264612581202, 1.589913544966194);
      assertBounds(metrics.rmse(), 1.3966129811444088, 1.8136048803957514);
      assertBounds(metrics.r2(), 0.8051467254703505, 0.9108128210772729);
      assertBounds(metrics.explainedVariance(), 0.8071168879884368, 0.9157511845514353);
    }
  }

  @Test
  void figures_carryTheUnitUnlessTheyArePureNumbers() {
    RegressionMetrics metrics = RegressionMetrics.inUnit("min");
    metrics.add(14.2, 12.0);
    metrics.add(8.5, 9.1);
    assertThat(metrics.mae())
        .hasToString("1.400 min [0.000, 11.565] (95 %, n = 2, mean absolute error, Student t)");
    assertThat(metrics.rmse().unit()).isEqualTo("min");
    assertThat(metrics.bias().unit()).isEqualTo("min");
    assertThat(metrics.maxError().unit()).isEqualTo("min");
    assertThat(metrics.r2().unit()).isEmpty();
    assertThat(metrics.explainedVariance().unit()).isEmpty();
    assertThat(metrics.toString()).startsWith("RegressionMetrics[mae=1.400 min").contains("r2=");
  }

  @Test
  void methods_nameTheAssumption() {
    RegressionMetrics metrics = RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL);
    assertThat(metrics.bias().method()).isEqualTo("mean error, Student t");
    assertThat(metrics.r2().method()).isEqualTo("R², delta method, Student t");
    assertThat(metrics.maxError().method())
        .isEqualTo("largest absolute error, no interval: an extreme");
  }

  @ParameterizedTest
  @CsvSource({"NaN, 1, predicted", "1, Infinity, actual", "-1e71, 1, predicted"})
  void add_ofAPairThatIsNotUsable_isRefusedByNameAndChangesNothing(
      double predicted, double actual, String name) {
    RegressionMetrics metrics = RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL);
    String before = metrics.toString();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metrics.add(predicted, actual))
        .withMessageStartingWith(name);
    assertThat(metrics).hasToString(before);
  }

  @Test
  void figures_ofTheLargestValues_areFinite() {
    double[] predicted = {1e70, -1e70, 1e70};
    double[] actual = {-1e70, 1e70, 1e70};
    RegressionMetrics metrics = RegressionMetrics.of(predicted, actual);
    assertThat(metrics.rmse().defined()).isTrue();
    assertThat(metrics.r2().defined()).isTrue();
  }

  @Test
  void r2_beyondTheRangeOfADouble_isUndefinedRatherThanInfinite() {
    RegressionMetrics metrics =
        RegressionMetrics.of(new double[] {1e70, -1e70}, new double[] {0, 1e-140});
    assertThat(metrics.r2()).isEqualTo(Figure.undefined("beyond double arithmetic", 2));
  }

  @Test
  void merge_inAnotherUnit_isRefused() {
    RegressionMetrics minutes = RegressionMetrics.inUnit("min");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> minutes.merge(RegressionMetrics.inUnit("s")))
        .withMessage("unit must be 'min': 's'");
  }

  @Test
  void merge_withItselfOrNothing_isWhatItSays() {
    RegressionMetrics twice = RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL);
    twice.merge(RegressionMetrics.inUnit(""));
    assertThat(twice.count()).isEqualTo(4);
    twice.merge(twice);
    RegressionMetrics expected = RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL);
    expected.merge(RegressionMetrics.of(BASIC_PREDICTED, BASIC_ACTUAL));
    assertThat(twice).hasToString(expected.toString());
    assertThat(twice.count()).isEqualTo(8);
  }

  @Test
  void of_arraysOfDifferentLengths_isRefusedWithTheLengths() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RegressionMetrics.of(new double[3], new double[2]))
        .withMessageEndingWith(": 3, 2");
    assertThatIllegalArgumentException().isThrownBy(() -> median(new double[3], new double[2]));
  }

  @Test
  void medianAbsoluteError_ofAValueThatIsNotUsable_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> median(new double[] {Double.NaN}, new double[] {1}))
        .withMessageStartingWith("predicted");
  }

  @Test
  void everyFigure_atALevelOutsideZeroToOne_isRefused() {
    RegressionMetrics none = RegressionMetrics.inUnit("");
    for (Function<Double, Figure> figure :
        List.<Function<Double, Figure>>of(
            none::mae,
            none::rmse,
            none::bias,
            none::r2,
            none::explainedVariance,
            level -> RegressionMetrics.medianAbsoluteError(NONE, NONE, level))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> figure.apply(95.0))
          .withMessageContaining("95.0");
    }
  }

  /** Ranks as in printed tables of the sign test. With fewer than 6 values there are none. */
  @ParameterizedTest
  @CsvSource({"6, 1, 6", "8, 1, 8", "9, 2, 8", "10, 2, 9", "20, 6, 15", "100, 40, 61"})
  void medianInterval_ofNRanks_isThePublishedPairOfRanks(int n, double lower, double upper) {
    Figure figure = medianOfRanks(n, 0.95);
    assertBounds(figure, lower, upper);
    assertThat(figure.value()).isEqualTo((n + 1) / 2.0);
    assertThat(figure.method()).isEqualTo("median absolute error, order statistics");
  }

  @Test
  void medianInterval_ofFiveValues_isMissingAndSaysSo() {
    assertThat(medianOfRanks(5, 0.95))
        .isEqualTo(Figure.point(3, 5, "median absolute error, no interval: too few values"));
    assertThat(medianOfRanks(5, 0.9).interval()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.8, 0.9, 0.95, 0.99})
  void medianInterval_coversJustEnoughByExactBinomialCounts(double level) {
    for (int n = 1; n <= 60; n++) {
      Interval interval = medianOfRanks(n, level).interval();
      int rank = interval == null ? 0 : (int) interval.lower();
      BigDecimal tails = BigDecimal.ONE.subtract(new BigDecimal(level));
      assertThat(bothTails(n, rank)).as("n %d", n).isLessThanOrEqualTo(tails);
      assertThat(bothTails(n, rank + 1)).as("n %d", n).isGreaterThanOrEqualTo(tails);
    }
  }

  @Test
  void medianAbsoluteError_leavesItsArgumentsAsTheyWere() {
    double[] predicted = {5, -1, 3};
    assertThat(median(predicted, new double[3]).value()).isEqualTo(3);
    assertThat(predicted).containsExactly(5, -1, 3);
  }

  private static Figure median(double[] predicted, double[] actual) {
    return RegressionMetrics.medianAbsoluteError(predicted, actual);
  }

  private static Figure medianOfRanks(int n, double level) {
    double[] ranks = IntStream.rangeClosed(1, n).mapToDouble(i -> n + 1 - i).toArray();
    return RegressionMetrics.medianAbsoluteError(ranks, new double[n], level);
  }

  /** Twice the chance of fewer than {@code rank} heads in {@code n} throws. */
  private static BigDecimal bothTails(int n, int rank) {
    BigInteger ways = BigInteger.ZERO;
    BigInteger choose = BigInteger.ONE;
    for (int heads = 0; heads < rank; heads++) {
      ways = ways.add(choose);
      choose = choose.multiply(BigInteger.valueOf(n - heads)).divide(BigInteger.valueOf(heads + 1));
    }
    return new BigDecimal(ways.shiftLeft(1)).divide(new BigDecimal(BigInteger.TWO.pow(n)));
  }

  private static double exactR2(double[] predicted, double[] actual) {
    BigDecimal n = new BigDecimal(actual.length);
    BigDecimal residual = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal squares = BigDecimal.ZERO;
    for (int i = 0; i < actual.length; i++) {
      BigDecimal truth = new BigDecimal(actual[i]);
      residual = residual.add(new BigDecimal(predicted[i]).subtract(truth).pow(2));
      sum = sum.add(truth);
      squares = squares.add(truth.pow(2));
    }
    BigDecimal total = squares.multiply(n).subtract(sum.pow(2));
    return 1 - residual.multiply(n).divide(total, MathContext.DECIMAL64).doubleValue();
  }

  private static RegressionMetrics merged(double[][] columns, int chunks) {
    RegressionMetrics merged = RegressionMetrics.inUnit("");
    for (int chunk = 0; chunk < chunks; chunk++) {
      RegressionMetrics part = RegressionMetrics.inUnit("");
      for (int i = chunk; i < columns[0].length; i += chunks) {
        part.add(columns[0][i], columns[1][i]);
      }
      merged.merge(part);
    }
    return merged;
  }

  private static Figure withoutSpread(double value, String method) {
    return Figure.point(value, 3, method + ", no interval: no spread");
  }

  private static void assertBounds(Figure figure, double lower, double upper) {
    Interval interval = Objects.requireNonNull(figure.interval());
    assertThat(interval.lower()).isCloseTo(lower, within(1e-9));
    assertThat(interval.upper()).isCloseTo(upper, within(1e-9));
  }
}
