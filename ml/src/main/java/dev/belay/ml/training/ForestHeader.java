/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.CompiledForest;
import java.util.List;

/**
 * What a compiled forest carries besides its trees.
 *
 * @param version what tells the model from the next one
 * @param names the names of the features in the order of the row
 * @param fingerprint the fingerprint of the feature set, empty if there is none
 */
record ForestHeader(String version, List<String> names, String fingerprint) {
  ForestHeader {
    names = List.copyOf(names);
    // Refuses what its file cannot hold: now, not after the training.
    CompiledForest.builder(version, names).fingerprint(fingerprint);
  }

  CompiledForest.Builder builder() {
    return CompiledForest.builder(version, names).fingerprint(fingerprint);
  }
}
