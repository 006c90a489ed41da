/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.ml.CompiledForest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Random trees on features of 128 levels, for sizes nobody would wait for to be trained. Leaves are
 * split in a random order until there are {@value #MOST_LEAVES}, so that paths differ in length.
 */
final class SyntheticForest {
  /** A forest to be replaced. */
  static final PlainForest LEAF = new PlainForest(List.of(leaf()), PlainForest.Total.MEAN, 0);

  /** The same, compiled. */
  static final CompiledForest NONE = LEAF.compile("none", List.of("x"));

  private static final int MOST_LEAVES = 1_376;
  private static final int LEVELS = 128;

  private final int trees;
  private final int depth;
  private final int features;

  SyntheticForest(int trees, int depth, int features) {
    this.trees = trees;
    this.depth = depth;
    this.features = features;
  }

  private static PlainTree leaf() {
    PlainTree tree = PlainTree.ofNodes(1);
    tree.leaf(0, 0);
    return tree;
  }

  List<String> names() {
    return IntStream.range(0, features)
        .mapToObj(feature -> String.format(Locale.ROOT, "x%d", feature))
        .toList();
  }

  double[][] rows(int size) {
    SplittableRandom random = new SplittableRandom(2);
    double[][] rows = new double[size][features];
    for (double[] row : rows) {
      for (int feature = 0; feature < features; feature++) {
        row[feature] = level(random);
      }
    }
    return rows;
  }

  private static double level(SplittableRandom random) {
    return random.nextInt(LEVELS) / (double) LEVELS;
  }

  PlainForest plain() {
    SplittableRandom random = new SplittableRandom(1);
    List<PlainTree> grown = new ArrayList<>();
    for (int i = 0; i < trees; i++) {
      grown.add(tree(random));
    }
    return new PlainForest(grown, PlainForest.Total.MEAN, 0);
  }

  private PlainTree tree(SplittableRandom random) {
    int leaves = (int) Math.min(MOST_LEAVES, 1L << depth);
    PlainTree tree = PlainTree.ofNodes(2 * leaves - 1);
    tree.leaf(0, random.nextDouble());
    int[] depths = new int[tree.nodes()];
    List<Integer> open = new ArrayList<>(List.of(0));
    int nodes = 1;
    while (nodes < tree.nodes()) {
      int node = take(open, random);
      tree.split(node, random.nextInt(features), level(random));
      tree.children(node, nodes, nodes + 1);
      tree.missingLeft()[node] = true;
      for (int child = 0; child < 2; child++) {
        depths[nodes] = depths[node] + 1;
        tree.leaf(nodes, random.nextDouble());
        if (depths[nodes] < depth) {
          open.add(nodes);
        }
        nodes++;
      }
    }
    return tree;
  }

  private static int take(List<Integer> open, SplittableRandom random) {
    int place = random.nextInt(open.size());
    int node = open.get(place);
    open.set(place, open.get(open.size() - 1));
    open.subList(open.size() - 1, open.size()).clear();
    return node;
  }
}
