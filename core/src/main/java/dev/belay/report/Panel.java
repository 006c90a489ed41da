/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.report;

import dev.belay.stats.Figure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Something to be looked at: a title and below it figures, series and tables, in their order.
 *
 * @param title what it is about
 * @param parts what there is to see
 */
public record Panel(String title, List<Part> parts) {

  /** One thing to see; each kind is drawn in its own way. */
  public sealed interface Part permits Single, Line, Table {

    /** {@return what it says above it} */
    String label();
  }

  /**
   * A figure.
   *
   * @param label what it is
   * @param figure its value with its uncertainty, or why there is none
   */
  public record Single(String label, Figure figure) implements Part {

    /**
     * Checks that both are there.
     *
     * @param label what it is
     * @param figure its value
     */
    public Single {
      Objects.requireNonNull(label, "label");
      Objects.requireNonNull(figure, "figure");
    }
  }

  /**
   * A figure over time.
   *
   * @param label what it is
   * @param points in the order of time
   */
  public record Line(String label, List<Point> points) implements Part {

    /**
     * Copies the points.
     *
     * @param label what it is
     * @param points in the order of time
     * @throws IllegalArgumentException if they are not
     */
    public Line {
      Objects.requireNonNull(label, "label");
      points = List.copyOf(points);
      for (int i = 1; i < points.size(); i++) {
        if (points.get(i).time().isBefore(points.get(i - 1).time())) {
          throw new IllegalArgumentException(
              label + ": " + points.get(i).time() + " after " + points.get(i - 1).time());
        }
      }
    }
  }

  /**
   * A figure at a time.
   *
   * @param time when
   * @param figure its value then
   */
  public record Point(Instant time, Figure figure) {

    /**
     * Checks that both are there.
     *
     * @param time when
     * @param figure its value then
     */
    public Point {
      Objects.requireNonNull(time, "time");
      Objects.requireNonNull(figure, "figure");
    }
  }

  /**
   * A table of texts.
   *
   * @param label what it is
   * @param columns what its columns are called
   * @param rows each with one text for each column
   */
  public record Table(String label, List<String> columns, List<List<String>> rows) implements Part {

    /**
     * Copies the rows.
     *
     * @param label what it is
     * @param columns what its columns are called
     * @param rows each with one text for each column
     * @throws IllegalArgumentException if a row has more or fewer
     */
    public Table {
      Objects.requireNonNull(label, "label");
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      for (List<String> row : rows) {
        if (row.size() != columns.size()) {
          throw new IllegalArgumentException(
              label + ": the row " + row + " for the columns " + columns);
        }
      }
    }
  }

  /**
   * Copies the parts.
   *
   * @param title what it is about
   * @param parts what there is to see
   */
  public Panel {
    Objects.requireNonNull(title, "title");
    parts = List.copyOf(parts);
  }
}
