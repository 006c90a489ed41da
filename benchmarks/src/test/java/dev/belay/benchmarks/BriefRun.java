/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs benchmarks as {@link Bench} does, but in this process and for moments. */
final class BriefRun {
  private static final String IGNORE_LOCK = "jmh.ignoreLock";

  private BriefRun() {}

  static Collection<Reading> of(Class<?> benchmarks) throws RunnerException {
    // JMH would refuse to measure while another run does; nobody reads these times.
    String before = System.setProperty(IGNORE_LOCK, "true");
    try {
      return Readings.of(results(benchmarks));
    } finally {
      if (before == null) {
        System.clearProperty(IGNORE_LOCK);
      } else {
        System.setProperty(IGNORE_LOCK, before);
      }
    }
  }

  private static Collection<RunResult> results(Class<?> benchmarks) throws RunnerException {
    TimeValue moment = TimeValue.milliseconds(20);
    return new Runner(
            new OptionsBuilder()
                .include("^" + benchmarks.getName() + "\\.")
                .forks(0)
                .warmupIterations(1)
                .warmupTime(moment)
                .measurementIterations(1)
                .measurementTime(moment)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build())
        .run();
  }
}
