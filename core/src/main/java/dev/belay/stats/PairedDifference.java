/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Objects;
import java.util.TreeMap;

/**
 * Whether a candidate loses less than a baseline, judged on the same units.
 *
 * <p>Both predict every unit, each prediction has a loss once the truth is known (an absolute
 * error, say), and the difference is candidate less baseline: below 0 the candidate is better.
 * Since what is hard for one is hard for the other, pairs need far fewer units than a split of
 * traffic.
 *
 * <pre>{@code
 * PairedDifference.Clustered difference = PairedDifference.clustered("min");
 * difference.add(trip.departure().toEpochDay(), modelError, heuristicError);
 * Comparison verdict = difference.compare(Comparison.Criterion.lowerIsBetter());
 * }</pre>
 *
 * <p>{@link #independent} treats each pair as evidence of its own. Where one cause spoils many
 * pairs, as a storm does all trips of a day, that claims far too much: {@link #clustered} then
 * counts the days. {@link #ordered} is for pairs that depend on those shortly before. Figures are
 * for one look at the end, since looking again and again until an interval excludes 0 will find
 * such an interval: to look at any time, {@link #compare} by a criterion that is {@linkplain
 * Comparison.Criterion#alwaysValid() always valid}. Not thread-safe.
 */
public abstract sealed class PairedDifference {

  private final String unit;

  private PairedDifference(String unit) {
    this.unit = Objects.requireNonNull(unit, "unit");
  }

  /**
   * A comparison whose pairs are independent of each other.
   *
   * @param unit the unit of the losses, such as {@code min}; empty for pure numbers
   * @return an empty comparison
   */
  public static Independent independent(String unit) {
    return new Independent(unit);
  }

  /**
   * A comparison whose pairs depend on each other within a cluster, and not between clusters.
   *
   * @param unit the unit of the losses, such as {@code min}; empty for pure numbers
   * @return an empty comparison
   */
  public static Clustered clustered(String unit) {
    return new Clustered(unit);
  }

  /**
   * A comparison whose pairs come in order of time and depend on those shortly before, as the
   * errors of overlapping forecasts do.
   *
   * @param unit the unit of the losses, such as {@code min}; empty for pure numbers
   * @param horizon how many steps ahead is forecast: pairs depend on each other up to horizon - 1
   *     steps apart; from 1 to 1,000
   * @return an empty comparison
   * @throws IllegalArgumentException if the horizon is out of range
   */
  public static Ordered ordered(String unit, int horizon) {
    if (horizon < 1 || horizon > Ordered.LONGEST_HORIZON) {
      throw new IllegalArgumentException(
          "horizon must be from 1 to " + Ordered.LONGEST_HORIZON + ": " + horizon);
    }
    return new Ordered(unit, horizon);
  }

  /**
   * The number of pairs used.
   *
   * @return how many pairs were added, merged ones included, dropped ones not
   */
  public abstract long count();

  /**
   * The mean difference with a 95 % interval.
   *
   * @return {@code absolute(0.95)}
   */
  public final Figure absolute() {
    return absolute(Interval.DEFAULT_LEVEL);
  }

  /**
   * The mean of candidate loss less baseline loss, with Student's t interval.
   *
   * @param level the level of the interval, between 0 and 1
   * @return the difference in the unit of the losses, below 0 if the candidate is better; undefined
   *     with fewer than 2 pairs or clusters; without an interval if nothing varies
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public final Figure absolute(double level) {
    return effect().figure(level);
  }

  /**
   * The relative difference with a 95 % interval.
   *
   * @return {@code relative(0.95)}
   */
  public final Figure relative() {
    return relative(Interval.DEFAULT_LEVEL);
  }

  /**
   * The mean candidate loss over the mean baseline loss, less 1: {@code -0.1} is 10 % below the
   * baseline. The interval is that of a ratio by the delta method (A. Deng, U. Knoblich and J. Lu,
   * KDD 2018, arXiv 1803.06336). There is none where the baseline loss is not distinct from 0 (E.
   * C. Fieller, Journal of the Royal Statistical Society B 16(2), 1954, pp. 175-185).
   *
   * @param level the level of the interval, between 0 and 1
   * @return the relative difference, a pure number; undefined with fewer than 2 pairs or clusters,
   *     or if the mean baseline loss is not above 0; without an interval if nothing varies
   * @throws IllegalArgumentException if the level is not between 0 and 1
   */
  public final Figure relative(double level) {
    return relativeEffect().figure(level);
  }

  /**
   * The mean difference as an effect: its t, p-values and intervals for one or for every look.
   *
   * @return the effect in the unit of the losses; undefined with fewer than 2 pairs or clusters
   */
  public final Effect effect() {
    String missing = missing();
    return missing.isEmpty()
        ? means().absolute(evidence(unit), design())
        : Effect.undefined(missing, evidence(unit));
  }

  /**
   * The relative difference as an effect, as in {@link #relative(double)}.
   *
   * @return the effect, a pure number; undefined with fewer than 2 pairs or clusters, or if the
   *     mean baseline loss is not above 0
   */
  public final Effect relativeEffect() {
    String missing = missing();
    return missing.isEmpty()
        ? means().relative(evidence(""), design())
        : Effect.undefined(missing, evidence(""));
  }

  /**
   * The verdict on the mean difference.
   *
   * @param criterion what decides
   * @return the comparison, with both figures at the level of the criterion
   */
  public final Comparison compare(Comparison.Criterion criterion) {
    return Judgement.of(effect(), relativeEffect(), criterion);
  }

  /** Returns both figures, as they read. */
  @Override
  public final String toString() {
    return "PairedDifference[absolute=" + absolute() + ", relative=" + relative() + "]";
  }

  /** Why there is no figure, or nothing. */
  abstract String missing();

  abstract PairedMeans means();

  /** The number of pieces that are independent of each other, as if all were of one size. */
  abstract long pieces();

  /** The assumption about the pairs, in words. */
  abstract String design();

  private Evidence evidence(String unit) {
    return Evidence.of(count(), "").withClusters(pieces()).withUnit(unit);
  }

  final void requireSameUnit(PairedDifference other) {
    if (!unit.equals(other.unit)) {
      throw new IllegalArgumentException("unit must be '" + unit + "': '" + other.unit + "'");
    }
  }

  private static double difference(double candidateLoss, double baselineLoss) {
    return Moments.requireUsable("candidateLoss", candidateLoss)
        - Moments.requireUsable("baselineLoss", baselineLoss);
  }

  /**
   * Pairs that are independent of each other: the paired t interval (Student, Biometrika 6(1),
   * 1908, pp. 1-25). Not thread-safe.
   */
  public static final class Independent extends PairedDifference {

    private final Comoments differenceAndBaseline = new Comoments();

    private Independent(String unit) {
      super(unit);
    }

    /**
     * Adds the losses of both on one unit.
     *
     * @param candidateLoss the loss of the candidate, finite and at most 1e70 in size
     * @param baselineLoss the loss of the baseline on the same unit, likewise
     * @throws IllegalArgumentException if either is not; this comparison is then unchanged
     */
    public void add(double candidateLoss, double baselineLoss) {
      differenceAndBaseline.add(difference(candidateLoss, baselineLoss), baselineLoss);
    }

    /**
     * Adds all that {@code other} has seen; {@code other} is unchanged.
     *
     * @param other the comparison to add, in the same unit
     * @throws IllegalArgumentException if its unit is another
     */
    public void merge(Independent other) {
      requireSameUnit(other);
      differenceAndBaseline.merge(other.differenceAndBaseline);
    }

    @Override
    public long count() {
      return differenceAndBaseline.count();
    }

    @Override
    String missing() {
      return count() < 2 ? "fewer than 2 pairs" : "";
    }

    @Override
    PairedMeans means() {
      Comoments sums = differenceAndBaseline;
      double scale = 1.0 / count() / (count() - 1.0);
      PairedMeans.Spread spread =
          new PairedMeans.Spread(
              sums.squaresX() * scale, sums.products() * scale, sums.squaresY() * scale);
      return new PairedMeans(sums.meanX(), sums.meanY(), spread, count() - 1.0);
    }

    @Override
    long pieces() {
      return count();
    }

    @Override
    String design() {
      return "independent pairs";
    }
  }

  /**
   * Pairs in clusters, such as days, that are independent of each other while the pairs within one
   * need not be.
   *
   * <p>The standard error of the mean over all pairs is the cluster-robust one (K.-Y. Liang and S.
   * L. Zeger, Biometrika 73(1), 1986, pp. 13-22): the sums of the deviations within each of the G
   * clusters are squared, added, divided by the squared number of pairs and multiplied by G/(G-1);
   * Student's t has G-1 degrees of freedom (A. C. Cameron and D. L. Miller, Journal of Human
   * Resources 50(2), 2015, pp. 317-372). With each pair a cluster of its own it is {@link
   * Independent}, exactly. With few clusters, or very unequal ones, the interval is too narrow: the
   * method states how many there were, and {@link #compare} waits for enough {@linkplain
   * Comparison.Criterion#withLeastClusters effective} ones, (Σm)²/Σm² of clusters of m pairs.
   *
   * <p>At most 100,000 clusters are kept. Pairs of later ones are dropped and {@linkplain
   * #dropped() counted}, and both figures are undefined from then on, since the clusters that came
   * first are no fair sample. Not thread-safe.
   */
  public static final class Clustered extends PairedDifference {

    private static final int MOST_CLUSTERS = 100_000;

    /** Sorted, so that sums are added in the same order whatever order pairs came in. */
    private final TreeMap<Long, Cluster> clusters = new TreeMap<>();

    private long count;
    private long dropped;

    private Clustered(String unit) {
      super(unit);
    }

    /**
     * Adds the losses of both on one unit.
     *
     * @param cluster the cluster of the unit, such as its epoch day
     * @param candidateLoss the loss of the candidate, finite and at most 1e70 in size
     * @param baselineLoss the loss of the baseline on the same unit, likewise
     * @throws IllegalArgumentException if either loss is not; this comparison is then unchanged
     */
    public void add(long cluster, double candidateLoss, double baselineLoss) {
      add(cluster, new Cluster(difference(candidateLoss, baselineLoss), baselineLoss));
    }

    /**
     * Adds all that {@code other} has seen, cluster by cluster; {@code other} is unchanged.
     *
     * @param other the comparison to add, in the same unit
     * @throws IllegalArgumentException if its unit is another
     */
    public void merge(Clustered other) {
      requireSameUnit(other);
      long theirDropped = other.dropped;
      other.clusters.forEach(this::add);
      dropped += theirDropped;
    }

    @Override
    public long count() {
      return count;
    }

    /**
     * The number of clusters.
     *
     * @return how many different clusters the pairs used belong to, at most 100,000
     */
    public int clusters() {
      return clusters.size();
    }

    /**
     * The number of pairs left out because their cluster was one too many.
     *
     * @return how many pairs were dropped; if any, the figures are undefined
     */
    public long dropped() {
      return dropped;
    }

    @Override
    String missing() {
      if (dropped > 0) {
        return "pairs beyond " + MOST_CLUSTERS + " clusters were dropped: " + dropped;
      }
      return clusters.size() < 2 ? "fewer than 2 clusters" : "";
    }

    @Override
    PairedMeans means() {
      Cluster all = new Cluster();
      clusters.values().forEach(all::add);
      int g = clusters.size();
      double scale = (double) g / (g - 1) / count / count;
      return new PairedMeans(
          all.difference.value(), all.baseline.value(), spread(all, scale), g - 1);
    }

    @Override
    long pieces() {
      double squares =
          clusters.values().stream().mapToDouble(each -> (double) each.count * each.count).sum();
      return squares > 0 ? (long) ((double) count * count / squares) : 0;
    }

    @Override
    String design() {
      return "cluster-robust, " + clusters.size() + " clusters";
    }

    private void add(long key, Cluster pairs) {
      Cluster known = clusters.get(key);
      if (known == null && clusters.size() == MOST_CLUSTERS) {
        dropped += pairs.count;
        return;
      }
      count += pairs.count;
      if (known == null) {
        known = new Cluster();
        clusters.put(key, known);
      }
      known.add(pairs);
    }

    private PairedMeans.Spread spread(Cluster all, double scale) {
      double differences = 0;
      double both = 0;
      double baselines = 0;
      for (Cluster cluster : clusters.values()) {
        double difference = cluster.count * all.difference.distanceTo(cluster.difference);
        double baseline = cluster.count * all.baseline.distanceTo(cluster.baseline);
        differences += difference * difference;
        both += difference * baseline;
        baselines += baseline * baseline;
      }
      return new PairedMeans.Spread(differences * scale, both * scale, baselines * scale);
    }
  }

  /**
   * Pairs in order of time that depend on each other up to a horizon.
   *
   * <p>The test of F. X. Diebold and R. S. Mariano, Journal of Business and Economic Statistics
   * 13(3), 1995, pp. 253-263: the variance of the mean difference sums the autocovariances γ below
   * the horizon h, (γ₀ + 2γ₁ + … + 2γₕ₋₁)/n. It is divided by (n + 1 - 2h + h(h - 1)/n)/n, and
   * Student's t has n - 1 degrees of freedom, as D. Harvey, S. Leybourne and P. Newbold advise for
   * samples of moderate size (International Journal of Forecasting 13(2), 1997, pp. 281-291). With
   * a horizon of 1 it is {@link Independent}, exactly. A sum of autocovariances that is not
   * positive leaves the figures undefined: {@link Clustered} by day has no such gap.
   *
   * <p>Order matters, so that two of them do not merge. Adding takes time in proportion to the
   * horizon. Not thread-safe.
   */
  public static final class Ordered extends PairedDifference {

    private static final int LONGEST_HORIZON = 1_000;

    private final int horizon;
    private final LagProducts differenceAndBaseline;

    private Ordered(String unit, int horizon) {
      super(unit);
      this.horizon = horizon;
      this.differenceAndBaseline = new LagProducts(horizon - 1);
    }

    /**
     * Adds the losses of both on the next unit.
     *
     * @param candidateLoss the loss of the candidate, finite and at most 1e70 in size
     * @param baselineLoss the loss of the baseline on the same unit, likewise
     * @throws IllegalArgumentException if either is not; this comparison is then unchanged
     */
    public void add(double candidateLoss, double baselineLoss) {
      differenceAndBaseline.add(difference(candidateLoss, baselineLoss), baselineLoss);
    }

    @Override
    public long count() {
      return differenceAndBaseline.count();
    }

    @Override
    String missing() {
      long least = Math.max(2, 2L * horizon);
      if (count() < least) {
        return "fewer than " + least + " pairs";
      }
      return differenceAndBaseline.ofSumX() < 0 ? "autocovariances sum to less than 0" : "";
    }

    @Override
    PairedMeans means() {
      LagProducts sums = differenceAndBaseline;
      double n = count();
      double h = horizon;
      double scale = 1 / (n * (n + 1 - 2 * h + h * (h - 1) / n));
      PairedMeans.Spread spread =
          new PairedMeans.Spread(
              sums.ofSumX() * scale, sums.ofSums() * scale, sums.ofSumY() * scale);
      return new PairedMeans(sums.meanX(), sums.meanY(), spread, count() - 1.0);
    }

    @Override
    long pieces() {
      return count() / horizon;
    }

    @Override
    String design() {
      return "Diebold-Mariano at horizon " + horizon;
    }
  }

  /** The pairs of one cluster, as their number and their two means. */
  private static final class Cluster {

    private final RunningMean difference = new RunningMean();
    private final RunningMean baseline = new RunningMean();
    private long count;

    Cluster() {}

    Cluster(double difference, double baseline) {
      this.difference.move(difference);
      this.baseline.move(baseline);
      this.count = 1;
    }

    void add(Cluster other) {
      count += other.count;
      double theirShare = (double) other.count / count;
      difference.approach(other.difference, theirShare);
      baseline.approach(other.baseline, theirShare);
    }
  }
}
