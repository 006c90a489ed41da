/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.guard;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the measuring thread has used so far. Time is the processor's: what others do on the same
 * machine makes a thread wait, and waiting is not counted.
 */
interface Meter {
  /** Processor time in nanoseconds. */
  long nanos();

  /** Bytes allocated. */
  long bytes();

  /** The calling thread's. */
  static Meter ofThisThread() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return new Meter() {
      @Override
      public long nanos() {
        return threads.getCurrentThreadCpuTime();
      }

      @Override
      public long bytes() {
        return threads.getCurrentThreadAllocatedBytes();
      }
    };
  }
}
