/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.FeatureSet;
import dev.belay.FeatureSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a source of zones as whoever has no time to wait, and keeps what would have come. */
final class Glance implements FeatureSource<String> {
  private final FeatureSource<String> source;
  private final FeatureSet<String> features;
  private @Nullable CompletionStage<double[]> last;

  Glance(FeatureSource<String> source) {
    this.source = source;
    this.features = FeatureSet.builder(String.class).include(this).build();
  }

  /** What is at hand, with the indicator that nothing is at the end. */
  double[] at(String zone) {
    return features.extract(zone);
  }

  /** What came of the last question. */
  CompletableFuture<double[]> awaited() {
    if (last == null) {
      throw new AssertionError("nothing was asked");
    }
    return last.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS);
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
  @SuppressWarnings("ReferenceEquality") // identity is what the source says with it
  public CompletionStage<double[]> fill(String query, Slots slots) {
    last = source.fill(query, slots);
    return last == FeatureSource.filled()
        ? last
        : CompletableFuture.failedFuture(new IllegalStateException("not at hand"));
  }
}
