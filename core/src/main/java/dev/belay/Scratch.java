/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.internal.Circuit.Permit;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Everything one prediction needs to remember, used again for the next one; at the end it is also
 * the view the listeners get. Confined to one thread at a time.
 */
final class Scratch<Q> implements PredictionEvent {
  final String predictor;
  final Deadline deadline;
  private final Ticker ticker;
  private final List<String> featureNames;
  private final @Nullable Assembly<Q> assembly;

  double value;
  Origin origin = Origin.NO_MODEL;
  Arm arm = Arm.REST;
  String version = GuardedPredictor.NO_VERSION;
  double heuristic;
  double model;
  @Nullable Permit permit;
  @Nullable CompletableFuture<double[]> asked;
  boolean fair;
  String problem = "";
  @Nullable Throwable cause;
  boolean assembled;
  boolean shadowed;
  @Nullable String textKey;
  long numericKey;
  boolean hasNumericKey;
  @Nullable Rollout rollout;
  long startedNanos;
  long elapsedNanos;
  private @Nullable Thread reader;

  Scratch(String predictor, Ticker ticker, @Nullable FeatureSet<Q> features) {
    this.predictor = predictor;
    this.ticker = ticker;
    this.deadline = new Deadline(ticker);
    this.featureNames = features == null ? List.of() : features.names();
    this.assembly = features == null ? null : new Assembly<>(features, new double[features.size()]);
  }

  /** Forgets the last prediction, as far as the next one would see it. */
  void reset(String version, long deadlineNanos) {
    this.version = version;
    deadline.reset(deadlineNanos);
    arm = Arm.REST;
    heuristic = Double.NaN;
    model = Double.NaN;
    assembled = false;
    shadowed = false;
    textKey = null;
    hasNumericKey = false;
    rollout = null;
  }

  /** Only asked for where there is a model, and so a row. */
  Assembly<Q> assembly() {
    return Objects.requireNonNull(assembly, "no features");
  }

  double[] row() {
    return assembly().row();
  }

  /** Notes why the model did not answer, for whoever asks. */
  Origin refuse(Origin origin, String problem, @Nullable Throwable cause) {
    this.problem = problem;
    this.cause = cause;
    return origin;
  }

  /** What {@link #refuse} has noted; of what was thrown only its type, since texts hold secrets. */
  String trouble() {
    return cause == null ? problem : problem + " (" + cause.getClass().getName() + ")";
  }

  Prediction prediction() {
    return new Prediction(value, origin, arm, version);
  }

  List<String> names() {
    return featureNames;
  }

  String keyText() {
    if (hasNumericKey) {
      return Long.toString(numericKey);
    }
    return textKey == null ? "" : textKey;
  }

  PredictionEvent open() {
    reader = Thread.currentThread();
    return this;
  }

  void close() {
    reader = null;
  }

  private Scratch<Q> current() {
    if (!Thread.currentThread().equals(reader)) {
      throw new IllegalStateException("the event is valid only during onPrediction()");
    }
    return this;
  }

  @Override
  public String predictor() {
    return current().predictor;
  }

  @Override
  public String key() {
    return current().keyText();
  }

  @Override
  public double value() {
    return current().value;
  }

  @Override
  public Origin origin() {
    return current().origin;
  }

  @Override
  public Arm arm() {
    return current().arm;
  }

  @Override
  public double modelShare() {
    Rollout now = current().rollout;
    if (now == null) {
      return arm == Arm.MODEL ? 1 : 0;
    }
    if (hasNumericKey) {
      return now.propensity(numericKey);
    }
    return textKey == null ? 0 : now.propensity(textKey);
  }

  @Override
  public String version() {
    return current().version;
  }

  @Override
  public double heuristic() {
    return current().heuristic;
  }

  @Override
  public double model() {
    return current().model;
  }

  @Override
  public boolean shadowed() {
    return current().shadowed;
  }

  @Override
  public long elapsedNanos() {
    return current().elapsedNanos;
  }

  @Override
  public long epochMilli() {
    return current().ticker.millis();
  }

  @Override
  public List<String> featureNames() {
    return current().featureNames;
  }

  @Override
  public double feature(int column) {
    Objects.checkIndex(column, current().featureNames.size());
    return assembled ? row()[column] : Double.NaN;
  }
}
