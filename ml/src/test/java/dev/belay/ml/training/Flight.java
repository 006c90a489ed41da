/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.FeatureSet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * One departure of the flights sample.
 *
 * @param columns where each column stands, by its name
 * @param cells the line; an empty one is missing
 */
record Flight(Map<String, Integer> columns, String[] cells) {
  /** Midnight in New York, an hour earlier: what is predicted an hour before departure. */
  static final Instant OCTOBER = Instant.parse("2013-10-01T03:00:00Z");

  private static final List<String> ORIGINS = List.of("EWR", "JFK", "LGA");
  private static final List<String> NUMBERS =
      List.of(
          "day_of_week",
          "days_to_holiday",
          "sched_minute_of_day",
          "distance",
          "sched_block",
          "plane_age",
          "seats",
          "n_sched_hour",
          "n_sched_prev_hour",
          "temp",
          "humid",
          "wind_dir",
          "wind_speed",
          "wind_gust",
          "precip",
          "pressure",
          "visib",
          "precip_l2",
          "visib_l2",
          "precip_prev3h",
          "org_mean_dep_delay_1h",
          "org_n_dep_1h",
          "org_overdue_n",
          "org_overdue_mean_min",
          "all_mean_dep_delay_1h",
          "car_mean_dep_delay_3h",
          "tail_prev_arr_delay",
          "flt_prev_day_dep_delay");

  /** Where the sample is, on this machine or not. */
  static Path sample() {
    String folder = System.getProperty("belay.data", System.getenv("BELAY_DATA"));
    String root = System.getProperty("belay.root", "..");
    return Path.of(root)
        .resolve(folder == null ? "../shared/data" : folder)
        .resolve("flights/nyc13_sample.csv.gz");
  }

  static List<Flight> read(Path file) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String[] names = lines.readLine().split(",", -1);
      Map<String, Integer> columns = new HashMap<>();
      IntStream.range(0, names.length).forEach(i -> columns.put(names[i], i));
      return lines.lines().map(line -> new Flight(columns, line.split(",", -1))).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Schedule, weather and recent history; carriers and destinations as their mean delay.
   *
   * @param known the flights whose delays may be looked at
   */
  static FeatureSet<Flight> features(List<Flight> known) {
    FeatureSet.Builder<Flight> features =
        FeatureSet.builder(Flight.class)
            .category("origin", flight -> flight.text("origin"), ORIGINS);
    for (String column : List.of("carrier", "dest")) {
      Map<String, Double> usual = usual(known, column);
      features.number(column, flight -> usual.getOrDefault(flight.text(column), Double.NaN));
    }
    NUMBERS.forEach(name -> features.number(name, flight -> flight.number(name)));
    return features.number("tail_hours_since_arr", Flight::hoursSinceLanding).build();
  }

  /** Means, drawn to the overall mean as if by 50 more flights. */
  private static Map<String, Double> usual(List<Flight> known, String column) {
    double overall = known.stream().mapToDouble(Flight::delay).average().orElseThrow();
    return known.stream()
        .collect(
            Collectors.groupingBy(
                flight -> flight.text(column),
                Collectors.teeing(
                    Collectors.summingDouble(Flight::delay),
                    Collectors.counting(),
                    (sum, count) -> (sum + 50 * overall) / (count + 50))));
  }

  /** An hour before the scheduled departure, in epoch seconds. */
  long knownAt() {
    return Instant.parse(text("sched_utc").replace("Z", ":00Z")).getEpochSecond() - 3600;
  }

  double delay() {
    return number("dep_delay");
  }

  /** Landings of the last 24 hours are in the data: where there is none, it was longer ago. */
  private double hoursSinceLanding() {
    double hours = number("tail_hours_since_arr");
    return Double.isNaN(hours) ? 24 : hours;
  }

  double number(String column) {
    String cell = text(column);
    return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
  }

  private String text(String column) {
    return cells[Objects.requireNonNull(columns.get(column), column)];
  }

  @Override
  public String toString() {
    return Arrays.toString(cells);
  }
}
