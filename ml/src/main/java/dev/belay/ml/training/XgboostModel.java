/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What XGBoost's JSON model says, as far as it matters for scoring and not yet judged. Fields that
 * are not known are passed over.
 */
final class XgboostModel {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Of the schema, which is that of the release that wrote it; 0 if it does not say. */
  int major;

  String booster = "";
  String objective = "";
  String baseScore = "";
  int features;
  int classes;
  int targets = 1;
  final List<Tree> trees = new ArrayList<>();

  private final JsonParser parser;

  /** One tree, as arrays by node. */
  static final class Tree {
    int[] left = {};
    int[] right = {};
    int[] features = {};

    /** Thresholds of the splits, and the values of the leaves (base_weights has them unscaled). */
    float[] numbers = {};

    int[] missingLeft = {};
    int[] kinds = {};
    int outputs = 1;

    boolean isConsistent() {
      return IntStream.of(right.length, features.length, numbers.length, missingLeft.length)
          .allMatch(length -> length == left.length);
    }
  }

  private XgboostModel(JsonParser parser) {
    this.parser = parser;
  }

  static XgboostModel read(byte[] json) {
    try (JsonParser parser = JSON.createParser(json)) {
      XgboostModel model = new XgboostModel(parser);
      parser.nextToken();
      model.object(model::top);
      return model;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no XGBoost model in JSON: " + e.getOriginalMessage(), e);
    } catch (IOException | NumberFormatException e) {
      throw new IllegalArgumentException("no XGBoost model in JSON: " + e.getMessage(), e);
    }
  }

  private interface Field {
    void read(String name) throws IOException;
  }

  private interface Item {
    void read() throws IOException;
  }

  private void top(String name) throws IOException {
    switch (name) {
      case "learner" -> object(this::learner);
      case "version" -> major = numbers()[0];
      default -> {}
    }
  }

  private void learner(String name) throws IOException {
    switch (name) {
      case "gradient_booster" -> object(this::booster);
      case "learner_model_param" -> object(this::parameter);
      case "objective" -> object(this::objective);
      default -> {}
    }
  }

  private void booster(String name) throws IOException {
    switch (name) {
      case "name" -> booster = parser.getText();
      case "model" -> object(this::model);
      default -> {}
    }
  }

  private void model(String name) throws IOException {
    if (name.equals("trees")) {
      array(
          () -> {
            Tree tree = new Tree();
            object(field -> tree(tree, field));
            trees.add(tree);
          });
    }
  }

  private void parameter(String name) throws IOException {
    switch (name) {
      case "base_score" -> baseScore = parser.getText();
      case "num_feature" -> features = number();
      case "num_class" -> classes = number();
      case "num_target" -> targets = number();
      default -> {}
    }
  }

  private void objective(String name) throws IOException {
    if (name.equals("name")) {
      objective = parser.getText();
    }
  }

  private void tree(Tree tree, String name) throws IOException {
    switch (name) {
      case "left_children" -> tree.left = numbers();
      case "right_children" -> tree.right = numbers();
      case "split_indices" -> tree.features = numbers();
      case "split_conditions" -> tree.numbers = floats();
      case "default_left" -> tree.missingLeft = numbers();
      case "split_type" -> tree.kinds = numbers();
      case "tree_param" -> object(parameter -> treeParameter(tree, parameter));
      default -> {}
    }
  }

  private void treeParameter(Tree tree, String name) throws IOException {
    if (name.equals("size_leaf_vector")) {
      tree.outputs = number();
    }
  }

  /** Leaves the parser at the end of the object, whatever the field left unread. */
  private void object(Field field) throws IOException {
    require(JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      field.read(name);
      parser.skipChildren();
    }
  }

  private void array(Item item) throws IOException {
    require(JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      item.read();
    }
  }

  private void require(JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "%s where %s belongs, at byte %d",
              parser.currentToken(),
              token,
              parser.currentTokenLocation().getByteOffset()));
    }
  }

  private int[] numbers() throws IOException {
    IntStream.Builder numbers = IntStream.builder();
    array(() -> numbers.add(number()));
    return numbers.build().toArray();
  }

  /** Parameters are numbers written as texts. */
  private int number() throws IOException {
    return Integer.parseInt(parser.getText());
  }

  /** From the text: a detour over double could round twice. */
  private float[] floats() throws IOException {
    List<Float> values = new ArrayList<>();
    array(() -> values.add(Float.parseFloat(parser.getText())));
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i);
    }
    return floats;
  }
}
