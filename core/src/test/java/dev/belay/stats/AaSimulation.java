/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import dev.belay.stats.AaRow.Design;
import dev.belay.stats.AaRow.Plan;
import dev.belay.stats.AaRow.Result;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How often an always-valid comparison raises a false alarm when somebody looks after every
 * outcome, and how long it takes to find a true effect: printed as tables of Markdown. It fails if
 * a row misses its bar. A long job, outside of the tests: {@code mvn -q -ntp -Psimulation -pl core
 * -am process-test-classes}.
 */
final class AaSimulation {

  static final long SEED = 20_261_121;
  static final double ALPHA = 1 - AaTrial.LEVEL;

  /** For designs whose looks are units: 4 times what the interval is tuned for. */
  static final Plan UNITS = new Plan(0, 500, 100, 2_000, 500);

  /** What a criterion has unless changed. */
  static final Plan UNCHANGED = new Plan(0, 5_000, 200, 5_000, 5_000);

  /** With the longer burn-in that skewed differences need. */
  static final Plan LATE = new Plan(0, 500, 200, 2_000, 500);

  /** With a burn-in that is too short for skewed differences. */
  static final Plan SOON = new Plan(0, 500, 30, 2_000, 500);

  /** For designs whose looks are days. */
  static final Plan DAYS = new Plan(0, 60, 20, 240, 60);

  private static final List<AaRow> COVERED =
      List.of(
          new AaRow(Design.PAIRED, AaLosses.NORMAL),
          new AaRow(Design.PAIRED, AaLosses.HEAVY_BOUNDED),
          new AaRow(Design.PAIRED, AaLosses.LOGNORMAL_BOUNDED),
          new AaRow(Design.PAIRED, AaLosses.SKEWED_BOUNDED),
          new AaRow(Design.SPLIT, AaLosses.NORMAL),
          new AaRow(Design.SPLIT, AaLosses.HEAVY_BOUNDED),
          new AaRow(Design.SPLIT, AaLosses.LOGNORMAL_BOUNDED),
          new AaRow(Design.SPLIT, AaLosses.SKEWED_BOUNDED),
          new AaRow(Design.DAYS, AaLosses.NORMAL),
          new AaRow(Design.DAYS, AaLosses.HEAVY_BOUNDED),
          new AaRow(Design.DAYS, AaLosses.LOGNORMAL_BOUNDED),
          new AaRow(Design.BOUNDED, AaLosses.HEAVY_CLOSELY_BOUNDED),
          new AaRow(Design.BOUNDED, AaLosses.SKEWED_BOUNDED));

  private static final String ALARM_HEADER =
      "| looked at | losses | tuned for | looks | always valid | fixed test | limit |%n"
          + "|---|---|---:|---:|---:|---:|---:|%n";

  private static final String POWER_HEADER =
      "| looked at | losses | fixed n | its power | power by 2 n | median stop |%n"
          + "|---|---|---:|---:|---:|---:|%n";

  private final int runs;
  private final PrintStream out;
  private final List<String> missed = new ArrayList<>();

  AaSimulation(int runs, PrintStream out) {
    this.runs = runs;
    this.out = out;
  }

  /**
   * Runs it.
   *
   * @param arguments the number of runs per row, 10,000 if there is none
   */
  public static void main(String[] arguments) {
    int runs = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
    long start = System.nanoTime();
    AaSimulation simulation = new AaSimulation(runs, System.out);
    simulation.falseAlarms();
    simulation.print("%n");
    simulation.power();
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    simulation.print("%n%,d runs per row, seed %d, %d s%n", runs, SEED, seconds);
    if (!simulation.missed.isEmpty()) {
      throw new AssertionError("bar missed: " + simulation.missed);
    }
  }

  /** The highest share of false alarms that chance explains: alpha and three standard errors. */
  static double limit(int runs) {
    return ALPHA + 3 * Math.sqrt(ALPHA * (1 - ALPHA) / runs);
  }

  /** What the theory covers, and what it does not: the latter is printed and not judged. */
  private void falseAlarms() {
    print(ALARM_HEADER);
    COVERED.forEach(row -> judge(row, plan(row)));
    judge(new AaRow(Design.PAIRED, AaLosses.SKEWED_BOUNDED), UNCHANGED);
    judge(new AaRow(Design.SPLIT, AaLosses.SKEWED_BOUNDED), UNCHANGED);
    print("%nThe same where the theory asks for more: too short a burn-in, no bound.%n%n");
    print(ALARM_HEADER);
    falseAlarms(new AaRow(Design.PAIRED, AaLosses.SKEWED_BOUNDED), SOON);
    falseAlarms(new AaRow(Design.PAIRED, AaLosses.SKEWED_BOUNDED), UNITS);
    falseAlarms(new AaRow(Design.SPLIT, AaLosses.SKEWED_BOUNDED), SOON);
    falseAlarms(new AaRow(Design.PAIRED, AaLosses.SKEWED), LATE);
    falseAlarms(new AaRow(Design.PAIRED, AaLosses.HEAVY), UNITS);
  }

  private void judge(AaRow row, Plan plan) {
    check(row + ", false alarms", falseAlarms(row, plan).decided() <= limit(runs));
  }

  private Result falseAlarms(AaRow row, Plan plan) {
    Result result = row.run(runs, SEED, plan);
    print(
        "| %s | %s | %,d | %,d to %,d | %s ± %s | %s | %s |%n",
        row.design(),
        row.losses(),
        plan.tunedFor(),
        row.design() == Design.BOUNDED ? 1 : plan.burnIn(),
        plan.looks(),
        percent(result.decided()),
        percent(result.standardError()),
        percent(result.share(result.decidedForOneLook())),
        percent(limit(runs)));
    return result;
  }

  private void power() {
    print(POWER_HEADER);
    judgePower(new AaRow(Design.PAIRED, AaLosses.NORMAL), 0.24);
    judgePower(new AaRow(Design.PAIRED, AaLosses.HEAVY_BOUNDED), 0.1);
    judgePower(new AaRow(Design.PAIRED, AaLosses.LOGNORMAL_BOUNDED), 0.12);
    judgePower(new AaRow(Design.PAIRED, AaLosses.SKEWED_BOUNDED), 0.13);
    judgePower(new AaRow(Design.SPLIT, AaLosses.NORMAL), 0.5);
    judgePower(new AaRow(Design.SPLIT, AaLosses.HEAVY_BOUNDED), 0.2);
    judgePower(new AaRow(Design.DAYS, AaLosses.NORMAL), 0.45);
    judgePower(new AaRow(Design.DAYS, AaLosses.HEAVY_BOUNDED), 0.1);
    judgePower(new AaRow(Design.BOUNDED, AaLosses.HEAVY_CLOSELY_BOUNDED), 0.15);
    judgePower(new AaRow(Design.BOUNDED, AaLosses.HEAVY_CLOSELY_BOUNDED), 0.1);
    print("%nThe same where the exact sequence asks for more: a cap far away, and few units.%n%n");
    print(POWER_HEADER);
    power(new AaRow(Design.BOUNDED, AaLosses.HEAVY_BOUNDED), 0.15);
    power(new AaRow(Design.BOUNDED, AaLosses.HEAVY_BOUNDED), 0.1);
  }

  private void judgePower(AaRow row, double gain) {
    check(row + ", median stop", power(row, gain) <= 2);
  }

  /** The median stop, in looks of the test for one look. */
  private double power(AaRow row, double gain) {
    int once = row.looksForOneTest(SEED, gain);
    Plan plan = new Plan(gain, once, plan(row).burnIn(), 2 * once, once);
    Result result = row.run(runs, SEED, plan);
    double median = result.medianStop() / once;
    print(
        "| %s | %s | %,d | %s | %s | %s |%n",
        row.design(),
        row.losses(),
        once,
        percent(result.share(result.atOnce())),
        percent(result.decided()),
        median <= 2 ? String.format(Locale.ROOT, "%.2f n", median) : "after 2 n");
    return median;
  }

  /** What is fixed beforehand: a longer burn-in where differences are known to be skewed. */
  private static Plan plan(AaRow row) {
    if (row.design() == Design.DAYS) {
      return DAYS;
    }
    return row.losses() == AaLosses.SKEWED_BOUNDED ? LATE : UNITS;
  }

  private void check(String bar, boolean held) {
    if (!held) {
      missed.add(bar);
    }
  }

  private void print(String format, Object... arguments) {
    out.printf(Locale.ROOT, format, arguments);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
