/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {

  private static final Instant ORIGIN = Instant.parse("2026-03-28T23:00:00Z");
  private static final Interval RANGE = new Interval(90, 150, 0.8);

  @Test
  void points_areCopied() {
    List<Forecast.Point> points = new ArrayList<>(List.of(point(1), point(2)));
    Forecast forecast = forecast(points);
    points.clear();
    assertThat(forecast.points()).containsExactly(point(1), point(2));
  }

  @Test
  void steps_mayDiffer_asDaysOfSummerTimeDo() {
    Forecast forecast = forecast(List.of(point(23), point(47)));
    assertThat(forecast.points().get(0).at()).isEqualTo("2026-03-29T22:00:00Z");
    assertThat(forecast.n()).isEqualTo(28);
    assertThat(forecast.unit()).isEqualTo("rides/day");
  }

  @Test
  void points_withIntervalsOfOneLevel_areTaken() {
    Forecast.Point first = new Forecast.Point(at(1), 120, RANGE);
    Forecast.Point second = new Forecast.Point(at(2), 130, new Interval(80, 170, 0.8));
    assertThat(forecast(List.of(first, second)).points()).containsExactly(first, second);
  }

  @Test
  void points_withIntervalsOfSomeOrOfOtherLevels_areRefused() {
    Forecast.Point with = new Forecast.Point(at(1), 120, RANGE);
    Forecast.Point other = new Forecast.Point(at(2), 130, new Interval(80, 170, 0.9));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(List.of(with, point(2))))
        .withMessage("every interval or none, of one level: 0.8, null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(List.of(point(0.5), with)))
        .withMessage("every interval or none, of one level: null, 0.8");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(List.of(with, other)))
        .withMessage("every interval or none, of one level: 0.8, 0.9");
  }

  @Test
  void points_thatAreNone_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(List.of()))
        .withMessage("points must be from 1 to 10000: 0");
  }

  @Test
  void points_upToTenThousand_areTakenAndNoMore() {
    List<Forecast.Point> most =
        IntStream.rangeClosed(1, 10_000).mapToObj(ForecastTest::point).toList();
    assertThat(forecast(most).points()).hasSize(10_000);
    List<Forecast.Point> more = new ArrayList<>(most);
    more.add(point(10_001));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(more))
        .withMessage("points must be from 1 to 10000: 10001");
  }

  @Test
  void times_thatDoNotAscendFromTheOrigin_areRefusedWithThem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(List.of(Forecast.Point.of(ORIGIN, 1))))
        .withMessage("times must ascend from the origin: " + ORIGIN + " after " + ORIGIN);
    assertThat(forecast(List.of(Forecast.Point.of(ORIGIN.plusNanos(1), 1))).points()).hasSize(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> forecast(List.of(point(2), point(2))))
        .withMessage("times must ascend from the origin: " + at(2) + " after " + at(2));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void value_thatIsNotFinite_isRefusedWithItsTime(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Forecast.Point.of(ORIGIN, value))
        .withMessage("value must be finite: " + value + " at " + ORIGIN);
  }

  @Test
  void wordsAndCounts_thatSayNothing_areRefused() {
    List<Forecast.Point> points = List.of(point(1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Forecast(" ", ORIGIN, points, 28, "", "naive"))
        .withMessage("target must say something: ' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Forecast("rides", ORIGIN, points, 28, "", ""))
        .withMessage("method must say something: ''");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Forecast("rides", ORIGIN, points, 0, "", "naive"))
        .withMessage("a forecast needs an observation: n = 0");
    assertThat(new Forecast("rides", ORIGIN, points, 1, "", "naive").n()).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway")
  void whatIsNull_isRefusedByName() {
    List<Forecast.Point> points = List.of(point(1));
    assertThatNullPointerException()
        .isThrownBy(() -> new Forecast("rides", null, points, 28, "", "naive"))
        .withMessage("origin");
    assertThatNullPointerException()
        .isThrownBy(() -> new Forecast("rides", ORIGIN, points, 28, null, "naive"))
        .withMessage("unit");
    assertThatNullPointerException()
        .isThrownBy(() -> new Forecast(null, ORIGIN, points, 28, "", "naive"))
        .withMessage("target");
    assertThatNullPointerException().isThrownBy(() -> forecast(Collections.singletonList(null)));
    assertThatNullPointerException().isThrownBy(() -> Forecast.Point.of(null, 1)).withMessage("at");
  }

  private static Forecast forecast(List<Forecast.Point> points) {
    return new Forecast("rides", ORIGIN, points, 28, "rides/day", "seasonal naive");
  }

  private static Forecast.Point point(double hours) {
    return Forecast.Point.of(at(hours), 120);
  }

  private static Instant at(double hours) {
    return ORIGIN.plusSeconds((long) (hours * 3600));
  }
}
