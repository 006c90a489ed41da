/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.ReferenceData.Grain;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fails when a change has taken away most of what makes the hot path fast, or made it allocate:
 * {@code mvn -q -ntp -Pguard}. Everything is compared with a naive loop over the same trees in the
 * same process, so that no limit is a time. The limits are wide, since that loop suffers most from
 * other work on the machine: how fast each layout is, and what a smaller change costs, the
 * benchmarks say.
 */
final class SpeedGuard {
  private static final int TREES = 100;
  private static final long SEED = 4;
  private static final int WARM_UP = 10;
  private static final int ROUNDS = 25;

  private final Turns turns;

  SpeedGuard(Turns turns) {
    this.turns = turns;
  }

  /** Prints what was measured; exits with 1 if a limit is broken. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    HotCalls calls =
        new HotCalls(
            RandomTrees.grow(TREES, ReferenceData.training(Grain.QUANTISED), SEED),
            ReferenceData.test(Grain.QUANTISED).rows());
    int disagreement = calls.disagreement();
    if (disagreement >= 0) {
      out.println("speed guard: the compiled forest is not the naive loop's: row " + disagreement);
      System.exit(1);
    }
    SpeedGuard guard = new SpeedGuard(new Turns(Meter.ofThisThread(), WARM_UP, ROUNDS));
    Measured measured =
        guard.measure(List.of(calls.naive(), calls.compiled(), calls.path()), calls.hot());
    out.println("speed guard: " + measured);
    List<String> failures = new ArrayList<>(measured.failures());
    long unanswered = calls.unanswered();
    if (unanswered > 0) {
      failures.add("the model was not asked, or not used, in " + unanswered + " predictions");
    }
    failures.forEach(failure -> out.println("speed guard: FAILED, " + failure));
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  /**
   * Measures.
   *
   * @param timed naive loop, compiled forest and path
   * @param hot what must not allocate
   */
  Measured measure(List<Subject> timed, List<Subject> hot) {
    double[][] nanos = turns.nanosPerCall(timed);
    double[] naive = nanos[0];
    double[] compiled = nanos[1];
    double[] path = nanos[2];
    Map<String, Long> bytes = new TreeMap<>();
    hot.forEach(subject -> bytes.put(subject.name(), turns.leastBytes(subject)));
    return new Measured(
        Turns.median(naive),
        Turns.median(compiled),
        Turns.median(path),
        Turns.medianRatio(naive, compiled),
        Turns.medianRatio(path, naive),
        bytes);
  }
}
