/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.weather.Cell.Loaded;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Many cells in one question. Confined to one thread until it departs. */
final class Prefetch {
  private record Seat(CellWish wish, CompletableFuture<Loaded<WeatherSeries>> answer) {
    void settle(@Nullable Loaded<WeatherSeries> loaded, @Nullable Throwable failure) {
      if (failure != null) {
        answer.completeExceptionally(failure);
      } else {
        answer.complete(loaded);
      }
    }
  }

  private final Upward upward;
  private final Instant time;
  private final List<Seat> seats = new ArrayList<>();

  Prefetch(Upward upward, Instant time) {
    this.upward = upward;
    this.time = time;
  }

  /** Takes a cell in; its stage is completed after {@link #depart}. */
  CompletionStage<Loaded<WeatherSeries>> add(CellWish wish) {
    Seat seat = new Seat(wish, new CompletableFuture<>());
    seats.add(seat);
    return seat.answer;
  }

  /** Looks for all of them at the second level, and asks the provider for the others. */
  @SuppressWarnings("FutureReturnValueIgnored") // what follows ends in the answers
  void depart() {
    List<CompletableFuture<?>> looked = new ArrayList<>();
    for (Seat seat : seats) {
      looked.add(
          upward.known(seat.wish).thenAccept(found -> board(seat, found)).toCompletableFuture());
    }
    CompletableFuture.allOf(looked.toArray(new CompletableFuture<?>[0])).thenRun(this::ask);
  }

  private static void board(Seat seat, @Nullable Loaded<WeatherSeries> found) {
    if (found != null) {
      seat.answer.complete(found);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what follows ends in the answers
  private void ask() {
    List<Seat> open = seats.stream().filter(seat -> !seat.answer.isDone()).toList();
    if (open.isEmpty()) {
      return;
    }
    var stages = upward.fetched(open.stream().map(Seat::wish).toList(), time);
    for (int i = 0; i < open.size(); i++) {
      stages.get(i).whenComplete(open.get(i)::settle);
    }
  }
}
