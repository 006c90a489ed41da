/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.FeatureSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class XgboostRefusalTest {
  private static byte[] json = {};

  @BeforeAll
  static void train() throws XGBoostError {
    json = XgboostSample.json("reg:squarederror", Map.of("rounds", 3));
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("binary:hinge", Map.of(), "objective is 'binary:hinge'"),
        Arguments.of("multi:softprob", Map.of("num_class", 3), "3 classes and 1 targets"),
        Arguments.of("multi:softmax", Map.of("num_class", 2), "2 classes and 1 targets"),
        Arguments.of("reg:quantileerror", Map.of("quantile_alpha", "[0.1, 0.9]"), "2 targets"),
        Arguments.of("reg:squarederror", Map.of("booster", "dart"), "booster is 'dart'"),
        Arguments.of("reg:squarederror", Map.of("booster", "gblinear"), "booster is 'gblinear'"));
  }

  @Test
  void xgboost_textsAndNumbersOfAnyLength_areQuotedByTheirBeginning() {
    String longer = "9".repeat(100_000);
    String model = new String(XgboostForestTest.oneLeaf("0"), StandardCharsets.UTF_8);
    for (String forged :
        List.of(
            model.replace("gbtree", longer),
            model.replace("reg:squarederror", longer),
            model.replace("\"base_score\":\"0\"", "\"base_score\":\"x" + longer + "\""),
            model.replace("\"num_feature\":\"1\"", "\"num_feature\":\"" + longer + "\""))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ForestImport.xgboost(forged.getBytes(StandardCharsets.UTF_8)))
          .satisfies(refused -> assertThat(refused.getMessage()).hasSizeLessThan(200));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void xgboost_modelThatIsNotServed_isRefusedByName(
      String objective, Map<String, Object> settings, String reason) throws XGBoostError {
    Booster booster = XgboostSample.train(objective, settings, 300);
    for (String form : List.of("json", "ubj")) {
      assertRefused(booster.toByteArray(form), "cannot serve this XGBoost model: it");
      assertRefused(booster.toByteArray(form), reason);
    }
    booster.dispose();
  }

  @Test
  void xgboost_splitOnCategories_isRefused() throws XGBoostError {
    DMatrix matrix = XgboostSample.labelled(XgboostSample.values(500), "reg:squarederror");
    matrix.setFeatureTypes(new String[] {"c", "q", "q", "q", "q", "q"});
    Map<String, Object> settings = new HashMap<>(Map.of("nthread", 1, "tree_method", "hist"));
    settings.put("max_cat_to_onehot", 1);
    Booster booster = XGBoost.train(matrix, settings, 10, Map.of(), null, null);
    for (String form : List.of("json", "ubj")) {
      assertRefused(booster.toByteArray(form), "splits on categories");
    }
    booster.dispose();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"version\":\\[2 | \"version\":[3 | schema is that of release 3, served are 1 to 2",
        "\"version\":\\[2 | \"version\":[0 | schema is that of release 0, served are 1 to 2",
        "\"version\":\\[2,\\d+,\\d+\\] | \"v\":1 | schema is that of release 0",
        "\"version\":\\[2,\\d+,\\d+\\] | \"version\":[] | schema is that of release 0",
        "\"base_score\":\"[^\"]*\" | \"base_score\":\"[5E-1]\" | base score is '[5E-1]'",
        "\"base_score\":\"[^\"]*\" | \"base\":\"5E-1\" | base score is ''",
        "\"base_score\":\"[^\"]*\" | \"base_score\":\"1E99\" | score Infinity has the margin Inf",
        "\"size_leaf_vector\":\"1\" | \"size_leaf_vector\":\"2\" | leaves of tree 0 have 2 values",
        "\"trees\":\\[.*\\]\\},\"name\" | \"trees\":[]},\"name\" | it has no trees",
        "\"num_feature\":\"6\",\"num_target | \"num_feature\":\"0\",\"num_target | takes 0 features",
        "\"feature_names\":\\[\\] | \"feature_names\":[\"a\"] | it names 1 of 6 features",
        "\"left_children\":\\[1, | \"left_children\":[ | arrays of tree 0 differ in length",
        "\"split_type\":\\[0, | \"split_type\":[1, | tree 0 splits on categories",
        "\"trees\":\\[ | \"trees\":[{}, | JSON: tree 0 has no nodes",
        "\"trees\":\\[ | \"trees\":[7, | JSON: SCALAR where OBJECT belongs, at byte",
        "\"trees\":\\[ | \"trees\":7,\"x\":[ | JSON: SCALAR where ARRAY belongs",
        "\"num_class\":\"0\" | \"num_class\":[] | JSON: ARRAY where SCALAR belongs",
        "\"num_class\":\"0\" | \"num_class\":\"0.5\" | JSON: For input string: \"0.5\"",
        "\"split_indices\":\\[\\d | \"split_indices\":[99999999999 | JSON: For input string",
        "\"split_conditions\":\\[[^,]* | \"split_conditions\":[null | JSON: For input string",
        "\"split_conditions\":\\[[^,]* | \"split_conditions\":[[1] | JSON: ARRAY where SCALAR",
        "\"attributes\":\\{\\} | \"learner_model_param\":{} | field 'learner_model_param' is there"
      })
  void xgboost_forgedModel_isRefused(String part, String forged, String reason) {
    assertRefused(XgboostSample.replaced(json, part, forged), reason);
  }

  /** Of a tree that is no tree the builder knows: only there it is walked. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"left_children\":\\[1, | \"left_children\":[0, | tree 0 comes to node 0 twice",
        "\"left_children\":\\[1, | \"left_children\":[999, | tree 0 has no node 999",
        "\"left_children\":\\[1, | \"left_children\":[-2, | tree 0 has no node -2",
        "\"right_children\":\\[2, | \"right_children\":[1, | tree 0 comes to node 1 twice",
        "\"right_children\":\\[2, | \"right_children\":[-1, | tree 0 has no node -1",
        "\"split_indices\":\\[\\d | \"split_indices\":[6 | tree 0 splits on feature 6 of 6",
        "\"split_indices\":\\[\\d | \"split_indices\":[-1 | tree 0 splits on feature -1 of 6",
        "\"split_conditions\":\\[[^,]* | \"split_conditions\":[NaN | tree 0 splits '",
        "\"split_conditions\":\\[.*?\\] | \"split_conditions\":[@] | a leaf that is not finite: NaN"
      })
  void compile_forgedTree_isRefused(String part, String forged, String reason) {
    byte[] changed = XgboostSample.replaced(json, part, forged.replace("@", leaves("NaN")));
    ForestImport read = ForestImport.xgboost(changed).featureNames(XgboostSample.NAMES);
    assertThatIllegalArgumentException().isThrownBy(read::compile).withMessageContaining(reason);
  }

  /** {@return the first tree's numbers, with another one in place of each leaf's} */
  private static String leaves(String value) {
    XgboostModel.Tree tree = XgboostModel.read(json).trees.get(0);
    String[] numbers = new String[tree.left.length];
    Arrays.setAll(numbers, i -> tree.left[i] < 0 ? value : Float.toString(tree.numbers[i]));
    return String.join(",", numbers);
  }

  @ParameterizedTest
  @CsvSource({"Infinity", "-Infinity", "1e39"})
  void compile_infiniteLeaf_isRefused(String value) {
    ForestImport read = ForestImport.xgboost(XgboostForestTest.oneLeaf(value));
    read.featureNames(List.of("x"));
    assertThatIllegalArgumentException()
        .isThrownBy(read::compile)
        .withMessageContaining("a leaf that is not finite");
  }

  @Test
  void xgboost_bytesThatAreNoModel_areRefused() {
    String reason = "no XGBoost model in JSON: ";
    for (int length = 0; length < json.length; length += 997) {
      assertRefused(Arrays.copyOf(json, length), reason);
    }
    assertRefused(bytes("[]"), reason + "ARRAY where OBJECT belongs, at byte 1");
    assertRefused(bytes("binf"), reason);
    assertRefused(bytes("{\"learner\":7}"), reason + "SCALAR where OBJECT belongs");
    assertRefused(bytes("{}"), "release 0");
    assertRefused(bytes("{ }"), "release 0");
  }

  @Test
  void xgboost_deepNesting_isRefusedAtItsDepth() {
    String deep = "{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    assertRefused(bytes(deep), "JSON: more than 64 levels at byte");
  }

  @Test
  void xgboost_baseScoreWithoutMargin_isRefused() throws XGBoostError {
    byte[] logistic = XgboostSample.json("binary:logistic", Map.of("rounds", 1));
    String any = "\"base_score\":\"[^\"]*\"";
    assertRefused(
        XgboostSample.replaced(logistic, any, "\"base_score\":\"1E0\""),
        "its base score 1.0 has the margin Infinity");
    assertRefused(
        XgboostSample.replaced(logistic, any, "\"base_score\":\"-1E0\""),
        "its base score -1.0 has the margin NaN");
  }

  @Test
  void baseMargin_ofTheHost_isRefusedUnlessFinite() {
    ForestImport read = ForestImport.xgboost(json);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.baseMargin(score -> Double.NaN))
        .withMessageContaining("has the margin NaN");
  }

  @Test
  void baseMargin_formatWithoutBaseScore_isRefused() {
    ForeignForest other =
        new ForeignForest() {
          @Override
          public int features() {
            return 1;
          }

          @Override
          public List<String> names() {
            return List.of();
          }

          @Override
          public CompiledForest compile(CompiledForest.Builder builder) {
            return builder.leaf(1).averaging(0);
          }
        };
    assertThatIllegalStateException()
        .isThrownBy(() -> other.withBaseMargin(score -> score))
        .withMessage("a model of this format has no base score");
  }

  @Test
  void compile_fingerprintThatIsNoText_isRefused() {
    ForestImport read =
        ForestImport.xgboost(json).featureNames(XgboostSample.NAMES).fingerprint("\ud800");
    assertThatIllegalArgumentException()
        .isThrownBy(read::compile)
        .withMessageContaining("the fingerprint is no valid text");
  }

  @Test
  void features_otherThanTheFileNames_areRefused() {
    String named = "\"feature_names\":[\"x\"],\"gradient_booster\"";
    byte[] file =
        XgboostSample.replaced(XgboostForestTest.oneLeaf("1"), "\"gradient_booster\"", named);
    ForestImport read = ForestImport.xgboost(file);
    FeatureSet<Double> features =
        FeatureSet.builder(Double.class).number("y", Double::doubleValue).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.features(features))
        .withMessage("the file names its columns [x], not [y]");
  }

  @Test
  void compile_columnsWithoutNames_asksForThem() {
    ForestImport read = ForestImport.xgboost(json);
    assertThatIllegalStateException()
        .isThrownBy(read::compile)
        .withMessage("the file does not name its 6 features: say features(...)");
  }

  @Test
  void featureNames_anotherNumber_areRefused() {
    ForestImport read = ForestImport.xgboost(json);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read.featureNames(List.of("a")))
        .withMessage("the model takes 6 features, not 1");
  }

  @Test
  void xgboost_fileRefused_namesTheFileAndTheReason(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("model.json"), bytes("{ }"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ForestImport.xgboost(file))
        .withMessage(
            "model file "
                + file
                + ": cannot serve this XGBoost model: its schema is that of release 0,"
                + " served are 1 to 2");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertRefused(byte[] file, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ForestImport.xgboost(file))
        .withMessageContaining(reason);
  }
}
