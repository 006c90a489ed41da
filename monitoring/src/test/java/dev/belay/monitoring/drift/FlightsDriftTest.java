/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.monitoring.drift.DriftReport.Verdict;
import dev.belay.stats.Histogram;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real departures from New York in 2013, each 16th; the reference is January to March. */
class FlightsDriftTest {

  private static final Set<String> CATEGORIES = Set.of("carrier", "origin", "dest");
  private static final List<String> SCHEDULE =
      List.of("carrier", "origin", "dest", "day_of_week", "sched_minute_of_day", "distance");
  private static final List<String> WEATHER = List.of("temp", "humid", "pressure", "wind_speed");

  private static final Map<String, Integer> COLUMNS = new HashMap<>();
  private static List<String[]> flights = List.of();

  @BeforeAll
  static void read() throws IOException {
    String folder = System.getProperty("belay.data", System.getenv("BELAY_DATA"));
    Path sample =
        Path.of(System.getProperty("belay.root", ".."))
            .resolve(folder == null ? "../shared/data" : folder)
            .resolve("flights/nyc13_sample.csv.gz");
    if (!Files.exists(sample)) {
      System.out.println("SKIPPED: no flights sample at " + sample + "; set belay.data");
      Assumptions.abort("no flights sample at " + sample);
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(sample)), StandardCharsets.UTF_8))) {
      String[] names = Objects.requireNonNull(lines.readLine()).split(",", -1);
      IntStream.range(0, names.length).forEach(i -> COLUMNS.put(names[i], i));
      flights = lines.lines().map(line -> line.split(",", -1)).toList();
    }
  }

  @Test
  void report_eachMonth_isStableAlthoughTheTemperatureMoved() {
    for (int month = 4; month <= 12; month++) {
      DriftReport report = DriftCriterion.standard().report(shifts(month, /* declared= */ true));
      assertThat(report.verdict()).as("month " + month).isEqualTo(Verdict.STABLE);
      assertThat(report.feature("temp").verdict()).isEqualTo(Verdict.MOVED);
    }
  }

  @Test
  void report_temperatureNotDeclaredSeasonal_hasMovedAllSummer() {
    for (int month = 5; month <= 10; month++) {
      DriftReport report = DriftCriterion.standard().report(shifts(month, /* declared= */ false));
      assertThat(report.verdict()).isEqualTo(Verdict.MOVED);
      assertThat(report.feature("temp").shift().size().value()).isGreaterThan(5);
    }
  }

  /** The mean error of a day by a table of hours and origins: nothing till June, then it grows. */
  @Test
  void martingale_ofDays_isConvincedAfterTheWeekOf24June() {
    ConformalMartingale martingale =
        ConformalMartingale.simpleMixture(new SplittableRandom(7)::nextDouble);
    String convinced = "";
    for (Map.Entry<String, Double> day : meanErrors().entrySet()) {
      martingale.add(day.getValue());
      if (convinced.isEmpty() && martingale.p().rejects(0.01)) {
        convinced = day.getKey();
      }
    }
    assertThat(convinced).isBetween("2013-06-24", "2013-07-01");
  }

  /** Flights of one evening are late together: one by one they are not exchangeable. */
  @Test
  void martingale_ofSingleFlights_isConvincedByTheFirstEvening() {
    ConformalMartingale martingale =
        ConformalMartingale.simpleMixture(new SplittableRandom(7)::nextDouble);
    Map<String, Double> usual = usual();
    flights.stream()
        .filter(flight -> flight[0].startsWith("2013-01-01"))
        .forEach(flight -> martingale.add(error(flight, usual)));
    assertThat(martingale.p().rejects(0.01)).isTrue();
  }

  private static List<FeatureShift> shifts(int month, boolean declared) {
    List<FeatureShift> shifts = new ArrayList<>();
    SCHEDULE.forEach(name -> shifts.add(shift(name, month)));
    for (String name : WEATHER) {
      FeatureShift shift = shift(name, month);
      shifts.add(declared ? shift.seasonal() : shift);
    }
    return shifts;
  }

  private static FeatureShift shift(String name, int month) {
    Predicate<String[]> known = flight -> month(flight) <= 3;
    Predicate<String[]> later = flight -> month(flight) == month;
    if (CATEGORIES.contains(name)) {
      Categories then = Categories.ofSample(texts(name, known), 30);
      Categories.Builder now = then.emptyCopy();
      texts(name, later).forEach(now::add);
      return FeatureShift.of(name, then, now.build());
    }
    Histogram then = Histogram.ofSample(numbers(name, known), 10);
    return FeatureShift.of(name, then, Draws.counted(then, numbers(name, later)));
  }

  private static Map<String, Double> meanErrors() {
    Map<String, Double> usual = usual();
    Map<String, double[]> days = new TreeMap<>();
    for (String[] flight : flights) {
      double[] day = days.computeIfAbsent(flight[0].substring(0, 10), key -> new double[2]);
      day[0] += error(flight, usual);
      day[1]++;
    }
    Map<String, Double> means = new TreeMap<>();
    days.forEach((day, sums) -> means.put(day, sums[0] / sums[1]));
    return means;
  }

  private static double error(String[] flight, Map<String, Double> usual) {
    return Math.abs(number("dep_delay", flight) - usual.getOrDefault(place(flight), 0.0));
  }

  /** The mean delay by origin and hour, as of March. */
  private static Map<String, Double> usual() {
    Map<String, double[]> sums = new HashMap<>();
    flights.stream()
        .filter(flight -> month(flight) <= 3)
        .forEach(
            flight -> {
              double[] sum = sums.computeIfAbsent(place(flight), key -> new double[2]);
              sum[0] += number("dep_delay", flight);
              sum[1]++;
            });
    Map<String, Double> means = new HashMap<>();
    sums.forEach((place, sum) -> means.put(place, sum[0] / sum[1]));
    return means;
  }

  private static String place(String[] flight) {
    return text("origin", flight) + (int) number("sched_minute_of_day", flight) / 60;
  }

  private static int month(String[] flight) {
    return Integer.parseInt(flight[0], 5, 7, 10);
  }

  private static List<String> texts(String name, Predicate<String[]> which) {
    return flights.stream().filter(which).map(flight -> text(name, flight)).toList();
  }

  private static double[] numbers(String name, Predicate<String[]> which) {
    return flights.stream().filter(which).mapToDouble(flight -> number(name, flight)).toArray();
  }

  private static double number(String name, String[] flight) {
    String text = text(name, flight);
    return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
  }

  private static String text(String name, String[] flight) {
    return flight[Objects.requireNonNull(COLUMNS.get(name))];
  }
}
