/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What it may allocate in all, garbage included, to make a forest of a file: so much per byte, and
 * a constant.
 */
final class ForestImportMemory {
  /** Most of it for names: compiling checks each of them. */
  static final int LIGHTGBM = 100;

  static final int ONNX = 45;
  static final int XGBOOST = 64;

  /** Buffers, and the messages and stack traces of a refusal. */
  private static final long MOST_BESIDE = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private ForestImportMemory() {}

  /** {@return what the reading returns, which has to keep to the bound} */
  static <T extends @Nullable Object> T bounded(int mostPerByte, byte[] file, Supplier<T> reading) {
    long before = allocated();
    T result = reading.get();
    long allocated = allocated() - before;
    assertThat(allocated)
        .as("allocated for %s bytes", file.length)
        .isLessThan(MOST_BESIDE + (long) mostPerByte * file.length);
    return result;
  }

  private static long allocated() {
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
  }
}
