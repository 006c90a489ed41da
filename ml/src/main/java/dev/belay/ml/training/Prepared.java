/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.Ticker;
import dev.belay.ml.CompiledForest;
import dev.belay.ml.training.ModelReport.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A training whose data has passed the guards.
 *
 * @param header what the model carries besides its trees
 * @param fingerprint of the data
 * @param rows to train on and to judge on
 * @param heuristic the host's values for the hold-out, empty without a heuristic
 * @param seed of all that is random
 * @param unit of the target
 */
record Prepared(
    ForestHeader header,
    String fingerprint,
    Partition rows,
    double[] heuristic,
    long seed,
    String unit) {

  Trained train(Learner learner, int threads, Ticker ticker, Consumer<? super Progress> listener) {
    Examples train = rows.train();
    double estimate = learner.secondsEstimated(train.size(), train.features(), threads);
    Meter meter = Meter.start(learner.size(), estimate, ticker, listener);
    CompiledForest model = learner.train(new Job(header, train, seed, threads, meter));
    Duration time = meter.elapsed();
    return new Trained(model, report(learner, model, time));
  }

  private ModelReport report(Learner learner, CompiledForest model, Duration trainingTime) {
    return new ModelReport(
        new ModelReport.Parts(
            header,
            fingerprint,
            rows.split(),
            seed,
            learner,
            scores(learner.loss(), model),
            trainingTime,
            model.bytes(),
            model.trees(),
            model.nodes(),
            rows.test().timed()));
  }

  private List<Score> scores(Loss loss, CompiledForest model) {
    Scoring scoring = new Scoring(rows.test(), unit, loss);
    double[] predicted = Baselines.predict(rows.test(), model::score);
    List<Score> scores = new ArrayList<>();
    scores.add(scoring.model(predicted));
    Baselines.of(rows, loss, heuristic)
        .forEach((name, values) -> scores.add(scoring.baseline(name, values, predicted)));
    return scores;
  }
}
