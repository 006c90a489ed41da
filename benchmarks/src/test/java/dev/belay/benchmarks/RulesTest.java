/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class RulesTest {

  private record Row(String fine, String coarse, double value) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("a", "x", 1),
          new Row("a", "x", 2),
          new Row("a", "x", 9),
          new Row("b", "x", 5),
          new Row("b", "x", Double.NaN),
          new Row("c", "y", 100));

  private static final List<Function<? super Row, ?>> LEVELS = List.of(Row::fine, Row::coarse);

  @Test
  void medians_ofACellWithEnoughRows_areItsOwn() {
    assertThat(medians(3).applyAsDouble(new Row("a", "x", 0))).isEqualTo(2);
  }

  @Test
  void medians_ofACellWithTooFewRows_areThoseOfTheCoarserOne() {
    assertThat(medians(3).applyAsDouble(new Row("b", "x", 0))).isEqualTo((2 + 5) / 2.0);
  }

  @Test
  void medians_ofACellNeverSeen_areThoseOfAll() {
    assertThat(medians(3).applyAsDouble(new Row("c", "y", 0))).isEqualTo(5);
    assertThat(medians(1).applyAsDouble(new Row("?", "?", 0))).isEqualTo(5);
  }

  @Test
  void means_ofACell_leaveMissingValuesOut() {
    Typical<Row> means = new Typical.Rows<>(ROWS, Row::value, 1).means(LEVELS);

    assertThat(means.applyAsDouble(new Row("a", "x", 0))).isEqualTo(4);
    assertThat(means.applyAsDouble(new Row("b", "x", 0))).isEqualTo(5);
  }

  @Test
  void medians_ofNothing_areRefused() {
    List<Row> missing = List.of(new Row("a", "x", Double.NaN));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Typical.Rows<>(missing, Row::value, 1).medians(LEVELS))
        .withMessage("nothing to learn a rule from");
  }

  @Test
  void recentRule_afterAWorseHourThanUsual_addsHalfOfTheDifference() {
    assertThat(recent(30).applyAsDouble("any")).isEqualTo(12 + 0.5 * (30 - 10));
    assertThat(recent(4).applyAsDouble("any")).isEqualTo(12 - 0.5 * 6);
  }

  @Test
  void recentRule_withoutALastHour_isTheUsual() {
    assertThat(recent(Double.NaN).applyAsDouble("any")).isEqualTo(12);
  }

  private static RecentRule<String> recent(double lastHour) {
    return new RecentRule<>(any -> 12, any -> lastHour, any -> 10);
  }

  private static Typical<Row> medians(int leastRows) {
    return new Typical.Rows<>(ROWS, Row::value, leastRows).medians(LEVELS);
  }
}
