/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host.benchmark;

import dev.belay.FeatureSet;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.Side;
import java.io.IOException;
import java.nio.file.Path;

/** A host that has a model, which its benchmark then measures. */
public final class Main {
  record Trip(double hour, double rain) {}

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    FeatureSet<Trip> features = features();
    CompiledForest.builder("delay", features.names())
        .fingerprint(features.fingerprint())
        .split(1, 0.5, Side.LOW)
        .leaf(2)
        .split(0, 17, Side.HIGH)
        .leaf(5)
        .leaf(9)
        .averaging(0)
        .save(Path.of("target", "delay.forest"));
  }

  static FeatureSet<Trip> features() {
    return FeatureSet.builder(Trip.class)
        .number("hour", Trip::hour)
        .number("rain", Trip::rain)
        .build();
  }
}
