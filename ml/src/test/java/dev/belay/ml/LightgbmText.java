/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Models of LightGBM, changed as texts. */
final class LightgbmText {
  /** Two trees, written by hand: one of three leaves, and one of a single leaf. */
  static final String SMALL =
      """
      tree
      version=v4
      num_class=1
      num_tree_per_iteration=1
      label_index=0
      max_feature_idx=1
      objective=regression
      feature_names=hour rain
      feature_infos=[0:23] [0:1]
      tree_sizes=1 1

      Tree=0
      num_leaves=3
      num_cat=0
      split_feature=1 0
      threshold=0.5 17
      decision_type=2 6
      left_child=-1 -2
      right_child=1 -3
      leaf_value=2 5 9
      is_linear=0
      shrinkage=1


      Tree=1
      num_leaves=1
      num_cat=0
      leaf_value=0.25
      is_linear=0
      shrinkage=1


      end of trees

      parameters:
      [boosting: gbdt]
      end of parameters
      """;

  private LightgbmText() {}

  /**
   * {@return the model as version 3 wrote it before 3.2: trees do not say whether they are linear}
   */
  static String asVersion3(String model) {
    return resized(model.replace("version=v4", "version=v3").replaceAll("(?m)^is_linear=.*\n", ""));
  }

  /** {@return the model as version 2 wrote it: without the weights of its nodes, too} */
  static String asVersion2(String model) {
    return resized(
        asVersion3(model)
            .replace("version=v3", "version=v2")
            .replaceAll("(?m)^(leaf|internal)_weight=.*\n", ""));
  }

  /** {@return the model of a host's own function: the sum, and nothing is done with it} */
  static String withoutObjective(String model) {
    return model.replaceAll("(?m)^objective=.*\n", "").replaceAll("(?m)^average_output\n", "");
  }

  /** {@return the model with the right sizes of its trees, by which the engine finds them} */
  static String resized(String model) {
    int first = model.indexOf("Tree=0\n");
    int end = model.indexOf("end of trees\n");
    List<Integer> starts = new ArrayList<>();
    for (int i = first; i >= 0; i = model.indexOf("\nTree=", i) + 1) {
      starts.add(i);
      if (model.indexOf("\nTree=", i) < 0) {
        break;
      }
    }
    starts.add(end);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i < starts.size(); i++) {
      String tree = model.substring(starts.get(i - 1), starts.get(i));
      sizes.add(tree.getBytes(StandardCharsets.UTF_8).length);
    }
    String text = sizes.stream().map(String::valueOf).collect(Collectors.joining(" "));
    return model.replaceFirst("tree_sizes=.*", "tree_sizes=" + text);
  }
}
