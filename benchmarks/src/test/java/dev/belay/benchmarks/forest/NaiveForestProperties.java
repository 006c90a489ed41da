/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ml.CompiledForest;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class NaiveForestProperties {
  private static final double[] EDGES = {
    Double.NaN,
    0.0,
    -0.0,
    Double.MIN_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MAX_VALUE
  };

  @Property(tries = 200)
  void score_meanOfAnyTrees_hasTheBitsOfOurs(
      @ForAll @IntRange(min = 1, max = 40) int trees,
      @ForAll @IntRange(min = 0, max = 9) int depth,
      @ForAll @IntRange(min = 1, max = 12) int features,
      @ForAll long seed) {
    SyntheticForest synthetic = new SyntheticForest(trees, depth, features);

    requireSameBits(synthetic.plain(), synthetic, seed);
  }

  @Property(tries = 200)
  void score_sumOfAnyTrees_hasTheBitsOfOurs(
      @ForAll @IntRange(min = 1, max = 40) int trees,
      @ForAll @IntRange(min = 0, max = 9) int depth,
      @ForAll float base,
      @ForAll long seed) {
    SyntheticForest synthetic = new SyntheticForest(trees, depth, 5);
    PlainForest mean = synthetic.plain();
    mean.trees().forEach(NaiveForestProperties::roundLeaves);

    requireSameBits(new PlainForest(mean.trees(), PlainForest.Total.SUM, base), synthetic, seed);
  }

  private static void roundLeaves(PlainTree tree) {
    for (int node = 0; node < tree.nodes(); node++) {
      tree.value()[node] = (float) tree.value()[node];
    }
  }

  private static void requireSameBits(PlainForest plain, SyntheticForest of, long seed) {
    NaiveForest naive = new NaiveForest(plain);
    CompiledForest ours = plain.compile("v", of.names());
    double[][] rows = of.rows(64);
    SplittableRandom random = new SplittableRandom(seed);
    for (double[] row : rows) {
      row[random.nextInt(row.length)] = EDGES[random.nextInt(EDGES.length)];
    }
    double[] batch = new double[rows.length];
    naive.scoreAll(rows, batch);
    for (int i = 0; i < rows.length; i++) {
      assertThat(naive.score(rows[i])).isEqualTo(ours.score(rows[i])).isEqualTo(batch[i]);
    }
  }
}
