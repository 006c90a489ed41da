/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.cases;

import static dev.belay.cases.Published.assertWithin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.cases.Published;
import dev.belay.monitoring.drift.ExpectedConfusion;
import dev.belay.monitoring.drift.ExpectedLoss;
import dev.belay.stats.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;

/** Errors that are expected while no outcome is known. */
final class WithoutLabelsCases {

  private static final String FILE = "performance_without_labels";

  private WithoutLabelsCases() {}

  static CaseSuite suite() {
    JsonNode content = CaseSuite.read(FILE);
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : Published.rows(content.get("cbpe_binary"))) {
      rows.add(new Row(row.get("id").asText(), () -> confusion(row)));
    }
    for (JsonNode row : Published.rows(content.get("gaussian_predictive_expected_error"))) {
      rows.add(new Row("normal " + row.get("mu") + " at " + row.get("point"), () -> normal(row)));
    }
    JsonNode published = content.get("dle_doc_example").get("published");
    rows.add(new Row("direct loss estimation", () -> directLossEstimation(published)));
    return new CaseSuite(FILE, rows);
  }

  private static void confusion(JsonNode row) {
    ExpectedConfusion confusion = ExpectedConfusion.at(row.get("threshold").asDouble());
    for (double p : Published.numbers(row.get("p"))) {
      confusion.add(p);
    }
    JsonNode expected = row.get("expected");
    assertClose(confusion.cells().truePositives(), expected.get("TP"));
    assertClose(confusion.cells().falsePositives(), expected.get("FP"));
    assertClose(confusion.cells().falseNegatives(), expected.get("FN"));
    assertClose(confusion.cells().trueNegatives(), expected.get("TN"));
    assertClose(confusion.accuracy().value(), expected.get("accuracy"));
    assertClose(confusion.precision().value(), expected.get("precision"));
    assertClose(confusion.recall().value(), expected.get("recall"));
    assertClose(confusion.specificity().value(), expected.get("specificity"));
    assertClose(confusion.f1().value(), expected.get("f1"));
    assertClose(confusion.auc().value(), expected.get("roc_auc"));
  }

  private static void normal(JsonNode row) {
    double mean = row.get("mu").asDouble();
    double deviation = row.get("sigma").asDouble();
    double point = row.get("point").asDouble();
    assertClose(
        ExpectedLoss.absoluteErrorOfNormal(mean, deviation, point), row.get("expected_abs_error"));
    assertClose(ExpectedLoss.squaredError(mean, deviation, point), row.get("expected_sq_error"));
  }

  /**
   * The example y = 2x + N(0, x) without the published seed: both models are least squares, trained
   * on one half of the rows and used on the other; within 5 % on either side of x = 0.5.
   */
  private static void directLossEstimation(JsonNode published) {
    Random random = new Random(1);
    double[][] train = rows(random);
    double[][] later = rows(random);
    Line model = Line.through(train[0], train[1]);
    Line losses = Line.through(train[0], model.losses(train));
    double[] real = model.losses(later);
    assertSide(published.get("x1<0.5"), later[0], real, losses, x -> x < 0.5);
    assertSide(published.get("x1>0.5"), later[0], real, losses, x -> x > 0.5);
  }

  private static void assertSide(
      JsonNode published, double[] x, double[] real, Line losses, DoublePredicate side) {
    ExpectedLoss expected = ExpectedLoss.in("");
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (side.test(x[i])) {
        sum += real[i];
        expected.add(Math.max(0, losses.at(x[i])));
      }
    }
    Figure estimated = expected.figure();
    double truth = sum / estimated.n();
    assertWithin(estimated.value(), truth, 0.05);
    assertThat(truth).isCloseTo(published.get("true_mae").asDouble(), within(0.02));
    assertThat(estimated.value())
        .isCloseTo(published.get("estimated_mae").asDouble(), within(0.02));
  }

  private static double[][] rows(Random random) {
    double[][] rows = new double[2][10_000];
    for (int i = 0; i < rows[0].length; i++) {
      rows[0][i] = random.nextDouble();
      rows[1][i] = 2 * rows[0][i] + rows[0][i] * random.nextGaussian();
    }
    return rows;
  }

  /** A line by least squares. */
  private record Line(double intercept, double slope) {

    static Line through(double[] x, double[] y) {
      double meanX = 0;
      double meanY = 0;
      double squares = 0;
      double products = 0;
      for (int i = 0; i < x.length; i++) {
        double distance = x[i] - meanX;
        meanX += distance / (i + 1);
        meanY += (y[i] - meanY) / (i + 1);
        squares += distance * (x[i] - meanX);
        products += distance * (y[i] - meanY);
      }
      double slope = products / squares;
      return new Line(meanY - slope * meanX, slope);
    }

    double at(double x) {
      return intercept + slope * x;
    }

    double[] losses(double[][] rows) {
      double[] losses = new double[rows[0].length];
      for (int i = 0; i < losses.length; i++) {
        losses[i] = Math.abs(rows[1][i] - at(rows[0][i]));
      }
      return losses;
    }
  }

  private static void assertClose(double actual, JsonNode published) {
    assertThat(actual).isCloseTo(published.asDouble(), within(1e-12));
  }
}
