/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.Cell.Loaded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Many cells in one question. Confined to one thread until it departs. */
final class Prefetch {
  private final Upward upward;
  private final List<Place> places = new ArrayList<>();
  private final List<CompletableFuture<WeatherSeries>> answers = new ArrayList<>();

  Prefetch(Upward upward) {
    this.upward = upward;
  }

  /** Takes a cell in; its stage is completed after {@link #depart}. */
  CompletionStage<Loaded<WeatherSeries>> add(String key, Place centre) {
    CompletableFuture<WeatherSeries> answer = new CompletableFuture<>();
    places.add(centre);
    answers.add(answer);
    return answer
        .whenComplete((series, failure) -> upward.save(key, series))
        .thenApply(Loaded::fresh);
  }

  void depart(Instant now) {
    if (places.isEmpty()) {
      return;
    }
    List<CompletionStage<WeatherSeries>> stages = ask(now);
    for (int i = 0; i < answers.size(); i++) {
      CompletableFuture<WeatherSeries> answer = answers.get(i);
      stages
          .get(i)
          .whenComplete(
              (series, failure) -> {
                if (failure == null) {
                  answer.complete(series);
                } else {
                  answer.completeExceptionally(failure);
                }
              });
    }
  }

  private List<CompletionStage<WeatherSeries>> ask(Instant now) {
    RuntimeException wrong;
    try {
      List<CompletionStage<WeatherSeries>> stages = upward.series(List.copyOf(places), now);
      if (stages.size() == places.size()) {
        return stages;
      }
      wrong =
          new WeatherException(
              WeatherException.Reason.BROKEN_REPLY,
              upward.provider().name()
                  + " answered for "
                  + stages.size()
                  + " places of "
                  + places.size());
    } catch (RuntimeException broken) {
      wrong = broken;
    }
    return Collections.nCopies(places.size(), CompletableFuture.failedStage(wrong));
  }
}
