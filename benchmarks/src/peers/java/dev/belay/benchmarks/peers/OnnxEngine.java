/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.ExecutionMode;
import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.ReferenceData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime over trees given to it, for a fixed number of rows a call. */
final class OnnxEngine implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;
  private final long[] shape;
  private final FloatBuffer pinned;
  private final OnnxTensor pinnedTensor;
  private final Map<String, OnnxTensor> pinnedInput;

  private OnnxEngine(byte[] model, int rows) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setExecutionMode(ExecutionMode.SEQUENTIAL);
    session = environment.createSession(model, options);
    shape = new long[] {rows, ReferenceData.FEATURES};
    pinned =
        ByteBuffer.allocateDirect(rows * ReferenceData.FEATURES * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    pinnedTensor = OnnxTensor.createTensor(environment, pinned, shape);
    pinnedInput = Map.of(OnnxBytes.INPUT, pinnedTensor);
  }

  static OnnxEngine of(PlainForest forest, int rows) throws IOException, OrtException {
    return new OnnxEngine(OnnxBytes.of(forest), rows);
  }

  /** Through a buffer outside the heap that is made once. */
  float pinned(float[] rows) throws OrtException {
    pinned.put(0, rows);
    try (OrtSession.Result result = session.run(pinnedInput)) {
      return first(result);
    }
  }

  /** The same, every answer copied out. */
  void pinned(float[] rows, float[] answers) throws OrtException {
    pinned.put(0, rows);
    try (OrtSession.Result result = session.run(pinnedInput)) {
      ((OnnxTensor) result.get(0)).getFloatBuffer().get(answers);
    }
  }

  /** With a tensor made for this call, as the examples do. */
  float fresh(float[] rows) throws OrtException {
    try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(rows), shape);
        OrtSession.Result result = session.run(Map.of(OnnxBytes.INPUT, tensor))) {
      return first(result);
    }
  }

  private static float first(OrtSession.Result result) {
    return ((OnnxTensor) result.get(0)).getFloatBuffer().get(0);
  }

  @Override
  public void close() throws OrtException {
    pinnedTensor.close();
    session.close();
  }
}
