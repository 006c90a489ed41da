/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** ONNX Runtime itself, with one thread: what it says about rows. */
final class OnnxEngine {

  private OnnxEngine() {}

  /** {@return the last column of the scores, which is the only one or the second class's} */
  static double[] predict(byte[] model, double[][] rows) {
    float[][] floats = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      floats[i] = new float[rows[i].length];
      for (int j = 0; j < rows[i].length; j++) {
        floats[i][j] = (float) rows[i][j];
      }
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      try (OrtSession session = environment.createSession(model, options);
          OnnxTensor input = OnnxTensor.createTensor(environment, floats);
          OrtSession.Result result =
              session.run(Map.of(OnnxTreesWriter.INPUT, input), Set.of("score"))) {
        float[][] scores = (float[][]) result.get(0).getValue();
        double[] last = new double[scores.length];
        for (int i = 0; i < last.length; i++) {
          last[i] = scores[i][scores[i].length - 1];
        }
        return last;
      }
    } catch (OrtException e) {
      throw new AssertionError(e);
    }
  }

  /** {@return rows of the thresholds, of what becomes them as a float, and of what is far away} */
  static double[][] edges(List<Float> thresholds, int features, int count) {
    List<Double> values = new ArrayList<>();
    for (float threshold : thresholds) {
      values.add((double) threshold);
      values.add(((double) threshold + Math.nextDown(threshold)) / 2);
      values.add(((double) threshold + Math.nextUp(threshold)) / 2);
    }
    values.addAll(List.of(Double.NaN, 0d, -0d, 1e-46, 1e39, -1e39, 1e300));
    values.addAll(List.of(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN));
    SplittableRandom random = new SplittableRandom(count);
    double[][] rows = new double[count][features];
    for (double[] row : rows) {
      for (int i = 0; i < features; i++) {
        double value = values.get(random.nextInt(values.size()));
        row[i] =
            switch (random.nextInt(5)) {
              case 0 -> Math.nextUp(value);
              case 1 -> Math.nextDown(value);
              case 2 -> random.nextDouble(-5, 5);
              default -> value;
            };
      }
    }
    return rows;
  }
}
