/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Candidate OURS = new Candidate(SelectionTest.Near.class, "ours", false);
  private static final Candidate THEIRS = new Candidate(SelectionTest.Near.class, "theirs", false);
  private static final List<Candidate> BOTH = List.of(OURS, THEIRS);

  private static Reading reading(Candidate of, String shape, Map<String, Double> figures) {
    return new Reading(of.name(), Map.of("shape", shape), new TreeMap<>(figures), "ns/op");
  }

  private static Row row(Rounds rounds, String end) {
    return rounds.rows().stream().filter(row -> row.name().endsWith(end)).findFirst().orElseThrow();
  }

  private static Rounds rounds(double[] ours, double[] theirs) {
    Rounds rounds = new Rounds(BOTH);
    for (int i = 0; i < ours.length; i++) {
      rounds.add(
          List.of(
              reading(OURS, "a", Map.of("", ours[i], "bytes", 0.5)),
              reading(THEIRS, "a", Map.of("", theirs[i], "bytes", 8.0 + i))));
    }
    return rounds;
  }

  @Test
  void rows_severalRounds_haveTheMedianAndItsSpread() {
    Row row = row(rounds(new double[] {2, 9, 4}, new double[] {8, 8, 8}), "ours shape=a");

    assertThat(row.value()).isEqualTo(4);
    assertThat(row.spread()).isEqualTo(7 / 4.0, within(1e-12));
    assertThat(row.unit()).isEqualTo("ns/op");
    assertThat(row.ratio()).isNull();
  }

  @Test
  void rows_evenRounds_haveTheMiddleOfTheMiddleTwo() {
    assertThat(row(rounds(new double[] {2, 4}, new double[] {8, 8}), "ours shape=a").value())
        .isEqualTo(3);
  }

  @Test
  void rows_machineThatSlowsDown_haveTheRatioWithinTheRounds() {
    // All three rounds say 3; the ratio of the medians would, too, but not that of first and last.
    Row row = row(rounds(new double[] {1, 10, 2}, new double[] {3, 30, 10}), "theirs shape=a");

    assertThat(row.ratio()).isEqualTo(new Row.Ratio(base(), 3));
    assertThat(row.bytes()).isEqualTo(9);
  }

  @Test
  void rows_oneRound_haveNoSpread() {
    assertThat(row(rounds(new double[] {2}, new double[] {8}), "ours shape=a").spread()).isNaN();
  }

  @Test
  void rows_baseOfOtherParameters_haveNoRatio() {
    Rounds rounds = new Rounds(BOTH);
    rounds.add(List.of(reading(OURS, "a", Map.of("", 1.0)), reading(THEIRS, "b", Map.of("", 2.0))));

    assertThat(row(rounds, "theirs shape=b").ratio()).isNull();
  }

  @Test
  void rows_baseWithoutParameters_isThatOfAll() {
    Rounds rounds = new Rounds(BOTH);
    Reading base = new Reading(OURS.name(), Map.of(), Map.of("", 2.0), "ns/op");
    rounds.add(List.of(base, reading(THEIRS, "b", Map.of("", 3.0))));

    assertThat(row(rounds, "theirs shape=b").ratio()).isEqualTo(new Row.Ratio(base.name(), 1.5));
  }

  @Test
  void rows_sampledCalls_haveTailsAndMeanBesideTheMedian() {
    Map<String, Double> figures = Map.of("", 5.0, "p99", 7.0, "p99.9", 90.0, "mean", 6.0);
    Rounds rounds = new Rounds(BOTH);
    rounds.add(List.of(reading(OURS, "a", figures)));

    assertThat(rounds.rows()).extracting(Row::value).containsExactly(5.0, 6.0, 7.0, 90.0);
    assertThat(row(rounds, "shape=a p99.9").bytes()).isNaN();
  }

  @Test
  void rows_averagedCalls_haveTheirMeanOnce() {
    Rounds rounds = new Rounds(BOTH);
    rounds.add(List.of(reading(OURS, "a", Map.of("", 6.0, "mean", 6.0))));

    assertThat(rounds.rows()).extracting(Row::value).containsExactly(6.0);
  }

  @Test
  void rows_baseSampledAndTheOtherNot_compareTheMeans() {
    Rounds rounds = new Rounds(BOTH);
    rounds.add(
        List.of(
            reading(OURS, "a", Map.of("", 5.0, "p99", 7.0, "mean", 6.0)),
            reading(THEIRS, "a", Map.of("", 12.0, "mean", 12.0))));

    assertThat(row(rounds, "theirs shape=a").ratio()).isEqualTo(new Row.Ratio(base() + " mean", 2));
  }

  private static String base() {
    return reading(OURS, "a", Map.of()).name();
  }

  @Test
  void rows_countedFigures_haveTheirOwnUnits() {
    Rounds rounds = new Rounds(BOTH);
    Map<String, Double> figures = Map.of("", 6.0, "cpuNanos", 3.0, "fileBytes", 100.0);
    rounds.add(List.of(reading(OURS, "a", figures)));

    assertThat(row(rounds, " cpuNanos").unit()).isEqualTo("ns/op");
    assertThat(row(rounds, " fileBytes").unit()).isEqualTo("B");
  }
}
