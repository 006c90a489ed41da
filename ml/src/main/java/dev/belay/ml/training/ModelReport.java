/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import dev.belay.stats.Figure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a model was made of and how good it is: its errors on the hold-out beside those of baselines
 * that saw the same training part.
 *
 * <p>The loss a model was trained for decides what it is to be judged by, and by which baselines:
 * {@link Score#lossDifference} says how far the model's loss is below theirs. Immutable; {@link
 * #toString} is a table to read.
 */
public final class ModelReport {
  private final Parts parts;

  ModelReport(Parts parts) {
    this.parts = parts;
  }

  /** {@return the version of the model} */
  public String version() {
    return parts.header.version();
  }

  /** {@return SHA-256 over rows, targets and moments, in hexadecimal, for any order of the rows} */
  public String dataFingerprint() {
    return parts.dataFingerprint;
  }

  /** {@return which rows were for training and which for judging} */
  public Split split() {
    return parts.split;
  }

  /** {@return the seed of all that was random} */
  public long seed() {
    return parts.seed;
  }

  /** {@return the learner with its settings and its loss} */
  public Learner learner() {
    return parts.learner;
  }

  /** {@return how good the model is} */
  public Score model() {
    return parts.scores.get(0);
  }

  /**
   * {@return how good the baselines are: mean, median, the quantile if that is the loss, the
   * heuristic if there is one, and the linear model}
   */
  public List<Score> baselines() {
    return parts.scores.subList(1, parts.scores.size());
  }

  /**
   * One of the baselines.
   *
   * @param name its name, such as {@code median}
   * @return how good it is
   * @throws NoSuchElementException if there is none of that name
   */
  public Score baseline(String name) {
    return baselines().stream()
        .filter(score -> score.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new NoSuchElementException("no baseline '" + name + "' among " + baselines()));
  }

  /** {@return how long the training of the model took, extraction and baselines not included} */
  public Duration trainingTime() {
    return parts.trainingTime;
  }

  /** {@return the size of the model's file in bytes} */
  public long bytes() {
    return parts.bytes;
  }

  /** {@return the number of trees} */
  public int trees() {
    return parts.trees;
  }

  /** {@return the number of nodes of all trees, leaves included} */
  public int nodes() {
    return parts.nodes;
  }

  Parts parts() {
    return parts;
  }

  /** Returns all of it as a table. */
  @Override
  public String toString() {
    return ReportText.of(this);
  }

  /**
   * How the rows were divided.
   *
   * @param kind in time or at random
   * @param cut the moment from which on rows belong to the hold-out; null for a random split
   * @param trainRows how many rows the model saw
   * @param testRows how many rows it is judged on
   */
  public record Split(Kind kind, @Nullable Instant cut, int trainRows, int testRows) {

    /** The two ways to divide rows. */
    public enum Kind {
      /** The latest rows are the hold-out, as it will be when the model serves. */
      TEMPORAL,
      /**
       * Any rows are. It flatters: the rows beside a hidden one, of the same hour or the same
       * storm, give its target away.
       */
      RANDOM
    }

    /** Returns it as it reads: {@code TEMPORAL at 2013-10-01T00:00:00Z, 15,352 + 5,181 rows}. */
    @Override
    public String toString() {
      String where = cut == null ? "" : " at " + cut;
      return String.format(Locale.ROOT, "%s%s, %,d + %,d rows", kind, where, trainRows, testRows);
    }
  }

  /** The errors of the model, or of one baseline, on the hold-out. Immutable. */
  public static final class Score {
    private final String name;
    private final Figure mae;
    private final Figure rmse;
    private final Figure r2;
    private final Figure medianError;
    private final Figure loss;
    private final Figure lossDifference;

    Score(String name, Errors errors, Figure loss, Figure lossDifference) {
      this.name = name;
      this.mae = errors.mae();
      this.rmse = errors.rmse();
      this.r2 = errors.r2();
      this.medianError = errors.medianError();
      this.loss = loss;
      this.lossDifference = lossDifference;
    }

    /** {@return {@code model}, or what the baseline is called} */
    public String name() {
      return name;
    }

    /** {@return the mean absolute error} */
    public Figure mae() {
      return mae;
    }

    /** {@return the root mean squared error} */
    public Figure rmse() {
      return rmse;
    }

    /** {@return the coefficient of determination} */
    public Figure r2() {
      return r2;
    }

    /** {@return the median absolute error} */
    public Figure medianError() {
      return medianError;
    }

    /**
     * The figure the loss is judged by: RMSE for the mean and the logistic loss, MAE for the
     * median, the mean pinball loss for a quantile.
     *
     * @return the figure
     */
    public Figure loss() {
      return loss;
    }

    /**
     * The model's mean loss over this baseline's, less 1, on the same rows: -0.1 is 10 % below. For
     * the mean and the logistic loss that is of squared errors. Days (UTC) are taken as
     * independent, rows of one day are not, if the moments are known.
     *
     * @return the difference; undefined for the model itself, and for a baseline that is made for
     *     another loss
     */
    public Figure lossDifference() {
      return lossDifference;
    }

    boolean judgesTheModel() {
      return lossDifference.defined();
    }

    /** Returns the name and the errors. */
    @Override
    public String toString() {
      return name
          + "[mae="
          + mae
          + ", rmse="
          + rmse
          + ", r2="
          + r2
          + ", median="
          + medianError
          + "]";
    }
  }

  record Errors(Figure mae, Figure rmse, Figure r2, Figure medianError) {}

  record Parts(
      ForestHeader header,
      String dataFingerprint,
      Split split,
      long seed,
      Learner learner,
      List<Score> scores,
      Duration trainingTime,
      long bytes,
      int trees,
      int nodes,
      boolean timed) {
    Parts {
      scores = List.copyOf(scores);
    }
  }
}
