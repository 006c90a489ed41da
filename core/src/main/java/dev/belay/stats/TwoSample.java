/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Objects;

/** Two independent arms. */
public final class TwoSample {

  private final Effect effect;
  private final Effect relativeEffect;

  private TwoSample(Effect effect, Effect relativeEffect) {
    this.effect = effect;
    this.relativeEffect = relativeEffect;
  }

  /**
   * Compares two means by Welch's t.
   *
   * @param baseline the baseline's values
   * @param candidate the candidate's values
   * @return the comparison
   */
  public static TwoSample means(Moments baseline, Moments candidate) {
    long n = baseline.count() + candidate.count();
    if (baseline.count() < 2 || candidate.count() < 2) {
      Effect none = Effect.undefined("fewer than 2 units in an arm", n);
      return new TwoSample(none, none);
    }
    double ofBaseline = baseline.variance() / baseline.count();
    double ofCandidate = candidate.variance() / candidate.count();
    double variance = ofBaseline + ofCandidate;
    double freedom =
        variance
            * variance
            / (ofBaseline * ofBaseline / (baseline.count() - 1)
                + ofCandidate * ofCandidate / (candidate.count() - 1));
    Evidence evidence =
        Evidence.of(n, "difference of means, independent units")
            .withSmallestArm(Math.min(baseline.count(), candidate.count()));
    double difference = candidate.mean() - baseline.mean();
    Effect effect =
        Effect.of(Estimate.of(difference, Math.sqrt(variance), freedom), evidence, null);
    double size = Math.abs(baseline.mean());
    double ratio = candidate.mean() / baseline.mean();
    double error = Math.sqrt(ofCandidate + ratio * ratio * ofBaseline) / size;
    Effect relative =
        size == 0
            ? Effect.undefined("baseline is 0", evidence)
            : Effect.of(
                Estimate.of(difference / size, error, freedom),
                evidence,
                new Effect.Denominator(size / Math.sqrt(ofBaseline), "baseline"));
    return new TwoSample(effect, relative);
  }

  /**
   * The difference, candidate less baseline, with a 95 % interval.
   *
   * @return the figure
   */
  public Figure absolute() {
    return effect.figure();
  }

  /**
   * The difference over the size of the baseline with a 95 % interval.
   *
   * @return the figure
   */
  public Figure relative() {
    return relativeEffect.figure();
  }

  /**
   * The difference as an effect.
   *
   * @return the effect
   */
  public Effect effect() {
    return effect;
  }

  /**
   * The relative difference as an effect.
   *
   * @return the effect
   */
  public Effect relativeEffect() {
    return relativeEffect;
  }

  /**
   * The verdict on the difference.
   *
   * @param criterion what decides
   * @return the comparison
   */
  public Comparison compare(Comparison.Criterion criterion) {
    return Judgement.of(effect, relativeEffect, Objects.requireNonNull(criterion, "criterion"));
  }
}
