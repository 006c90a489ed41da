/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.Predictor;
import dev.belay.ml.OnnxWriter;
import dev.belay.testing.ModelContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs graphs with the real runtime: one layer of a network, and variations of its ends. */
class OnnxModelTest {
  private static final FeatureSet<double[]> FEATURES =
      FeatureSet.builder(double[].class)
          .number("a", row -> row[0])
          .number("b", row -> row[1])
          .number("c", row -> row[2])
          .build();

  @TempDir private Path folder;

  /** {@code sigmoid(0.5 a - b + 2 c + 0.25)}. */
  private static OnnxWriter layer() {
    return graph("score").outputs("score");
  }

  private static OnnxWriter graph(String score) {
    return new OnnxWriter()
        .input("row", 1, 3)
        .constant("weights", new long[] {3, 1}, 0.5f, -1f, 2f)
        .constant("bias", new long[] {1}, 0.25f)
        .node("", "MatMul", List.of("row", "weights"), List.of("product"))
        .node("", "Add", List.of("product", "bias"), List.of("sum"))
        .node("", "Sigmoid", List.of("sum"), List.of(score));
  }

  private Path file(OnnxWriter model) {
    try {
      return Files.write(folder.resolve("model.onnx"), model.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void score_layer_isItsFormula() throws IOException {
    try (OnnxModel model = OnnxModel.load(file(layer()), FEATURES)) {
      double sum = 0.5 * 1 - 2 + 2 * 0.75 + 0.25;
      assertThat(model.score(new double[] {1, 2, 0.75}))
          .isCloseTo(1 / (1 + Math.exp(-sum)), within(1e-6));
      assertThat(model.score(new double[] {Double.NaN, 2, 3})).isNaN();
    }
  }

  @Test
  void score_moreThreads_isTheSame() throws IOException {
    try (OnnxModel one = OnnxModel.load(file(layer()), FEATURES);
        OnnxModel two = OnnxModel.of(file(layer()), FEATURES).threads(2).load()) {
      assertThat(two.score(new double[] {1, 2, 3})).isEqualTo(one.score(new double[] {1, 2, 3}));
    }
  }

  @Test
  void names_areThoseOfTheFeatures_andTheVersionThatOfTheFile() throws IOException {
    try (OnnxModel model = OnnxModel.load(file(layer()), FEATURES)) {
      assertThat(model.featureNames()).containsExactly("a", "b", "c");
      assertThat(model.fingerprint()).isEqualTo(FEATURES.fingerprint());
      assertThat(model.version()).matches("onnx-[0-9a-f]{12}");
      assertThat(model).hasToString("OnnxModel[version=" + model.version() + ", features=3]");
    }
    try (OnnxModel model = OnnxModel.of(file(layer()), FEATURES).version("v7").load()) {
      assertThat(model.version()).isEqualTo("v7");
    }
  }

  @Test
  void score_column_isTheOneAskedFor() throws IOException {
    OnnxWriter pair =
        new OnnxWriter()
            .input("row", 1, 3)
            .outputs("out")
            .node("", "Identity", List.of("row"), List.of("out"));
    try (OnnxModel model = OnnxModel.of(file(pair), FEATURES).column(1).load()) {
      assertThat(model.score(new double[] {1, 2, 3})).isEqualTo(2);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.load(file(pair), FEATURES).score(new double[3]))
        .withMessage("output 'out' has 3 columns: say which");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.of(file(pair), FEATURES).column(3).load().score(new double[3]))
        .withMessage("output 'out' has no column 3 of 3");
  }

  @Test
  void scoreAll_severalColumns_isThatOfEachRow() throws IOException {
    OnnxWriter pair =
        new OnnxWriter()
            .input("row", 1, 3)
            .outputs("out")
            .node("", "Identity", List.of("row"), List.of("out"));
    try (OnnxModel model = OnnxModel.of(file(pair), FEATURES).column(2).load()) {
      double[][] rows = new double[2_500][];
      double[] expected = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = new double[] {1, 2, i};
        expected[i] = i;
      }
      double[] scores = new double[rows.length];
      model.scoreAll(rows, scores);
      assertThat(scores).isEqualTo(expected);
      model.scoreAll(new double[0][], new double[0]);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.scoreAll(new double[][] {{1, 2, 3}, {1}}, new double[2]))
          .withMessageEndingWith("takes rows of 3 values, not 1");
    }
  }

  @Test
  void scoreAll_graphOfOneRow_takesOneAfterTheOther() throws IOException {
    OnnxWriter one =
        new OnnxWriter()
            .rows(1)
            .input("row", 1, 3)
            .outputs("out")
            .node("", "Identity", List.of("row"), List.of("out"));
    try (OnnxModel model = OnnxModel.of(file(one), FEATURES).column(0).load()) {
      double[] scores = new double[2];
      model.scoreAll(new double[][] {{1, 2, 3}, {4, 5, 6}}, scores);
      assertThat(scores).containsExactly(1, 4);
    }
  }

  @Test
  void scoreAll_moreRowsThanScores_isRefusedBeforeAnyScore() throws IOException {
    try (OnnxModel model = OnnxModel.load(file(layer()), FEATURES)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.scoreAll(new double[][] {{1, 2, 3}, {4, 5, 6}}, new double[1]))
          .withMessage("2 rows, but 1 scores");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4})
  void load_graphOfAnotherNumberOfRowsThanOne_isRefused(int rows) throws IOException {
    OnnxWriter fixed =
        new OnnxWriter()
            .rows(rows)
            .input("row", 1, 3)
            .outputs("out")
            .node("", "Identity", List.of("row"), List.of("out"));
    Path file = file(fixed);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.of(file, FEATURES).column(0).load())
        .withMessage("input 'row' takes " + rows + " rows at once, not one");
  }

  @Test
  void score_doubles_areAnswered() throws IOException {
    OnnxWriter wide =
        graph("single")
            .node("", "Cast", List.of("single"), List.of("score"), OnnxWriter.number("to", 11))
            .outputs("score");
    try (OnnxModel model = OnnxModel.load(file(wide), FEATURES)) {
      assertThat(model.score(new double[] {1, 2, 3})).isBetween(0.9, 1.0);
    }
  }

  @Test
  void load_severalOutputs_oneHasToBeNamed() throws IOException {
    OnnxWriter both = layer().outputs("sum", "score");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.load(file(both), FEATURES))
        .withMessageStartingWith("the graph has several: say which output of [");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.of(file(both), FEATURES).output("product").load())
        .withMessageStartingWith("the graph has no output 'product', only [");
    try (OnnxModel model = OnnxModel.of(file(both), FEATURES).output("sum").input("row").load()) {
      assertThat(model.score(new double[] {1, 2, 0.75})).isEqualTo(0.25);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.of(file(both), FEATURES).output("sum").input("in").load())
        .withMessage("the graph has no input 'in', only [row]");
  }

  @Test
  void load_otherShapes_areRefusedByName() {
    OnnxWriter four =
        new OnnxWriter()
            .input("row", 1, 4)
            .outputs("out")
            .node("", "Identity", List.of("row"), List.of("out"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.of(file(four), FEATURES).column(0).load())
        .withMessage("input 'row' takes rows of 4 values, not 3");
    OnnxWriter doubles =
        new OnnxWriter()
            .input("row", 11, 3)
            .outputs("out")
            .node("", "Identity", List.of("row"), List.of("out"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.of(file(doubles), FEATURES).column(0).load())
        .withMessageStartingWith("input 'row' takes no rows of floats: ");
    OnnxWriter integers =
        graph("single")
            .node("", "Cast", List.of("single"), List.of("score"), OnnxWriter.number("to", 7))
            .outputs("score");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OnnxModel.load(file(integers), FEATURES))
        .withMessageStartingWith("output 'score' is no number: ");
  }

  @Test
  void of_nonsense_isRefused() {
    OnnxModel.Builder builder = OnnxModel.of(file(layer()), FEATURES);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.version(" "))
        .withMessage("the version is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.column(-1))
        .withMessage("column -1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.threads(0))
        .withMessage("0 threads");
  }

  @Test
  void load_noModel_namesTheFile() throws IOException {
    Path garbage = Files.writeString(folder.resolve("garbage"), "no model");
    assertThatIOException()
        .isThrownBy(() -> OnnxModel.load(garbage, FEATURES))
        .withMessageStartingWith("model file " + garbage + ": ");
    Path missing = folder.resolve("missing");
    assertThatIOException()
        .isThrownBy(() -> OnnxModel.load(missing, FEATURES))
        .withMessageStartingWith("model file " + missing + " cannot be read: ");
  }

  @Test
  void score_rowOfAnotherLength_isRefused() throws IOException {
    try (OnnxModel model = OnnxModel.of(file(layer()), FEATURES).version("v1").load()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> model.score(new double[2]))
          .withMessage("model 'v1' takes rows of 3 values, not 2");
    }
  }

  @Test
  void score_afterTheEnd_fails_andThePredictorAnswersByItsRule() throws IOException {
    OnnxModel model = OnnxModel.load(file(layer()), FEATURES);
    Predictor<double[]> predictor =
        Predictor.named("layer").<double[]>fallback(row -> 7).model(model, FEATURES).build();
    double[] row = {1, 2, 3};
    assertThat(predictor.predict(row).origin()).isEqualTo(Origin.MODEL);
    model.close();
    model.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> model.score(row))
        .withMessage("the model is closed");
    assertThat(predictor.predict(row).origin()).isEqualTo(Origin.FAILED);
    assertThat(predictor.predict(row).value()).isEqualTo(7);
  }

  @Nested
  class ANetwork extends ModelContract {
    private final List<OnnxModel> opened = new ArrayList<>();

    @Override
    protected Model model() {
      SplittableRandom random = new SplittableRandom(5);
      float[] hidden = new float[3 * 40];
      float[] last = new float[40];
      for (int i = 0; i < hidden.length; i++) {
        hidden[i] = (float) random.nextDouble(-1, 1);
        last[i % 40] = (float) random.nextDouble(-1, 1);
      }
      OnnxWriter network =
          new OnnxWriter()
              .input("row", 1, -1)
              .outputs("score")
              .constant("hidden", new long[] {3, 40}, hidden)
              .constant("last", new long[] {40, 1}, last)
              .node("", "MatMul", List.of("row", "hidden"), List.of("sums"))
              .node("", "Tanh", List.of("sums"), List.of("bent"))
              .node("", "MatMul", List.of("bent", "last"), List.of("score"));
      try {
        opened.add(OnnxModel.load(file(network), FEATURES));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return opened.get(opened.size() - 1);
    }

    @AfterEach
    void close() {
      opened.forEach(OnnxModel::close);
    }
  }
}
