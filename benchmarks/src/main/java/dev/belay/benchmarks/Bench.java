/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks of this class path and says how they compare.
 *
 * <p>Arguments: what the names of the benchmarks contain, as a regular expression ({@code all}, the
 * default, for the suite as it is), and the suite: {@code short} (the default), {@code long}, or
 * {@code trial}, which shows in a moment whether the short one runs, but not how fast. The
 * benchmarks of a group are forked in turn, round by round, so that what changes on the machine
 * meets all of them; a ratio is taken within a round. A benchmark that fails, as when its subjects
 * do not give the same answers, fails the run.
 *
 * <p>Prints the table and writes it to {@code bench.md} and {@code bench.json} in {@code
 * benchmarks/target} where the working directory has a folder {@code benchmarks}, otherwise in
 * {@code target}.
 */
public final class Bench {
  private static final int BAD_INPUT = 2;

  private final Selection selection;
  private final Path folder;
  private final PrintStream out;

  Bench(Selection selection, Path folder, PrintStream out) {
    this.selection = selection;
    this.folder = folder;
    this.out = out;
  }

  /**
   * Runs it. Exits with 2 if the arguments are not as they should be.
   *
   * @param arguments none, a pattern, or a pattern and a suite
   * @throws IOException if the report cannot be written
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] arguments) throws IOException, RunnerException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (!accepts(List.of(arguments), out, System.err)) {
      System.exit(BAD_INPUT);
    }
  }

  /** {@return whether the arguments were as they should be, so that it ran} */
  static boolean accepts(List<String> arguments, PrintStream out, PrintStream err)
      throws IOException, RunnerException {
    try {
      Path folder = folder(Path.of(""));
      BenchReport report = new Bench(Selection.of(arguments), folder, out).run(Candidate.all());
      out.println();
      out.print(report.table());
      out.println("written to " + folder.resolve("bench.json"));
      return true;
    } catch (IllegalArgumentException wrong) {
      err.println("bench: " + wrong.getMessage());
      return false;
    }
  }

  /** {@return where the report goes: a host has no module of benchmarks} */
  static Path folder(Path working) {
    Path module = working.resolve("benchmarks");
    return (Files.isDirectory(module) ? module : working).resolve("target");
  }

  /**
   * Writes the report after each group, so that a long run that is broken off has not been lost.
   */
  BenchReport run(List<Candidate> candidates) throws IOException, RunnerException {
    Rounds rounds = new Rounds(candidates);
    for (List<List<Candidate>> group : selection.groups(candidates)) {
      for (int round = 1; round <= selection.suite().rounds(); round++) {
        run(group, round, rounds);
      }
      report(rounds).write(folder);
    }
    return report(rounds);
  }

  private void run(List<List<Candidate>> group, int round, Rounds rounds) throws RunnerException {
    for (List<Candidate> ofOneClass : group) {
      String name = ofOneClass.get(0).type().getSimpleName();
      out.printf("round %d of %d: %s%n", round, selection.suite().rounds(), name);
      rounds.add(Readings.of(results(ofOneClass)));
    }
  }

  private static BenchReport report(Rounds rounds) {
    return new BenchReport(rounds.rows(), Runtime.version().toString(), Machine.describe());
  }

  private Collection<RunResult> results(List<Candidate> ofOneClass) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(Candidate.pattern(ofOneClass))
            .forks(1)
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (!ofOneClass.get(0).once()) {
      options
          .warmupIterations(selection.suite().warmups())
          .warmupTime(selection.suite().iteration())
          .measurementIterations(selection.suite().iterations())
          .measurementTime(selection.suite().iteration());
    }
    for (Map.Entry<String, String[]> fixed :
        selection.parameters(ofOneClass.get(0).type()).entrySet()) {
      options.param(fixed.getKey(), fixed.getValue());
    }
    return new Runner(options.build()).run();
  }
}
