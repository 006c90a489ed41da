/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.FeatureSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/**
 * A forest that another library has trained and written, on its way to a {@link CompiledForest}:
 *
 * <pre>{@code
 * CompiledForest model = ForestImport.xgboost(file).features(features).compile();
 * }</pre>
 *
 * <p>The engine itself is not needed. A file is trusted in nothing; what it holds and cannot be
 * served exactly (splits on categories, several outputs, dropped trees, a schema that is not known)
 * is refused by its name. For one thread.
 */
public final class ForestImport {
  private static final int DIGITS = 12;

  /** So that a file that is none ends in a message, and not in want of memory. */
  static final int MOST_BYTES = 1 << 30;

  private ForeignForest forest;
  private String version;
  private List<String> names;
  private String fingerprint = "";

  private ForestImport(String format, byte[] file, Reader reader) {
    this.forest = reader.read(file);
    this.version = format + "-" + sha256(file).substring(0, DIGITS);
    this.names = forest.names();
  }

  private interface Reader {
    ForeignForest read(byte[] file);
  }

  /**
   * Reads a model of XGBoost, as JSON or as UBJSON, which are told apart by their content, of
   * schema 1 or 2. An objective that is not known, has several outputs or is {@code binary:hinge}
   * is refused by its name. Sums have the engine's bits, up to the {@linkplain #baseMargin base
   * margin}; a probability is at most three steps of a float from the engine's and an exponential
   * at most one (seen in two million each), since it takes the exponential from its platform.
   *
   * @param file what {@code save_model} wrote
   * @return the forest, to be named and compiled
   * @throws IOException if the file cannot be read, is no such model, or is one that cannot be
   *     served; the message names the file and the reason
   */
  public static ForestImport xgboost(Path file) throws IOException {
    return read("xgboost", file, XgboostReader::read);
  }

  /**
   * Reads a model of XGBoost, as JSON or as UBJSON, from memory.
   *
   * @param file the bytes of the file; not kept
   * @return the forest, to be named and compiled
   * @throws IllegalArgumentException if it is no such model, or is one that cannot be served; the
   *     message names the reason
   */
  public static ForestImport xgboost(byte[] file) {
    return new ForestImport("xgboost", file, XgboostReader::read);
  }

  /**
   * Reads a model of LightGBM, as text of version 2 to 4. Sums have the engine's bits; after a link
   * that takes an exponential or a logarithm a score is at most two ulp of a double from the
   * engine's (seen in 160,000).
   *
   * @param file what {@code save_model} wrote
   * @return the forest, to be named and compiled
   * @throws IOException if the file cannot be read, is no such model, or is one that cannot be
   *     served; the message names the file and the reason
   */
  public static ForestImport lightgbm(Path file) throws IOException {
    return read("lightgbm", file, LightgbmReader::read);
  }

  /**
   * Reads a model of LightGBM, as text, from memory.
   *
   * @param file the bytes of the file; not kept
   * @return the forest, to be named and compiled
   * @throws IllegalArgumentException if it is no such model, or is one that cannot be served; the
   *     message names the reason
   */
  public static ForestImport lightgbm(byte[] file) {
    return new ForestImport("lightgbm", file, LightgbmReader::read);
  }

  /**
   * Reads an ONNX model that is one {@code TreeEnsembleRegressor} or {@code TreeEnsembleClassifier}
   * of {@code ai.onnx.ml} 1 to 4. Needs protobuf-java on the class path. Scores have the bits of
   * ONNX Runtime with one thread; of a classifier it is the probability of the second class.
   *
   * @param file the model
   * @return the forest, to be named and compiled
   * @throws IOException if the file cannot be read, is no such model, or is one that cannot be
   *     served; the message names the file and the reason
   * @throws IllegalStateException if protobuf-java is not on the class path
   */
  public static ForestImport onnx(Path file) throws IOException {
    return read("onnx", file, OnnxReader::read);
  }

  /**
   * Reads an ONNX model, from memory. Needs protobuf-java on the class path.
   *
   * @param file the bytes of the file; not kept
   * @return the forest, to be named and compiled
   * @throws IllegalArgumentException if it is no such model, or is one that cannot be served; the
   *     message names the reason
   * @throws IllegalStateException if protobuf-java is not on the class path
   */
  public static ForestImport onnx(byte[] file) {
    return new ForestImport("onnx", file, OnnxReader::read);
  }

  private static ForestImport read(String format, Path file, Reader reader) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "model file %s: %d bytes, at most %d are read",
              file,
              Files.size(file),
              MOST_BYTES));
    }
    try {
      return new ForestImport(format, Files.readAllBytes(file), reader);
    } catch (IllegalArgumentException refused) {
      throw new IOException("model file " + file + ": " + refused.getMessage(), refused);
    }
  }

  /**
   * Names the version.
   *
   * @param version what tells this model from the next one; unless this is called it is the format
   *     and the beginning of the file's SHA-256
   * @return this import
   */
  public ForestImport version(String version) {
    this.version = Objects.requireNonNull(version, "version");
    return this;
  }

  /**
   * Says which features the columns are. The forest takes their names and their fingerprint, and
   * with it the host's word that the model was trained on just these.
   *
   * @param features in the order of the columns
   * @return this import
   * @throws IllegalArgumentException if they are more or fewer than the columns, or the file names
   *     its columns otherwise
   */
  public ForestImport features(FeatureSet<?> features) {
    if (!forest.names().isEmpty() && !forest.names().equals(features.names())) {
      throw new IllegalArgumentException(
          "the file names its columns " + forest.names() + ", not " + features.names());
    }
    featureNames(features.names());
    fingerprint = features.fingerprint();
    return this;
  }

  /**
   * Names the columns, whatever the file calls them.
   *
   * @param names in the order of the columns
   * @return this import
   * @throws IllegalArgumentException if they are more or fewer than the columns
   */
  public ForestImport featureNames(List<String> names) {
    if (names.size() != forest.features()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the model takes %d features, not %d", forest.features(), names.size()));
    }
    this.names = List.copyOf(names);
    return this;
  }

  /**
   * Says which feature set the model was trained on, where the {@linkplain #features set itself} is
   * not at hand; unknown if neither is called.
   *
   * @param fingerprint the {@linkplain FeatureSet#fingerprint() fingerprint}
   * @return this import
   */
  public ForestImport fingerprint(String fingerprint) {
    this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
    return this;
  }

  /**
   * Takes the engine's own margin for the one the sum begins with, in a model of XGBoost whose base
   * score is a probability or a mean. Unless this is called the margin is Java's: the logarithm
   * rounded once, where the engine takes that of its platform, so that the two may be one step of a
   * float apart and with them the sums (measured with glibc's: at 0.42 % of the probabilities).
   * With it the sums have the engine's bits.
   *
   * @param margin what the engine makes of a base score; called once, now, and both are floats
   * @return this import
   * @throws IllegalArgumentException if the margin is not finite
   * @throws IllegalStateException if the format has no base score
   */
  public ForestImport baseMargin(DoubleUnaryOperator margin) {
    forest = forest.withBaseMargin(margin);
    return this;
  }

  /**
   * {@return the forest}
   *
   * @throws IllegalStateException if neither the file nor the host has named the features
   * @throws IllegalArgumentException if a name, the version or the fingerprint is none a forest can
   *     have, or the trees are not as they can be: a split leads nowhere or in a circle, a leaf is
   *     not finite
   */
  public CompiledForest compile() {
    if (names.isEmpty()) {
      throw new IllegalStateException(
          "the file does not name its " + forest.features() + " features: say features(...)");
    }
    return forest.compile(CompiledForest.builder(version, names).fingerprint(fingerprint));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }
}
