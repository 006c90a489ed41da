/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Figure;
import dev.belay.stats.Histogram;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ContingencyTableTest {

  private static final List<Function<ContingencyTable, Figure>> DISTANCES =
      List.of(
          ContingencyTable::psi,
          table -> table.psi(1e-4),
          ContingencyTable::jensenShannon,
          ContingencyTable::hellinger,
          ContingencyTable::totalVariation,
          ContingencyTable::largestDifference);

  @Test
  void of_rowsOfDifferentLengths_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table(counts(1, 2), counts(1)))
        .withMessage("a table needs as many reference as current counts: 2, 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table(counts(), counts()))
        .withMessage("a table needs as many reference as current counts: 0, 0");
  }

  @Test
  void of_negativeCount_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table(counts(1, 2), counts(3, -1)))
        .withMessage("count must be at least 0: -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table(counts(-2, 2), counts(3, 1)))
        .withMessage("count must be at least 0: -2");
  }

  @Test
  void of_countsBeyondLong_isRefused() {
    assertThat(catchThrowable(() -> table(counts(Long.MAX_VALUE, 1), counts(1, 1))))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void of_histogramsWithOtherEdges_isRefused() {
    Histogram one = Histogram.betweenEdges(0, 1).build();
    Histogram other = Histogram.betweenEdges(0, 2).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContingencyTable.of(one, other))
        .withMessageStartingWith("edges must be those of 1 bins [0.0, 1.0]");
  }

  @Test
  void of_histograms_countsWhatIsOutsideButNotWhatIsMissing() {
    Histogram then = histogram(0.5, 1.5, Double.NaN);
    assertThat(ContingencyTable.of(then, histogram(0.5)).columns()).isEqualTo(2);
    assertThat(ContingencyTable.of(then, histogram(-1)).columns()).isEqualTo(3);
    assertThat(ContingencyTable.of(then, histogram(3)).columns()).isEqualTo(3);
    ContingencyTable both = ContingencyTable.of(then, histogram(-1, 3, 0.5, Double.NaN));
    assertThat(both).asString().startsWith("ContingencyTable[[0, 1, 1, 0], [1, 1, 0, 1], p = ");
    assertThat(both.referenceCount()).isEqualTo(2);
    assertThat(both.currentCount()).isEqualTo(3);
  }

  @Test
  void of_categories_hasAColumnForOthersOnlyIfThereAreSome() {
    Categories then = Categories.ofSample(List.of("a", "b"), 2);
    Categories.Builder now = then.emptyCopy();
    now.add("a");
    now.add(null);
    assertThat(ContingencyTable.of(then, now.build()).columns()).isEqualTo(2);
    now.add("new");
    assertThat(ContingencyTable.of(then, now.build()).columns()).isEqualTo(3);
    Categories none = Categories.named(List.of()).build();
    assertThat(ContingencyTable.of(none, none).columns()).isEqualTo(1);
  }

  @Test
  void distances_ofAnEmptySample_areUndefined() {
    for (Function<ContingencyTable, Figure> distance : DISTANCES) {
      assertThat(distance.apply(table(counts(0, 0), counts(1, 2))).reason())
          .isEqualTo("no reference values");
      assertThat(distance.apply(table(counts(1, 2), counts(0, 0))).reason())
          .isEqualTo("no current values");
      assertThat(distance.apply(table(counts(1, 2), counts(0, 0))).n()).isEqualTo(3);
    }
  }

  @Test
  void distances_ofDisjointSamples_areAtTheirMost() {
    ContingencyTable table = table(counts(7, 0), counts(0, 3));
    assertThat(table.jensenShannon().value()).isCloseTo(1, within(1e-15));
    assertThat(table.hellinger().value()).isEqualTo(1);
    assertThat(table.totalVariation().value()).isEqualTo(1);
    assertThat(table.largestDifference().value()).isEqualTo(1);
    assertThat(table.jensenShannon().n()).isEqualTo(10);
  }

  @Test
  void psi_equalShares_isAboveZeroByTheHalvesOnly() {
    assertThat(table(counts(10, 30), counts(10, 30)).psi().value()).isZero();
    assertThat(table(counts(10, 30), counts(1_000, 3_000)).psi().value()).isBetween(1e-6, 1e-3);
  }

  @Test
  void psi_saysWhatChanceGives() {
    ContingencyTable table = table(counts(500, 500, 0), counts(100, 100, 0));
    assertThat(table.psiByChance()).isEqualTo(1 / 1_000.0 + 1 / 200.0);
    assertThat(table.psi().method())
        .isEqualTo("PSI with 0.5 added, about 0.0060 by chance, no interval");
  }

  @Test
  void psi_floorOutOfRange_isRefused() {
    for (double floor : new double[] {0, 1, -1, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> table(counts(1), counts(1)).psi(floor))
          .withMessage("floor must be between 0 and 1: " + floor);
    }
  }

  @Test
  void psi_floor_decidesWhatANewCategoryWeighs() {
    ContingencyTable table = table(counts(500, 500, 0), counts(495, 495, 10));
    assertThat(table.psi(1e-2).value()).isLessThan(0.001);
    assertThat(table.psi(1e-30).value()).isGreaterThan(0.25);
  }

  @Test
  void chiSquare_withoutAComparison_throwsWithTheReason() {
    assertThatIllegalStateException()
        .isThrownBy(() -> table(counts(5, 0), counts(3, 0)).chiSquare())
        .withMessage("undefined: all values are in one column");
    assertThatIllegalStateException()
        .isThrownBy(() -> table(counts(0, 0), counts(3, 1)).chiSquare())
        .withMessage("undefined: no reference values");
  }

  @Test
  void p_withoutAComparison_isOneWithTheReason() {
    assertThat(table(counts(5, 0), counts(3, 0)).p())
        .hasToString("no evidence: all values are in one column (n = 8)");
    assertThat(table(counts(5, 1), counts(0, 0)).p())
        .hasToString("no evidence: no current values (n = 6)");
  }

  @Test
  void p_emptyColumns_doNotCount() {
    ContingencyTable with = table(counts(60, 0, 40), counts(45, 0, 55));
    ContingencyTable without = table(counts(60, 40), counts(45, 55));
    assertThat(with.chiSquare()).isEqualTo(without.chiSquare());
    assertThat(with.p()).isEqualTo(without.p());
    assertThat(with.p().method()).isEqualTo("chi-square, Yates, 1 degree of freedom");
  }

  /** R. A. Fisher's table of exact fifths: with Yates no difference of less than a half counts. */
  @Test
  void chiSquare_twoColumnsThatDifferByLessThanAHalf_isZero() {
    assertThat(table(counts(3, 3), counts(2, 3)).chiSquare()).isZero();
  }

  @Test
  void withoutRareColumns_expectedFiveOrMore_staysAsItIs() {
    ContingencyTable table = table(counts(995, 5), counts(995, 5));
    assertThat(table.withoutRareColumns()).hasToString(table.toString());
  }

  @Test
  void withoutRareColumns_expectedBelowFive_areJoined() {
    ContingencyTable joined = table(counts(990, 5, 5), counts(992, 4, 4)).withoutRareColumns();
    assertThat(joined).asString().startsWith("ContingencyTable[[990, 10, 0], [992, 8, 0]");
    assertThat(joined.p().method()).contains("1 degree of freedom");
  }

  @Test
  void withoutRareColumns_stillBelowFiveTogether_takeTheNextOne() {
    ContingencyTable joined =
        table(counts(900, 97, 2, 1), counts(900, 99, 0, 1)).withoutRareColumns();
    assertThat(joined).asString().startsWith("ContingencyTable[[900, 0, 100, 0], [900, 0, 100, 0]");
  }

  @Test
  void withoutRareColumns_allRare_leaveNoEvidence() {
    ContingencyTable table = table(counts(1, 1, 1), counts(1, 1, 1)).withoutRareColumns();
    assertThat(table.p().reason()).isEqualTo("all values are in one column");
    assertThat(table(counts(0, 0), counts(0, 0)).withoutRareColumns().p().reason())
        .isEqualTo("no reference values");
  }

  @Test
  void of_keepsNoReferenceToItsArguments() {
    long[] reference = counts(1, 2);
    ContingencyTable table = table(reference, counts(2, 1));
    String before = table.toString();
    Arrays.fill(reference, 0);
    assertThat(table).hasToString(before);
  }

  private static ContingencyTable table(long[] reference, long[] current) {
    return ContingencyTable.of(reference, current);
  }

  private static long[] counts(long... counts) {
    return counts;
  }

  private static Histogram histogram(double... values) {
    Histogram.Builder builder = Histogram.betweenEdges(0, 1, 2);
    Arrays.stream(values).forEach(builder::add);
    return builder.build();
  }
}
