/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CompiledForestProperties {
  private static final int FEATURES = 3;
  private static final int ROWS = 50;

  @Property(tries = 300)
  void score_averaging_isTheRunningWeightedMeanOfTheTrees(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SampleTree> trees = trees(random, count);
    CompiledForest forest = builder(trees).averaging(7.25);
    for (int i = 0; i < ROWS; i++) {
      double[] row = SampleTree.row(random, FEATURES);
      assertThat(forest.score(row)).isEqualTo(average(trees, row) + 7.25);
    }
  }

  @Property(tries = 300)
  void score_summing_addsFloatsFromTheBaseOn(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<SampleTree> trees = trees(random, count);
    CompiledForest forest = builder(trees).summing(0.1f, Link.IDENTITY);
    for (int i = 0; i < ROWS; i++) {
      double[] row = SampleTree.row(random, FEATURES);
      float sum = 0.1f;
      for (SampleTree tree : trees) {
        sum += (float) tree.walk(row);
      }
      assertThat(forest.score(row)).isEqualTo((double) sum);
    }
  }

  @Property
  void link_logistic_isAProbabilityWithinAFloatsRoundingOfTheTruth(@ForAll float sum) {
    float probability = Link.LOGISTIC.apply(sum);
    double truth = 1 / (1 + Math.exp(-(double) sum));
    assertThat(probability).isBetween(0f, 1f);
    assertThat((double) probability).isCloseTo(truth, within(truth));
  }

  private static org.assertj.core.data.Offset<Double> within(double truth) {
    return org.assertj.core.data.Offset.offset(3e-7 * truth + 1e-37);
  }

  private static List<SampleTree> trees(SplittableRandom random, int count) {
    return Stream.generate(() -> SampleTree.random(random, FEATURES, 6)).limit(count).toList();
  }

  private static CompiledForest.Builder builder(List<SampleTree> trees) {
    List<String> names = IntStream.range(0, FEATURES).mapToObj(i -> "f" + i).toList();
    CompiledForest.Builder builder = CompiledForest.builder("v", names);
    trees.forEach(tree -> tree.addTo(builder));
    return builder;
  }

  private static double average(List<SampleTree> trees, double[] row) {
    float weight = 1.0f / trees.size();
    double sumOfWeights = 0;
    double mean = 0;
    for (SampleTree tree : trees) {
      sumOfWeights += weight;
      mean += (weight / sumOfWeights) * (tree.walk(row) - mean);
    }
    return mean;
  }
}
