/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What XGBoost's model file says, as far as it matters for scoring and not yet judged. Fields that
 * are not known are passed over.
 */
final class XgboostModel {
  /** The models have at most nine levels. */
  private static final int DEEPEST = 64;

  /** Of the schema, which is that of the release that wrote it; 0 if it does not say. */
  int major;

  String booster = "";
  String objective = "";
  String baseScore = "";
  int features;
  int classes;
  int targets = 1;
  final List<String> names = new ArrayList<>();
  final List<Tree> trees = new ArrayList<>();

  private final XgboostTokens tokens;

  /** The last token. */
  private XgboostTokens.Kind kind = XgboostTokens.Kind.SCALAR;

  /** One tree, as arrays by node. */
  static final class Tree {
    private static final int[] NONE = {};
    private static final float[] NO_NUMBERS = {};

    int[] left = NONE;
    int[] right = NONE;
    int[] features = NONE;

    /** Thresholds of the splits, and the values of the leaves (base_weights has them unscaled). */
    float[] numbers = NO_NUMBERS;

    int[] missingLeft = NONE;
    int[] kinds = NONE;
    int outputs = 1;

    boolean isConsistent() {
      return IntStream.of(right.length, features.length, numbers.length, missingLeft.length)
          .allMatch(length -> length == left.length);
    }
  }

  private XgboostModel(XgboostTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads a file.
   *
   * @param file JSON or UBJSON
   * @return what it says
   * @throws IllegalArgumentException if it is no model; the message says in which form and why
   */
  static XgboostModel read(byte[] file) {
    boolean binary = XgboostUbjson.isForm(file);
    try {
      XgboostModel model =
          new XgboostModel(binary ? new XgboostUbjson(file) : new XgboostJson(file));
      model.next();
      model.object(model::top);
      return model;
    } catch (IOException | NumberFormatException e) {
      String form = binary ? "UBJSON" : "JSON";
      // A number that is none is quoted whole.
      String said = String.valueOf(e.getMessage());
      String reason = e instanceof NumberFormatException ? Quoted.beginning(said) : said;
      throw new IllegalArgumentException("no XGBoost model in " + form + ": " + reason, e);
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
      case "version" -> major = Arrays.stream(integers()).findFirst().orElse(0);
      default -> {}
    }
  }

  private void learner(String name) throws IOException {
    switch (name) {
      case "feature_names" -> array(() -> names.add(scalar()));
      case "gradient_booster" -> object(this::booster);
      case "learner_model_param" -> object(this::parameter);
      case "objective" -> object(this::objective);
      default -> {}
    }
  }

  private void booster(String name) throws IOException {
    switch (name) {
      case "name" -> booster = scalar();
      case "model" -> object(this::model);
      default -> {}
    }
  }

  private void model(String name) throws IOException {
    if (name.equals("trees")) {
      array(this::tree);
    }
  }

  private void tree() throws IOException {
    Tree tree = new Tree();
    object(field -> tree(tree, field));
    if (tree.left.length == 0) {
      throw new IOException("tree " + trees.size() + " has no nodes");
    }
    trees.add(tree);
  }

  private void parameter(String name) throws IOException {
    switch (name) {
      case "base_score" -> baseScore = scalar();
      case "num_feature" -> features = integer();
      case "num_class" -> classes = integer();
      case "num_target" -> targets = integer();
      default -> {}
    }
  }

  private void objective(String name) throws IOException {
    if (name.equals("name")) {
      objective = scalar();
    }
  }

  private void tree(Tree tree, String name) throws IOException {
    switch (name) {
      case "left_children" -> tree.left = integers();
      case "right_children" -> tree.right = integers();
      case "split_indices" -> tree.features = integers();
      case "split_conditions" -> tree.numbers = reals();
      case "default_left" -> tree.missingLeft = integers();
      case "split_type" -> tree.kinds = integers();
      case "tree_param" -> object(parameter -> treeParameter(tree, parameter));
      default -> {}
    }
  }

  private void treeParameter(Tree tree, String name) throws IOException {
    if (name.equals("size_leaf_vector")) {
      tree.outputs = integer();
    }
  }

  /** Stops behind the object, whatever the field left unread. */
  private void object(Field field) throws IOException {
    require(XgboostTokens.Kind.OBJECT);
    Set<String> seen = new HashSet<>();
    while (next() == XgboostTokens.Kind.NAME) {
      String name = tokens.text();
      if (!seen.add(name)) {
        throw new IOException("field '" + name + "' is there twice");
      }
      next();
      field.read(name);
      pass();
    }
  }

  private void array(Item item) throws IOException {
    require(XgboostTokens.Kind.ARRAY);
    while (next() != XgboostTokens.Kind.END_ARRAY) {
      item.read();
    }
  }

  /** Goes to the end of the object or array that begins here, if one does. */
  private void pass() throws IOException {
    int depth = step();
    while (depth > 0) {
      next();
      depth += step();
      if (depth > DEEPEST) {
        throw new IOException("more than " + DEEPEST + " levels at byte " + tokens.position());
      }
    }
  }

  private int step() {
    return switch (kind) {
      case OBJECT, ARRAY -> 1;
      case END_OBJECT, END_ARRAY -> -1;
      case NAME, SCALAR -> 0;
    };
  }

  private XgboostTokens.Kind next() throws IOException {
    kind = tokens.next();
    return kind;
  }

  private void require(XgboostTokens.Kind wanted) throws IOException {
    if (kind != wanted) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s where %s belongs, at byte %d", kind, wanted, tokens.position()));
    }
  }

  private int[] integers() throws IOException {
    IntStream.Builder values = IntStream.builder();
    array(() -> values.add(integer()));
    return values.build().toArray();
  }

  private float[] reals() throws IOException {
    float[] values = new float[16];
    require(XgboostTokens.Kind.ARRAY);
    int count = 0;
    while (next() != XgboostTokens.Kind.END_ARRAY) {
      require(XgboostTokens.Kind.SCALAR);
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = tokens.real();
    }
    return Arrays.copyOf(values, count);
  }

  private int integer() throws IOException {
    require(XgboostTokens.Kind.SCALAR);
    return tokens.integer();
  }

  private String scalar() throws IOException {
    require(XgboostTokens.Kind.SCALAR);
    return tokens.text();
  }
}
