/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import dev.belay.ml.CompiledForest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A forest that several engines serve: trained once, kept in files, and loaded from then on, so
 * that all forks of a run have the very same trees.
 *
 * <p>The files are in the folder named by the system property {@code belay.bench.models}, by
 * default {@code benchmarks/target/bench-models} below the working directory. Immutable and
 * thread-safe.
 */
public final class ReferenceForest {
  private final Shape shape;
  private final Path file;
  private final PlainForest plain;

  private ReferenceForest(Shape shape, Path file, PlainForest plain) {
    this.shape = shape;
    this.file = file;
    this.plain = plain;
  }

  /**
   * Loads the forest of a shape, or trains it if it has not been yet: up to some minutes.
   *
   * @param shape which
   * @return the forest
   * @throws IOException if its files can be neither read nor written
   */
  public static ReferenceForest of(Shape shape) throws IOException {
    return of(shape, folder());
  }

  static Path folder() {
    return Path.of(System.getProperty("belay.bench.models", "benchmarks/target/bench-models"));
  }

  static ReferenceForest of(Shape shape, Path folder) throws IOException {
    String name = shape.name().toLowerCase(Locale.ROOT);
    Path file = folder.resolve(name + (shape.ofTribuo() ? ".tribuo" : ".json"));
    Path nodes = folder.resolve(name + ".nodes");
    // The nodes are written last: where they are, so is everything.
    if (!Files.exists(nodes)) {
      Files.createDirectories(folder);
      PlainForest trained = shape.ofTribuo() ? tribuo(shape, file) : xgboost(shape, file);
      Path complete = folder.resolve(name + ".partial");
      PlainForestFile.write(trained, complete);
      Files.move(complete, nodes, StandardCopyOption.REPLACE_EXISTING);
    }
    return new ReferenceForest(shape, file, PlainForestFile.read(nodes));
  }

  private static PlainForest tribuo(Shape shape, Path file) throws IOException {
    TribuoEnsemble ensemble =
        TribuoEnsemble.train(ReferenceData.training(shape.grain()), shape.trees());
    ensemble.save(file);
    return ensemble.plain();
  }

  private static PlainForest xgboost(Shape shape, Path file) throws IOException {
    try {
      XgboostEnsemble ensemble =
          XgboostEnsemble.train(shape, ReferenceData.training(shape.grain()));
      try {
        ensemble.save(file);
        PlainForest plain = ensemble.plain();
        requireSame(ensemble.predict(ReferenceData.test(shape.grain())), plain, shape);
        return plain;
      } finally {
        ensemble.dispose();
      }
    } catch (XGBoostError e) {
      throw new IOException("cannot train " + shape, e);
    }
  }

  /** What the engine prints has to be what it serves. */
  private static void requireSame(float[][] engine, PlainForest plain, Shape shape) {
    NaiveForest naive = new NaiveForest(plain);
    double[][] rows = ReferenceData.test(shape.grain()).rows();
    for (int i = 0; i < rows.length; i++) {
      Agreement.require(shape + " as printed", naive.score(rows[i]), engine[i][0]);
    }
  }

  /** {@return its shape} */
  public Shape shape() {
    return shape;
  }

  /** {@return the engine's own file: XGBoost's JSON, or Tribuo's protobuf} */
  public Path file() {
    return file;
  }

  /** {@return its nodes} */
  public PlainForest plain() {
    return plain;
  }

  /** {@return the same trees as ours} */
  public CompiledForest compiled() {
    return plain.compile(shape.name(), ReferenceData.names());
  }

  /** {@return rows to be scored, none of which it was trained on} */
  public double[][] rows() {
    return ReferenceData.test(shape.grain()).rows();
  }

  TribuoEnsemble tribuo() throws IOException {
    return TribuoEnsemble.load(file);
  }

  NaiveForest naive() {
    return new NaiveForest(plain);
  }
}
