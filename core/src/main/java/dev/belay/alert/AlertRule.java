/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import static dev.belay.alert.Durations.notNegative;

import dev.belay.alert.Terms.Identity;
import dev.belay.alert.Terms.Proof;
import dev.belay.alert.Terms.Timing;
import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must not be, for how long, and how much has to be known to say so. Immutable: each method
 * that changes something returns another rule. Two rules are equal if they say the same.
 *
 * <p>By default a rule fires at once and stops at once, asks for one observation, keeps its last
 * finding while nothing is known, and is a {@link Severity#WARNING}.
 */
public final class AlertRule {
  private final Terms terms;

  private AlertRule(Terms terms) {
    this.terms = terms;
  }

  static AlertRule of(Quantity quantity, Condition condition) {
    return new AlertRule(
        new Terms(
            new Identity(null, Severity.WARNING, Map.of()),
            quantity,
            condition,
            new Timing(Duration.ZERO, Duration.ZERO),
            new Proof(1, null, 0, WhenMissing.KEEP_LAST)));
  }

  /**
   * What it is called; by default it is what it says.
   *
   * @param name not blank
   * @return another rule
   * @throws IllegalArgumentException if the name is blank
   */
  public AlertRule named(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("name: '" + name + "' says nothing");
    }
    return with(new Identity(name, severity(), labels()));
  }

  /**
   * How bad it is.
   *
   * @param severity {@link Severity#WARNING} by default
   * @return another rule
   */
  public AlertRule severity(Severity severity) {
    return with(new Identity(terms.identity().name(), severity, labels()));
  }

  /**
   * Adds a label, for whoever sorts alerts.
   *
   * @param label such as {@code team}
   * @param value such as {@code dispatch}
   * @return another rule
   */
  public AlertRule label(String label, String value) {
    Map<String, String> more = new TreeMap<>(labels());
    more.put(label, value);
    return with(new Identity(terms.identity().name(), severity(), more));
  }

  /**
   * Where it has to come back to before it is right again; the limit itself by default. Between the
   * two what fires goes on firing, and what does not does not begin.
   *
   * @param level on the good side of the limit; once it fires, the level itself is not yet right
   * @return another rule
   * @throws IllegalArgumentException if it is on the bad side, or not finite, or the rule has no
   *     limit
   */
  public AlertRule clearedAt(double level) {
    return with(terms.condition().clearedAt(level));
  }

  /**
   * Asks for the whole interval to be beyond the limit, not only the value. A figure without an
   * interval is then unknown.
   *
   * @return another rule
   * @throws IllegalArgumentException if the rule has no limit
   */
  public AlertRule onlyIfShown() {
    return with(terms.condition().onlyIfShown());
  }

  /**
   * How long something has to be wrong before the rule fires; not at all by default.
   *
   * @param duration counted from the first evaluation that finds it wrong
   * @return another rule
   * @throws IllegalArgumentException if it is negative
   */
  public AlertRule lasting(Duration duration) {
    return with(new Timing(notNegative("lasting", duration), terms.timing().keepFiring()));
  }

  /**
   * How long it has to be right before the rule stops firing; not at all by default.
   *
   * @param duration counted from the first evaluation that finds it right
   * @return another rule
   * @throws IllegalArgumentException if it is negative
   */
  public AlertRule keepFiring(Duration duration) {
    return with(new Timing(terms.timing().lasting(), notNegative("keep firing", duration)));
  }

  /**
   * How many observations there have to be; with fewer the quantity is unknown. One by default.
   *
   * @param samples at least 1
   * @return another rule
   * @throws IllegalArgumentException if it is less
   */
  public AlertRule minimumSamples(long samples) {
    if (samples < 1) {
      throw new IllegalArgumentException("minimum samples: " + samples + " is not 1 or more");
    }
    Proof proof = terms.proof();
    return with(new Proof(samples, proof.needed(), proof.least(), proof.missing()));
  }

  /**
   * Another metric that has to be at least so high, such as the share of predictions whose outcome
   * is known; where it is not, the quantity is unknown. None by default.
   *
   * @param metric which
   * @param least the lowest value that will do
   * @return another rule
   * @throws IllegalArgumentException if that is not finite
   */
  public AlertRule needs(Metric metric, double least) {
    if (!Double.isFinite(least)) {
      throw new IllegalArgumentException(metric + " of at least " + least + " is not finite");
    }
    Proof proof = terms.proof();
    return with(new Proof(proof.samples(), metric, least, proof.missing()));
  }

  /**
   * What it makes of a quantity that is unknown.
   *
   * @param missing {@link WhenMissing#KEEP_LAST} by default
   * @return another rule
   */
  public AlertRule whenMissing(WhenMissing missing) {
    Proof proof = terms.proof();
    return with(new Proof(proof.samples(), proof.needed(), proof.least(), missing));
  }

  private AlertRule with(Identity identity) {
    return new AlertRule(
        new Terms(identity, terms.quantity(), terms.condition(), terms.timing(), terms.proof()));
  }

  private AlertRule with(Condition condition) {
    return new AlertRule(
        new Terms(terms.identity(), terms.quantity(), condition, terms.timing(), terms.proof()));
  }

  private AlertRule with(Timing timing) {
    return new AlertRule(
        new Terms(terms.identity(), terms.quantity(), terms.condition(), timing, terms.proof()));
  }

  private AlertRule with(Proof proof) {
    return new AlertRule(
        new Terms(terms.identity(), terms.quantity(), terms.condition(), terms.timing(), proof));
  }

  /** {@return what it is called} */
  public String name() {
    String given = terms.identity().name();
    return given != null ? given : toString();
  }

  /** {@return how bad it is} */
  public Severity severity() {
    return terms.identity().severity();
  }

  /** {@return what whoever sorts alerts may go by, sorted by label} */
  public Map<String, String> labels() {
    return terms.identity().labels();
  }

  /** {@return what it looks at} */
  public Quantity quantity() {
    return terms.quantity();
  }

  Terms terms() {
    return terms;
  }

  /**
   * What the rule has to go by at a moment.
   *
   * @param source knows the metrics
   * @param time the moment
   * @return the figure of its quantity; undefined, with the reason, where that is, where it has too
   *     few observations, or where what the rule needs is too low
   */
  public Figure read(MetricSource source, Instant time) {
    Proof proof = terms.proof();
    Metric needed = proof.needed();
    Figure figure = terms.quantity().at(source, time);
    if (figure.defined() && figure.n() < proof.samples()) {
      String reason = "n = %d is below %d".formatted(figure.n(), proof.samples());
      return Figure.undefined(reason, figure.n());
    }
    if (figure.defined() && needed != null) {
      Figure other = needed.at(source, time);
      if (!other.defined() || other.value() < proof.least()) {
        return Figure.undefined(needed + " is " + other + ", below " + proof.least(), figure.n());
      }
    }
    return figure;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlertRule rule && rule.terms.equals(terms);
  }

  @Override
  public int hashCode() {
    return terms.hashCode();
  }

  /** Returns the rule as it reads: {@code mean absolute error over 6 h above 12 for 15 min}. */
  @Override
  public String toString() {
    Duration lasting = terms.timing().lasting();
    return terms.quantity()
        + " "
        + terms.condition()
        + (lasting.isZero() ? "" : " for " + Durations.text(lasting));
  }
}
