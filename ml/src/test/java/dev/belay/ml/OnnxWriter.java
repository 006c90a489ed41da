/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes ONNX models as the usual converters do: repeated numbers one by one, a graph of one or a
 * few operators. What it does not check, a test can forge.
 */
public final class OnnxWriter {
  private final List<byte[]> nodes = new ArrayList<>();
  private final List<byte[]> inputs = new ArrayList<>();
  private final List<byte[]> constants = new ArrayList<>();
  private String[] outputs = {"score"};
  private long rows = -1;
  private long ir = 8;
  private long ml = 3;

  /** A field, or several, as bytes. */
  private interface Content {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  public OnnxWriter ir(long version) {
    ir = version;
    return this;
  }

  public OnnxWriter ml(long version) {
    ml = version;
    return this;
  }

  /** Adds an input of the given element type; with -1 columns their number is left open. */
  public OnnxWriter input(String name, int type, long columns) {
    inputs.add(value(name, type, rows, columns));
    return this;
  }

  /** Fixes the number of rows of the inputs that follow. */
  public OnnxWriter rows(long count) {
    rows = count;
    return this;
  }

  public OnnxWriter outputs(String... names) {
    outputs = names;
    return this;
  }

  /** Adds a constant of floats. */
  public OnnxWriter constant(String name, long[] shape, float... values) {
    constants.add(
        bytes(
            out -> {
              for (long size : shape) {
                out.writeInt64(1, size);
              }
              out.writeInt32(2, 1);
              for (float value : values) {
                out.writeFloat(4, value);
              }
              out.writeString(8, name);
            }));
    return this;
  }

  /** Adds a constant of integers, as a shape is one. */
  public OnnxWriter constant(String name, long... values) {
    constants.add(
        bytes(
            out -> {
              out.writeInt64(1, values.length);
              out.writeInt32(2, 7);
              for (long value : values) {
                out.writeInt64(7, value);
              }
              out.writeString(8, name);
            }));
    return this;
  }

  public OnnxWriter node(
      String domain, String operator, List<String> from, List<String> to, byte[]... attributes) {
    nodes.add(
        bytes(
            out -> {
              for (String name : from) {
                out.writeString(1, name);
              }
              for (String name : to) {
                out.writeString(2, name);
              }
              out.writeString(4, operator);
              for (byte[] attribute : attributes) {
                out.writeByteArray(5, attribute);
              }
              out.writeString(7, domain);
            }));
    return this;
  }

  public byte[] bytes() {
    return bytes(
        out -> {
          out.writeInt64(1, ir);
          out.writeString(2, "a test");
          out.writeByteArray(7, bytes(this::graph));
          out.writeByteArray(8, operators("ai.onnx.ml", ml));
          out.writeByteArray(8, operators("", 15));
        });
  }

  private void graph(CodedOutputStream out) throws IOException {
    for (byte[] node : nodes) {
      out.writeByteArray(1, node);
    }
    out.writeString(2, "graph");
    for (byte[] constant : constants) {
      out.writeByteArray(5, constant);
    }
    for (byte[] input : inputs) {
      out.writeByteArray(11, input);
    }
    for (String name : outputs) {
      out.writeByteArray(12, bytes(value -> value.writeString(1, name)));
    }
  }

  private static byte[] operators(String domain, long version) {
    return bytes(
        out -> {
          out.writeString(1, domain);
          out.writeInt64(2, version);
        });
  }

  private static byte[] value(String name, int type, long rows, long columns) {
    byte[] shape =
        bytes(
            out -> {
              out.writeByteArray(1, dimension("n", rows));
              out.writeByteArray(1, dimension("k", columns));
            });
    byte[] tensor =
        bytes(
            out -> {
              out.writeInt32(1, type);
              out.writeByteArray(2, shape);
            });
    return bytes(
        out -> {
          out.writeString(1, name);
          out.writeByteArray(2, bytes(holder -> holder.writeByteArray(1, tensor)));
        });
  }

  private static byte[] dimension(String open, long size) {
    return size < 0
        ? bytes(out -> out.writeString(2, open))
        : bytes(out -> out.writeInt64(1, size));
  }

  public static byte[] number(String name, long value) {
    return attribute(name, 2, out -> out.writeInt64(3, value));
  }

  public static byte[] text(String name, String value) {
    return attribute(name, 3, out -> out.writeBytes(4, ByteString.copyFromUtf8(value)));
  }

  public static byte[] floats(String name, float... values) {
    return attribute(
        name,
        6,
        out -> {
          for (float value : values) {
            out.writeFloat(7, value);
          }
        });
  }

  public static byte[] numbers(String name, long... values) {
    return attribute(
        name,
        7,
        out -> {
          for (long value : values) {
            out.writeInt64(8, value);
          }
        });
  }

  /** Numbers packed into one field, as a writer of the newer syntax packs them. */
  public static byte[] packed(String name, long... values) {
    byte[] content =
        bytes(
            out -> {
              for (long value : values) {
                out.writeInt64NoTag(value);
              }
            });
    return attribute(name, 7, out -> out.writeByteArray(8, content));
  }

  public static byte[] packed(String name, float... values) {
    byte[] content =
        bytes(
            out -> {
              for (float value : values) {
                out.writeFloatNoTag(value);
              }
            });
    return attribute(name, 6, out -> out.writeByteArray(7, content));
  }

  public static byte[] texts(String name, List<String> values) {
    return attribute(
        name,
        8,
        out -> {
          for (String value : values) {
            out.writeString(9, value);
          }
        });
  }

  private static byte[] attribute(String name, int type, Content content) {
    return bytes(
        out -> {
          out.writeString(1, name);
          content.writeTo(out);
          out.writeInt32(20, type);
        });
  }

  private static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      content.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
