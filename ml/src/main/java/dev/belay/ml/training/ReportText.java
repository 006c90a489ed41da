/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.training.ModelReport.Score;
import dev.belay.ml.training.ModelReport.Split;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** A report as a table of plain text. */
final class ReportText {
  private static final String GAP = "   ";

  private final ModelReport report;
  private final Loss loss;

  private ReportText(ModelReport report) {
    this.report = report;
    this.loss = report.learner().loss();
  }

  static String of(ModelReport report) {
    ReportText text = new ReportText(report);
    return String.join("\n", text.lines()) + "\n";
  }

  private List<String> lines() {
    ModelReport.Parts parts = report.parts();
    List<String> lines = new ArrayList<>();
    lines.add("model " + report.version() + ": " + report.learner());
    lines.add(
        line(
            "  data   %,d rows of %d features, SHA-256 %s",
            report.split().trainRows() + report.split().testRows(),
            parts.header().names().size(),
            report.dataFingerprint()));
    lines.add("  split  " + split());
    lines.add(
        line(
            "  size   %,d trees, %,d nodes, %,d bytes; trained in %s with seed %d",
            report.trees(),
            report.nodes(),
            report.bytes(),
            Digits.seconds(report.trainingTime()),
            report.seed()));
    lines.add("");
    lines.addAll(table());
    lines.add("");
    lines.addAll(notes());
    return lines;
  }

  private String split() {
    Split split = report.split();
    String sizes =
        line("%,d rows to train on, %,d to judge on", split.trainRows(), split.testRows());
    return split.cut() == null
        ? "RANDOM: " + sizes + "; it flatters, rows of the same hour are on both sides"
        : "TEMPORAL: " + sizes + ", known from " + split.cut() + " on";
  }

  private List<String> table() {
    List<Score> scores = new ArrayList<>(List.of(report.model()));
    scores.addAll(report.baselines());
    String unit = report.model().mae().unit();
    String in = unit.isEmpty() ? "" : ", " + unit;
    List<List<String>> columns = new ArrayList<>();
    columns.add(column("", scores, Score::name));
    columns.add(column("MAE" + in, scores, score -> cell(score.mae())));
    columns.add(column("RMSE" + in, scores, score -> cell(score.rmse())));
    columns.add(column("R²", scores, score -> cell(score.r2())));
    columns.add(column("median error" + in, scores, score -> cell(score.medianError())));
    if (loss.judge() == Judge.PINBALL) {
      columns.add(column("pinball loss" + in, scores, score -> cell(score.loss())));
    }
    columns.add(column("model's " + loss.measure() + " against it", scores, this::against));
    return aligned(columns, scores.size() + 1);
  }

  private String against(Score score) {
    if (!score.judgesTheModel()) {
      return "";
    }
    Figure difference = score.lossDifference();
    Interval interval = difference.interval();
    String value = percent(difference.value());
    return interval == null
        ? value
        : value + " [" + percent(interval.lower()) + ", " + percent(interval.upper()) + "]";
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        line(
            "  The %s loss is judged by its %s, beside the baselines with a figure in the last"
                + " column; below 0 the model is better.",
            loss, loss.judge().words));
    if (loss.ofYesOrNo()) {
      notes.add("  The squared RMSE of probabilities is the Brier score.");
    }
    notes.add(
        "  Intervals are at 95 %; those of single figures take rows as independent, the last column "
            + (report.parts().timed() ? "days (UTC)." : "as well."));
    return notes;
  }

  private static List<String> column(
      String title, List<Score> scores, Function<? super Score, String> cell) {
    List<String> column = new ArrayList<>(List.of(title));
    scores.stream().map(cell).forEach(column::add);
    return column;
  }

  private static List<String> aligned(List<List<String>> columns, int rows) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder(" ");
      for (List<String> column : columns) {
        int width = column.stream().mapToInt(String::length).max().orElse(0);
        line.append(GAP)
            .append(column.get(row))
            .append(" ".repeat(width - column.get(row).length()));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static String cell(Figure figure) {
    if (!figure.defined()) {
      return "undefined: " + figure.reason();
    }
    Interval interval = figure.interval();
    String value = number(figure.value());
    return interval == null
        ? value
        : value + " [" + number(interval.lower()) + ", " + number(interval.upper()) + "]";
  }

  private static String number(double value) {
    return Digits.significant(value, Math.abs(value) < 1 ? 3 : 4);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * share);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
