/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.FeatureSet;
import dev.belay.FeatureSource;
import dev.belay.Model;
import dev.belay.Predictor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a predictor and a source, and sees what the source does. For one question.
 *
 * @param <Q> the host's query
 */
final class SourceProbe<Q> implements FeatureSource<Q> {
  private final FeatureSource<Q> source;
  private final CompletableFuture<double[]> written = new CompletableFuture<>();
  private @Nullable CompletionStage<double[]> stage;
  private @Nullable Throwable failure;

  SourceProbe(FeatureSource<Q> source) {
    this.source = source;
  }

  /** Asks the source as a predictor does that has no time to wait. */
  void ask(Q query) {
    List<String> columns = columns();
    FeatureSet<Q> features = features(query);
    Predictor.named("contract")
        .fallback((Q any) -> 0)
        .model(Model.of("contract", features, row -> 0), features)
        .deadline(Duration.ZERO)
        .listener(
            event ->
                written.complete(
                    IntStream.range(0, columns.size()).mapToDouble(event::feature).toArray()))
        .build()
        .estimate(query);
  }

  // The class of a query is that of its feature set.
  @SuppressWarnings("unchecked")
  private FeatureSet<Q> features(Q query) {
    return FeatureSet.builder((Class<Q>) query.getClass()).include(this).build();
  }

  @Nullable Throwable failure() {
    return failure;
  }

  /** {@return what the source wrote, or will give} */
  @SuppressWarnings("ReferenceEquality") // another stage without values has failed to give them
  CompletableFuture<double[]> values() {
    if (failure != null) {
      return CompletableFuture.failedFuture(failure);
    }
    if (stage == null) {
      return CompletableFuture.failedFuture(new NullPointerException("fill returned no stage"));
    }
    return stage == FeatureSource.filled() ? written : stage.toCompletableFuture();
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public List<String> columns() {
    return source.columns();
  }

  @Override
  public CompletionStage<double[]> fill(Q query, Slots slots) {
    try {
      stage = source.fill(query, slots);
      return stage;
    } catch (RuntimeException | Error thrown) {
      failure = thrown;
      throw thrown;
    }
  }
}
