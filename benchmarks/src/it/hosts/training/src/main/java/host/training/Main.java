/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host.training;

import dev.belay.FeatureSet;
import dev.belay.Predictor;
import dev.belay.ml.training.Boosting;
import dev.belay.ml.training.Learner;
import dev.belay.ml.training.Loss;
import dev.belay.ml.training.RandomForest;
import dev.belay.ml.training.Trained;
import dev.belay.ml.training.Training;
import java.util.List;
import java.util.stream.IntStream;

/** A host that trains, with what the documentation tells it to add and nothing else. */
public final class Main {
  record Trip(long moment, double hour, double rain) {
    double delay() {
      return hour + 10 * rain + Math.floorMod(moment * 7919, 13);
    }
  }

  private Main() {}

  public static void main(String[] arguments) {
    serve(Boosting.minimising(Loss.median()).withRounds(20));
    serve(RandomForest.minimising(Loss.mean()).withTrees(5));
  }

  private static void serve(Learner learner) {
    List<Trip> trips =
        IntStream.range(0, 1_000)
            .mapToObj(i -> new Trip(i, i * 37 % 24, i * 53 % 100 / 10.0))
            .toList();
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .number("hour", Trip::hour)
            .number("rain", Trip::rain)
            .build();
    Trained trained =
        Training.of(features, trips, Trip::delay)
            .knownAt(Trip::moment)
            .heuristic(trip -> 30)
            .unit("min")
            .train(learner);
    Predictor<Trip> delay =
        Predictor.named("trips")
            .fallback((Trip trip) -> 30)
            .model(trained.model(), features)
            .build();
    double dry = delay.estimate(new Trip(1_001, 12, 0));
    double wet = delay.estimate(new Trip(1_001, 12, 9));
    if (!(wet > dry + 30)) {
      throw new IllegalStateException(learner + " learned nothing: " + dry + " and " + wet);
    }
  }
}
