/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

/**
 * The group a key was assigned to, whatever answered in the end. Comparisons between served groups
 * use {@link #MODEL} and {@link #COMPARISON}, which are equally large; {@link #REST} is everybody
 * else.
 */
public enum Arm {
  /** The model may answer for this key. */
  MODEL,
  /** The rule answers; as many keys as {@link #MODEL} holds, as far as there are enough left. */
  COMPARISON,
  /** The rule answers, and the key belongs to no comparison. */
  REST
}
