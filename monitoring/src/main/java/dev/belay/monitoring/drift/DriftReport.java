/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.stats.Comparison;
import dev.belay.stats.inference.PValue;
import java.util.List;
import java.util.Objects;

/**
 * What is said of each feature and of all together.
 *
 * <p>The verdict on the whole is one on inputs: {@link Verdict#MOVED} if a stationary feature
 * moved, {@link Verdict#STABLE} if all are stable, else undecided. Seasonal features are shown and
 * decide nothing. It becomes one on the model where losses are known: {@link #judgedBy}. Immutable,
 * safe to share between threads.
 */
public final class DriftReport {

  /** What is decided. It may grow. */
  public enum Verdict {
    /** The inputs are as they were, but for differences that are small. */
    STABLE,
    /** The inputs are not as they were. The model may be as good as ever. */
    MOVED,
    /** Nothing can be said, for the reason given. */
    UNDECIDED,
    /** The losses say that the model is still good, whatever the inputs do. */
    SOUND,
    /** The losses say that the model is no longer good, whatever the inputs do. */
    DEGRADED
  }

  /**
   * What is said of one feature.
   *
   * @param shift what was measured
   * @param verdict stable, moved or undecided
   * @param reason the verdict in words: the size and the evidence, or what is missing
   * @param p the evidence that the distribution moved, adjusted for all tests of the report; 1 and
   *     without evidence if there were too few values
   * @param missingP the evidence that the rate of missing values changed, likewise
   */
  public record Feature(
      FeatureShift shift, Verdict verdict, String reason, PValue p, PValue missingP) {

    /**
     * Checks that there is a reason.
     *
     * @param shift what was measured
     * @param verdict stable, moved or undecided
     * @param reason the verdict in words
     * @param p the adjusted evidence that the distribution moved
     * @param missingP the adjusted evidence that the rate of missing values changed
     * @throws IllegalArgumentException if the reason is blank
     */
    public Feature {
      Objects.requireNonNull(shift, "shift");
      Objects.requireNonNull(verdict, "verdict");
      Objects.requireNonNull(p, "p");
      Objects.requireNonNull(missingP, "missingP");
      if (reason.isBlank()) {
        throw new IllegalArgumentException("reason must say something: '" + reason + "'");
      }
    }

    /**
     * The name of the feature.
     *
     * @return that of its shift
     */
    public String name() {
      return shift.name();
    }

    boolean decides() {
      return shift.role() == FeatureShift.Role.STATIONARY;
    }
  }

  private final List<Feature> features;
  private final Verdict verdict;
  private final String reason;

  private DriftReport(List<Feature> features, Verdict verdict, String reason) {
    this.features = features;
    this.verdict = verdict;
    this.reason = reason;
  }

  static DriftReport of(List<Feature> features) {
    List<Feature> deciding = features.stream().filter(Feature::decides).toList();
    List<Feature> moved = with(Verdict.MOVED, deciding);
    List<Feature> undecided = with(Verdict.UNDECIDED, deciding);
    if (!moved.isEmpty()) {
      return new DriftReport(features, Verdict.MOVED, listed("moved", moved, deciding));
    }
    if (deciding.isEmpty()) {
      return new DriftReport(features, Verdict.UNDECIDED, "no stationary feature");
    }
    return undecided.isEmpty()
        ? new DriftReport(
            features, Verdict.STABLE, "all " + deciding.size() + " stationary features are stable")
        : new DriftReport(
            features, Verdict.UNDECIDED, listed("are undecided", undecided, deciding));
  }

  /**
   * The same report judged by losses, which alone can tell whether the model suffers.
   *
   * <p>A model that is worse than the heuristic on the same units is {@link Verdict#DEGRADED}; one
   * that is better, equivalent or {@linkplain Comparison#notWorse() not worse} is {@link
   * Verdict#SOUND}, although its inputs may have moved and its error may have doubled with the
   * season: that of the heuristic has too. While the comparison is undecided the verdict stays the
   * one on the inputs.
   *
   * @param comparison a comparison of losses in which the model is the candidate: beside those of
   *     the heuristic on the same units, over the same time as the current sample
   * @return a changed copy
   */
  public DriftReport judgedBy(Comparison comparison) {
    Verdict ofModel = ofModel(comparison);
    String losses = "losses: " + comparison.verdict() + ", " + comparison.reason();
    return new DriftReport(
        features, ofModel == Verdict.UNDECIDED ? verdict : ofModel, losses + "; inputs: " + reason);
  }

  /**
   * What is said of each feature, in the order they were given.
   *
   * @return an unmodifiable list
   */
  public List<Feature> features() {
    return features;
  }

  /**
   * What is said of one feature.
   *
   * @param name its name
   * @return the feature
   * @throws IllegalArgumentException if there is none of this name
   */
  public Feature feature(String name) {
    return features.stream()
        .filter(feature -> feature.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no feature '" + name + "'"));
  }

  /**
   * The verdict on the whole.
   *
   * @return the verdict on the inputs, or on the model if {@linkplain #judgedBy judged by losses}
   */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * The verdict in words.
   *
   * @return which features moved or are undecided, and what the losses say if they were asked
   */
  public String reason() {
    return reason;
  }

  /** Returns the verdict with its reason. */
  @Override
  public String toString() {
    return "DriftReport[" + verdict + ": " + reason + "]";
  }

  private static Verdict ofModel(Comparison comparison) {
    if (comparison.notWorse()) {
      return Verdict.SOUND;
    }
    return comparison.verdict() == Comparison.Verdict.WORSE ? Verdict.DEGRADED : Verdict.UNDECIDED;
  }

  private static List<Feature> with(Verdict verdict, List<Feature> features) {
    return features.stream().filter(feature -> feature.verdict() == verdict).toList();
  }

  private static String listed(String what, List<Feature> some, List<Feature> all) {
    StringBuilder text = new StringBuilder();
    text.append(some.size()).append(" of ").append(all.size()).append(" stationary features ");
    text.append(what).append(": ");
    text.append(String.join("; ", some.stream().map(DriftReport::line).toList()));
    return text.toString();
  }

  private static String line(Feature feature) {
    return feature.name() + " (" + feature.reason() + ")";
  }
}
