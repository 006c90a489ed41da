/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Against what earlier releases wrote and answered: margins bit for bit. */
class XgboostSchemaTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");
  private static final int ROWS = 80;
  private static final int TREES = 8;

  static Stream<Arguments> files() {
    List<String> models =
        List.of("squarederror", "logistic", "logitraw", "poisson", "pairwise", "forest");
    return models.stream()
        .flatMap(
            model ->
                Stream.of(
                    Arguments.of("1.3.1", model, "json"),
                    Arguments.of("1.7.6", model, "json"),
                    Arguments.of("1.7.6", model, "ubj")));
  }

  @ParameterizedTest
  @MethodSource("files")
  void score_rowsOfTheFixture_hasTheBitsOfTheMarginAndAlmostThoseOfTheScore(
      String release, String name, String form) {
    byte[] file = bytes(release + "/" + name + "." + form + ".gz");
    XgboostModel model = XgboostModel.read(file);
    XgboostObjective objective = XgboostObjective.named(model.objective);
    float base = objective.margin(Float.parseFloat(model.baseScore));
    CompiledForest margins =
        new XgboostForest(model, XgboostObjective.SAME, base)
            .compile(CompiledForest.builder("v", NAMES));
    CompiledForest scores = ForestImport.xgboost(file).featureNames(NAMES).compile();
    int steps = Map.of("logistic", 3, "poisson", 1).getOrDefault(name, 0);
    float[][] rows = rows(release, name);
    for (float[] row : rows) {
      double[] features = IntStream.range(0, NAMES.size()).mapToDouble(i -> row[i]).toArray();
      assertThat(margins.score(features)).isEqualTo(row[NAMES.size()]);
      int expected = Float.floatToRawIntBits(row[NAMES.size() + 1]);
      assertThat(Float.floatToRawIntBits((float) scores.score(features)))
          .isBetween(expected - steps, expected + steps);
    }
    assertThat(rows).hasDimensions(ROWS, NAMES.size() + 2);
    assertThat(scores.trees()).isEqualTo(name.equals("forest") ? TREES + 1 : TREES);
  }

  /** The fixtures are worth what they hold. */
  @Test
  void rows_ofTheFixtures_holdTheHardValues() {
    float[] values = flat(rows("1.3.1", "squarederror"));
    assertThat(values)
        .contains(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -0f, 0f, Float.MAX_VALUE)
        .contains(-Float.MAX_VALUE, Float.NaN);
    assertThat(values).contains(threshold());
  }

  private static float threshold() {
    XgboostModel.Tree tree = XgboostModel.read(bytes("1.3.1/squarederror.json.gz")).trees.get(0);
    assertThat(tree.left[0]).isPositive();
    return tree.numbers[0];
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * rows[i].length, rows[i].length);
    }
    return flat;
  }

  private static float[][] rows(String release, String name) {
    return new String(bytes(release + "/" + name + ".txt"), StandardCharsets.US_ASCII)
        .lines()
        .map(XgboostSchemaTest::row)
        .toArray(float[][]::new);
  }

  private static float[] row(String line) {
    String[] numbers = line.split(" ", -1);
    float[] row = new float[numbers.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = Float.parseFloat(numbers[i]);
    }
    return row;
  }

  static byte[] bytes(String name) {
    try (InputStream in = XgboostSchemaTest.class.getResourceAsStream("/foreign/xgboost/" + name)) {
      assertThat(in).as(name).isNotNull();
      return name.endsWith(".gz") ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
