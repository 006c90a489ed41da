/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is in a text that cannot be served is said by its name. */
class LightgbmRefusalTest {

  @Test
  void read_theModelAllOthersAreMadeOf_isAForest() {
    assertThat(read(LightgbmText.SMALL).features()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version=v4|version=v5|version 'v5', this release reads [v2, v3, v4]
          version=v4||the header has no version
          num_class=1|num_class=3|several outputs: 3 classes, 1 trees each time
          num_tree_per_iteration=1|num_tree_per_iteration=2|several outputs: 1 classes, 2 trees
          num_class=1|num_class=one|the header: num_class is 'one', no integer
          num_class=1|num_class=1\\nnum_class=1|the header has 'num_class' twice
          objective=regression|objective=multiclass num_class:3|objective 'multiclass' is not one
          objective=regression|objective=huber sqrt|objective 'huber' with 'sqrt' is not one
          objective=regression|objective=binary sigmoid:0|objective 'binary' with 'sigmoid:0' is not
          objective=regression|objective=binary slope:1|objective 'binary' with 'slope:1' is not
          objective=regression|objective=quantile alpha|objective 'quantile' with 'alpha' is not
          objective=regression|objective=quantile alpha:x|objective 'quantile' with 'alpha:x' is not
          feature_names=hour rain|feature_names=hour|1 names, but feature 1 is the last
          max_feature_idx=1|max_feature_idx=-1|2 names, but feature -1 is the last
          tree_sizes=1 1|tree_sizes=1 1 1|2 trees of 3: the file is truncated?
          tree_sizes=1 1||the header has no tree_sizes
          Tree=1|Tree=2|tree 1 begins with 'Tree=2'
          num_leaves=3|num_leaves=0|tree 0 has 0 leaves
          num_leaves=3|num_leaves=4|tree 0 has 3 values of leaf_value, not 4
          num_leaves=3|num_leaves=2147483647|tree 0 has 3 values of leaf_value, not 2147483647
          num_leaves=3||tree 0 has no num_leaves
          num_cat=0|num_cat=1|tree 0 splits on categories
          is_linear=0|is_linear=1|tree 0 has linear models in its leaves
          split_feature=1 0|split_feature=1 2|tree 0 splits on feature 2 of 2
          split_feature=1 0|split_feature=-1 0|tree 0 splits on feature -1 of 2
          split_feature=1 0|split_feature=0 0|tree 0 takes a zero of feature 0 for missing, and not
          decision_type=2 6|decision_type=2 7|tree 0 splits on categories
          decision_type=2 6|decision_type=2 14|tree 0 has a split of the unknown type 14
          decision_type=2 6|decision_type=2 16|tree 0 has a split of the unknown type 16
          decision_type=2 6|decision_type=2 -2|tree 0 has a split of the unknown type -2
          threshold=0.5 17|threshold=0.5 nan|tree 0: threshold is 'nan', no number
          threshold=0.5 17|threshold=0.5 0x1p3|tree 0: threshold is '0x1p3', no number
          threshold=0.5 17|threshold=0.5 1-2|tree 0: threshold is '1-2', no number
          threshold=0.5 17|threshold=0.5|tree 0 has 1 values of threshold, not 2
          leaf_value=2 5 9|leaf_value=2 5 inf|tree 0 has a leaf that is not finite: Infinity
          right_child=1 -3|right_child=0 -3|tree 0 comes to node 0 twice
          right_child=1 -3|right_child=-1 -3|tree 0 comes to node -1 twice
          right_child=1 -3|right_child=2 -3|tree 0 has no node 2
          right_child=1 -3|right_child=1 -4|tree 0 has no node -4
          right_child=1 -3|right_child=1 -2147483648|tree 0 has no node -2147483648
          left_child=-1 -2|left_child=-1 1|tree 0 comes to node 1 twice
          right_child=1 -3|right_child=-2 -3|tree 0 has nodes that no row can reach
          [boosting: gbdt]|[boosting: dart]|trained with dart
          """)
  void read_somethingThatCannotBeServed_isRefusedByItsName(
      String original, String changed, String reason) {
    String model =
        LightgbmText.SMALL.replaceFirst(
            Pattern.quote(original), changed == null ? "" : changed.replace("\\n", "\n"));
    assertThat(model).isNotEqualTo(LightgbmText.SMALL);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(model))
        .withMessageContaining(reason);
  }

  @Test
  void read_noModel_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(""))
        .withMessage("no model of LightGBM: the first line is not 'tree'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read("{\"learner\": 1}"))
        .withMessage("no model of LightGBM: the first line is not 'tree'");
  }

  @Test
  void read_noTrees_isRefused() {
    String model = LightgbmText.SMALL.substring(0, LightgbmText.SMALL.indexOf("Tree=0"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(model))
        .withMessage("the model has no trees");
  }

  @Test
  void read_dartOfTheEngine_isRefused() {
    String model =
        LightgbmEngine.train(
            "objective=regression boosting=dart",
            LightgbmEngine.rows(1, 500),
            LightgbmEngine::target,
            3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(model))
        .withMessage("trained with dart");
  }

  @Test
  void read_linearTreesOfTheEngine_areRefused() {
    String model =
        LightgbmEngine.train(
            "objective=regression linear_tree=true",
            LightgbmEngine.rows(1, 500),
            LightgbmEngine::target,
            3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(model))
        .withMessageEndingWith("has linear models in its leaves");
  }

  @Test
  void read_categoriesOfTheEngine_areRefused() {
    double[][] rows = LightgbmEngine.withoutMissing(LightgbmEngine.rows(1, 500));
    for (double[] row : rows) {
      row[0] = Math.abs(Math.round(row[0]));
    }
    String model =
        LightgbmEngine.train(
            "objective=regression categorical_feature=0 min_data_per_group=1 cat_smooth=0",
            rows,
            row -> row[0] % 2,
            3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(model))
        .withMessage("tree 0 splits on categories");
  }

  @Test
  void lightgbm_noModel_namesTheFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("model.txt"), "nothing");
    assertThatIOException()
        .isThrownBy(() -> ForestImport.lightgbm(file))
        .withMessage("model file " + file + ": no model of LightGBM: the first line is not 'tree'");
  }

  private static ForeignForest read(String model) {
    return LightgbmReader.read(model.getBytes(StandardCharsets.UTF_8));
  }
}
