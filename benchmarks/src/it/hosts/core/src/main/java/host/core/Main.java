/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host.core;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.Prediction;
import dev.belay.Predictor;
import dev.belay.stats.Moments;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.util.concurrent.atomic.AtomicReference;

/** A host with a rule, a model behind it, a live rollout and somebody who watches. */
public final class Main {
  record Trip(long id, double kilometres) {}

  private Main() {}

  public static void main(String[] arguments) {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .number("km", Trip::kilometres)
            .missingIndicator("km")
            .build();
    Model model = Model.of("v1", features, row -> 2 * row[0]);
    AtomicReference<Rollout> rollout = new AtomicReference<>(Rollout.of("trips", 50));
    Moments served = new Moments();
    Predictor<Trip> delay =
        Predictor.named("trips")
            .fallback((Trip trip) -> 3)
            .keyedByLong(Trip::id)
            .model(model, features)
            .rollout(rollout::get)
            .listener(event -> served.add(event.value()))
            .build();

    for (int i = 0; i < 1_000; i++) {
      Prediction prediction = delay.predict(new Trip(i, 5));
      boolean chosen = prediction.arm() == Arm.MODEL;
      check(prediction.value() == (chosen ? 10 : 3), prediction);
    }
    check(Math.abs(delay.count(Origin.MODEL) - 500) < 100, delay.count(Origin.MODEL));
    rollout.set(Rollout.of("trips", 100));
    check(delay.estimate(new Trip(0, 6)) == 12, "all of them");
    check(served.count() == 1_001 && served.meanFigure().defined(), served);
    check(delay.listenerFailures() == 0, "listener");
  }

  private static void check(boolean condition, Object found) {
    if (!condition) {
      throw new IllegalStateException("not as documented: " + found);
    }
  }
}
