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
    requireInput(tensor(session.getInputInfo(), input), wish.features());
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

  double score(double[] row) {
    float[] floats = new float[row.length];
    for (int i = 0; i < row.length; i++) {
      floats[i] = (float) row[i];
    }
    Lock lock = running.readLock();
    lock.lock();
    try {
      requireOpen();
      return run(floats);
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

  private double run(float[] row) throws OrtException {
    long[] shape = {1, row.length};
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(row), shape);
        OrtSession.Result result = session.run(Map.of(input, tensor), Set.of(output))) {
      if (result.get(0) instanceof OnnxTensor answer) {
        return answer(answer);
      }
      throw new IllegalStateException("output '" + output + "' is no tensor");
    }
  }

  private double answer(OnnxTensor tensor) {
    TensorInfo info = tensor.getInfo();
    requireColumn(info.getNumElements());
    int index = Math.max(column, 0);
    return info.type == OnnxJavaType.DOUBLE
        ? tensor.getDoubleBuffer().get(index)
        : tensor.getFloatBuffer().get(index);
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
