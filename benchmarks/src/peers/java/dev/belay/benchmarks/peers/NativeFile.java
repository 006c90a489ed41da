/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.ReferenceData;
import dev.belay.benchmarks.forest.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Where models are kept that native engines trained themselves: it takes longer than serving. */
final class NativeFile {
  private NativeFile() {}

  /** Trains a model on rows, one after the other, and their targets, and writes it. */
  interface Training {
    void train(Shape shape, float[] rows, float[] targets, Path file) throws Exception;
  }

  /**
   * The engine's file for a shape, trained first unless an earlier fork has done so. The type is
   * the end of its name: XGBoost goes by it.
   */
  static Path of(String engine, String type, Shape shape, Training training) throws Exception {
    Path folder =
        Path.of(System.getProperty("belay.bench.models", "benchmarks/target/bench-models"));
    String name = engine + "-" + shape.name().toLowerCase(Locale.ROOT) + type;
    Path file = folder.resolve(name);
    if (!Files.exists(file)) {
      Files.createDirectories(folder);
      Path partial = folder.resolve("partial-" + name);
      ReferenceData data = ReferenceData.training(shape.grain());
      training.train(shape, data.flatRows(), targets(data), partial);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return file;
  }

  private static float[] targets(ReferenceData data) {
    float[] targets = new float[data.targets().length];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) data.targets()[i];
    }
    return targets;
  }
}
