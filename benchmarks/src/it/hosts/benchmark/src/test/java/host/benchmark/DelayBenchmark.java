/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host.benchmark;

import dev.belay.Model;
import dev.belay.benchmarks.ModelBenchmark;
import dev.belay.benchmarks.RatioTo;
import dev.belay.ml.CompiledForest;
import host.benchmark.Main.Trip;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A host's own model, measured by the published classes. */
@RatioTo("score")
public class DelayBenchmark extends ModelBenchmark {
  @Override
  protected Model load() throws IOException {
    return CompiledForest.load(Path.of("target", "delay.forest"));
  }

  @Override
  protected double[][] sample() {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> new Trip(i % 24, i % 7 * 0.25))
        .map(Main.features()::extract)
        .toArray(double[][]::new);
  }
}
