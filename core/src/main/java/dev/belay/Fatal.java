/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

/**
 * What is not ours to catch: the virtual machine itself has failed, and an answer would hide it.
 */
final class Fatal {
  private Fatal() {}

  /** Lets everything pass that a piece of code can get wrong, endless recursion included. */
  static void rethrow(Throwable thrown) {
    if (thrown instanceof VirtualMachineError error && !(error instanceof StackOverflowError)) {
      throw error;
    }
  }
}
