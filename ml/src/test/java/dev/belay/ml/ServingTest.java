/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.FeatureSet;
import dev.belay.ml.onnx.OnnxModel;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Serves with the class path of a host that does not train. Runs in an execution of its own, which
 * leaves the trainers out; with them on the class path it fails.
 */
class ServingTest {

  @BeforeAll
  static void theTrainersAreAbsent() {
    List<String> trainers =
        List.of(
            "org.tribuo.Model",
            "org.tribuo.regression.rtree.CARTRegressionTrainer",
            "ml.dmlc.xgboost4j.java.Booster",
            "com.google.protobuf.Message",
            "ai.onnxruntime.OrtSession");
    for (String trainer : trainers) {
      assertThatExceptionOfType(ClassNotFoundException.class)
          .as("%s on the class path", trainer)
          .isThrownBy(() -> Class.forName(trainer));
    }
  }

  @Test
  void score_forestBuiltSavedAndLoaded_answers(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model");
    CompiledForest.builder("v1", List.of("hour", "rain"))
        .split(1, 0.5, Side.LOW)
        .leaf(2)
        .split(0, 17, Side.HIGH)
        .leaf(5)
        .leaf(9)
        .averaging(0.5)
        .save(file);
    CompiledForest forest = CompiledForest.load(file);
    assertThat(forest.score(new double[] {16, 1})).isEqualTo(5.5);
    assertThat(forest.score(new double[] {Double.NaN, 1})).isEqualTo(9.5);
  }

  @Test
  void onnx_withoutProtobuf_saysWhatIsMissing(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), new byte[] {8, 8});
    assertThatIllegalStateException()
        .isThrownBy(() -> ForestImport.onnx(file))
        .withMessageContaining("com.google.protobuf:protobuf-java has to be on the class path");
  }

  @Test
  void load_withoutTheRuntimeOfOnnx_saysWhatIsMissing(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.onnx"), new byte[] {8, 8});
    FeatureSet<Double> features =
        FeatureSet.builder(Double.class).number("a", Double::doubleValue).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> OnnxModel.load(file, features))
        .withMessageStartingWith("com.microsoft.onnxruntime:onnxruntime is not on the class path");
  }

  @ParameterizedTest
  @MethodSource("classesOfThePackage")
  void signatures_ofEveryClassOfThePackage_nameNoTrainer(String name)
      throws ClassNotFoundException {
    Class<?> type = Class.forName(name);
    assertThat(type.getDeclaredMethods()).isNotNull();
    assertThat(type.getDeclaredFields()).isNotNull();
    assertThat(type.getDeclaredConstructors()).isNotNull();
  }

  static List<String> classesOfThePackage() throws IOException, URISyntaxException {
    Path classes =
        Path.of(CompiledForest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.list(classes.resolve("dev/belay/ml"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".class") && !file.startsWith("package-info"))
          // The one class that needs protobuf, and is loaded only to read ONNX.
          .filter(file -> !file.startsWith("OnnxReaderWire"))
          .map(file -> "dev.belay.ml." + file.substring(0, file.length() - ".class".length()))
          .sorted()
          .toList();
    }
  }
}
