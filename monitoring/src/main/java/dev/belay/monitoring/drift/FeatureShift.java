/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import dev.belay.stats.Figure;
import dev.belay.stats.Histogram;
import dev.belay.stats.Proportion;
import dev.belay.stats.inference.PValue;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One feature, or the predictions themselves, then and now: how far the distribution and the rate
 * of missing values have moved, with the evidence.
 *
 * <p>It measures and does not judge: that takes a {@link DriftCriterion}, which knows how many
 * features are looked at. Immutable, safe to share between threads.
 */
public final class FeatureShift {

  private static final int BINS = 10;

  /** What a shift of a feature may mean. */
  public enum Role {
    /** It ought to stay as it was: a shift is a finding. */
    STATIONARY,
    /** It moves with the seasons or by design: a shift is shown and decides nothing. */
    SEASONAL
  }

  private final String name;
  private final Role role;
  private final ContingencyTable table;
  private final MissingRates missing;

  /** What the kind of values decides: the test and the distance in their unit. */
  private final Kind kind;

  private FeatureShift(
      String name, Role role, ContingencyTable table, MissingRates missing, Kind kind) {
    this.name = name;
    this.role = role;
    this.table = table;
    this.missing = missing;
    this.kind = kind;
  }

  private record Kind(Supplier<PValue> p, Supplier<Figure> wasserstein) {}

  /**
   * A number, from the histogram that training wrote and one of today: {@link
   * Histogram#emptyCopy()}.
   *
   * <p>The evidence is that of the chi-square test of the bins; rare ones are joined.
   *
   * @param name the feature's name
   * @param reference the histogram of the reference
   * @param current the current one, with the same edges
   * @return the shift of a stationary feature
   * @throws IllegalArgumentException if the name is blank or the edges differ, with both
   */
  public static FeatureShift of(String name, Histogram reference, Histogram current) {
    ContingencyTable table = ContingencyTable.of(reference, current);
    return new FeatureShift(
        requireName(name),
        Role.STATIONARY,
        table,
        new MissingRates(
            missing(reference.missing(), reference.count()),
            missing(current.missing(), current.count())),
        binned(table, new BinnedWasserstein(reference, current)::figure));
  }

  /**
   * A category.
   *
   * <p>The evidence is that of the chi-square test; rare categories are joined.
   *
   * @param name the feature's name
   * @param reference the categories of the reference
   * @param current the current ones, with the same names
   * @return the shift of a stationary feature
   * @throws IllegalArgumentException if the name is blank or the categories differ, with both
   */
  public static FeatureShift of(String name, Categories reference, Categories current) {
    ContingencyTable table = ContingencyTable.of(reference, current);
    return new FeatureShift(
        requireName(name),
        Role.STATIONARY,
        table,
        new MissingRates(
            missing(reference.missing(), reference.count()),
            missing(current.missing(), current.count())),
        binned(table, () -> Figure.undefined("categories are at no distance", table.count())));
  }

  /**
   * A number, from all values: the evidence is that of the Kolmogorov-Smirnov test, which sees more
   * than bins do. The size is that of ten bins of about equal counts in the reference.
   *
   * @param name the feature's name
   * @param reference the values of the reference; not a number where one is missing
   * @param current the current values
   * @return the shift of a stationary feature
   * @throws IllegalArgumentException if the name is blank, or a value is infinite or more than 1e70
   *     in size
   */
  public static FeatureShift of(String name, double[] reference, double[] current) {
    double[] before = measured(reference);
    double[] after = measured(current);
    SamplePair pair = SamplePair.of(before, after);
    return new FeatureShift(
        requireName(name),
        Role.STATIONARY,
        tenths(before, after),
        new MissingRates(
            missing((long) reference.length - before.length, before.length),
            missing((long) current.length - after.length, after.length)),
        new Kind(pair::p, pair::wasserstein));
  }

  /**
   * The same shift of a feature that moves with the seasons or by design, such as the temperature,
   * the days to the next holiday or how late others are at the moment: a report shows it and takes
   * no verdict from it.
   *
   * <p>The reference of a model trained on part of a year does not hold the other seasons, so the
   * shift is real and large, and says nothing about the model. Once the reference spans a year, or
   * is that of the same weeks a year before, the feature may be stationary again.
   *
   * @return a changed copy
   */
  public FeatureShift seasonal() {
    return new FeatureShift(name, Role.SEASONAL, table, missing, kind);
  }

  /**
   * The name.
   *
   * @return the feature's name
   */
  public String name() {
    return name;
  }

  /**
   * What a shift may mean.
   *
   * @return stationary unless {@linkplain #seasonal() said otherwise}
   */
  public Role role() {
    return role;
  }

  /**
   * The counts of the bins or categories, with all their distances.
   *
   * @return the table
   */
  public ContingencyTable table() {
    return table;
  }

  /**
   * How large the shift is: the {@linkplain ContingencyTable#psi() population stability index}.
   *
   * @return the index; undefined if a sample has no value that is not missing
   */
  public Figure size() {
    return table.psi();
  }

  /**
   * How far values have moved on average, in their unit.
   *
   * @return the {@link SamplePair#wasserstein()} distance; of histograms that with values spread
   *     evenly over their bins; undefined for categories, if a value lies beyond the edges, or if a
   *     sample has no value
   */
  public Figure wasserstein() {
    return kind.wasserstein().get();
  }

  /**
   * The evidence that the distribution moved, for this feature alone; found anew at each call.
   *
   * @return the p-value of one look, unadjusted; 1 and without evidence if a sample has no value or
   *     all are in one bin
   */
  public PValue p() {
    return kind.p().get();
  }

  /**
   * How much more often a value is missing, with a 95 % interval.
   *
   * @return the share of missing values now less that of the reference; undefined if a sample is
   *     empty
   */
  public Figure missing() {
    return missing.difference();
  }

  /**
   * The evidence that values are missing more or less often, for this feature alone: the chi-square
   * test of two proportions, or Fisher's exact one where fewer than 5 are expected.
   *
   * @return the p-value of one look, unadjusted; 1 and without evidence if a sample is empty, or
   *     nothing or everything is missing
   */
  public PValue missingP() {
    return missing.p();
  }

  /** Returns what was measured, as it reads. */
  @Override
  public String toString() {
    return name + (role == Role.SEASONAL ? " (seasonal): " : ": ") + size() + ", " + p();
  }

  MissingRates missingRates() {
    return missing;
  }

  private static Kind binned(ContingencyTable table, Supplier<Figure> wasserstein) {
    return new Kind(() -> table.withoutRareColumns().p(), wasserstein);
  }

  private static ContingencyTable tenths(double[] reference, double[] current) {
    if (reference.length == 0) {
      return ContingencyTable.of(new long[1], new long[] {current.length});
    }
    Histogram then = Histogram.ofSample(reference, BINS);
    Histogram.Builder now = then.emptyCopy();
    Arrays.stream(current).forEach(now::add);
    return ContingencyTable.of(then, now.build());
  }

  private static double[] measured(double[] values) {
    return Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
  }

  private static Proportion missing(long missing, long measured) {
    return new Proportion(missing, Math.addExact(missing, measured));
  }

  private static String requireName(String name) {
    if (Objects.requireNonNull(name, "name").isBlank()) {
      throw new IllegalArgumentException("a feature needs a name: '" + name + "'");
    }
    return name;
  }
}
