/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Simulated rows of {@value #FEATURES} features: 6 flags, 8 counts of which 70 % are zero, 10
 * skewed counts up to 60 and 16 continuous ones, and a target that depends on some of them in a way
 * that is not linear, plus noise. Every value is one that a float holds exactly, so that an engine
 * of floats sees the same row as one of doubles. Nothing is missing.
 *
 * <p>Drawn here, not to be changed; the same on every machine.
 */
public final class ReferenceData {
  /** The number of features. */
  public static final int FEATURES = 40;

  /** What the continuous features look like. */
  public enum Grain {
    /** 128 levels each. */
    QUANTISED,
    /** Nearly as many distinct values as rows, each of which a float holds exactly. */
    RAW
  }

  private static final int TRAINING_ROWS = 20_000;
  private static final int TEST_ROWS = 2_048;
  private static final int FLAGS = 6;
  private static final int SPARSE = FLAGS + 8;
  private static final int SKEWED = SPARSE + 10;
  private static final int LEVELS = 128;
  private static final double NOISE = 3;

  private final double[][] rows;
  private final double[] targets;

  private ReferenceData(Grain grain, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    rows = new double[size][];
    targets = new double[size];
    for (int i = 0; i < size; i++) {
      rows[i] = row(grain, random);
      targets[i] = (float) (truth(rows[i]) + NOISE * normal(random));
    }
  }

  /**
   * The 20,000 rows that reference forests are trained on, seed 1.
   *
   * @param grain what the continuous features look like
   * @return the rows
   */
  public static ReferenceData training(Grain grain) {
    return sample(grain, TRAINING_ROWS, 1);
  }

  /**
   * 2,048 other rows, seed 2: more than a branch predictor remembers when they are taken in turn.
   *
   * @param grain what the continuous features look like
   * @return the rows
   */
  public static ReferenceData test(Grain grain) {
    return sample(grain, TEST_ROWS, 2);
  }

  static ReferenceData sample(Grain grain, int size, long seed) {
    return new ReferenceData(grain, size, seed);
  }

  /** {@return the names of the features, whose alphabetic order is that of the row} */
  public static List<String> names() {
    return IntStream.range(0, FEATURES)
        .mapToObj(feature -> String.format(Locale.ROOT, "f%02d", feature))
        .toList();
  }

  /** {@return the rows themselves} */
  public double[][] rows() {
    return rows;
  }

  /** {@return what each row's target is, a float} */
  public double[] targets() {
    return targets;
  }

  /** {@return the rows one after the other, as engines of floats take a matrix} */
  public float[] flatRows() {
    float[] flat = new float[rows.length * FEATURES];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) rows[i / FEATURES][i % FEATURES];
    }
    return flat;
  }

  private static double[] row(Grain grain, SplittableRandom random) {
    double[] row = new double[FEATURES];
    for (int feature = 0; feature < FEATURES; feature++) {
      row[feature] = value(feature, grain, random);
    }
    return row;
  }

  private static double value(int feature, Grain grain, SplittableRandom random) {
    if (feature < FLAGS) {
      return random.nextDouble() < 0.15 * (feature + 1) ? 1 : 0;
    }
    if (feature < SPARSE) {
      return random.nextDouble() < 0.7 ? 0 : 1 + random.nextInt(9);
    }
    if (feature < SKEWED) {
      return Math.min(60, Math.floor(8 * exponential(random)));
    }
    double continuous = continuous(feature, random);
    return grain == Grain.RAW ? (float) continuous : Math.floor(LEVELS * continuous) / LEVELS;
  }

  /** A uniform, a bell-shaped or a skewed value, from 0 to below 1. */
  private static double continuous(int feature, SplittableRandom random) {
    return switch (feature % 4) {
      case 0 -> within(0.5 + normal(random) / 6);
      case 1 -> within(exponential(random) / 6);
      default -> random.nextDouble();
    };
  }

  private static double within(double value) {
    return Math.max(0, Math.min(value, Math.nextDown(1f)));
  }

  private static double truth(double[] x) {
    double wave = 10 * StrictMath.sin(Math.PI * x[26] * x[27]);
    double bowl = 40 * (x[24] - 0.5) * (x[28] - 0.5) + 12 * Math.abs(x[30] - 0.5);
    double steps = x[0] > 0 ? 4 * x[31] : 3 * x[3] * x[34];
    double counts = 2 * StrictMath.log1p(x[14]) + 0.6 * x[6] + (x[16] > 10 ? 2 * x[35] : 0);
    return wave + bowl + steps + counts + 5 * x[38] * x[39] + 3 * x[25];
  }

  private static double exponential(SplittableRandom random) {
    return -StrictMath.log1p(-random.nextDouble());
  }

  /** Box and Muller's. */
  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(2 * exponential(random));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }
}
