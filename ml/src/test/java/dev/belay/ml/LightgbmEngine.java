/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** LightGBM itself, with one thread: what it trains, and what it says about rows. */
final class LightgbmEngine {
  static final int FEATURES = 5;
  private static final String QUIET = " num_threads=1 verbosity=-1 deterministic=true seed=7";

  static {
    unpackIntoOwnFolder();
  }

  private LightgbmEngine() {}

  /**
   * The native library is unpacked under a fixed name. In a folder that all share, the next process
   * to do so would write over the code this one runs.
   */
  private static void unpackIntoOwnFolder() {
    String shared = System.getProperty("java.io.tmpdir");
    try {
      Path own = Files.createTempDirectory("lightgbm");
      own.toFile().deleteOnExit();
      System.setProperty("java.io.tmpdir", own.toString());
      LGBMBooster.loadNative();
      try (Stream<Path> unpacked = Files.list(own)) {
        unpacked.forEach(file -> file.toFile().deleteOnExit());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      System.setProperty("java.io.tmpdir", shared);
    }
  }

  /** {@return the text of a model} */
  static String train(
      String parameters, double[][] rows, ToDoubleFunction<double[]> target, int iterations) {
    double[] labels = Arrays.stream(rows).mapToDouble(target).toArray();
    float[] floats = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      floats[i] = (float) labels[i];
    }
    try (LGBMDataset data =
        LGBMDataset.createFromMat(
            flat(rows), rows.length, rows[0].length, true, parameters + QUIET, null)) {
      data.setField("label", floats);
      if (parameters.contains("rank")) {
        int[] groups = new int[rows.length / 10];
        Arrays.fill(groups, 10);
        data.setField("group", groups);
      }
      return train(data, parameters, iterations);
    } catch (LGBMException e) {
      throw new AssertionError(e);
    }
  }

  private static String train(LGBMDataset data, String parameters, int iterations)
      throws LGBMException {
    try (LGBMBooster booster = LGBMBooster.create(data, parameters + QUIET)) {
      for (int i = 0; i < iterations; i++) {
        booster.updateOneIter();
      }
      return booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.SPLIT);
    }
  }

  static double[] predict(String model, double[][] rows) {
    return predict(model, rows, PredictionType.C_API_PREDICT_NORMAL);
  }

  /** {@return the sums of the trees, before anything is done with them} */
  static double[] sums(String model, double[][] rows) {
    return predict(model, rows, PredictionType.C_API_PREDICT_RAW_SCORE);
  }

  private static double[] predict(String model, double[][] rows, PredictionType type) {
    try (LGBMBooster booster = LGBMBooster.loadModelFromString(model)) {
      return booster.predictForMat(
          flat(rows), rows.length, rows[0].length, true, type, "num_threads=1");
    } catch (LGBMException e) {
      throw new AssertionError(e);
    }
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  /** {@return rows to train on, some values missing, many zero} */
  static double[][] rows(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] rows = new double[count][FEATURES];
    for (double[] row : rows) {
      for (int i = 0; i < FEATURES; i++) {
        row[i] =
            switch (random.nextInt(8)) {
              case 0 -> Double.NaN;
              case 1 -> 0;
              default -> random.nextDouble(-4, 4);
            };
      }
    }
    return rows;
  }

  /** {@return a number a forest can learn, from 0.05 to about 3, other where something misses} */
  static double target(double[] row) {
    double sum = 1.5;
    for (int i = 0; i < row.length; i++) {
      sum += Double.isNaN(row[i]) ? 0.3 : Math.sin(row[i] * (i + 1)) / (i + 2);
    }
    return Math.max(sum, 0.05);
  }

  static double[][] withoutMissing(double[][] rows) {
    for (double[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        row[i] = Double.isNaN(row[i]) ? 1 : row[i];
      }
    }
    return rows;
  }

  /** {@return rows of the thresholds of a model, their neighbours, and what is far from them} */
  static double[][] edges(String model, int features, int count) {
    List<Double> values = new ArrayList<>(thresholds(model));
    values.addAll(List.of(Double.NaN, 0d, -0d, 1e-35, (double) 1e-35f, (double) -1e-35f));
    values.addAll(List.of(Double.MIN_VALUE, 1e-34, -1e-34, 1e308, -1e308));
    values.addAll(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN));
    SplittableRandom random = new SplittableRandom(count);
    double[][] rows = new double[count][features];
    for (double[] row : rows) {
      for (int i = 0; i < features; i++) {
        double value = values.get(random.nextInt(values.size()));
        row[i] =
            switch (random.nextInt(4)) {
              case 0 -> Math.nextUp(value);
              case 1 -> Math.nextDown(value);
              case 2 -> random.nextDouble(-5, 5);
              default -> value;
            };
      }
    }
    return rows;
  }

  private static List<Double> thresholds(String model) {
    return model
        .lines()
        .filter(line -> line.startsWith("threshold=") && line.length() > 10)
        .flatMap(line -> Arrays.stream(line.substring(10).split(" ", -1)))
        .map(LightgbmFields::decimal)
        .distinct()
        .toList();
  }
}
