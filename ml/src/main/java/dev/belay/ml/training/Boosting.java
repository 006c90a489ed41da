/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.ml.CompiledForest;
import dev.belay.ml.ForestImport;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Gradient boosting by XGBoost over histograms: takes any loss, seconds where a random forest takes
 * minutes, and the first choice unless there is a reason for the other.
 *
 * <p>Trains on one thread whatever is allowed: XGBoost does not promise the same sums for another
 * number of threads, and on shared cores more threads made it slower.
 *
 * <p>Features and targets are rounded to single precision, so a target of moments or meter readings
 * would lose what there is to learn. {@link Training#train} refuses one whose largest value is
 * rounded by more than a thousandth of its standard deviation: subtract a constant from it, or take
 * the {@link RandomForest}, which does so itself.
 */
public final class Boosting extends Learner {
  private static final Boosting.Settings DEFAULT = new Settings(300, 5, 0.05, 20, 1, 256);

  /** Seconds per row, feature, tree and level, measured as the module's README says. */
  private static final double SECONDS_PER_STEP = 8e-10;

  /** The same where a leaf is a quantile of its rows, which takes sorting them. */
  private static final double SECONDS_PER_STEP_OF_QUANTILES = 2.5e-9;

  private final Settings settings;

  private Boosting(Loss loss, Settings settings) {
    super(loss);
    this.settings = settings;
  }

  /**
   * Boosting with the default settings.
   *
   * @param loss what to minimise
   * @return the learner
   */
  public static Boosting minimising(Loss loss) {
    return new Boosting(Objects.requireNonNull(loss, "loss"), DEFAULT);
  }

  /**
   * Another number of trees; the default is 300.
   *
   * @param rounds from 1 to 100,000, one tree each
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public Boosting withRounds(int rounds) {
    return with(settings.rounds(requireBetween(1, rounds, 100_000, "rounds")));
  }

  /**
   * Another depth of the trees; the default is 5.
   *
   * @param depth from 1 to 20
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public Boosting withDepth(int depth) {
    return with(settings.depth(requireBetween(1, depth, 20, "depth")));
  }

  /**
   * Another share of each tree's answer that is believed; the default is 0.05. Less needs more
   * rounds.
   *
   * @param learningRate above 0 and at most 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public Boosting withLearningRate(double learningRate) {
    return with(settings.learningRate(requireShare(learningRate, "learning rate")));
  }

  /**
   * Another least weight of a leaf; the default is 20. For all losses but the logistic that is a
   * number of rows; for the logistic one a row weighs p(1 - p), at most a quarter.
   *
   * @param minChildWeight above 0
   * @return a changed copy
   * @throws IllegalArgumentException if it is not
   */
  public Boosting withMinChildWeight(double minChildWeight) {
    return with(settings.minChildWeight(requireAbove(0, minChildWeight, "min child weight")));
  }

  /**
   * Another share of rows, drawn by the seed, that each tree sees; the default is 1, all of them,
   * and then the seed changes nothing.
   *
   * @param subsample above 0 and at most 1
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public Boosting withSubsample(double subsample) {
    return with(settings.subsample(requireShare(subsample, "subsample")));
  }

  /**
   * Another number of histogram bins per feature; the default is 256.
   *
   * @param bins from 2 to 65,536
   * @return a changed copy
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public Boosting withBins(int bins) {
    return with(settings.bins(requireBetween(2, bins, 65_536, "bins")));
  }

  private Boosting with(Settings changed) {
    return new Boosting(loss(), changed);
  }

  @Override
  int size() {
    return settings.rounds;
  }

  @Override
  double secondsEstimated(int rows, int features, int threads) {
    double step = loss().judge() == Judge.RMSE ? SECONDS_PER_STEP : SECONDS_PER_STEP_OF_QUANTILES;
    return step * rows * features * settings.rounds * settings.depth;
  }

  @Override
  void require(Examples train) {
    Guards.tellsTargetsApart(train);
  }

  @Override
  CompiledForest train(Job job) {
    try {
      return compile(job.header(), boost(job));
    } catch (XGBoostError error) {
      throw new IllegalStateException("XGBoost could not train: " + error.getMessage(), error);
    }
  }

  private CompiledForest compile(ForestHeader header, byte[] model) {
    ForestImport trained =
        ForestImport.xgboost(model)
            .version(header.version())
            .featureNames(header.names())
            .fingerprint(header.fingerprint());
    if (loss().ofYesOrNo()) {
      trained.baseMargin(XgboostMargin::ofProbability);
    }
    return trained.compile();
  }

  private byte[] boost(Job job) throws XGBoostError {
    DMatrix data = matrix(job.examples());
    try {
      // The one way to make a booster is to train it, if only for one round.
      Booster booster = XGBoost.train(data, parameters(job.seed()), 1, Map.of(), null, null);
      try {
        job.meter().treeDone();
        boost(job, booster, data);
        return booster.toByteArray("ubj");
      } finally {
        booster.dispose();
      }
    } finally {
      data.dispose();
    }
  }

  private void boost(Job job, Booster booster, DMatrix data) throws XGBoostError {
    for (int round = 1; round < settings.rounds; round++) {
      if (Thread.interrupted()) {
        throw Job.interrupted(round, settings.rounds);
      }
      booster.update(data, round);
      job.meter().treeDone();
    }
  }

  private Map<String, Object> parameters(long seed) {
    Map<String, Object> parameters = new HashMap<>(loss().xgboostParameters());
    parameters.put("tree_method", "hist");
    parameters.put("nthread", 1);
    parameters.put("seed", seed);
    parameters.put("verbosity", 1);
    parameters.put("max_depth", settings.depth);
    parameters.put("eta", settings.learningRate);
    parameters.put("min_child_weight", settings.minChildWeight);
    parameters.put("subsample", settings.subsample);
    parameters.put("max_bin", settings.bins);
    return parameters;
  }

  private static DMatrix matrix(Examples examples) throws XGBoostError {
    int width = examples.features();
    float[] values = new float[cells(examples.size(), width)];
    float[] targets = new float[examples.size()];
    for (int i = 0; i < targets.length; i++) {
      double[] row = examples.rows()[i];
      for (int feature = 0; feature < width; feature++) {
        values[i * width + feature] = (float) row[feature];
      }
      targets[i] = (float) examples.targets()[i];
    }
    DMatrix matrix = new DMatrix(values, targets.length, width, Float.NaN);
    matrix.setLabel(targets);
    return matrix;
  }

  private static int cells(int rows, int width) {
    long cells = (long) rows * width;
    if (cells > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%,d rows of %d features do not fit into one matrix", rows, width));
    }
    return (int) cells;
  }

  /** Returns the loss and every setting. */
  @Override
  public String toString() {
    return "Boosting[" + loss() + ", " + settings + "]";
  }

  private record Settings(
      int rounds,
      int depth,
      double learningRate,
      double minChildWeight,
      double subsample,
      int bins) {

    Settings rounds(int changed) {
      return new Settings(changed, depth, learningRate, minChildWeight, subsample, bins);
    }

    Settings depth(int changed) {
      return new Settings(rounds, changed, learningRate, minChildWeight, subsample, bins);
    }

    Settings learningRate(double changed) {
      return new Settings(rounds, depth, changed, minChildWeight, subsample, bins);
    }

    Settings minChildWeight(double changed) {
      return new Settings(rounds, depth, learningRate, changed, subsample, bins);
    }

    Settings subsample(double changed) {
      return new Settings(rounds, depth, learningRate, minChildWeight, changed, bins);
    }

    Settings bins(int changed) {
      return new Settings(rounds, depth, learningRate, minChildWeight, subsample, changed);
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d rounds, depth %d, learning rate %s, min child weight %s, subsample %s, %d bins",
          rounds,
          depth,
          learningRate,
          minChildWeight,
          subsample,
          bins);
    }
  }
}
