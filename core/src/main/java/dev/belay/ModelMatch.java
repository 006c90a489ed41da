/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.List;
import java.util.Objects;

/** Refuses features the model was not trained on, once, when the two are brought together. */
final class ModelMatch {
  private ModelMatch() {}

  static void require(String predictor, Model model, FeatureSet<?> features) {
    String version = Objects.requireNonNull(model.version(), "the model's version");
    String subject = "predictor '" + predictor + "': model '" + version + "' ";
    List<String> wanted = List.copyOf(model.featureNames());
    List<String> given = features.names();
    for (int i = 0; i < Math.min(wanted.size(), given.size()); i++) {
      if (!wanted.get(i).equals(given.get(i))) {
        throw new IllegalArgumentException(
            subject
                + "wants '"
                + wanted.get(i)
                + "' as feature "
                + i
                + ", not '"
                + given.get(i)
                + "'");
      }
    }
    if (wanted.size() != given.size()) {
      throw new IllegalArgumentException(
          subject + "wants " + wanted.size() + " features, not " + given.size());
    }
    if (!model.fingerprint().isEmpty() && !model.fingerprint().equals(features.fingerprint())) {
      throw new IllegalArgumentException(
          subject
              + "was trained on features with another fingerprint ("
              + model.fingerprint()
              + ", not "
              + features.fingerprint()
              + "): a kind, a parameter or the version differs");
    }
  }
}
