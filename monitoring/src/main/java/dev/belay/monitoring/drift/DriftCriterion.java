/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.internal.Arguments;
import dev.belay.stats.inference.Multiplicity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What it takes to say that a feature has moved: enough values, a large difference, and evidence
 * that holds for the number of features looked at.
 *
 * <p>Unless changed: at least 500 values in the reference and now; a {@linkplain
 * ContingencyTable#psi() population stability index} at least 0.1 above what chance gives, or a
 * rate of missing values at least 0.05 higher or lower; and a p-value that passes Benjamini and
 * Hochberg's procedure at 5 % over the tests of all features that can be made. Seasonal features
 * are a family of their own, so that their movements, which are certain, lower the bar for no
 * other.
 *
 * <p>A report is one look: over many reports the false alarms add up. Immutable, safe to share
 * between threads.
 */
public final class DriftCriterion {

  private static final DriftCriterion STANDARD =
      new DriftCriterion(0.1, 0.05, 500, Correction.FALSE_DISCOVERY_RATE, 0.05);

  /** How many tests at once are allowed for. */
  enum Correction {
    FALSE_DISCOVERY_RATE("Benjamini-Hochberg") {
      @Override
      double[] adjusted(double... p) {
        return Multiplicity.benjaminiHochberg(p);
      }
    },
    FAMILYWISE("Holm") {
      @Override
      double[] adjusted(double... p) {
        return Multiplicity.holm(p);
      }
    };

    private final String text;

    Correction(String text) {
      this.text = text;
    }

    abstract double[] adjusted(double... p);

    @Override
    public String toString() {
      return text;
    }
  }

  private final double size;
  private final double missing;
  private final long least;
  private final Correction correction;
  private final double alpha;

  private DriftCriterion(
      double size, double missing, long least, Correction correction, double alpha) {
    this.size = size;
    this.missing = missing;
    this.least = least;
    this.correction = correction;
    this.alpha = alpha;
  }

  /**
   * The criterion that fits where nothing else is known.
   *
   * @return 500 values, an index of 0.1, a missing rate of 0.05, 5 % false discoveries
   */
  public static DriftCriterion standard() {
    return STANDARD;
  }

  /**
   * The same criterion for another size of the shift.
   *
   * @param psi how far the index must be above what chance gives, above 0; commonly 0.1, or 0.25
   *     for severe shifts only
   * @return a changed copy
   * @throws IllegalArgumentException if it is not above 0
   */
  public DriftCriterion withSize(double psi) {
    return new DriftCriterion(Arguments.positive("psi", psi), missing, least, correction, alpha);
  }

  /**
   * The same criterion for another change of the rate of missing values.
   *
   * @param difference how much higher or lower the rate must be, between 0 and 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public DriftCriterion withMissingRate(double difference) {
    return new DriftCriterion(
        size, Arguments.share("difference", difference), least, correction, alpha);
  }

  /**
   * The same criterion for another number of values. Below a few hundred an index of 0.1 is what
   * chance gives.
   *
   * @param values how many a sample must have, at least 30
   * @return a changed copy
   * @throws IllegalArgumentException if there are fewer than 30
   */
  public DriftCriterion withLeastValues(long values) {
    return new DriftCriterion(
        size, missing, Arguments.atLeast(30, "values", values), correction, alpha);
  }

  /**
   * The same criterion with another share of false alarms among the alarms, by Benjamini and
   * Hochberg.
   *
   * @param rate the expected share, between 0 and 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public DriftCriterion withFalseDiscoveryRate(double rate) {
    return new DriftCriterion(
        size, missing, least, Correction.FALSE_DISCOVERY_RATE, Arguments.share("rate", rate));
  }

  /**
   * The same criterion with a bound on the chance of a single false alarm in a report, by Holm.
   *
   * @param alpha the chance, between 0 and 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public DriftCriterion withFamilywiseError(double alpha) {
    return new DriftCriterion(
        size, missing, least, Correction.FAMILYWISE, Arguments.share("alpha", alpha));
  }

  /**
   * The verdicts on some features, looked at once and all together.
   *
   * @param shifts the features and, if wanted, the predictions; all that are looked at, not those
   *     that look worst
   * @return the report
   * @throws IllegalArgumentException if two have the same name
   */
  public DriftReport report(List<FeatureShift> shifts) {
    Set<String> names = new HashSet<>();
    for (FeatureShift shift : shifts) {
      if (!names.add(shift.name())) {
        throw new IllegalArgumentException("features must differ: '" + shift.name() + "' twice");
      }
    }
    FeatureFamily stationary = family(shifts, FeatureShift.Role.STATIONARY);
    FeatureFamily seasonal = family(shifts, FeatureShift.Role.SEASONAL);
    return DriftReport.of(
        shifts.stream()
            .map(
                shift ->
                    shift.role() == FeatureShift.Role.SEASONAL
                        ? seasonal.judged(shift)
                        : stationary.judged(shift))
            .toList());
  }

  /** Returns what it takes, as it reads. */
  @Override
  public String toString() {
    return "DriftCriterion[PSI "
        + size
        + " above chance or missing rate "
        + missing
        + ", at least "
        + least
        + " values, "
        + correction
        + " at "
        + alpha
        + "]";
  }

  double size() {
    return size;
  }

  double missing() {
    return missing;
  }

  long least() {
    return least;
  }

  Correction correction() {
    return correction;
  }

  double alpha() {
    return alpha;
  }

  private FeatureFamily family(List<FeatureShift> shifts, FeatureShift.Role role) {
    return new FeatureFamily(this, shifts.stream().filter(shift -> shift.role() == role).toList());
  }
}
