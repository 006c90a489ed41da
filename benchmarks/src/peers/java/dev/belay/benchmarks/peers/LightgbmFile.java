/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.Shape;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** LightGBM's own model of each shape. */
final class LightgbmFile {
  private static final String COMMON =
      "objective=regression num_threads=1 seed=1 deterministic=true verbosity=-1 ";
  private static final String RANDOM_FOREST =
      "boosting=rf bagging_freq=1 bagging_fraction=0.632 feature_fraction_bynode=0.3333"
          + " max_depth=12 num_leaves=4095 min_data_in_leaf=5";
  private static final String BY_LEAF = "learning_rate=0.1 num_leaves=31";
  private static final String BY_DEPTH = "learning_rate=0.1 num_leaves=64 max_depth=6";

  private LightgbmFile() {}

  static Path of(Shape shape) throws Exception {
    return NativeFile.of("lightgbm", ".txt", shape, LightgbmFile::train);
  }

  private static void train(Shape shape, float[] rows, float[] targets, Path file)
      throws LGBMException, IOException {
    LGBMDataset set =
        LGBMDataset.createFromMat(
            rows, targets.length, ReferenceData.FEATURES, true, "verbosity=-1", null);
    set.setField("label", targets);
    LGBMBooster booster = LGBMBooster.create(set, COMMON + growth(shape));
    for (int round = 0; round < shape.trees(); round++) {
      booster.updateOneIter();
    }
    Files.writeString(file, booster.saveModelToString(0, 0, FeatureImportanceType.SPLIT));
    booster.close();
    set.close();
  }

  private static String growth(Shape shape) {
    return switch (shape) {
      case FOREST_100, FOREST_500 -> RANDOM_FOREST;
      case LEAVES_31 -> BY_LEAF;
      case DEPTH_6 -> BY_DEPTH;
      default -> throw new IllegalArgumentException("LightGBM is not compared on " + shape);
    };
  }
}
