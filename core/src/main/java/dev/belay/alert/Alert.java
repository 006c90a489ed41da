/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import dev.belay.stats.Figure;
import java.time.Instant;
import java.util.Objects;

/**
 * A rule, where it stands, and what it went by.
 *
 * @param rule what must not be
 * @param state where it stands
 * @param figure what the last evaluation went by
 */
public record Alert(AlertRule rule, AlertState state, Figure figure) {

  /**
   * Checks that all is there.
   *
   * @param rule what must not be
   * @param state where it stands
   * @param figure what the last evaluation went by
   */
  public Alert {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(figure, "figure");
  }

  /**
   * The first evaluation of a rule comes next.
   *
   * @param rule what must not be
   * @param time now
   * @return an inactive alert
   */
  public static Alert of(AlertRule rule, Instant time) {
    return new Alert(rule, AlertState.initial(time), Figure.undefined("not evaluated yet", 0));
  }

  /**
   * Evaluates the rule.
   *
   * @param source knows the metrics
   * @param time now
   * @return the same rule with its next state
   */
  public Alert evaluated(MetricSource source, Instant time) {
    Figure reading = rule.read(source, time);
    return new Alert(rule, state.next(rule, reading, time), reading);
  }

  /** {@return whether somebody is to be told} */
  public boolean firing() {
    return state.phase() == Phase.FIRING;
  }

  /**
   * What to tell: state, name, the figure with its interval and number of observations, the limit
   * and the window.
   *
   * @return one line
   */
  public String text() {
    String rules = rule.toString();
    String name = rule.name().equals(rules) ? "" : rule.name() + ": ";
    return "%s %s, since %s: %s%s: it is %s"
        .formatted(rule.severity(), state.phase(), state.since(), name, rules, figure);
  }
}
