/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {

  private static final Interval INTERVAL = new Interval(12.71, 13.17, 0.95);
  private static final String METHOD = "mean, Student t";

  @Test
  void toString_ofADefinedFigure_readsAsASentence() {
    assertThat(Figure.of(12.94, INTERVAL, 82_798, METHOD).withUnit("min"))
        .hasToString("12.94 min [12.71, 13.17] (95 %, n = 82,798, mean, Student t)");
  }

  @Test
  void toString_ofAnUndefinedFigure_saysWhy() {
    assertThat(Figure.undefined("constant actuals", 3))
        .hasToString("undefined: constant actuals (n = 3)");
  }

  @Test
  void toString_inALocaleWithOtherDigits_isTheSame() {
    Locale before = Locale.getDefault();
    Figure figure = Figure.of(1234.5, new Interval(1200, 1300, 0.999), 1000, METHOD);
    String expected = "1,235 [1,200, 1,300] (99.9 %, n = 1,000, mean, Student t)";
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(figure).hasToString(expected);
      Locale.setDefault(Locale.GERMANY);
      assertThat(figure).hasToString(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "1 | 1.000",
        "-0.9392499 | -0.9392",
        "0.000012345 | 0.00001235",
        "1234567.8 | 1,234,568",
        "0.000001234 | 0.000001234",
        "0.0000001234 | 1.234e-07",
        "1.5e-12 | 1.500e-12",
        "999999999999999 | 999,999,999,999,999",
        "1e15 | 1.000e+15",
        "2e40 | 2.000e+40"
      })
  void toString_ofAValueAlone_showsFourDigits(double value, String shown) {
    assertThat(Figure.point(value, 1, "sum")).hasToString(shown + " (n = 1, sum)");
  }

  @Test
  void toString_ofALargeValueWithANarrowInterval_showsTheDigitsThatDiffer() {
    Figure figure = Figure.of(1e9, new Interval(1e9 - 0.02, 1e9 + 0.02, 0.95), 9, METHOD);
    assertThat(figure.toString())
        .startsWith("1,000,000,000.000 [999,999,999.980, 1,000,000,000.020]");
  }

  @Test
  void value_ofAnUndefinedFigure_throwsWithTheReason() {
    Figure figure = Figure.undefined("no values", 0);
    assertThat(figure.defined()).isFalse();
    assertThatIllegalStateException().isThrownBy(figure::value).withMessage("undefined: no values");
  }

  @Test
  void excludes_withoutAnInterval_isNeverTrue() {
    assertThat(Figure.undefined("no values", 0).excludes(0)).isFalse();
    assertThat(Figure.point(5, 1, METHOD).excludes(0)).isFalse();
  }

  @Test
  void excludes_withAnInterval_isItsVerdict() {
    Figure figure = Figure.of(12.94, INTERVAL, 5, METHOD);
    assertThat(figure.excludes(0)).isTrue();
    assertThat(figure.excludes(13)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void value_thatIsNotFinite_isRefusedInADefinedFigure(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.of(value, INTERVAL, 5, METHOD))
        .withMessageEndingWith(": " + value);
    assertThatIllegalArgumentException().isThrownBy(() -> Figure.point(value, 5, METHOD));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void observations_fewerThanOne_areRefusedInADefinedFigure(long n) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.of(1, INTERVAL, n, METHOD))
        .withMessageEndingWith("n = " + n);
  }

  @Test
  void definedFigureWithoutAMethod_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.of(1, INTERVAL, 5, " "))
        .withMessageContaining("method: ' '");
  }

  @Test
  void undefinedFigureWithAValueOrAnInterval_cannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> undefined(0, null, 1, "why"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> undefined(Double.NaN, INTERVAL, 1, "why"))
        .withMessageContaining("12.71");
  }

  @Test
  void undefinedFigureWithABlankReasonOrNegativeSize_cannotBeMade() {
    assertThatIllegalArgumentException().isThrownBy(() -> Figure.undefined(" ", 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Figure.undefined("why", -1))
        .withMessage("n must not be negative: -1");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nullInAFactory_isRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> Figure.of(1, null, 5, METHOD))
        .withMessage("interval");
    assertThatNullPointerException()
        .isThrownBy(() -> Figure.undefined(null, 5))
        .withMessage("reason");
  }

  @Test
  void withUnit_changesTheUnitAlone() {
    Figure figure = Figure.of(12.94, INTERVAL, 5, METHOD);
    Figure expected = new Figure(12.94, INTERVAL, 5, "min", METHOD, null);
    assertThat(figure.withUnit("min")).isEqualTo(expected).hasSameHashCodeAs(expected);
    assertThat(figure.unit()).isEmpty();
  }

  @Test
  void undefinedFiguresWithTheSameReason_areEqual() {
    assertThat(Figure.undefined("why", 3)).isEqualTo(Figure.undefined("why", 3));
    assertThat(Figure.undefined("why", 3)).isNotEqualTo(Figure.undefined("why", 4));
  }

  private static Figure undefined(
      double value, @Nullable Interval interval, long n, String reason) {
    return new Figure(value, interval, n, "", "", reason);
  }
}
