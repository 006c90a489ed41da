/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What every flag says for one key, and why; {@link #toString} is for people. Immutable.
 *
 * @param key that was asked about; a numeric one as its decimal text
 * @param version of the set that was asked
 * @param lines one for each flag, by name
 */
public record Assignments(String key, String version, List<Line> lines) {

  /**
   * What one flag says.
   *
   * @param decision as {@link Flags#decide} gives it
   * @param position the key's place, from 0 to, and without, 1, whether or not it mattered
   * @param why the switch, list, part of a namespace or range that decided
   */
  public record Line(Decision decision, double position, String why) {

    @Override
    public String toString() {
      String arm = decision.assigned() ? decision.arm() : "no arm";
      return String.format(
          Locale.ROOT,
          "%s: %s (%s, propensity %.4f), %s",
          decision.flag(),
          arm,
          decision.reason(),
          decision.propensity(),
          why);
    }
  }

  /**
   * Keeps its own copy of the lines.
   *
   * @param key that was asked about
   * @param version of the set that was asked
   * @param lines one for each flag
   */
  public Assignments {
    lines = List.copyOf(lines);
  }

  /** What a flag says; {@code hash} is the key's under any salt. */
  static Line line(Assignment flag, int verdict, String version, ToIntFunction<Salt> hash) {
    double position = Unit.position(hash.applyAsInt(flag.salt()));
    String why = why(flag, verdict, hash, position);
    return new Line(flag.decision(verdict, version), position, why);
  }

  private static String why(
      Assignment flag, int verdict, ToIntFunction<Salt> hash, double position) {
    return switch (Verdict.reason(verdict)) {
      case SHARE, UNASSIGNED ->
          place(flag, verdict, position) + confined(flag, hash, "; ", "is in");
      case ALLOWED -> "on the allow list";
      case DENIED -> "on the deny list";
      case OVERRIDDEN -> "on the list of overrides";
      case OUTSIDE_NAMESPACE -> confined(flag, hash, "", "is outside");
      case DISABLED -> "switched off in the set";
      case KILLED -> "killed by the host";
      case UNKNOWN_FLAG -> throw new AssertionError(flag.name());
    };
  }

  private static String place(Assignment flag, int verdict, double position) {
    String place = Percent.text(position);
    int arm = Verdict.arm(verdict);
    return arm == Verdict.NO_ARM
        ? place + " is in none of " + flag.arms()
        : place + " is in " + flag.arms().range(arm);
  }

  private static String confined(
      Assignment flag, ToIntFunction<Salt> hash, String before, String relation) {
    Namespace slice = flag.slice();
    if (slice == null) {
      return "";
    }
    String place = Percent.text(Unit.position(hash.applyAsInt(slice.salt())));
    return before + place + " of the namespace " + relation + " " + slice;
  }

  @Override
  public String toString() {
    return lines.stream()
        .map(line -> "\n  " + line)
        .collect(Collectors.joining("", "'" + key + "' in version " + version, ""));
  }
}
