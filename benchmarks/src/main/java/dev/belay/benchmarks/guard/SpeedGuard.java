/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Fails when a change has taken away most of what makes the hot path fast, or made it allocate:
 * {@code mvn -q -ntp -Pguard}. Everything is compared with a naive loop over the same trees in the
 * same process, so that no limit is a time. The limits are wide, since that loop suffers most from
 * other work on the machine: how fast each layout is, and what a smaller change costs, the
 * benchmarks say.
 */
final class SpeedGuard {
  /** A prediction without its forest may take 1.5 % of the naive loop's time. */
  private static final double LEAST_OF_PATH = 1 / 0.015;

  private static final int WARM_UP = 10;
  private static final int ROUNDS = 25;

  private final Turns turns;
  private final PrintStream out;
  private int failures;

  SpeedGuard(Turns turns, PrintStream out) {
    this.turns = turns;
    this.out = out;
  }

  /** Prints what was measured; exits with 1 if a limit is broken. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    SpeedGuard guard = new SpeedGuard(new Turns(Meter.ofThisThread(), WARM_UP, ROUNDS), out);
    for (Kind kind : Kind.values()) {
      guard.check(kind);
    }
    System.exit(guard.failures() == 0 ? 0 : 1);
  }

  /** The path goes with one kind: it is the same for all. */
  void check(Kind kind) {
    ForestCalls calls = new ForestCalls(kind.name(), kind.grow(), kind.rows());
    agrees(kind.name(), calls.disagreement());
    if (kind == Kind.TRUTH_NODES) {
      checkWithPath(calls, kind);
    } else {
      report(measure(claims(calls, kind), calls.hot()));
    }
  }

  private void checkWithPath(ForestCalls calls, Kind kind) {
    PathCalls path = new PathCalls(calls.forest(), kind.rows());
    agrees("a prediction", path.disagreement(calls.naive()));
    List<Claim> claims = new ArrayList<>(claims(calls, kind));
    claims.add(path.claim(calls.naive(), LEAST_OF_PATH));
    report(measure(claims, Stream.concat(calls.hot().stream(), path.hot().stream()).toList()));
    if (path.unanswered() > 0) {
      fail("the model was not asked, or not used, in " + path.unanswered() + " predictions");
    }
  }

  private void agrees(String name, int disagreement) {
    if (disagreement >= 0) {
      fail(name + " is not what the naive loop answers: row " + disagreement);
    }
  }

  private static List<Claim> claims(ForestCalls calls, Kind kind) {
    return calls.claims(kind.leastSpeedup(), kind.leastBatchGain());
  }

  private void report(Measured measured) {
    measured.lines().forEach(line -> out.println("speed guard: " + line));
    measured.failures().forEach(this::fail);
  }

  private void fail(String failure) {
    failures++;
    out.println("speed guard: FAILED, " + failure);
  }

  int failures() {
    return failures;
  }

  /** Takes what the claims are about in turn, and then what must not allocate by itself. */
  Measured measure(List<Claim> claims, List<Subject> hot) {
    List<Subject> subjects =
        claims.stream().flatMap(claim -> Stream.of(claim.slow(), claim.fast())).distinct().toList();
    double[][] nanos = turns.nanosPerRow(subjects);
    List<Finding> findings = new ArrayList<>();
    for (Claim claim : claims) {
      double[] fast = nanos[subjects.indexOf(claim.fast())];
      double[] slow = nanos[subjects.indexOf(claim.slow())];
      findings.add(
          new Finding(
              claim, Turns.median(fast), Turns.median(slow), Turns.medianRatio(slow, fast)));
    }
    Map<String, Long> bytes = new TreeMap<>();
    hot.forEach(subject -> bytes.put(subject.name(), turns.leastBytes(subject)));
    return new Measured(findings, bytes);
  }
}
