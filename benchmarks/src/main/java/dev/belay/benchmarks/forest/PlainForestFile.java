/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plain nodes in a file of this build's own, so that a fork need not train. */
final class PlainForestFile {
  private PlainForestFile() {}

  static void write(PlainForest forest, Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeUTF(forest.total().name());
      out.writeFloat(forest.base());
      out.writeInt(forest.trees().size());
      for (PlainTree tree : forest.trees()) {
        write(tree, out);
      }
    }
  }

  private static void write(PlainTree tree, DataOutputStream out) throws IOException {
    out.writeInt(tree.nodes());
    for (int node = 0; node < tree.nodes(); node++) {
      out.writeInt(tree.feature()[node]);
      out.writeDouble(tree.threshold()[node]);
      out.writeInt(tree.left()[node]);
      out.writeInt(tree.right()[node]);
      out.writeBoolean(tree.missingLeft()[node]);
      out.writeDouble(tree.value()[node]);
    }
  }

  static PlainForest read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      PlainForest.Total total = PlainForest.Total.valueOf(in.readUTF());
      float base = in.readFloat();
      List<PlainTree> trees = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        trees.add(tree(in));
      }
      return new PlainForest(trees, total, base);
    }
  }

  private static PlainTree tree(DataInputStream in) throws IOException {
    PlainTree tree = PlainTree.ofNodes(in.readInt());
    for (int node = 0; node < tree.nodes(); node++) {
      tree.feature()[node] = in.readInt();
      tree.threshold()[node] = in.readDouble();
      tree.left()[node] = in.readInt();
      tree.right()[node] = in.readInt();
      tree.missingLeft()[node] = in.readBoolean();
      tree.value()[node] = in.readDouble();
    }
    return tree;
  }
}
