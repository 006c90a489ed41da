/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A graph of operators: one tree ensemble is served, with what may stand before it and behind it
 * without a change to a score.
 */
final class OnnxGraph {
  static final String REGRESSOR = "TreeEnsembleRegressor";
  static final String CLASSIFIER = "TreeEnsembleClassifier";

  private static final int FLOAT = 1;
  private static final int INT32 = 6;
  private static final int INT64 = 7;
  private static final int DOUBLE = 11;

  /**
   * An input of the graph.
   *
   * @param columns how many values a row has, or -1 if that is open
   */
  record Input(String name, long type, long columns) {}

  /**
   * Of operators, of what is in one, and of what the graph has beside them: far more than a forest
   * is wrapped in, and few enough to follow each operator to its origin.
   */
  static final int MOST = 1_000;

  private final List<OnnxNode> nodes = new ArrayList<>();
  private final List<Input> inputs = new ArrayList<>();
  private final Set<String> constants = new HashSet<>();
  private final Map<String, OnnxNode> writers = new HashMap<>();

  void add(OnnxNode node) {
    nodes.add(node);
    requireFew(nodes.size(), "operators in the graph");
  }

  void add(Input input) {
    inputs.add(input);
    requireFew(inputs.size(), "inputs of the graph");
  }

  void addConstant(String name) {
    constants.add(name);
    requireFew(constants.size(), "constants in the graph");
  }

  static void requireFew(int count, String what) {
    if (count > MOST) {
      throw new IllegalArgumentException("more than " + MOST + " " + what);
    }
  }

  /** {@return the one operator that is served; everything else in the graph is harmless} */
  OnnxNode ensemble() {
    List<OnnxNode> found = nodes.stream().filter(OnnxGraph::isEnsemble).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d tree ensembles among the operators %s", found.size(), operators()));
    }
    OnnxNode ensemble = found.get(0);
    connect();
    for (OnnxNode node : nodes) {
      if (node != ensemble) {
        requireHarmless(node, ensemble);
      }
    }
    return ensemble;
  }

  private static boolean isEnsemble(OnnxNode node) {
    return node.is(OnnxNode.ML, REGRESSOR) || node.is(OnnxNode.ML, CLASSIFIER);
  }

  private List<String> operators() {
    return nodes.stream().map(OnnxNode::toString).distinct().limit(10).toList();
  }

  private void connect() {
    for (OnnxNode node : nodes) {
      for (String output : node.outputs()) {
        if (writers.put(output, node) != null) {
          throw new IllegalArgumentException(Quoted.of(output) + " is written twice");
        }
      }
    }
  }

  private void requireHarmless(OnnxNode node, OnnxNode ensemble) {
    boolean harmless =
        node.is("", "Identity")
            || node.is("", "Reshape")
            || node.is("", "Cast")
            || node.is(OnnxNode.ML, "ZipMap");
    if (!harmless) {
      throw new IllegalArgumentException("the graph has " + node + " beside its trees");
    }
    if (node.is("", "Cast") && isScore(origin(node.inputs()), ensemble)) {
      requireCast(node, List.of((long) FLOAT, (long) DOUBLE));
    }
  }

  /** A label is not served, so it may become what it likes. */
  private static boolean isScore(String origin, OnnxNode ensemble) {
    int score = ensemble.is(OnnxNode.ML, CLASSIFIER) ? 1 : 0;
    return ensemble.outputs().size() > score && origin.equals(ensemble.outputs().get(score));
  }

  private static void requireCast(OnnxNode cast, List<Long> types) {
    long type = cast.number("to", 0);
    if (!types.contains(type)) {
      throw new IllegalArgumentException("the graph casts to the element type " + type);
    }
  }

  /** {@return what the ensemble or the host wrote, before the operators in between} */
  private String origin(List<String> inputs) {
    String name = first(inputs);
    for (int i = 0; i < nodes.size(); i++) {
      OnnxNode writer = writers.get(name);
      if (writer == null || isEnsemble(writer)) {
        return name;
      }
      name = first(writer.inputs());
    }
    throw new IllegalArgumentException("the graph runs in a circle at " + Quoted.of(name));
  }

  private static String first(List<String> names) {
    return names.isEmpty() ? "" : names.get(0);
  }

  /**
   * {@return how many values a row has, or -1 if the graph leaves it open}
   *
   * @param ensemble which reads the rows, as floats
   */
  long columns(OnnxNode ensemble) {
    List<Input> open = inputs.stream().filter(input -> !constants.contains(input.name())).toList();
    if (open.size() != 1) {
      throw new IllegalArgumentException("the graph has " + open.size() + " inputs, not one");
    }
    Input input = open.get(0);
    if (!origin(ensemble.inputs()).equals(input.name())) {
      throw new IllegalArgumentException("the trees do not read the input of the graph");
    }
    requireFloats(ensemble, input);
    return input.columns();
  }

  /** Rows become floats at the latest right before the trees, and nothing else in between. */
  private void requireFloats(OnnxNode ensemble, Input input) {
    boolean cast = false;
    OnnxNode before = writer(ensemble);
    while (before != null) {
      if (before.is("", "Cast")) {
        requireCast(before, List.of((long) FLOAT));
        cast = true;
      } else if (!before.is("", "Identity")) {
        throw new IllegalArgumentException("the graph has " + before + " before its trees");
      }
      before = writer(before);
    }
    long type = input.type();
    boolean exact = cast && (type == DOUBLE || type == INT32 || type == INT64);
    if (type != FLOAT && !exact) {
      throw new IllegalArgumentException(
          "the trees read the element type " + type + ", not floats");
    }
  }

  private @Nullable OnnxNode writer(OnnxNode node) {
    return writers.get(first(node.inputs()));
  }
}
