/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.benchmarks.forest.ReferenceData.Grain;
import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tribuo.impl.ArrayExample;
import org.tribuo.regression.Regressor;

/**
 * Counts on random rows how often ours, the naive loop and Tribuo give the same bits. Arguments:
 * the number of rows (1,000,000) and a shape of Tribuo's (FOREST_100).
 *
 * <p>One value in eight is an edge: a threshold of the forest, its neighbours, an infinity, a zero
 * of either sign, a subnormal or an extreme. None is missing, since Tribuo refuses that.
 */
final class BitEquality {
  private static final double[] EDGES = {
    0.0,
    -0.0,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  private static final int BLOCK = 1_000;

  private final TribuoEnsemble tribuo;
  private final CompiledForest compiled;
  private final NaiveForest naive;
  private final PlainForest plain;

  BitEquality(TribuoEnsemble tribuo, PlainForest plain) {
    this.tribuo = tribuo;
    this.plain = plain;
    this.compiled = plain.compile("equality", ReferenceData.names());
    this.naive = new NaiveForest(plain);
  }

  /** Prints the count; exits with 1 unless all are equal. */
  public static void main(String[] arguments) throws IOException {
    int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
    Shape shape = arguments.length > 1 ? Shape.valueOf(arguments[1]) : Shape.FOREST_100;
    ReferenceForest forest = ReferenceForest.of(shape);
    long differing = new BitEquality(forest.tribuo(), forest.plain()).differing(rows);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    out.printf(
        Locale.ROOT,
        "%s: of %,d random rows with edge values, %,d differ by a bit between ours, the naive loop"
            + " and Tribuo%n",
        shape,
        rows,
        differing);
    System.exit(differing == 0 ? 0 : 1);
  }

  /** {@return how many rows have not the same bits everywhere} */
  long differing(int rows) {
    int blocks = (rows + BLOCK - 1) / BLOCK;
    return IntStream.range(0, blocks)
        .parallel()
        .mapToLong(block -> differing(block, Math.min(BLOCK, rows - block * BLOCK)))
        .sum();
  }

  private long differing(int block, int size) {
    SplittableRandom random = new SplittableRandom(block);
    double[][] rows = ReferenceData.sample(Grain.QUANTISED, size, 1_000L + block).rows();
    double[] batch = new double[size];
    for (double[] row : rows) {
      strain(row, random);
    }
    compiled.scoreAll(rows, batch);
    long differing = 0;
    for (int i = 0; i < size; i++) {
      differing += isSame(rows[i], batch[i]) ? 0 : 1;
    }
    return differing;
  }

  private boolean isSame(double[] row, double ofBatch) {
    ArrayExample<Regressor> example = tribuo.example(row);
    long bits = Double.doubleToRawLongBits(tribuo.predict(example));
    return bits == Double.doubleToRawLongBits(compiled.score(row))
        && bits == Double.doubleToRawLongBits(ofBatch)
        && bits == Double.doubleToRawLongBits(naive.score(row));
  }

  private void strain(double[] row, SplittableRandom random) {
    for (int feature = 0; feature < row.length; feature++) {
      if (random.nextInt(8) == 0) {
        row[feature] = edge(feature, random);
      }
    }
  }

  private double edge(int feature, SplittableRandom random) {
    int kind = random.nextInt(2 * EDGES.length);
    if (kind < EDGES.length) {
      return EDGES[kind];
    }
    double threshold = threshold(feature, random);
    return switch (kind % 3) {
      case 0 -> Math.nextDown(threshold);
      case 1 -> Math.nextUp(threshold);
      default -> threshold;
    };
  }

  /** One of the feature's own where a few tries find it, else another's. */
  private double threshold(int feature, SplittableRandom random) {
    PlainTree tree = plain.trees().get(random.nextInt(plain.trees().size()));
    int node = 0;
    for (int tries = 0; tries < 4 * ReferenceData.FEATURES; tries++) {
      node = random.nextInt(tree.nodes());
      if (tree.feature()[node] == feature) {
        break;
      }
    }
    return tree.threshold()[node];
  }
}
