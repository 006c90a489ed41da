/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.training.ModelReport.Errors;
import dev.belay.ml.training.ModelReport.Score;
import dev.belay.stats.Figure;
import dev.belay.stats.Moments;
import dev.belay.stats.PairedDifference;
import dev.belay.stats.RegressionMetrics;
import java.util.Set;

/**
 * Judges predictions for the hold-out.
 *
 * @param test the hold-out
 * @param unit the unit of the target
 * @param loss what the model was trained for
 */
record Scoring(Examples test, String unit, Loss loss) {
  private static final long SECONDS_PER_DAY = 86_400;

  Score model(double[] predicted) {
    return score("model", predicted, Figure.undefined("the model itself", test.size()));
  }

  Score baseline(String name, double[] predicted, double[] model) {
    return score(name, predicted, difference(name, predicted, model));
  }

  private Score score(String name, double[] predicted, Figure difference) {
    Errors errors = errors(predicted);
    Figure judged =
        switch (loss.judge()) {
          case RMSE -> errors.rmse();
          case MAE -> errors.mae();
          case PINBALL -> meanLoss(predicted);
        };
    return new Score(name, errors, judged, difference);
  }

  private Errors errors(double[] predicted) {
    RegressionMetrics metrics = RegressionMetrics.inUnit(unit);
    for (int i = 0; i < predicted.length; i++) {
      metrics.add(predicted[i], test.targets()[i]);
    }
    Figure median = RegressionMetrics.medianAbsoluteError(predicted, test.targets());
    return new Errors(metrics.mae(), metrics.rmse(), metrics.r2(), median.withUnit(unit));
  }

  private Figure meanLoss(double[] predicted) {
    Moments losses = new Moments();
    for (int i = 0; i < predicted.length; i++) {
      losses.add(loss.of(predicted[i], test.targets()[i]));
    }
    return losses.meanFigure().withUnit(unit);
  }

  private Figure difference(String name, double[] baseline, double[] model) {
    if (!family().contains(name)) {
      return Figure.undefined("not made for the " + loss + " loss", test.size());
    }
    return test.timed() ? byDay(baseline, model) : byRow(baseline, model);
  }

  /** The baselines that are good, or try to be, at what the loss asks for. */
  private Set<String> family() {
    return switch (loss.judge()) {
      case RMSE -> Set.of(Baselines.MEAN, Baselines.HEURISTIC, Baselines.LINEAR);
      case MAE -> Set.of(Baselines.MEDIAN, Baselines.HEURISTIC);
      case PINBALL -> Set.of(loss.toString());
    };
  }

  private Figure byDay(double[] baseline, double[] model) {
    PairedDifference.Clustered difference = PairedDifference.clustered(unit);
    for (int i = 0; i < model.length; i++) {
      long day = Math.floorDiv(test.moments()[i], SECONDS_PER_DAY);
      double target = test.targets()[i];
      difference.add(day, loss.of(model[i], target), loss.of(baseline[i], target));
    }
    return difference.relative();
  }

  private Figure byRow(double[] baseline, double[] model) {
    PairedDifference.Independent difference = PairedDifference.independent(unit);
    for (int i = 0; i < model.length; i++) {
      double target = test.targets()[i];
      difference.add(loss.of(model[i], target), loss.of(baseline[i], target));
    }
    return difference.relative();
  }
}
