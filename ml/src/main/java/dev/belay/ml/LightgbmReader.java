/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Reads a model of LightGBM from its text, versions 2 to 4. What they hold was taken from {@code
 * gbdt_model_text.cpp} and {@code tree.cpp}.
 *
 * <p>The sum of the trees has the bits of the engine's. Its exponential and logarithm come from the
 * platform: behind them a score is at most two ulp of a double from the engine's.
 *
 * <p>A finished dart is a sum of trees like any other, and only the parameters at the end of the
 * file, which it may lack, tell that it was one.
 */
final class LightgbmReader {
  private static final String TREE = "Tree=";
  private static final List<String> VERSIONS = List.of("v2", "v3", "v4");

  private final LightgbmLines lines;

  private LightgbmReader(byte[] file) {
    this.lines = new LightgbmLines(file);
  }

  static ForeignForest read(byte[] file) {
    return new LightgbmReader(file).forest();
  }

  private ForeignForest forest() {
    LightgbmFields header = header();
    requireOneOutput(header);
    LightgbmObjective objective = LightgbmObjective.of(header.optional("objective"));
    List<String> names = names(header);
    List<LightgbmTree> trees = trees(header);
    refuseDart();
    return new Forest(
        names,
        List.copyOf(trees),
        zeros(trees, names.size()),
        header.has("average_output"),
        objective);
  }

  private LightgbmFields header() {
    if (lines.atEnd() || !lines.next().equals("tree")) {
      throw new IllegalArgumentException("no model of LightGBM: the first line is not 'tree'");
    }
    LightgbmFields header = new LightgbmFields("the header");
    lines.skipBlank();
    while (!lines.atEnd() && !lines.begins(TREE)) {
      header.add(lines.next());
      lines.skipBlank();
    }
    return header;
  }

  private static void requireOneOutput(LightgbmFields header) {
    String version = header.text("version");
    if (!VERSIONS.contains(version)) {
      throw new IllegalArgumentException(
          "version " + Quoted.of(version) + ", this release reads " + VERSIONS);
    }
    int classes = header.integer("num_class");
    int trees = header.integer("num_tree_per_iteration");
    if (classes != 1 || trees != 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "several outputs: %d classes, %d trees each time", classes, trees));
    }
  }

  private static List<String> names(LightgbmFields header) {
    List<String> names = List.copyOf(header.words("feature_names"));
    int last = header.integer("max_feature_idx");
    if (names.isEmpty() || last != names.size() - 1) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d names, but feature %d is the last", names.size(), last));
    }
    return names;
  }

  private List<LightgbmTree> trees(LightgbmFields header) {
    List<LightgbmTree> trees = new ArrayList<>();
    long nodes = 0;
    while (!lines.atEnd() && lines.begins(TREE)) {
      LightgbmTree tree = tree(trees.size());
      nodes += tree.nodes();
      trees.add(tree);
    }
    if (trees.isEmpty()) {
      throw new IllegalArgumentException("the model has no trees");
    }
    if (nodes > Preorder.MOST_NODES) {
      throw new IllegalArgumentException(
          nodes + " nodes, a forest has at most " + Preorder.MOST_NODES);
    }
    int announced = header.count("tree_sizes");
    if (announced != trees.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%d trees of %d: the file is truncated?", trees.size(), announced));
    }
    return trees;
  }

  private LightgbmTree tree(int number) {
    String line = lines.next();
    if (!line.equals(TREE + number)) {
      throw new IllegalArgumentException("tree " + number + " begins with " + Quoted.of(line));
    }
    LightgbmFields fields = new LightgbmFields("tree " + number);
    while (!lines.atEnd() && !lines.isBlank()) {
      fields.add(lines.next());
    }
    lines.skipBlank();
    return new LightgbmTree(number, fields);
  }

  private void refuseDart() {
    while (!lines.atEnd()) {
      if (lines.next().strip().equals("[boosting: dart]")) {
        throw new IllegalArgumentException("trained with dart");
      }
    }
  }

  private static BitSet zeros(List<LightgbmTree> trees, int features) {
    BitSet zero = new BitSet();
    BitSet other = new BitSet();
    for (LightgbmTree tree : trees) {
      tree.requireFeatures(features, zero, other);
    }
    return zero;
  }

  private record Forest(
      List<String> columns,
      List<LightgbmTree> trees,
      BitSet zeros,
      boolean mean,
      LightgbmObjective objective)
      implements ForeignForest {

    @Override
    public int features() {
      return columns.size();
    }

    /** Columns without a name get one of LightGBM's own, which says nothing. */
    @Override
    public List<String> names() {
      boolean unnamed =
          IntStream.range(0, columns.size()).allMatch(i -> columns.get(i).equals("Column_" + i));
      return unnamed ? List.of() : columns;
    }

    @Override
    public CompiledForest compile(CompiledForest.Builder builder) {
      zeros.stream().forEach(builder::zeroIsMissing);
      trees.forEach(tree -> tree.addTo(builder));
      return builder.summingDoubles(
          mean ? Combination.MEAN : Combination.SUM, objective.steepness(), objective.link());
    }
  }
}
