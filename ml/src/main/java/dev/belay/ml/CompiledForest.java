/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.Model;
import dev.belay.internal.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A forest of decision trees over flat arrays: a model that needs nothing but this class to serve.
 *
 * <p>A row goes to the high side of a split if its value is at or above the threshold, and to the
 * low side otherwise; infinite values compare as usual, and a missing one (NaN) goes to the side
 * the split names. Training compiles forests so that the score has the bits the trainer itself
 * gives for the same row.
 *
 * <p>The trees are laid out anew for walking, in the way that suits their number and shape, so that
 * the processor follows many of them at once. The layout has no say in the score.
 *
 * <p>Immutable and thread-safe. {@link #score} allocates nothing once a thread has asked before,
 * and takes time in proportion to the number of trees times their depth.
 */
public final class CompiledForest implements Model {
  /** Where LightGBM draws the line around zero; the double nearest to its float. */
  static final double ZERO = 1e-35f;

  private final String version;
  private final List<String> featureNames;
  private final String fingerprint;
  private final BitSet zeroIsMissing;
  private final Trees trees;
  private final Aggregation aggregation;
  private final Layout layout;

  private CompiledForest(Builder builder, Trees trees, Aggregation aggregation) {
    this.version = builder.version;
    this.featureNames = builder.featureNames;
    this.fingerprint = builder.fingerprint;
    this.zeroIsMissing = (BitSet) builder.zeroIsMissing.clone();
    this.trees = trees;
    this.aggregation = aggregation;
    this.layout = Layouts.of(trees, aggregation, zeroIsMissing);
  }

  /**
   * Starts a forest that is built node by node; {@link #load} reads a finished one.
   *
   * @param version what tells this model from the next one
   * @param featureNames the names of the features in the order of the row
   * @return a builder without trees
   * @throws IllegalArgumentException if the version or a name is blank, no valid text or longer
   *     than 64 KiB as UTF-8, a name comes twice, or there is none
   */
  public static Builder builder(String version, List<String> featureNames) {
    return new Builder(version, featureNames);
  }

  /**
   * Reads a forest that {@link #save} wrote, in this release or an earlier one. The file is trusted
   * in nothing: checksum, sizes and structure are checked before it is believed.
   *
   * @param file the file
   * @return the forest
   * @throws IOException if the file cannot be read, is damaged or was written in a newer format;
   *     the message names the file and the reason
   */
  public static CompiledForest load(Path file) throws IOException {
    return ForestReader.read(file);
  }

  /**
   * Writes the forest so that the file is either complete or as it was before: to a temporary file
   * in the same folder, which then takes the name. A symbolic link stays, and the file it leads to
   * is replaced. The same forest gives the same bytes.
   *
   * @param file the file, replaced if it exists
   * @throws IOException if it cannot be written; an existing file is then unchanged
   */
  public void save(Path file) throws IOException {
    AtomicFile.write(file, channel -> ForestWriter.write(this, channel));
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> featureNames() {
    return featureNames;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the row has not one value per feature
   */
  @Override
  public double score(double[] row) {
    requireLength(row);
    return layout.score(row);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if a row has not one value per feature, or there are more rows
   *     than scores
   */
  @Override
  public void scoreAll(double[][] rows, double[] scores) {
    if (scores.length < rows.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d rows, but %d scores", rows.length, scores.length));
    }
    for (double[] row : rows) {
      requireLength(row);
    }
    layout.scoreAll(rows, scores);
  }

  private void requireLength(double[] row) {
    if (row.length != featureNames.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "forest '%s' takes rows of %d values, not %d",
              version,
              featureNames.size(),
              row.length));
    }
  }

  /** {@return the number of trees} */
  public int trees() {
    return trees.count();
  }

  /** {@return the number of nodes of all trees together, leaves included} */
  public int nodes() {
    return trees.nodes();
  }

  /**
   * {@return the size in bytes of the file {@link #save} writes} In memory a node takes 16 to 50,
   * mostly about 30.
   */
  public long bytes() {
    return ForestWriter.bytes(this);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "CompiledForest[version=%s, features=%d, trees=%d, nodes=%d]",
        version,
        featureNames.size(),
        trees(),
        nodes());
  }

  Trees flat() {
    return trees;
  }

  Aggregation aggregation() {
    return aggregation;
  }

  /** What it scores with. */
  Layout layout() {
    return layout;
  }

  /** The features of which a zero counts as missing; not to be changed. */
  BitSet zeroIsMissing() {
    return zeroIsMissing;
  }

  /**
   * Takes the nodes of a forest in the order of a walk: a split, then everything on its low side,
   * then everything on its high side. When both sides of the first node are complete so is the
   * tree, and the next node begins the next one:
   *
   * <pre>{@code
   * CompiledForest.builder("v1", List.of("hour", "rain"))
   *     .split(1, 0.5, Side.LOW)
   *         .leaf(2)
   *         .split(0, 17, Side.HIGH)
   *             .leaf(5)
   *             .leaf(9)
   *     .averaging(0);
   * }</pre>
   *
   * <p>{@link #averaging} or {@link #summing} ends it. A forest has at most 16,777,216 nodes. For
   * one thread.
   */
  public static final class Builder {
    private final String version;
    private final List<String> featureNames;
    private final Preorder nodes = new Preorder(Preorder.MOST_NODES);
    private final BitSet zeroIsMissing = new BitSet();
    private String fingerprint = "";

    private Builder(String version, List<String> featureNames) {
      this.version = requireText(version, "version");
      this.featureNames = List.copyOf(featureNames);
      if (this.featureNames.isEmpty()) {
        throw new IllegalArgumentException("forest '" + version + "' has no features");
      }
      Set<String> seen = new HashSet<>();
      for (String name : this.featureNames) {
        if (!seen.add(requireText(name, "feature name"))) {
          throw new IllegalArgumentException("feature '" + name + "' is there twice");
        }
      }
    }

    /**
     * Says which feature set the forest was trained on; unknown if not called.
     *
     * @param fingerprint the {@linkplain dev.belay.FeatureSet#fingerprint() fingerprint}
     * @return this builder
     * @throws IllegalArgumentException if it is no valid text or longer than 64 KiB as UTF-8
     */
    public Builder fingerprint(String fingerprint) {
      this.fingerprint = requireEncodable(fingerprint, "fingerprint");
      return this;
    }

    /** Says that a feature's zero, which is all within {@value #ZERO} of it, is missing. */
    Builder zeroIsMissing(int feature) {
      zeroIsMissing.set(Objects.checkIndex(feature, featureNames.size()));
      return this;
    }

    /**
     * Adds a split; its low side follows, then its high side.
     *
     * @param feature the index of the feature in the row
     * @param threshold values at or above it go high; may be infinite
     * @param missing where a missing value goes
     * @return this builder
     * @throws IllegalArgumentException if there is no such feature, the threshold is NaN or the
     *     forest is full
     */
    public Builder split(int feature, double threshold, Side missing) {
      if (feature < 0 || feature >= featureNames.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "tree %d splits on feature %d of %d",
                nodes.tree(),
                feature,
                featureNames.size()));
      }
      if (Double.isNaN(threshold)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "tree %d splits '%s' at NaN",
                nodes.tree(),
                featureNames.get(feature)));
      }
      nodes.split(Trees.test(feature, Objects.requireNonNull(missing, "missing")), threshold);
      return this;
    }

    /**
     * Adds a leaf.
     *
     * @param value what the tree answers there, finite
     * @return this builder
     * @throws IllegalArgumentException if the value is not finite or the forest is full
     */
    public Builder leaf(double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "tree %d has a leaf that is not finite: %s", nodes.tree(), value));
      }
      nodes.leaf(value);
      return this;
    }

    /**
     * Builds a forest whose score is the mean of its trees plus an offset (where the target was
     * centred before training), bit for bit as Tribuo averages.
     *
     * @param offset what is added to the mean, finite
     * @return the forest
     * @throws IllegalArgumentException if the offset is not finite
     * @throws IllegalStateException if there is no tree, or the last one lacks nodes
     */
    public CompiledForest averaging(double offset) {
      requireFinite(offset, "offset");
      return aggregating(trees -> new Aggregation.Averaging(trees, offset));
    }

    /**
     * Builds a forest whose score is the link of its base plus the sum of its trees, bit for bit as
     * XGBoost adds in single precision.
     *
     * @param base what the sum begins with, finite
     * @param link what turns the sum into the score
     * @return the forest
     * @throws IllegalArgumentException if the base is not finite or a leaf is not a float
     * @throws IllegalStateException if there is no tree, or the last one lacks nodes
     */
    public CompiledForest summing(float base, Link link) {
      requireFinite(base, "base");
      Objects.requireNonNull(link, "link");
      return aggregating(trees -> new Aggregation.Summing(base, link));
    }

    /** Builds a forest that adds as LightGBM does. */
    CompiledForest summingDoubles(Combination combination, double steepness, Link link) {
      requireFinite(steepness, "steepness");
      return aggregating(
          trees -> new Aggregation.SummingDoubles(trees, combination, steepness, link));
    }

    /** Builds a forest that adds as ONNX Runtime does. */
    CompiledForest summingToBase(Combination combination, float base, Link link) {
      requireFinite(base, "base");
      return aggregating(trees -> new Aggregation.SummingToBase(trees, combination, base, link));
    }

    /** Builds a forest of the kind that is made for its number of trees. */
    private CompiledForest aggregating(IntFunction<Aggregation> kind) {
      Trees trees = nodes.finish();
      Aggregation aggregation = kind.apply(trees.count());
      requireLeaves(trees, aggregation);
      return new CompiledForest(this, trees, aggregation);
    }

    private static void requireLeaves(Trees trees, Aggregation aggregation) {
      for (int i = 0; i < trees.nodes(); i++) {
        double leaf = trees.numbers[i];
        if (trees.tests[i] == Trees.LEAF && !aggregation.takes(leaf)) {
          throw new IllegalArgumentException(
              "a sum is in single precision: leaf " + leaf + " is no float");
        }
      }
    }

    int trees() {
      return nodes.trees();
    }

    int features() {
      return featureNames.size();
    }

    private static void requireFinite(double value, String what) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("the " + what + " is not finite: " + value);
      }
    }

    private static String requireText(String text, String what) {
      if (text.isBlank()) {
        throw new IllegalArgumentException("the " + what + " is blank");
      }
      return requireEncodable(text, what);
    }

    /** Half a surrogate pair would come back from the file as another text. */
    private static String requireEncodable(String text, String what) {
      long bytes = ForestFormat.textBytes(text) - Integer.BYTES;
      if (bytes > ForestFormat.MOST_TEXT_BYTES) {
        throw new IllegalArgumentException(
            "the " + what + " takes " + bytes + " bytes, at most 65536 are allowed");
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
        throw new IllegalArgumentException("the " + what + " is no valid text: '" + text + "'");
      }
      return text;
    }
  }
}
