/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.forest.PlainForest;
import dev.belay.benchmarks.forest.PlainTree;
import dev.belay.benchmarks.forest.ReferenceData;
import hex.genmodel.MojoReaderBackend;
import hex.genmodel.algos.tree.NaSplitDir;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Trees in the form H2O serves them, a MOJO, kept in memory: H2O itself, which writes them, is not
 * needed. A mean of trees becomes a random forest of H2O, a sum one of its boosted models.
 *
 * <p>A test is a type, a column, where the missing go, a threshold, then the left subtree, which
 * has its size before it unless it is a leaf, then the right one. Numbers are floats.
 */
final class Mojo implements MojoReaderBackend {
  private static final int LEAF_ONLY = 0xFFFF;
  private static final int LEFT_LEAF = 0x30;
  private static final int RIGHT_LEAF = 0xC0;
  private static final int SIZE_OF_FOUR_BYTES = 3;
  private static final int TEST_BYTES = 8;

  private final PlainForest forest;

  Mojo(PlainForest forest) {
    this.forest = forest;
  }

  @Override
  public BufferedReader getTextFile(String name) throws IOException {
    if (!name.equals("model.ini")) {
      throw new IOException("there is no " + name);
    }
    return new BufferedReader(new StringReader(description()));
  }

  private String description() {
    String columns =
        IntStream.range(0, ReferenceData.FEATURES)
            .mapToObj(i -> "f" + i)
            .collect(Collectors.joining("\n"));
    List<String> own =
        forest.total() == PlainForest.Total.MEAN
            ? List.of("algorithm = Distributed Random Forest", "binomial_double_trees = false")
            : List.of(
                "algorithm = Gradient Boosting Machine",
                "distribution = gaussian",
                "init_f = " + forest.base());
    List<String> common =
        List.of(
            "algo = own trees",
            "category = Regression",
            "uuid = 1",
            "supervised = true",
            "n_features = " + ReferenceData.FEATURES,
            "n_classes = 1",
            "n_columns = " + (ReferenceData.FEATURES + 1),
            "n_domains = 0",
            "balance_classes = false",
            "default_threshold = 0.5",
            "prior_class_distrib = null",
            "model_class_distrib = null",
            "mojo_version = 1.40",
            "link_function = identity",
            "n_trees = " + forest.trees().size(),
            "n_trees_per_class = 1",
            "_genmodel_encoding = AUTO");
    return String.join("\n", "[info]", String.join("\n", common), String.join("\n", own))
        + "\n\n[columns]\n"
        + columns
        + "\ntarget\n\n[domains]\n";
  }

  @Override
  public boolean exists(String name) {
    return name.startsWith("trees/");
  }

  @Override
  public byte[] getBinaryFile(String name) {
    if (name.endsWith("_aux.bin")) {
      return new byte[0];
    }
    int tree = Integer.parseInt(name.substring("trees/t00_".length(), name.length() - 4));
    return bytes(forest.trees().get(tree));
  }

  private byte[] bytes(PlainTree tree) {
    int[] sizes = new int[tree.nodes()];
    ByteBuffer bytes = ByteBuffer.allocate(size(tree, 0, sizes)).order(ByteOrder.nativeOrder());
    write(tree, 0, sizes, bytes);
    return bytes.array();
  }

  /** The bytes of a subtree that does not stand in its parent's place for a leaf. */
  private static int size(PlainTree tree, int node, int[] sizes) {
    if (NodeTests.leaf(tree, node)) {
      sizes[node] = node == 0 ? 3 + Float.BYTES : Float.BYTES;
      return sizes[node];
    }
    int left = size(tree, tree.left()[node], sizes);
    int right = size(tree, tree.right()[node], sizes);
    int jump = NodeTests.leaf(tree, tree.left()[node]) ? 0 : Integer.BYTES;
    sizes[node] = TEST_BYTES + jump + left + right;
    return sizes[node];
  }

  private void write(PlainTree tree, int node, int[] sizes, ByteBuffer bytes) {
    if (NodeTests.leaf(tree, node)) {
      if (node == 0) {
        bytes.put((byte) 0).putShort((short) LEAF_ONLY);
      }
      bytes.putFloat((float) tree.value()[node]);
      return;
    }
    int low = tree.left()[node];
    int high = tree.right()[node];
    int type = NodeTests.leaf(tree, low) ? LEFT_LEAF : SIZE_OF_FOUR_BYTES;
    bytes.put((byte) (type | (NodeTests.leaf(tree, high) ? RIGHT_LEAF : 0)));
    bytes.putShort((short) tree.feature()[node]);
    NaSplitDir missing = tree.missingLeft()[node] ? NaSplitDir.NALeft : NaSplitDir.NARight;
    bytes.put((byte) missing.value()).putFloat(NodeTests.threshold(tree, node));
    if (!NodeTests.leaf(tree, low)) {
      bytes.putInt(sizes[low]);
    }
    write(tree, low, sizes, bytes);
    write(tree, high, sizes, bytes);
  }
}
