/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.Model;
import dev.belay.testing.ModelContract;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;

/** A compiled forest keeps the contract of a model, whatever it does with its trees. */
class ForestContractTest {

  @Nested
  class AnAverage extends ForestContract {
    @Override
    protected Model model() {
      return forest().averaging(1);
    }
  }

  @Nested
  class ASum extends ForestContract {
    @Override
    protected Model model() {
      return forest().summing(1, Link.IDENTITY);
    }
  }

  @Nested
  class AProbability extends ForestContract {
    @Override
    protected Model model() {
      return forest().summing(1, Link.LOGISTIC);
    }
  }

  abstract static class ForestContract extends ModelContract {
    /** Rows at, beside and far from the thresholds. */
    @Override
    protected double[] row(int number, int size) {
      return SampleTree.row(new SplittableRandom(number), size);
    }
  }

  private static CompiledForest.Builder forest() {
    SplittableRandom random = new SplittableRandom(7);
    CompiledForest.Builder builder =
        CompiledForest.builder("v1", List.of("a", "b", "c")).fingerprint("0f".repeat(32));
    for (int i = 0; i < 10; i++) {
      SampleTree.random(random, 3, 6).addTo(builder);
    }
    return builder;
  }
}
