/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Every layout gives the bits of the same walk by recursion, whichever would be chosen. */
class LayoutProperties {
  private static final int ROWS = 30;

  @Property(tries = 200)
  void score_anyForest_isTheSumOfTheWalksInEveryLayout(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 150) int trees,
      @ForAll @IntRange(min = 1, max = 12) int features,
      @ForAll @IntRange(min = 0, max = 7) int depth) {
    SplittableRandom random = new SplittableRandom(seed);
    BitSet zeroIsMissing = new BitSet();
    IntStream.range(0, features).filter(i -> random.nextInt(4) == 0).forEach(zeroIsMissing::set);
    List<SampleTree> forest =
        IntStream.range(0, trees)
            .mapToObj(i -> SampleTree.random(random, features, depth))
            .toList();
    double[][] rows = new double[ROWS][];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = SampleTree.row(random, features);
    }
    layouts(forest, features, zeroIsMissing)
        .forEach((name, layout) -> assertScores(name, layout, forest, zeroIsMissing, rows));
  }

  private static void assertScores(
      String name, Layout layout, List<SampleTree> forest, BitSet zeroIsMissing, double[][] rows) {
    double[] scores = new double[rows.length];
    layout.scoreAll(rows, scores);
    for (int i = 0; i < rows.length; i++) {
      double[] row = withoutZeros(rows[i], zeroIsMissing);
      double sum = 0;
      for (SampleTree tree : forest) {
        sum += tree.walk(row);
      }
      assertThat(layout.score(rows[i])).as(name).isEqualTo(sum);
      assertThat(scores[i]).as(name + " in a batch").isEqualTo(sum);
    }
  }

  private static double[] withoutZeros(double[] row, BitSet zeroIsMissing) {
    double[] copy = row.clone();
    zeroIsMissing.stream()
        .filter(i -> Math.abs(copy[i]) <= CompiledForest.ZERO)
        .forEach(i -> copy[i] = Double.NaN);
    return copy;
  }

  /** All layouts the forest fits into. */
  static Map<String, Layout> layouts(List<SampleTree> forest, int features, BitSet zeroIsMissing) {
    CompiledForest.Builder builder =
        CompiledForest.builder("v", IntStream.range(0, features).mapToObj(i -> "f" + i).toList());
    forest.forEach(tree -> tree.addTo(builder));
    CompiledForest compiled = builder.summingDoubles(Combination.SUM, 1, Link.IDENTITY);
    Trees trees = compiled.flat();
    Aggregation sum = compiled.aggregation();
    Shapes shapes = new Shapes(trees);
    Thresholds thresholds = new Thresholds(trees, zeroIsMissing);
    BreadthFirst order = new BreadthFirst(trees);
    Map<String, Layout> layouts = new LinkedHashMap<>();
    layouts.put("plain", new PlainTrees(trees, sum, zeroIsMissing));
    layouts.put("truth", new TruthNodes(order, thresholds, sum, shapes));
    layouts.put("ranks", new RankNodes(order, thresholds, sum, shapes));
    layouts.put("perfect", new PerfectTrees(trees, thresholds, sum, shapes));
    if (LeafMasks.fits(shapes)) {
      layouts.put("masks", new LeafMasks(trees, thresholds, sum));
    }
    layouts.put("chosen", Layouts.of(trees, sum, zeroIsMissing));
    return layouts;
  }
}
