/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Model;
import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.PlainForest.Total;
import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.ReferenceData.Grain;
import dev.belay.benchmarks.guard.RandomTrees.Growth;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallsTest {
  private static final ReferenceData DATA = ReferenceData.test(Grain.QUANTISED);

  private static ForestCalls forest(Total total) {
    PlainForest trees =
        new PlainForest(RandomTrees.grow(new Growth(3, 12, 1 << 12), DATA, 1), total, 0);
    return new ForestCalls("few", trees, DATA.rows());
  }

  @ParameterizedTest
  @EnumSource(Total.class)
  void forest_answersAsTheNaiveLoopDoes(Total total) {
    ForestCalls calls = forest(total);
    assertThat(calls.disagreement()).isEqualTo(-1);
    assertThat(calls.hot()).extracting(Subject::name).containsExactly("few score", "few scoreAll");
    Subject score = calls.hot().get(0);
    for (int i = 0; i < 100; i++) {
      assertThat(score.call().applyAsDouble(i)).isEqualTo(calls.naive().call().applyAsDouble(i));
    }
  }

  @Test
  void forest_claimsThatRowsBeatTheNaiveLoopAndABatchItsRows() {
    ForestCalls calls = forest(Total.MEAN);
    Subject score = calls.hot().get(0);
    assertThat(calls.claims(4, 1.2))
        .containsExactly(
            new Claim(score, calls.naive(), 4), new Claim(calls.hot().get(1), score, 1.2));
  }

  @Test
  void path_estimate_isTheModelsAnswer() {
    ForestCalls forest = forest(Total.MEAN);
    PathCalls path = new PathCalls(forest.forest(), DATA.rows());
    assertThat(path.disagreement(forest.naive())).isEqualTo(-1);
  }

  @Test
  void path_ofAnotherModel_disagreesAtItsFirstRow() {
    PathCalls path = new PathCalls(Model.of("odd", Order.features(), row -> -1), DATA.rows());
    assertThat(path.disagreement(forest(Total.MEAN).naive())).isZero();
  }

  @Test
  void path_whereTheModelAnswers_leavesNothingUnanswered() {
    ForestCalls forest = forest(Total.MEAN);
    PathCalls path = new PathCalls(forest.forest(), DATA.rows());
    path.hot().forEach(Subject::run);
    path.claim(forest.naive(), 1).fast().run();
    assertThat(path.unanswered()).isZero();
  }

  @Test
  void path_whereTheRuleAnswers_isCounted() {
    double[][] rows = {new double[ReferenceData.FEATURES]};
    Arrays.fill(rows[0], 1e9);
    PathCalls path = new PathCalls(Model.of("wild", Order.features(), row -> row[0]), rows);
    path.hot().get(0).run();
    assertThat(path.unanswered()).isOne();
  }
}
