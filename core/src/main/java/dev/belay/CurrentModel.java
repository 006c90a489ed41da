/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import dev.belay.WarnOnce.Trouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The model of this moment. A new one is matched with the features once, when it first comes; one
 * that does not match is refused and the last good one stays. Each has a circuit of its own: what
 * its predecessor did is not held against it. Thread-safe; a lock is taken only to change.
 */
final class CurrentModel<Q> {
  private final String predictor;
  private final Supplier<? extends @Nullable Model> supplier;
  private final FeatureSet<?> features;
  private final Limits limits;
  private final Ticker ticker;
  private final WarnOnce log;
  private volatile @Nullable GuardedModel<Q> current;
  private volatile @Nullable Model refused;

  private CurrentModel(
      Supplier<? extends @Nullable Model> supplier,
      FeatureSet<?> features,
      Predictor.Builder<Q> builder,
      Limits limits,
      WarnOnce log) {
    this.predictor = builder.name;
    this.supplier = supplier;
    this.features = features;
    this.limits = limits;
    this.ticker = builder.ticker;
    this.log = log;
  }

  /**
   * What keeps the model of a predictor up to date, null if it has none. The first model is read
   * here, so that it is the last good one from the beginning, and one that does not fit is refused
   * while somebody is there to see it.
   */
  static <Q> @Nullable CurrentModel<Q> of(
      Predictor.Builder<Q> builder, Limits limits, WarnOnce log) {
    Supplier<? extends @Nullable Model> supplier = builder.models;
    FeatureSet<? super Q> features = builder.features;
    if (supplier == null || features == null) {
      return null;
    }
    CurrentModel<Q> models = new CurrentModel<>(supplier, features, builder, limits, log);
    models.now();
    Model unfit = models.refused;
    if (unfit != null) {
      ModelMatch.require(builder.name, unfit, features);
    }
    return models;
  }

  /** The model to ask, read once for each prediction; null if there is none at the moment. */
  @SuppressWarnings("ReferenceEquality") // another object is another model, whatever it equals
  @Nullable GuardedModel<Q> now() {
    GuardedModel<Q> held = current;
    Model given;
    try {
      given = supplier.get();
    } catch (Throwable failure) {
      Fatal.rethrow(failure);
      log.warn(Trouble.SUPPLIER, "the model could not be read; the last one stays", failure);
      return held;
    }
    if (given == null) {
      withdraw();
      return null;
    }
    if (held != null && held.model() == given) {
      return held;
    }
    return given == refused ? held : change(given);
  }

  /** A host that takes its model back wants the memory back, too. */
  private void withdraw() {
    if (current != null || refused != null) {
      forget();
    }
  }

  private synchronized void forget() {
    current = null;
    refused = null;
  }

  @SuppressWarnings("ReferenceEquality")
  private synchronized @Nullable GuardedModel<Q> change(Model given) {
    GuardedModel<Q> held = current;
    if (held != null && held.model() == given) {
      return held;
    }
    try {
      ModelMatch.require(predictor, given, features);
      GuardedModel<Q> next = new GuardedModel<>(given, limits, ticker, log);
      current = next;
      return next;
    } catch (Throwable unfit) {
      Fatal.rethrow(unfit);
      refused = given;
      log.warn(Trouble.SUPPLIER, "a model was refused; the last one stays", unfit);
      return held;
    }
  }
}
