/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.report.Panel;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Several providers in order: the next is asked where one fails, whatever it fails with, be it a
 * wrong key. An answer is one provider's alone, and says whose; fields are never mixed.
 *
 * <p>Where all fail, the failure tells what each of them said. Its reason is that of the one that
 * is worth another question first. That a source has nothing of a place or a time is the reason
 * only if all say so: otherwise it would hide that another is broken.
 *
 * <p>Put it inside of a {@code CachedWeather} and not the other way round: then what the second
 * knew is kept too. Thread-safe.
 */
public final class FailoverWeather implements WeatherProvider {
  private final List<WeatherProvider> providers;

  private FailoverWeather(List<WeatherProvider> providers) {
    this.providers = providers;
  }

  /**
   * Asks in this order.
   *
   * @param first asked for everything
   * @param others asked, in their order, for what those before could not answer
   * @return the provider of them all
   */
  public static FailoverWeather of(WeatherProvider first, WeatherProvider... others) {
    return new FailoverWeather(Stream.concat(Stream.of(first), Stream.of(others)).toList());
  }

  /** {@return the names of all, in order, such as {@code openweathermap, else open-meteo}} */
  @Override
  public String name() {
    return providers.stream().map(WeatherProvider::name).collect(Collectors.joining(", else "));
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    return new Attempt<>(provider -> provider.series(place, time)).run();
  }

  /**
   * {@inheritDoc}
   *
   * <p>The next provider is asked for all places at once that the one before has failed for, when
   * it has answered for every place.
   */
  @Override
  public List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant time) {
    List<CompletableFuture<WeatherSeries>> answers = new ArrayList<>();
    List<Open> open = new ArrayList<>();
    for (Place place : places) {
      CompletableFuture<WeatherSeries> answer = new CompletableFuture<>();
      answers.add(answer);
      open.add(new Open(place, answer, new Failures()));
    }
    ask(0, open, time);
    return List.copyOf(answers);
  }

  @Override
  public CompletionStage<Weather> at(double latitude, double longitude, Instant time) {
    Place place = new Place(latitude, longitude);
    return new Attempt<>(provider -> provider.at(place.latitude(), place.longitude(), time)).run();
  }

  /** {@return the clock of the first; each answers {@link #at} by its own} */
  @Override
  public InstantSource clock() {
    return providers.get(0).clock();
  }

  /** {@return the background views of all, in the same order} */
  @Override
  public WeatherProvider inBackground() {
    return new FailoverWeather(providers.stream().map(WeatherProvider::inBackground).toList());
  }

  /**
   * {@inheritDoc}
   *
   * <p>Answers as this provider does: it fails only if every one would, and asks no further than
   * the first that would not. Whoever wants to know of each asks each.
   */
  @Override
  public CompletionStage<Panel> check() {
    return new Attempt<>(WeatherProvider::check).run().thenApply(fine -> panel());
  }

  /** {@return what there is to see of each, with its name in every label} */
  @Override
  public Panel panel() {
    return FailoverPanel.of(name(), providers);
  }

  /** One place of several that has no answer yet. */
  private record Open(Place place, CompletableFuture<WeatherSeries> answer, Failures failures) {

    /** Takes what a provider says, and is done when it has said it. */
    CompletableFuture<?> take(String provider, CompletionStage<WeatherSeries> stage) {
      return stage
          .handle((series, failure) -> taken(provider, series, failure))
          .toCompletableFuture();
    }

    private boolean taken(
        String provider, @Nullable WeatherSeries series, @Nullable Throwable failure) {
      if (series == null) {
        failures.add(provider, failure);
        return false;
      }
      return answer.complete(series);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // each answer is told of its own
  private void ask(int index, List<Open> open, Instant time) {
    if (index == providers.size()) {
      open.forEach(one -> one.answer.completeExceptionally(one.failures.all()));
      return;
    }
    WeatherProvider provider = providers.get(index);
    List<CompletionStage<WeatherSeries>> stages =
        Asked.all(provider, open.stream().map(Open::place).toList(), time);
    CompletableFuture<?>[] taken = new CompletableFuture<?>[open.size()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = open.get(i).take(provider.name(), stages.get(i));
    }
    CompletableFuture.allOf(taken).thenRun(() -> next(index + 1, open, time));
  }

  private void next(int index, List<Open> open, Instant time) {
    List<Open> left = open.stream().filter(one -> !one.answer.isDone()).toList();
    if (!left.isEmpty()) {
      ask(index, left, time);
    }
  }

  /** One question that goes from provider to provider until one answers. */
  private final class Attempt<T> {
    private final Function<WeatherProvider, CompletionStage<T>> question;
    private final Failures failures = new Failures();
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Attempt(Function<WeatherProvider, CompletionStage<T>> question) {
      this.question = question;
    }

    CompletableFuture<T> run() {
      ask(0);
      return answer;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the answer is told
    private void ask(int index) {
      if (index == providers.size()) {
        answer.completeExceptionally(failures.all());
        return;
      }
      WeatherProvider provider = providers.get(index);
      Asked.one(() -> question.apply(provider))
          .whenComplete(
              (value, failure) -> {
                if (value != null) {
                  answer.complete(value);
                } else {
                  failures.add(provider.name(), failure);
                  ask(index + 1);
                }
              });
    }
  }
}
