/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.benchmarks.forest.ReferenceData.Grain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferenceForestTest {
  private static final List<String> PRUNED =
      List.of(
          "0:[f3<0.5] yes=1,no=2,missing=2",
          "\t1:leaf=-1.5",
          "\t2:[f7<2.25] yes=5,no=6,missing=5",
          "\t\t5:leaf=3",
          "\t\t6:leaf=4e-05");

  @Test
  void of_boostedShape_hasTheTreesOfTheFile(@TempDir Path folder) throws IOException {
    ReferenceForest forest = ReferenceForest.of(Shape.DEPTH_6, folder);

    assertThat(forest.plain().trees()).hasSize(Shape.DEPTH_6.trees());
    assertThat(forest.plain().nodes()).isBetween(20_000, 300 * 127);
    assertThat(forest.file()).isNotEmptyFile().hasFileName("depth_6.json");
    assertThat(forest.compiled().trees()).isEqualTo(300);
    Agreement.require("naive", forest.compiled()::score, forest.naive()::score, forest.rows());
  }

  @Test
  void of_shapeThatWasTrained_isNotTrainedAgain(@TempDir Path folder) throws IOException {
    PlainForest synthetic = new SyntheticForest(2, 3, ReferenceData.FEATURES).plain();
    PlainForestFile.write(synthetic, folder.resolve("forest_500.nodes"));

    ReferenceForest forest = ReferenceForest.of(Shape.FOREST_500, folder);

    assertThat(forest.plain()).usingRecursiveComparison().isEqualTo(synthetic);
    assertThat(Files.exists(forest.file())).isFalse();
  }

  @Test
  void plain_prunedDump_numbersItsLines() {
    PlainTree tree = XgboostEnsemble.plain(PRUNED);

    assertThat(tree.feature()).containsExactly(3, -1, 7, -1, -1);
    assertThat(tree.threshold()).startsWith(0.5, 0, 2.25);
    assertThat(tree.left()[2]).isEqualTo(3);
    assertThat(tree.right()[2]).isEqualTo(4);
    assertThat(tree.missingLeft()).startsWith(false, false, true);
    assertThat(tree.value()).endsWith(3, (double) 4e-05f);
  }

  @Test
  void plain_lineThatIsNoNode_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XgboostEnsemble.plain(List.of("0:[f1:{3,4}] yes=1,no=2")))
        .withMessage("no node of a tree: '0:[f1:{3,4}] yes=1,no=2'");
  }

  @Test
  void plain_childThatIsNotThere_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> XgboostEnsemble.plain(PRUNED.subList(0, 3)))
        .withMessage("the tree has no node 5");
  }

  @Test
  void require_anotherBit_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> Agreement.require("here", row -> row[0], row -> -row[0], new double[][] {{0}}))
        .withMessage("here: 0.0 is not -0.0");
  }

  @Test
  void differing_tribuosOwnTrees_areNone() {
    TribuoEnsemble tribuo = TribuoEnsemble.train(ReferenceData.sample(Grain.QUANTISED, 400, 1), 3);

    assertThat(new BitEquality(tribuo, tribuo.plain()).differing(3_000)).isZero();
  }

  @Test
  void differing_oneLeafOff_areCounted() {
    TribuoEnsemble tribuo = TribuoEnsemble.train(ReferenceData.sample(Grain.QUANTISED, 400, 1), 3);
    PlainForest plain = tribuo.plain();
    double[] values = plain.trees().get(1).value();
    values[values.length - 1] = Math.nextUp(values[values.length - 1] + 1);

    assertThat(new BitEquality(tribuo, plain).differing(3_000)).isBetween(1L, 2_999L);
  }

  @Test
  void save_tribuosEnsemble_comesBack(@TempDir Path folder) throws IOException {
    TribuoEnsemble tribuo = TribuoEnsemble.train(ReferenceData.sample(Grain.QUANTISED, 300, 1), 2);
    Path file = folder.resolve("bag.tribuo");
    double[][] rows = ReferenceData.test(Grain.QUANTISED).rows();

    tribuo.save(file);
    TribuoEnsemble back = TribuoEnsemble.load(file);

    Agreement.require(
        "Tribuo",
        row -> tribuo.predict(tribuo.example(row)),
        row -> back.predict(back.example(row)),
        rows);
  }
}
