/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A forest as another engine wrote it: read and judged, not yet compiled. */
interface ForeignForest {

  /** {@return how many columns its rows have} */
  int features();

  /** {@return its own names of the columns, in their order; empty if the file has none} */
  List<String> names();

  /**
   * Takes another margin for the one the sum begins with.
   *
   * @param margin of the base score
   * @return a changed copy
   * @throws IllegalArgumentException if the margin is not finite
   * @throws IllegalStateException if the format has no base score
   */
  default ForeignForest withBaseMargin(DoubleUnaryOperator margin) {
    throw new IllegalStateException("a model of this format has no base score");
  }

  /**
   * Adds all trees and ends the forest.
   *
   * @param builder without trees, for as many features
   * @return the forest
   * @throws IllegalArgumentException if the trees are not as a forest can be; the message says why
   */
  CompiledForest compile(CompiledForest.Builder builder);
}
