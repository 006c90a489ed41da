/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import dev.belay.stats.Comparison.Criterion;
import dev.belay.stats.Comparison.Verdict;
import java.util.Objects;

/** How an effect becomes a {@link Comparison}: first whether there is evidence, then what it is. */
final class Judgement {

  private final Effect effect;
  private final Criterion criterion;
  private final Figure figure;

  Judgement(Effect effect, Criterion criterion) {
    this.effect = criterion.read(effect);
    this.criterion = criterion;
    this.figure = this.effect.figure(criterion.level());
  }

  static Comparison of(Effect difference, Effect relative, Criterion criterion) {
    Objects.requireNonNull(criterion, "criterion");
    Figure ratio = criterion.read(relative).figure(criterion.level());
    return new Judgement(difference, criterion).comparison(ratio);
  }

  Comparison comparison(Figure relative) {
    String missing = missing();
    if (!missing.isEmpty()) {
      return new Comparison(
          figure, relative, Verdict.UNDECIDED, /* notWorse= */ false, missing, untilEnough());
    }
    Interval gain = gain(Objects.requireNonNull(figure.interval()));
    Verdict verdict = verdict(gain);
    boolean notWorse = gain.lower() > -criterion.margin();
    String reason = reason(verdict, notWorse) + "; " + effect.reading().looks();
    return new Comparison(figure, relative, verdict, notWorse, reason, untilDecided(verdict));
  }

  /** Why the interval may not be read yet, or nothing. */
  private String missing() {
    String reason = effect.reason();
    if (reason != null) {
      return reason;
    }
    if (effect.smallestArm() < criterion.leastUnits()) {
      String where = effect.smallestArm() < effect.n() ? " units in the smaller arm" : " units";
      return effect.smallestArm() + " of the least " + criterion.leastUnits() + where;
    }
    if (clustered() && effect.clusters() < criterion.leastClusters()) {
      return effect.clusters()
          + " of the least "
          + criterion.leastClusters()
          + " effective clusters";
    }
    String beyond = figure.reason();
    if (beyond != null) {
      return beyond;
    }
    return figure.interval() == null ? figure.method() : "";
  }

  private boolean clustered() {
    return effect.clusters() < effect.n();
  }

  /** The interval with what is better above 0. */
  private Interval gain(Interval difference) {
    double one = criterion.better().gain(difference.lower());
    double other = criterion.better().gain(difference.upper());
    return new Interval(Math.min(one, other), Math.max(one, other), difference.level());
  }

  private Verdict verdict(Interval gain) {
    if (gain.lower() > -criterion.margin() && gain.upper() < criterion.margin()) {
      return Verdict.EQUIVALENT;
    }
    if (gain.lower() > 0) {
      return Verdict.BETTER;
    }
    return gain.upper() < 0 ? Verdict.WORSE : Verdict.UNDECIDED;
  }

  private String reason(Verdict verdict, boolean notWorse) {
    return switch (verdict) {
      case BETTER -> "the interval lies on the better side of 0";
      case WORSE -> "the interval lies on the worse side of 0";
      case EQUIVALENT -> "the interval lies within the margin of " + criterion.margin();
      case UNDECIDED ->
          "the interval holds 0" + (notWorse ? ", but is less than the margin worse" : "");
    };
  }

  /** A lower bound: what the least evidence itself still lacks. */
  private Figure untilEnough() {
    if (!effect.defined()) {
      return Figure.undefined(missing(), effect.n());
    }
    double units = lack(criterion.leastUnits(), effect.smallestArm());
    double clusters = clustered() ? lack(criterion.leastClusters(), effect.clusters()) : 0;
    double more = Math.ceil(Math.max(units, clusters) * effect.n());
    return more > 0 && Double.isFinite(more)
        ? units(more, "until the least evidence, if all grows alike")
        : Figure.undefined(missing(), effect.n());
  }

  private static double lack(long least, long there) {
    return Math.max(0, (double) (least - there) / there);
  }

  private Figure untilDecided(Verdict verdict) {
    if (verdict != Verdict.UNDECIDED) {
      return Figure.undefined("decided", effect.n());
    }
    double more = Math.ceil(scaling() * effect.n());
    return Double.isFinite(more)
        ? units(more, "power " + criterion.power() + " at the current estimate and spread")
        : Figure.undefined("no number of units in sight: estimate too close to 0", effect.n());
  }

  private double scaling() {
    Planning planning = effect.planning(criterion.level());
    double truth = effect.value();
    double margin = criterion.margin();
    double difference = Planning.scaling(s -> planning.difference(truth, s), criterion.power());
    return Math.abs(truth) < margin
        ? Math.min(
            difference,
            Planning.scaling(s -> planning.equivalence(truth, margin, s), criterion.power()))
        : difference;
  }

  private Figure units(double more, String how) {
    String method = "further units, " + how + ", no interval: a plan";
    return Figure.point(more, effect.n(), method).withUnit("units");
  }
}
