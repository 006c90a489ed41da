/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.FeatureSet;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the same for the files of all libraries. */
class ForestImportTest {
  @TempDir Path folder;

  @Test
  void read_fileLargerThanAnyThatIsRead_isRefusedWithoutReadingIt() throws IOException {
    Path file = folder.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(ForestImport.MOST_BYTES + 1L);
    }
    String message = "model file " + file + ": 1073741825 bytes, at most 1073741824 are read";
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ForestImport.lightgbm(file))
        .withMessage(message);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ForestImport.onnx(file))
        .withMessage(message);
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ForestImport.xgboost(file))
        .withMessage(message);
  }

  @Test
  void features_otherOrderThanTheFile_isRefusedAndChangesNothing() throws Exception {
    ForestImport read = ForestImport.xgboost(named());
    FeatureSet<double[]> swapped = features("b", "a");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.features(swapped))
        .withMessage("the file names its columns [a, b], not [b, a]");
    assertThat(read.compile().featureNames()).containsExactly("a", "b");
    assertThat(read.features(features("a", "b")).compile().fingerprint())
        .isEqualTo(features("a", "b").fingerprint());
  }

  @Test
  void featureNames_otherNumberThanColumns_isRefused() throws Exception {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForestImport.xgboost(named()).featureNames(List.of("a")))
        .withMessage("the model takes 2 features, not 1");
  }

  @Test
  void version_notSaid_isTheFormatAndTheBeginningOfTheDigest() throws Exception {
    assertThat(ForestImport.xgboost(named()).compile().version()).matches("xgboost-[0-9a-f]{12}");
    assertThat(ForestImport.xgboost(named()).version("v7").compile().version()).isEqualTo("v7");
  }

  /** A leaf over two columns that have names. */
  private static byte[] named() {
    String json = new String(XgboostForestTest.oneLeaf("0"), StandardCharsets.UTF_8);
    return json.replaceFirst("\"num_feature\":\\s*\"\\d+\"", "\"num_feature\":\"2\"")
        .replaceFirst("\\{\"learner\":\\{", "{\"learner\":{\"feature_names\":[\"a\",\"b\"],")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static FeatureSet<double[]> features(String first, String second) {
    return FeatureSet.builder(double[].class)
        .number(first, row -> row[0])
        .number(second, row -> row[1])
        .build();
  }
}
