/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host.ml;

import dev.belay.FeatureSet;
import dev.belay.Prediction;
import dev.belay.Predictor;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host that only serves: no trainer, on the class path and on the module path. */
public final class Main {
  record Trip(double hour, double rain) {}

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .number("hour", Trip::hour)
            .number("rain", Trip::rain)
            .build();
    CompiledForest model = savedAndLoaded(forest(features));
    Predictor<Trip> delay =
        Predictor.named("trips").fallback((Trip trip) -> 3).model(model, features).build();
    check(delay.predict(new Trip(16, 1)), 5.5);
    check(delay.predict(new Trip(Double.NaN, 1)), 9.5);
    try {
      Class<?> trainer = Class.forName("org.tribuo.Model");
      throw new IllegalStateException("a trainer came along: " + trainer);
    } catch (ClassNotFoundException expected) {
      // A host that only serves is not made to carry one.
    }
  }

  private static CompiledForest forest(FeatureSet<Trip> features) {
    return CompiledForest.builder("v1", features.names())
        .fingerprint(features.fingerprint())
        .split(1, 0.5, Side.LOW)
        .leaf(2)
        .split(0, 17, Side.HIGH)
        .leaf(5)
        .leaf(9)
        .averaging(0.5);
  }

  private static CompiledForest savedAndLoaded(CompiledForest forest) throws IOException {
    Path file = Files.createTempFile("belay", ".forest");
    try {
      forest.save(file);
      return CompiledForest.load(file);
    } finally {
      Files.delete(file);
    }
  }

  private static void check(Prediction prediction, double expected) {
    if (!prediction.fromModel() || prediction.value() != expected) {
      throw new IllegalStateException("not " + expected + " from the model: " + prediction);
    }
  }
}
