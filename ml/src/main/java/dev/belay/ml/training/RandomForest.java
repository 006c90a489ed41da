/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.CompiledForest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.tribuo.Model;
import org.tribuo.regression.Regressor;

/**
 * Tribuo's random forest of CART trees, for the mean only: pure Java, in minutes where {@link
 * Boosting} takes seconds.
 *
 * <p>Each feature is replaced by the numbers of its bins first, because Tribuo's search for a split
 * takes time in proportion to the distinct values; a missing value has a bin of its own, below all
 * others. The target is centred, because Tribuo's impurity loses digits to a large mean. Trees are
 * trained in parallel, each with a seed of its own: the forest is the same for any number of
 * threads.
 */
public final class RandomForest extends Learner {
  private static final Settings DEFAULT = new Settings(100, 32, 10, 50, 1.0 / 3);

  /** Seconds per row, bin, feature tried and level of a tree: see the module's README. */
  private static final double SECONDS_PER_STEP = 2.2e-9;

  /** What a tree costs besides its bins is as much as so many more would. */
  private static final int BINS_OF_OVERHEAD = 40;

  private final Settings settings;

  private RandomForest(Loss loss, Settings settings) {
    super(loss);
    this.settings = settings;
  }

  /**
   * A random forest with the default settings.
   *
   * @param loss {@link Loss#mean()}
   * @return the learner
   * @throws IllegalArgumentException for any other loss
   */
  public static RandomForest minimising(Loss loss) {
    Objects.requireNonNull(loss, "loss");
    if (!loss.ofMean()) {
      throw new IllegalArgumentException(
          "a random forest minimises the mean loss only, not the "
              + loss
              + " loss: take Boosting.minimising(…)");
    }
    return new RandomForest(loss, DEFAULT);
  }

  /**
   * Another number of trees; the default is 100.
   *
   * @param trees from 1 to 10,000
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public RandomForest withTrees(int trees) {
    return with(settings.trees(requireBetween(1, trees, 10_000, "trees")));
  }

  /**
   * Another number of bins per feature, the missing one not counted; the default is 32. More take
   * more time, and on real data were no better.
   *
   * @param bins from 2 to 255
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public RandomForest withBins(int bins) {
    return with(
        settings.bins(requireBetween(Quantiser.FEWEST_BINS, bins, Quantiser.MOST_BINS, "bins")));
  }

  /**
   * Another depth of the trees; the default is 10. As there is no least size of a leaf, this is
   * what keeps trees from learning single rows.
   *
   * @param depth from 1 to 30
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public RandomForest withDepth(int depth) {
    return with(settings.depth(requireBetween(1, depth, 30, "depth")));
  }

  /**
   * Another least number of rows of a node that is split; the default is 50. It is Tribuo's minimum
   * child weight, which is compared after the split: leaves may be smaller.
   *
   * @param rows at least 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public RandomForest withMinChildWeight(int rows) {
    return with(
        settings.minChildWeight(requireBetween(1, rows, Integer.MAX_VALUE, "min child weight")));
  }

  /**
   * Another share of the features that is tried at each split; the default is a third. At least one
   * is.
   *
   * @param share above 0 and at most 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public RandomForest withFeatureShare(double share) {
    return with(settings.featureShare(requireShare(share, "feature share")));
  }

  private RandomForest with(Settings changed) {
    return new RandomForest(loss(), changed);
  }

  Settings settings() {
    return settings;
  }

  @Override
  int size() {
    return settings.trees;
  }

  @Override
  double secondsEstimated(int rows, int features, int threads) {
    double tried = Math.max(1, settings.featureShare * features);
    double tree =
        SECONDS_PER_STEP * rows * (settings.bins + BINS_OF_OVERHEAD) * tried * settings.depth;
    return tree * Math.ceil((double) settings.trees / threads);
  }

  @Override
  CompiledForest train(Job job) {
    TribuoBag bag = TribuoBag.of(job, settings);
    List<Model<Regressor>> trees = Workers.run(settings.trees, job, bag::tree);
    return TribuoForest.compile(job.header(), trees, bag.quantiser(), bag.offset());
  }

  /** Returns the loss and every setting. */
  @Override
  public String toString() {
    return "RandomForest[" + loss() + ", " + settings + "]";
  }

  record Settings(int trees, int bins, int depth, int minChildWeight, double featureShare) {

    Settings trees(int changed) {
      return new Settings(changed, bins, depth, minChildWeight, featureShare);
    }

    Settings bins(int changed) {
      return new Settings(trees, changed, depth, minChildWeight, featureShare);
    }

    Settings depth(int changed) {
      return new Settings(trees, bins, changed, minChildWeight, featureShare);
    }

    Settings minChildWeight(int changed) {
      return new Settings(trees, bins, depth, changed, featureShare);
    }

    Settings featureShare(double changed) {
      return new Settings(trees, bins, depth, minChildWeight, changed);
    }

    /** Never so small that it rounds to no feature at all. */
    float featureShare(int features) {
      return (float) Math.max(featureShare, 1.0 / features);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d trees, %d bins, depth %d, min child weight %d, feature share %s",
          trees,
          bins,
          depth,
          minChildWeight,
          Digits.significant(featureShare, 3));
    }
  }
}
