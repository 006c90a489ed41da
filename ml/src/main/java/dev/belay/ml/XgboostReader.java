/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.Locale;

/** Judges what a model file of XGBoost says: served exactly, or refused by its name. */
final class XgboostReader {
  private static final int OLDEST_SCHEMA = 1;
  private static final int NEWEST_SCHEMA = 2;

  private final XgboostModel model;

  private XgboostReader(XgboostModel model) {
    this.model = model;
  }

  /**
   * Reads a model.
   *
   * @param file JSON or UBJSON
   * @return its forest
   * @throws IllegalArgumentException if it is no model, or one that is not served
   */
  static ForeignForest read(byte[] file) {
    XgboostReader reader = new XgboostReader(XgboostModel.read(file));
    reader.requireKind();
    reader.requireSingleOutput();
    reader.requireNames();
    for (int i = 0; i < reader.model.trees.size(); i++) {
      requireBinary(i, reader.model.trees.get(i));
    }
    return reader.forest();
  }

  private void requireKind() {
    if (model.major < OLDEST_SCHEMA || model.major > NEWEST_SCHEMA) {
      throw refused(
          String.format(
              Locale.ROOT,
              "its schema is that of release %d, served are %d to %d",
              model.major,
              OLDEST_SCHEMA,
              NEWEST_SCHEMA));
    }
    if (!model.booster.equals("gbtree")) {
      throw refused("its booster is " + Quoted.of(model.booster) + ", served is 'gbtree'");
    }
    if (model.trees.isEmpty()) {
      throw refused("it has no trees");
    }
  }

  private void requireSingleOutput() {
    if (model.classes > 1 || model.targets > 1) {
      throw refused(
          String.format(
              Locale.ROOT, "it has %d classes and %d targets", model.classes, model.targets));
    }
  }

  private void requireNames() {
    if (model.features < 1) {
      throw refused("it takes " + model.features + " features");
    }
    if (!model.names.isEmpty() && model.names.size() != model.features) {
      throw refused(
          String.format(
              Locale.ROOT, "it names %d of %d features", model.names.size(), model.features));
    }
  }

  private static void requireBinary(int index, XgboostModel.Tree tree) {
    if (!tree.isConsistent()) {
      throw refused("the arrays of tree " + index + " differ in length");
    }
    if (tree.outputs > 1) {
      throw refused(
          String.format(Locale.ROOT, "the leaves of tree %d have %d values", index, tree.outputs));
    }
    for (int kind : tree.kinds) {
      if (kind != 0) {
        throw refused("tree " + index + " splits on categories");
      }
    }
  }

  private ForeignForest forest() {
    XgboostObjective objective = XgboostObjective.named(model.objective);
    try {
      return new XgboostForest(model, objective, Float.parseFloat(model.baseScore));
    } catch (NumberFormatException e) {
      throw refused("its base score is " + Quoted.of(model.baseScore));
    }
  }

  static IllegalArgumentException refused(String reason) {
    return new IllegalArgumentException("cannot serve this XGBoost model: " + reason);
  }
}
