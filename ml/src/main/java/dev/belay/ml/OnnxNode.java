/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One operator of a graph, with what it reads and what it writes. */
final class OnnxNode {
  static final String ML = "ai.onnx.ml";

  private final List<String> inputs = new ArrayList<>();
  private final List<String> outputs = new ArrayList<>();
  private final Map<String, OnnxAttribute> attributes = new HashMap<>();
  private String operator = "";
  private String domain = "";

  void operator(String operator) {
    this.operator = operator;
  }

  void domain(String domain) {
    // The standard operators have no domain, or this one.
    this.domain = domain.equals("ai.onnx") ? "" : domain;
  }

  void input(String name) {
    inputs.add(name);
    OnnxGraph.requireFew(inputs.size(), "inputs of one operator");
  }

  void output(String name) {
    outputs.add(name);
    OnnxGraph.requireFew(outputs.size(), "outputs of one operator");
  }

  void attribute(String name, OnnxAttribute value) {
    if (attributes.put(name, value) != null) {
      throw new IllegalArgumentException(this + " has the attribute " + Quoted.of(name) + " twice");
    }
    OnnxGraph.requireFew(attributes.size(), "attributes of one operator");
  }

  List<String> inputs() {
    return inputs;
  }

  List<String> outputs() {
    return outputs;
  }

  boolean is(String domain, String operator) {
    return this.domain.equals(domain) && this.operator.equals(operator);
  }

  List<String> attributeNames() {
    return List.copyOf(attributes.keySet());
  }

  long[] numbers(String name) {
    return attribute(name).numbers();
  }

  float[] floats(String name) {
    return attribute(name).floats();
  }

  List<String> texts(String name) {
    return attribute(name).texts();
  }

  long number(String name, long otherwise) {
    long[] numbers = numbers(name);
    return numbers.length == 0 ? otherwise : numbers[0];
  }

  String text(String name, String otherwise) {
    List<String> texts = texts(name);
    return texts.isEmpty() ? otherwise : texts.get(0);
  }

  private OnnxAttribute attribute(String name) {
    return Objects.requireNonNullElse(attributes.get(name), OnnxAttribute.ABSENT);
  }

  /** {@return the operator, with its domain unless that is the standard's own} */
  @Override
  public String toString() {
    return Quoted.of(domain.isEmpty() ? operator : domain + "." + operator);
  }
}
