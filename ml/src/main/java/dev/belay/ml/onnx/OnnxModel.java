/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.onnx;

import dev.belay.FeatureSet;
import dev.belay.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model that ONNX Runtime runs, in this process:
 *
 * <pre>{@code
 * OnnxModel model = OnnxModel.load(file, features);
 * }</pre>
 *
 * <p>It takes one row of floats, to which the features are rounded, and answers one number. Where a
 * graph has several inputs or outputs, or an output several columns, {@link #of} says which one.
 *
 * <p>Thread-safe: calls run side by side, each on the thread that asks unless {@link
 * Builder#threads} says otherwise. Scoring allocates, takes longer than a forest by far, and is not
 * cut short by a deadline. A graph that draws at random breaks the rules of a {@link Model}.
 *
 * <p>The runtime's native library is loaded with the first model and never before.
 */
public final class OnnxModel implements Model, AutoCloseable {
  private static final int DIGITS = 12;
  private static final int MOST_AT_ONCE = 1024;

  private final String version;
  private final List<String> names;
  private final String fingerprint;
  private final OnnxSession session;

  private OnnxModel(Builder builder, String version, OnnxSession session) {
    this.version = version;
    this.names = builder.features.names();
    this.fingerprint = builder.features.fingerprint();
    this.session = session;
  }

  /**
   * Loads a model with one input and one output of one column.
   *
   * @param file the model
   * @param features what a row holds, in the order of the input's columns; with them goes the
   *     host's word that the model was trained on just these
   * @return the model, to be closed by the host once no predictor asks it any more
   * @throws IOException if the file cannot be read or the runtime refuses it; the message names the
   *     file and the reason
   * @throws IllegalArgumentException if input or output are not as described
   * @throws IllegalStateException if the runtime is not on the class path, or has no native library
   *     for this platform
   */
  public static OnnxModel load(Path file, FeatureSet<?> features) throws IOException {
    return of(file, features).load();
  }

  /**
   * Starts with what every model needs; what differs from the rule can be said before it is loaded.
   *
   * @param file the model
   * @param features what a row holds, in the order of the input's columns
   * @return a builder; nothing is read yet
   */
  public static Builder of(Path file, FeatureSet<?> features) {
    return new Builder(file, features);
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public List<String> featureNames() {
    return names;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the row has not one value per feature
   * @throws IllegalStateException if the model is closed, or the runtime fails
   */
  @Override
  public double score(double[] row) {
    double[] scores = new double[1];
    session.scoreAll(new double[][] {checked(row)}, scores, 0, 1);
    return scores[0];
  }

  /**
   * {@inheritDoc} Where the graph leaves the number of rows open they run through it together, up
   * to {@value #MOST_AT_ONCE} at a time; a graph in which one row changes the answer to another
   * breaks the rules of a {@link Model}.
   *
   * @throws IllegalArgumentException if a row has not one value per feature, or there are more rows
   *     than scores
   * @throws IllegalStateException if the model is closed, or the runtime fails
   */
  @Override
  public void scoreAll(double[][] rows, double[] scores) {
    if (scores.length < rows.length) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%d rows, but %d scores", rows.length, scores.length));
    }
    for (double[] row : rows) {
      checked(row);
    }
    int step = session.takesManyRows() ? MOST_AT_ONCE : 1;
    for (int from = 0; from < rows.length; from += step) {
      session.scoreAll(rows, scores, from, Math.min(from + step, rows.length));
    }
  }

  private double[] checked(double[] row) {
    if (row.length != names.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "model '%s' takes rows of %d values, not %d",
              version,
              names.size(),
              row.length));
    }
    return row;
  }

  /**
   * Gives the native memory back, after the calls that are under way; later ones fail, which a
   * predictor answers by its rule. Does nothing the second time.
   */
  @Override
  public void close() {
    session.close();
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "OnnxModel[version=%s, features=%d]", version, names.size());
  }

  /** What is known of a model before it is loaded. For one thread. */
  public static final class Builder {
    private final Path file;
    private final FeatureSet<?> features;
    private @Nullable String version;
    private @Nullable String input;
    private @Nullable String output;
    private int column = -1;
    private int threads = 1;

    private Builder(Path file, FeatureSet<?> features) {
      this.file = Objects.requireNonNull(file, "file");
      this.features = Objects.requireNonNull(features, "features");
    }

    /**
     * Names the version.
     *
     * @param version what tells this model from the next one; unless this is called it is {@code
     *     onnx-} and the beginning of the file's SHA-256
     * @return this builder
     * @throws IllegalArgumentException if it is blank
     */
    public Builder version(String version) {
      if (version.isBlank()) {
        throw new IllegalArgumentException("the version is blank");
      }
      this.version = version;
      return this;
    }

    /**
     * Says which input takes the row, of shape {@code [1, features]}; unless this is called the
     * graph has to have only one.
     *
     * @param name its name in the graph
     * @return this builder
     */
    public Builder input(String name) {
      this.input = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Says which output has the answer, of shape {@code [1]} or {@code [1, columns]}; unless this
     * is called the graph has to have only one.
     *
     * @param name its name in the graph
     * @return this builder
     */
    public Builder output(String name) {
      this.output = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Says which column of the output is the answer, as of the probabilities of several classes;
     * unless this is called there has to be only one.
     *
     * @param column from 0 on
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public Builder column(int column) {
      if (column < 0) {
        throw new IllegalArgumentException("column " + column);
      }
      this.column = column;
      return this;
    }

    /**
     * Sets how many threads the runtime uses within an operator; 1, the default, is the caller's
     * own. More pay off only for large networks.
     *
     * @param threads 1 or more
     * @return this builder
     * @throws IllegalArgumentException if it is below 1
     */
    public Builder threads(int threads) {
      if (threads < 1) {
        throw new IllegalArgumentException(threads + " threads");
      }
      this.threads = threads;
      return this;
    }

    /**
     * Loads the model, and ONNX Runtime if this is the first one.
     *
     * @return the model, to be closed by the host once no predictor asks it any more
     * @throws IOException if the file cannot be read or the runtime refuses it; the message names
     *     the file and the reason
     * @throws IllegalArgumentException if input or output are not as described, or not there
     * @throws IllegalStateException if the runtime is not on the class path, or has no native
     *     library for this platform
     */
    public OnnxModel load() throws IOException {
      String name = version != null ? version : "onnx-" + sha256(file).substring(0, DIGITS);
      OnnxSession.Wish wish =
          new OnnxSession.Wish(input, output, column, features.names().size(), threads);
      try {
        return new OnnxModel(this, name, OnnxSession.open(file, wish));
      } catch (LinkageError absent) {
        throw new IllegalStateException(
            "com.microsoft.onnxruntime:onnxruntime is not on the class path, or does not run here",
            absent);
      }
    }

    private static String sha256(Path file) throws IOException {
      try (InputStream in = Files.newInputStream(file)) {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(digest.digest());
      } catch (NoSuchAlgorithmException impossible) {
        throw new AssertionError("every Java platform has SHA-256", impossible);
      } catch (IOException failure) {
        throw new IOException("model file " + file + " cannot be read: " + failure, failure);
      }
    }
  }
}
