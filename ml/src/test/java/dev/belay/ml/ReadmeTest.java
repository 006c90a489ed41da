/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadmeTest {
  private static final Path ML = Path.of(System.getProperty("belay.root", "..")).resolve("ml");

  @Test
  void example_asPrinted_servesTheForestOfAnotherLibrary(@TempDir Path folder) throws Exception {
    byte[] json = XgboostSample.json("reg:squarederror", Map.of());
    Path file = Files.write(folder.resolve("delay.json"), json);
    FeatureSet.Builder<double[]> builder = FeatureSet.builder(double[].class);
    for (int i = 0; i < XgboostSample.FEATURES; i++) {
      int column = i;
      builder.number(XgboostSample.NAMES.get(i), row -> row[column]);
    }
    FeatureSet<double[]> features = builder.build();

    // region readme
    CompiledForest model = ForestImport.xgboost(file).features(features).compile();
    // endregion

    assertThat(model.fingerprint()).isEqualTo(features.fingerprint());
    assertThat(model.version()).startsWith("xgboost-");
  }

  @Test
  void readme_example_isTheOneThatRuns() throws IOException {
    String source = Files.readString(ML.resolve("src/test/java/dev/belay/ml/ReadmeTest.java"));
    String region =
        source.substring(
            source.indexOf("// region readme\n") + 17, source.indexOf("\n    // endregion\n"));

    assertThat(Files.readString(ML.resolve("README.md"))).contains(region.stripIndent());
  }
}
