/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * A session of ONNX Runtime, which must not be closed while it runs: the runtime does not look.
 * Thread-safe.
 */
final class OnnxSession implements AutoCloseable {

  /**
   * What the host has said.
   *
   * @param input null for the only one
   * @param output null for the only one
   * @param column -1 for the only one
   */
  record Wish(
      @Nullable String input, @Nullable String output, int column, int features, int threads) {}

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final String input;
  private final String output;
  private final int column;
  private final boolean manyRows;

  /** Held for reading by each call, for writing by the end. */
  private final ReadWriteLock running = new ReentrantReadWriteLock();

  private boolean closed;

  private OnnxSession(OrtEnvironment environment, OrtSession session, Wish wish)
      throws OrtException {
    this.environment = environment;
    this.session = session;
    this.input = name("input", session.getInputNames(), wish.input());
    this.output = name("output", session.getOutputNames(), wish.output());
    this.column = wish.column();
    TensorInfo rows = tensor(session.getInputInfo(), input);
    requireInput(rows, wish.features());
    this.manyRows = rows.getShape()[0] < 0;
    requireOutput(tensor(session.getOutputInfo(), output));
  }

  static OnnxSession open(Path file, Wish wish) throws IOException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(wish.threads());
      options.setInterOpNumThreads(1);
      return checked(environment, environment.createSession(file.toString(), options), wish);
    } catch (OrtException refused) {
      throw new IOException("model file " + file + ": " + refused.getMessage(), refused);
    }
  }

  private static OnnxSession checked(OrtEnvironment environment, OrtSession session, Wish wish)
      throws OrtException {
    try {
      return new OnnxSession(environment, session, wish);
    } catch (OrtException | RuntimeException refused) {
      session.close();
      throw refused;
    }
  }

  private static String name(String what, Set<String> names, @Nullable String wish) {
    if (wish != null && !names.contains(wish)) {
      throw new IllegalArgumentException(
          "the graph has no " + what + " '" + wish + "', only " + names);
    }
    if (wish == null && names.size() != 1) {
      throw new IllegalArgumentException(
          "the graph has several: say which " + what + " of " + names);
    }
    return wish != null ? wish : names.iterator().next();
  }

  private static TensorInfo tensor(Map<String, NodeInfo> all, String name) {
    NodeInfo node = all.get(name);
    if (node != null && node.getInfo() instanceof TensorInfo tensor) {
      return tensor;
    }
    throw new IllegalArgumentException("'" + name + "' is no tensor but " + node);
  }

  private void requireInput(TensorInfo tensor, int features) {
    long[] shape = tensor.getShape();
    if (tensor.type != OnnxJavaType.FLOAT || shape.length != 2) {
      throw new IllegalArgumentException(
          "input '" + input + "' takes no rows of floats: " + tensor);
    }
    if (shape[0] >= 0 && shape[0] != 1) {
      throw new IllegalArgumentException(
          "input '" + input + "' takes " + shape[0] + " rows at once, not one");
    }
    if (shape[1] >= 0 && shape[1] != features) {
      throw new IllegalArgumentException(
          "input '" + input + "' takes rows of " + shape[1] + " values, not " + features);
    }
  }

  private void requireOutput(TensorInfo tensor) {
    long[] shape = tensor.getShape();
    boolean numbers = tensor.type == OnnxJavaType.FLOAT || tensor.type == OnnxJavaType.DOUBLE;
    if (!numbers || shape.length > 2) {
      throw new IllegalArgumentException("output '" + output + "' is no number: " + tensor);
    }
    // An open number of columns is seen with the first answer.
    long columns = shape.length == 2 ? shape[1] : 1;
    if (columns >= 0) {
      requireColumn(columns);
    }
  }

  private void requireColumn(long columns) {
    if (column < 0 && columns != 1) {
      throw new IllegalArgumentException(
          "output '" + output + "' has " + columns + " columns: say which");
    }
    if (column >= columns) {
      throw new IllegalArgumentException(
          "output '" + output + "' has no column " + column + " of " + columns);
    }
  }

  /** {@return whether the graph takes any number of rows at once} */
  boolean takesManyRows() {
    return manyRows;
  }

  /** Scores some of the rows; each has one value per feature. */
  void scoreAll(double[][] rows, double[] scores, int from, int to) {
    Lock lock = running.readLock();
    lock.lock();
    try {
      requireOpen();
      run(rows, scores, from, to);
    } catch (OrtException failure) {
      throw new IllegalStateException("ONNX Runtime: " + failure.getMessage(), failure);
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  private void run(double[][] rows, double[] scores, int from, int to) throws OrtException {
    long[] shape = {to - from, rows[from].length};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, floats(rows, from, to), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
      if (!(result.get(0) instanceof OnnxTensor answer)) {
        throw new IllegalStateException("output '" + output + "' is no tensor");
      }
      take(answer, scores, from, to);
    }
  }

  private static FloatBuffer floats(double[][] rows, int from, int to) {
    FloatBuffer floats = FloatBuffer.allocate((to - from) * rows[from].length);
    for (int i = from; i < to; i++) {
      for (double value : rows[i]) {
        floats.put((float) value);
      }
    }
    return floats.flip();
  }

  private void take(OnnxTensor tensor, double[] scores, int from, int to) {
    TensorInfo info = tensor.getInfo();
    long count = info.getNumElements();
    int rows = to - from;
    if (count % rows != 0) {
      throw new IllegalStateException(
          "output '" + output + "' has " + count + " values for " + rows + " rows");
    }
    int columns = (int) (count / rows);
    requireColumn(columns);
    int index = Math.max(column, 0);
    if (info.type == OnnxJavaType.DOUBLE) {
      DoubleBuffer answers = tensor.getDoubleBuffer();
      for (int i = 0; i < rows; i++) {
        scores[from + i] = answers.get(i * columns + index);
      }
    } else {
      FloatBuffer answers = tensor.getFloatBuffer();
      for (int i = 0; i < rows; i++) {
        scores[from + i] = answers.get(i * columns + index);
      }
    }
  }

  @Override
  public void close() {
    Lock lock = running.writeLock();
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
      }
    } catch (OrtException failure) {
      throw new IllegalStateException("ONNX Runtime: " + failure.getMessage(), failure);
    } finally {
      lock.unlock();
    }
  }
}
