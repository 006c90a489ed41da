/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.io.IOException;
import java.util.Locale;

/**
 * Reads an ONNX model that is a tree ensemble of {@code ai.onnx.ml} 1 to 4. The numbers of the
 * fields are those of {@code onnx.proto}.
 *
 * <p>A score has the bits of ONNX Runtime with one thread in an operator; with more it adds the
 * trees of many rows in parts, which rounds another way. Its logistic takes the exponential from
 * the platform, which gave the same float wherever it was compared.
 */
final class OnnxReader {
  private static final int OLDEST_IR = 3;
  private static final int NEWEST_IR = 10;
  private static final int NEWEST_ML = 4;

  private final OnnxGraph graph = new OnnxGraph();
  private long ir;
  private long ml;
  private int graphs;

  private OnnxReader() {}

  static ForeignForest read(byte[] file) {
    try {
      OnnxReader reader = new OnnxReader();
      reader.model(new OnnxReaderWire(file));
      return reader.forest();
    } catch (NoClassDefFoundError absent) {
      throw new IllegalStateException(
          "to read ONNX, com.google.protobuf:protobuf-java has to be on the class path", absent);
    } catch (IOException damaged) {
      throw new IllegalArgumentException(
          "no ONNX model, or a damaged one: " + damaged.getMessage(), damaged);
    }
  }

  private ForeignForest forest() {
    if (graphs != 1) {
      throw new IllegalArgumentException("no ONNX model: it has " + graphs + " graphs");
    }
    requireVersion("IR version", ir, OLDEST_IR, NEWEST_IR);
    OnnxNode ensemble = graph.ensemble();
    requireVersion(OnnxNode.ML, ml, 1, NEWEST_ML);
    return OnnxEnsemble.of(ensemble, graph.columns(ensemble));
  }

  private static void requireVersion(String what, long version, int oldest, int newest) {
    if (version < oldest || version > newest) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s %d, this release reads %d to %d", what, version, oldest, newest));
    }
  }

  private void model(OnnxReaderWire wire) throws IOException {
    for (int field = wire.next(); field != 0; field = wire.next()) {
      switch (field) {
        case 1 -> ir = wire.number();
        case 7 -> graph(wire.message());
        case 8 -> operators(wire.message());
        case 25 -> throw new IllegalArgumentException("the model has functions of its own");
        default -> wire.skip();
      }
    }
  }

  private void operators(OnnxReaderWire wire) throws IOException {
    String domain = "";
    long version = 0;
    for (int field = wire.next(); field != 0; field = wire.next()) {
      switch (field) {
        case 1 -> domain = wire.text();
        case 2 -> version = wire.number();
        default -> wire.skip();
      }
    }
    if (domain.equals(OnnxNode.ML)) {
      ml = version;
    }
  }

  private void graph(OnnxReaderWire wire) throws IOException {
    graphs++;
    for (int field = wire.next(); field != 0; field = wire.next()) {
      switch (field) {
        case 1 -> graph.add(node(wire.message()));
        case 5 -> graph.addConstant(nameOfTensor(wire.message()));
        case 11 -> graph.add(input(wire.message()));
        default -> wire.skip();
      }
    }
  }

  private static OnnxNode node(OnnxReaderWire wire) throws IOException {
    OnnxNode node = new OnnxNode();
    for (int field = wire.next(); field != 0; field = wire.next()) {
      switch (field) {
        case 1 -> node.input(wire.text());
        case 2 -> node.output(wire.text());
        case 4 -> node.operator(wire.text());
        case 5 -> attribute(wire.message(), node);
        case 7 -> node.domain(wire.text());
        default -> wire.skip();
      }
    }
    return node;
  }

  private static void attribute(OnnxReaderWire wire, OnnxNode node) throws IOException {
    OnnxAttribute attribute = new OnnxAttribute();
    String name = "";
    for (int field = wire.next(); field != 0; field = wire.next()) {
      switch (field) {
        case 1 -> name = wire.text();
        case 2, 7 -> wire.floatsInto(attribute);
        case 3, 8 -> wire.numbersInto(attribute);
        case 4, 9 -> attribute.add(wire.text());
        default -> wire.skip();
      }
    }
    node.attribute(name, attribute);
  }

  private static String nameOfTensor(OnnxReaderWire wire) throws IOException {
    String name = "";
    for (int field = wire.next(); field != 0; field = wire.next()) {
      if (field == 8) {
        name = wire.text();
      } else {
        wire.skip();
      }
    }
    return name;
  }

  private static OnnxGraph.Input input(OnnxReaderWire wire) throws IOException {
    OnnxGraph.Input input = new OnnxGraph.Input("", 0, -1);
    String name = "";
    for (int field = wire.next(); field != 0; field = wire.next()) {
      switch (field) {
        case 1 -> name = wire.text();
        case 2 -> input = type(wire.message());
        default -> wire.skip();
      }
    }
    return new OnnxGraph.Input(name, input.type(), input.columns());
  }

  private static OnnxGraph.Input type(OnnxReaderWire wire) throws IOException {
    OnnxGraph.Input input = new OnnxGraph.Input("", 0, -1);
    for (int field = wire.next(); field != 0; field = wire.next()) {
      if (field == 1) {
        input = tensor(wire.message());
      } else {
        wire.skip();
      }
    }
    return input;
  }

  private static OnnxGraph.Input tensor(OnnxReaderWire wire) throws IOException {
    long type = 0;
    long columns = -1;
    for (int field = wire.next(); field != 0; field = wire.next()) {
      switch (field) {
        case 1 -> type = wire.number();
        case 2 -> columns = lastDimension(wire.message());
        default -> wire.skip();
      }
    }
    return new OnnxGraph.Input("", type, columns);
  }

  private static long lastDimension(OnnxReaderWire wire) throws IOException {
    long last = -1;
    for (int field = wire.next(); field != 0; field = wire.next()) {
      if (field == 1) {
        last = dimension(wire.message());
      } else {
        wire.skip();
      }
    }
    return last;
  }

  private static long dimension(OnnxReaderWire wire) throws IOException {
    long size = -1;
    for (int field = wire.next(); field != 0; field = wire.next()) {
      if (field == 1) {
        size = wire.number();
      } else {
        wire.skip();
      }
    }
    return size;
  }
}
