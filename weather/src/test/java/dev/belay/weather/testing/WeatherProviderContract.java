/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.belay.report.Panel;
import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a cache, a failover and the features rely on in every {@link WeatherProvider}, as tests:
 * extend it, say which provider and a place and time it knows, and run it with JUnit Jupiter. What
 * it asks from outside should come from a server of the test's own, which says the same each time.
 */
public abstract class WeatherProviderContract {
  private static final int THREADS = 4;
  private static final int QUESTIONS = 25;
  private static final double NEAR_METRES = 20_000;
  private static final List<LocalTime> EARLY_AND_LATE =
      List.of(LocalTime.of(0, 30), LocalTime.of(23, 30));

  /** For subclasses, which JUnit makes anew for each test. */
  protected WeatherProviderContract() {}

  /**
   * The provider to be tested; asked once in each test.
   *
   * @return it
   */
  protected abstract WeatherProvider provider();

  /**
   * A place it has weather of at {@link #time}.
   *
   * @return the place
   */
  protected abstract Place place();

  /**
   * A time it has weather of.
   *
   * @return the time
   */
  protected abstract Instant time();

  /**
   * A past day it has weather of at {@link #place}, UTC; the default is none, for a source without
   * the past.
   *
   * @return the day
   */
  protected Optional<LocalDate> pastDay() {
    return Optional.empty();
  }

  /**
   * How long one question, and its answer, may take before it counts as hung. The default is 30 s,
   * since how fast it is has to be measured and not tested.
   *
   * @return the time
   */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  @Test
  void name_isThereAndTheSameEachTime() {
    WeatherProvider provider = provider();
    String name = provider.name();
    assertFalse(name.isBlank(), "the name is blank");
    series(provider);
    assertEquals(name, provider.name());
  }

  @Test
  void series_coversTheTimeAskedFor() {
    WeatherSeries series = series(provider());
    assertTrue(series.covers(time()), () -> "no " + time() + " in " + series);
  }

  @Test
  void series_isOfThePlaceAskedFor() {
    Place told = series(provider()).place();
    double metres = told.metresTo(place());
    assertTrue(metres <= NEAR_METRES, () -> told + " is " + metres + " m from " + place());
  }

  @Test
  void series_saysWhoseItIs_theSameEachTime() {
    WeatherProvider provider = provider();
    String source = series(provider).source();
    assertFalse(source.isBlank(), "the source is blank");
    assertEquals(source, series(provider).source());
  }

  @Test
  void series_ofSeveralPlaces_isOneStageForEachInOrder() {
    Place pole = new Place(90, 0);
    List<CompletionStage<WeatherSeries>> stages =
        called(() -> provider().series(List.of(place(), pole, place()), time()));
    assertEquals(3, stages.size(), "stages for three places");
    assertTrue(answer(stages.get(0)).covers(time()), "the first does not cover the time");
    assertTrue(answer(stages.get(2)).covers(time()), "the third does not cover the time");
    assertFailsOnlyAsItMay(stages.get(1));
  }

  @Test
  void at_isTheSeriesAtThatTime() {
    WeatherProvider provider = provider();
    Weather weather = at(provider);
    Weather same = series(provider).at(time(), time());
    assertEquals(time(), weather.time(), "the time");
    assertEquals(same.source(), weather.source(), "the source");
    for (WeatherVariable variable : WeatherVariable.values()) {
      assertEquals(same.value(variable), weather.value(variable), variable::name);
    }
  }

  @Test
  void at_knowsSomething() {
    assertKnown(at(provider()));
  }

  private static void assertKnown(Weather weather) {
    assertTrue(
        Arrays.stream(WeatherVariable.values()).anyMatch(weather::has),
        () -> "nothing known in " + weather);
  }

  @ParameterizedTest
  @CsvSource({"90, 0", "-90, 0", "0, 180", "0, -180", "90, 180", "-90, -180"})
  void at_ofAPlaceAtTheEdge_answersOrFailsWithAReason(double latitude, double longitude) {
    assertFailsOnlyAsItMay(called(() -> provider().at(latitude, longitude, time())));
  }

  @ParameterizedTest
  @CsvSource({"91, 0", "0, -181", "NaN, 0", "0, Infinity"})
  void at_ofAPlaceThatIsNone_isRefused(double latitude, double longitude) {
    WeatherProvider provider = provider();
    assertThrows(IllegalArgumentException.class, () -> provider.at(latitude, longitude, time()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1800-01-01T00:00:00Z", "2400-02-29T12:00:00Z"})
  void at_ofATimeFarAway_answersOrFailsWithAReason(Instant time) {
    CompletionStage<Weather> stage =
        called(() -> provider().at(place().latitude(), place().longitude(), time));
    assertFailsOnlyAsItMay(stage);
  }

  /** Whatever moment of the day is asked for, since a cache asks for one of them alone. */
  @TestFactory
  Stream<DynamicTest> series_ofAPastMoment_isOfTheWholeDay() {
    return pastDay().stream()
        .flatMap(
            day ->
                EARLY_AND_LATE.stream()
                    .map(time -> dynamicTest(day + " " + time, () -> assertWholeDay(day, time))));
  }

  private void assertWholeDay(LocalDate day, LocalTime asked) {
    WeatherSeries series = answer(called(() -> provider().series(place(), moment(day, asked))));
    for (LocalTime time : EARLY_AND_LATE) {
      Instant moment = moment(day, time);
      assertTrue(series.covers(moment), () -> "no " + moment + " in " + series);
      assertKnown(series.at(moment, moment));
    }
  }

  private static Instant moment(LocalDate day, LocalTime time) {
    return day.atTime(time).toInstant(ZoneOffset.UTC);
  }

  @Test
  void inBackground_answersTheSame() {
    WeatherProvider background = provider().inBackground();
    assertNotNull(background, "no provider");
    assertTrue(series(background).covers(time()), "does not cover the time");
  }

  @Test
  void check_isFineOrFailsWithAReason() {
    WeatherProvider provider = provider();
    CompletionStage<Panel> checked = called(provider::check);
    assertFailsOnlyAsItMay(checked.thenAccept(panel -> assertNamed(provider, panel)));
  }

  @Test
  void panel_isThereAtOnce_beforeAndAfterAQuestion() {
    WeatherProvider provider = provider();
    assertNamed(provider, called(provider::panel));
    series(provider);
    assertNamed(provider, called(provider::panel));
  }

  private static void assertNamed(WeatherProvider provider, Panel panel) {
    String name = provider.name();
    assertTrue(panel.title().contains(name), () -> "no " + name + " in " + panel.title());
  }

  @Test
  void at_fromFourThreadsAtOnce_answersEach() {
    WeatherProvider provider = provider();
    String source = at(provider).source();
    CyclicBarrier start = new CyclicBarrier(THREADS);
    together(
        () -> {
          start.await();
          for (int i = 0; i < QUESTIONS; i++) {
            assertEquals(source, at(provider).source());
          }
          return null;
        });
  }

  private WeatherSeries series(WeatherProvider provider) {
    return answer(called(() -> provider.series(place(), time())));
  }

  private Weather at(WeatherProvider provider) {
    return answer(called(() -> provider.at(place().latitude(), place().longitude(), time())));
  }

  /** What a call returns, from a thread that may hang in it. */
  private <T> T called(Callable<T> call) {
    T returned = finished(List.of(call), "the call blocks").get(0);
    assertNotNull(returned, "the call returned null");
    return returned;
  }

  private void together(Callable<?> work) {
    List<Callable<Object>> works = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      works.add(work::call);
    }
    finished(works, "a thread hangs");
  }

  private <T> List<T> finished(List<Callable<T>> works, String hung) {
    ExecutorService pool =
        Executors.newFixedThreadPool(works.size(), WeatherProviderContract::daemon);
    try {
      List<Future<T>> running = works.stream().map(pool::submit).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(result(one, hung));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private <T> T answer(CompletionStage<T> stage) {
    return result(stage.toCompletableFuture(), "no answer");
  }

  private <T> T result(Future<T> future, String hung) {
    try {
      return future.get(patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      return fail("failed: " + failure.getCause(), failure);
    } catch (TimeoutException late) {
      return fail(hung + " for " + patience(), late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return fail("interrupted", interrupted);
    }
  }

  /** A stage that depends on another wraps what that failed with, and whoever asks unwraps it. */
  private void assertFailsOnlyAsItMay(CompletionStage<?> stage) {
    Optional<Throwable> failure =
        answer(stage.handle((value, thrown) -> Optional.ofNullable(thrown)));
    failure
        .map(WeatherProviderContract::unwrapped)
        .filter(thrown -> !(thrown instanceof WeatherException))
        .ifPresent(thrown -> fail("failed with " + thrown.getClass().getName(), thrown));
  }

  private static Throwable unwrapped(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? unwrapped(cause) : failure;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "belay-contract");
    thread.setDaemon(true);
    return thread;
  }
}
