/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.FeatureSet;
import dev.belay.Ticker;
import dev.belay.ml.CompiledForest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows of the host's class into a model and a report of what it is worth.
 *
 * <pre>{@code
 * Trained trained =
 *     Training.of(features, trips, Trip::delayMinutes)
 *         .knownAt(Trip::requestedEpochSecond)
 *         .heuristic(DelayRules::typicalDelay)
 *         .unit("min")
 *         .train(Boosting.minimising(Loss.median()));
 * trained.model().save(path);
 * System.out.println(trained.report());
 * }</pre>
 *
 * <p>The latest fifth of the rows is kept away from the training and judged on, unless another
 * hold-out is asked for. The same rows in any order, features, learner and seed give the same model
 * byte for byte, for any number of threads.
 *
 * <p>Refused before anything is trained, each with a message that names the row (by its index in
 * the list) or the feature: fewer than 100 rows to train on or 30 to judge on, a target that is not
 * a number or does not vary, an infinite feature, a feature {@linkplain
 * FeatureSet.Builder#observedAt observed} after the moment of the row, and a feature that alone
 * explains the target with an R² above 0.99 (by a line, a line between ranks, one step, or a step
 * function of 64 bins, on up to 20,000 training rows). {@link Boosting} also refuses a target whose
 * values single precision cannot tell apart.
 *
 * <p>Not thread-safe while it is being set up; {@link #train} may be called again with another
 * learner.
 *
 * @param <Q> the host's query
 */
public final class Training<Q> {
  private final FeatureSet<Q> features;
  private final List<Q> rows;
  private final ToDoubleFunction<? super Q> target;
  private final Set<String> allowed = new HashSet<>();
  private @Nullable ToLongFunction<? super Q> moment;
  private @Nullable ToDoubleFunction<? super Q> heuristic;
  private @Nullable HoldOut holdOut;
  private @Nullable String version;
  private String unit = "";
  private long seed = 1;
  private int threads = Runtime.getRuntime().availableProcessors();
  private Consumer<? super Progress> listener = progress -> {};
  private Ticker ticker = Ticker.system();

  private Training(FeatureSet<Q> features, List<Q> rows, ToDoubleFunction<? super Q> target) {
    this.features = features;
    this.rows = rows;
    this.target = target;
  }

  /**
   * Starts a training.
   *
   * @param <Q> the host's query
   * @param features what the model sees of a row; the very object that will serve
   * @param rows what to learn from, in any order
   * @param target the truth of a row
   * @return a training that can be started, or told more first
   * @throws IllegalArgumentException if there are no rows
   */
  public static <Q> Training<Q> of(
      FeatureSet<Q> features, List<? extends Q> rows, ToDoubleFunction<? super Q> target) {
    Objects.requireNonNull(features, "features");
    Objects.requireNonNull(target, "target");
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("there are no rows to train on");
    }
    return new Training<>(features, List.copyOf(rows), target);
  }

  /**
   * Says when the prediction of a row would have been made, which every split but the random one
   * needs. A feature that was observed later is then refused.
   *
   * @param epochSecond the moment, in seconds since 1970
   * @return this training
   */
  public Training<Q> knownAt(ToLongFunction<? super Q> epochSecond) {
    moment = Objects.requireNonNull(epochSecond, "epochSecond");
    return this;
  }

  /**
   * Judges on the rows known at a moment or later.
   *
   * @param cut the moment
   * @return this training
   * @throws IllegalStateException if a hold-out has been chosen already
   */
  public Training<Q> testFrom(Instant cut) {
    return choose(new HoldOut.From(Objects.requireNonNull(cut, "cut")));
  }

  /**
   * Judges on the latest rows; the default is 0.2 of them. Rows known at the same moment stay
   * together, so it may be some more.
   *
   * @param share how many, between 0 and 1
   * @return this training
   * @throws IllegalArgumentException if it is not between 0 and 1
   * @throws IllegalStateException if a hold-out has been chosen already
   */
  public Training<Q> holdOut(double share) {
    return choose(new HoldOut.Latest(HoldOut.requireShare(share)));
  }

  /**
   * Judges on rows drawn by the seed. It flatters the model, since rows beside a hidden one give
   * its target away; the report says so.
   *
   * @param share how many, between 0 and 1
   * @return this training
   * @throws IllegalArgumentException if it is not between 0 and 1
   * @throws IllegalStateException if a hold-out has been chosen already
   */
  public Training<Q> randomSplit(double share) {
    return choose(new HoldOut.Random(HoldOut.requireShare(share)));
  }

  private Training<Q> choose(HoldOut chosen) {
    if (holdOut != null) {
      throw new IllegalStateException("the hold-out has been chosen already: " + holdOut);
    }
    holdOut = chosen;
    return this;
  }

  /**
   * The rule the model is to replace, as one of the baselines.
   *
   * @param heuristic its value for a row, up to 1e15 in size; must not have learned from the
   *     hold-out
   * @return this training
   */
  public Training<Q> heuristic(ToDoubleFunction<? super Q> heuristic) {
    this.heuristic = Objects.requireNonNull(heuristic, "heuristic");
    return this;
  }

  /**
   * The unit of the target in the report; the default is none.
   *
   * @param unit such as {@code min}
   * @return this training
   */
  public Training<Q> unit(String unit) {
    this.unit = Objects.requireNonNull(unit, "unit");
    return this;
  }

  /**
   * Decides all that is random; the default is 1.
   *
   * @param seed any number
   * @return this training
   */
  public Training<Q> seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * How many threads may work at once; the default is the number of processors. The model does not
   * depend on it.
   *
   * @param threads from 1 to 1,024
   * @return this training
   * @throws IllegalArgumentException if it is not within these bounds
   */
  public Training<Q> threads(int threads) {
    this.threads = Learner.requireBetween(1, threads, 1_024, "threads");
    return this;
  }

  /**
   * What the model will be called. The default is derived from data, features, split, learner and
   * seed: the same training gives the same version.
   *
   * @param version not blank
   * @return this training
   * @throws IllegalArgumentException if it is blank, longer than 64 KiB as UTF-8 or no valid text
   */
  public Training<Q> version(String version) {
    if (version.isBlank()) {
      throw new IllegalArgumentException("a version must say something: '" + version + "'");
    }
    // A forest refuses what its file cannot hold: ask now, not after the training.
    CompiledForest.builder(version, features.names());
    this.version = version;
    return this;
  }

  /**
   * Lets a feature through that alone explains the target, because the host knows why it may.
   *
   * @param feature its name
   * @return this training
   * @throws IllegalArgumentException if there is no such feature
   */
  public Training<Q> allow(String feature) {
    if (!features.names().contains(feature)) {
      throw new IllegalArgumentException(
          "no feature '" + feature + "' to allow among " + features.names());
    }
    allowed.add(feature);
    return this;
  }

  /**
   * Who is told how far it is: once with an estimate before the first tree, then after each tree.
   *
   * @param listener called on the thread that trains; should be quick; what it throws ends the
   *     training
   * @return this training
   */
  public Training<Q> progress(Consumer<? super Progress> listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * The clock of the training time and the progress; the default is the system's.
   *
   * @param ticker the clock
   * @return this training
   */
  public Training<Q> ticker(Ticker ticker) {
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    return this;
  }

  /**
   * Trains, and judges on the hold-out. Takes from seconds to many minutes on the calling thread,
   * and on others it ends before it returns.
   *
   * @param learner how
   * @return the model and its report
   * @throws IllegalStateException if the split needs {@link #knownAt} and it is missing, if a row
   *     lacks a required source, if the target or a feature throws, or if the trainer fails
   * @throws IllegalArgumentException if the data is refused, as said above
   * @throws java.util.concurrent.CancellationException if the thread is interrupted, which it still
   *     is afterwards
   */
  public Trained train(Learner learner) {
    HoldOut chosen = holdOut == null ? new HoldOut.Latest(0.2) : holdOut;
    if (chosen.needsMoments() && moment == null) {
      throw new IllegalStateException(
          "a hold-out of the latest rows needs knownAt(…); without moments ask for randomSplit(…)");
    }
    Examples examples = extract(learner.loss()).sorted();
    Partition partition = chosen.of(examples, seed);
    double[] rule = guarded(partition);
    learner.require(partition.train());
    String data = examples.fingerprint();
    ForestHeader header =
        new ForestHeader(
            version(learner, data, partition), features.names(), features.fingerprint());
    return new Prepared(header, data, partition, rule, seed, unit)
        .train(learner, threads, ticker, listener);
  }

  private Examples extract(Loss loss) {
    int size = rows.size();
    double[][] values = new double[size][];
    double[] targets = new double[size];
    long[] moments = new long[moment == null ? 0 : size];
    for (int i = 0; i < size; i++) {
      Q query = rows.get(i);
      targets[i] = Guards.target(target(query, i), i, loss);
      if (moment != null) {
        moments[i] = Guards.moment(moment.applyAsLong(query), i);
        Guards.observedInTime(features, query, moments[i], i);
      }
      values[i] = Guards.features(row(query, i), i, features.names());
    }
    return new Examples(values, targets, moments, IntStream.range(0, size).toArray());
  }

  private double target(Q query, int index) {
    try {
      return target.applyAsDouble(query);
    } catch (RuntimeException failure) {
      throw new IllegalStateException(
          "the target of row " + index + " could not be read: " + failure, failure);
    }
  }

  private double[] row(Q query, int index) {
    try {
      return features.extract(query);
    } catch (IllegalStateException missing) {
      throw new IllegalStateException("row " + index + ": " + missing.getMessage(), missing);
    } catch (RuntimeException failure) {
      throw new IllegalStateException(
          "the features of row " + index + " could not be read: " + failure, failure);
    }
  }

  /** {@return the heuristic's values for the hold-out, empty without one} */
  private double[] guarded(Partition partition) {
    Guards.size(partition.split());
    Guards.varies(partition.train());
    Guards.noLeak(partition.train(), features.names(), allowed);
    ToDoubleFunction<? super Q> rule = heuristic;
    if (rule == null) {
      return new double[0];
    }
    return Arrays.stream(partition.test().origins())
        .mapToDouble(row -> Guards.heuristic(rule.applyAsDouble(rows.get(row)), row))
        .toArray();
  }

  private String version(Learner learner, String data, Partition partition) {
    if (version != null) {
      return version;
    }
    String all =
        String.join(
            "\n",
            List.of(
                data,
                features.fingerprint(),
                partition.split().toString(),
                learner.toString(),
                Long.toString(seed)));
    byte[] digest = Examples.sha256().digest(all.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 6);
  }
}
