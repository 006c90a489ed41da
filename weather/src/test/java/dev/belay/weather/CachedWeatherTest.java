/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("FutureReturnValueIgnored") // many a question is asked for what it does
class CachedWeatherTest {
  private static final Place TOWN = new Place(46.5, 6.6);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeTime time = new FakeTime(Instant.parse("2026-03-29T00:30:00Z"));
  private final HandAnsweredWeather provider = new HandAnsweredWeather(time);
  private final CachedWeather cache = CachedWeather.builder(provider).ticker(time).build();
  private final Reading reading = new Reading();

  private boolean read() {
    return read(time.instant());
  }

  private boolean read(Instant when) {
    return cache.read(TOWN.latitude(), TOWN.longitude(), when.getEpochSecond(), reading);
  }

  private CompletableFuture<Weather> ask() {
    return ask(time.instant());
  }

  private CompletableFuture<Weather> ask(Instant when) {
    return cache.at(TOWN.latitude(), TOWN.longitude(), when).toCompletableFuture();
  }

  private double celsius() {
    assertThat(read()).isTrue();
    return reading.value(TEMPERATURE_CELSIUS);
  }

  private void warm(double celsius) {
    CompletableFuture<Weather> answer = ask();
    provider.answer(celsius);
    assertThat(answer).isCompleted();
  }

  @Test
  void at_coldCell_isAnsweredWhenTheProviderIs() {
    CompletableFuture<Weather> answer = ask();

    assertThat(answer).isNotDone();
    provider.answer(4);

    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(4);
    assertThat(read()).isTrue();
    assertThat(provider.calls()).isOne();
  }

  @Test
  void read_coldCell_asksNobody() {
    assertThat(read()).isFalse();

    assertThat(provider.calls()).isZero();
  }

  @Test
  void at_hundredCallersOnAColdCell_makeOneCall() throws Exception {
    int callers = 100;
    CyclicBarrier start = new CyclicBarrier(callers);
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<CompletableFuture<Weather>>> answers = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return ask();
                }));
      }
      List<CompletableFuture<Weather>> stages = new ArrayList<>();
      for (Future<CompletableFuture<Weather>> answer : answers) {
        stages.add(answer.get());
      }

      assertThat(provider.calls()).isOne();
      provider.answer(7);
      assertThat(stages)
          .allSatisfy(stage -> assertThat(stage.join().value(TEMPERATURE_CELSIUS)).isEqualTo(7));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void at_oneCallerCancels_theOthersStillGetTheAnswer() {
    CompletableFuture<Weather> impatient = ask();
    CompletableFuture<Weather> patient = ask();

    impatient.cancel(true);
    provider.answer(3);

    assertThat(patient.join().value(TEMPERATURE_CELSIUS)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({"46.524, 6.6", "46.476, 6.6", "46.5, 6.624", "46.5, 6.576"})
  void at_anotherPlaceOfTheCell_isTheSameEntry(double latitude, double longitude) {
    warm(4);

    assertThat(cache.read(latitude, longitude, time.instant().getEpochSecond(), reading)).isTrue();
    assertThat(provider.calls()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"46.526, 6.6", "46.474, 6.6", "46.5, 6.626", "46.5, 6.574"})
  void at_aPlaceBeyondTheCell_isAnotherEntry(double latitude, double longitude) {
    warm(4);

    assertThat(cache.read(latitude, longitude, time.instant().getEpochSecond(), reading)).isFalse();
  }

  @Test
  void at_anyPlace_isAnsweredForByOneWithinTheGreatestDistance() {
    for (double latitude = -89.99; latitude < 90; latitude += 1.37) {
      for (double longitude = -180; longitude <= 180; longitude += 7.31) {
        Place place = new Place(latitude, longitude);
        cache.at(latitude, longitude, time.instant());
        Place asked = provider.question(provider.asked() - 1).place();
        assertThat(place.metresTo(asked)).isLessThanOrEqualTo(cache.greatestDistance() + 1);
      }
    }
    assertThat(cache.greatestDistance()).isCloseTo(3_931, within(1.0));
  }

  @Test
  void at_bothNamesOfTheDateLine_areOneCell() {
    cache.at(10, 180, time.instant());
    cache.at(10, -180, time.instant());

    assertThat(provider.calls()).isOne();
  }

  @ParameterizedTest
  @ValueSource(doubles = {91, -90.000001, Double.NaN, Double.POSITIVE_INFINITY})
  void at_noLatitude_isRefusedAndNotAsked(double latitude) {
    assertThat(cache.read(latitude, 6.6, 0, reading)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> cache.at(latitude, 6.6, Instant.EPOCH))
        .withMessageContaining("no place on earth: latitude " + latitude);
    assertThat(provider.calls()).isZero();
  }

  @Test
  void read_laterToday_isTheSlotOfThatTime() {
    CompletableFuture<Weather> answer = ask();
    WeatherSeries.Builder builder = WeatherSeries.builder("hand", TOWN, time.instant());
    Instant tomorrow = time.instant().plus(Duration.ofDays(1));
    builder
        .slot(time.instant(), time.instant(), time.instant().plus(Duration.ofHours(1)))
        .put(TEMPERATURE_CELSIUS, 1);
    builder.slot(tomorrow, tomorrow, tomorrow.plusSeconds(3_600)).put(TEMPERATURE_CELSIUS, 21);
    provider.question(0).answer().complete(builder.build());
    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(1);

    assertThat(read(tomorrow)).isTrue();

    assertThat(reading.value(TEMPERATURE_CELSIUS)).isEqualTo(21);
    assertThat(provider.calls()).isOne();
  }

  @Test
  void read_justBeforeTheLastFifth_asksNobody() {
    warm(4);

    time.advance(Duration.ofMinutes(48).minus(SECOND));

    assertThat(celsius()).isEqualTo(4);
    assertThat(provider.calls()).isOne();
  }

  @Test
  void read_inTheLastFifth_isAnsweredAtOnceAndFetchedAnewOnce() {
    warm(4);
    time.advance(Duration.ofMinutes(48));

    assertThat(celsius()).isEqualTo(4);
    assertThat(celsius()).isEqualTo(4);
    assertThat(provider.calls()).isEqualTo(2);
    provider.answer(5);

    assertThat(celsius()).isEqualTo(5);
    assertThat(cache.counts().stale()).isZero();
  }

  @Test
  void read_staleByLessThanAnHour_isAnsweredAtOnceAndCountedAsStale() {
    warm(4);
    time.advance(Duration.ofHours(2).minus(SECOND));

    assertThat(celsius()).isEqualTo(4);

    assertThat(cache.counts().stale()).isOne();
    assertThat(cache.counts().hits()).isZero();
    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void at_staleByAnHour_hasToWait() {
    warm(4);
    time.advance(Duration.ofHours(2));

    assertThat(read()).isFalse();
    CompletableFuture<Weather> answer = ask();
    assertThat(answer).isNotDone();
    provider.answer(9);

    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(9);
  }

  @Test
  void at_staleAndFetchingFails_isWhatThereWasWithItsAge() {
    warm(4);
    time.advance(Duration.ofHours(7).minus(SECOND));
    CompletableFuture<Weather> answer = ask();

    provider.fail(Reason.TIMEOUT);

    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(4);
    assertThat(answer.join().age()).isEqualTo(Duration.ofHours(7).minus(SECOND));
    assertThat(read()).isTrue();
    assertThat(reading.age).isEqualTo(7 * 3_600 - 1);
  }

  @Test
  void at_tooStaleAndFetchingFails_isTheFailure() {
    warm(4);
    time.advance(Duration.ofHours(7));
    CompletableFuture<Weather> answer = ask();

    provider.fail(Reason.TIMEOUT);

    assertFailure(answer, Reason.TIMEOUT);
    assertThat(read()).isFalse();
  }

  @Test
  void read_fetchingFailedAndIsTriedAgain_servesMeanwhile() {
    warm(4);
    time.advance(Duration.ofHours(3));
    ask();
    provider.fail(Reason.TIMEOUT);
    time.advance(Duration.ofSeconds(30));

    assertThat(celsius()).isEqualTo(4);
    assertThat(provider.calls()).isEqualTo(3);
    assertThat(celsius()).as("while it is tried again").isEqualTo(4);
    provider.answer(5);

    assertThat(celsius()).isEqualTo(5);
    time.advance(Duration.ofHours(2));
    assertThat(read()).as("what failed before a success consoles no more").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "KEY, PT6H",
    "PLAN, PT6H",
    "REFUSED, PT1H",
    "NOT_FOUND, PT30M",
    "OUT_OF_RANGE, PT1M",
    "OTHER_PLACE, PT30M",
    "QUOTA, PT1M",
    "TIMEOUT, PT30S",
    "UNREACHABLE, PT30S",
    "OVERLOADED, PT30S",
    "BROKEN_REPLY, PT30S",
    "CIRCUIT_OPEN, PT10S",
    "CLOSED, PT1H"
  })
  void at_afterAFailure_asksAgainOnlyWhenItsTimeIsOver(Reason reason, Duration quiet) {
    CompletableFuture<Weather> first = ask();
    provider.fail(reason);
    assertFailure(first, reason);
    time.advance(quiet.minus(SECOND));

    assertFailure(ask(), reason);
    assertThat(provider.calls()).isOne();
    time.advance(SECOND);
    ask();

    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void at_theServiceSaysHowLongToWait_waitsThatLong() {
    ask();
    provider
        .question(0)
        .answer()
        .completeExceptionally(
            new WeatherException(Reason.QUOTA, "no").withRetryAfter(Duration.ofMinutes(20)));
    time.advance(Duration.ofMinutes(20).minus(SECOND));
    ask();
    assertThat(provider.calls()).isOne();
    time.advance(SECOND);

    ask();

    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void at_aQuestionNotHeardOfForAMinute_hasFailedAndAnotherIsSentAfterAWhile() {
    CompletableFuture<Weather> first = ask();
    CompletableFuture<Void> prefetched = cache.prefetch(List.of(TOWN)).toCompletableFuture();
    time.advance(Duration.ofMinutes(1).minus(SECOND));
    ask();
    assertThat(first).isNotDone();
    time.advance(SECOND);

    assertFailure(first, Reason.TIMEOUT);
    assertThat(prefetched).isCompleted();
    assertThat(cache.health().reason()).contains("hand was asked and not heard of again");
    time.advance(Duration.ofSeconds(29));
    assertFailure(ask(), Reason.TIMEOUT);
    assertThat(provider.calls()).isOne();
    time.advance(SECOND);
    CompletableFuture<Weather> second = ask();

    assertThat(provider.calls()).isEqualTo(2);
    provider.answer(2);
    assertThat(second.join().value(TEMPERATURE_CELSIUS)).isEqualTo(2);
  }

  @Test
  void at_theLateAnswerOfAQuestionThatWasGivenUp_serves() {
    ask();
    time.advance(Duration.ofMinutes(1));

    provider.answer(4);

    assertThat(celsius()).isEqualTo(4);
    assertThat(cache.counts()).isEqualTo(new CachedWeather.Counts(1, 0, 1, 1, 0, 0));
  }

  @Test
  void at_theLateFailureOfAQuestionThatWasGivenUp_spoilsNothing() {
    ask();
    time.advance(Duration.ofSeconds(90));
    ask();
    provider.question(1).answer().complete(provider.series(TOWN, 4));

    provider.question(0).answer().completeExceptionally(new WeatherException(Reason.KEY, "no"));

    time.advance(Duration.ofMinutes(48));
    assertThat(celsius()).isEqualTo(4);
    assertThat(provider.calls()).as("refreshed as if nothing had failed").isEqualTo(3);
  }

  @Test
  void at_staleAndTheProviderHangs_isWhatThereWas() {
    warm(4);
    time.advance(Duration.ofHours(3));
    CompletableFuture<Weather> answer = ask();
    assertThat(answer).isNotDone();

    time.advance(Duration.ofMinutes(1));

    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(4);
    assertThat(celsius()).isEqualTo(4);
    assertThat(provider.calls()).isEqualTo(2);
    time.advance(Duration.ofHours(4));
    assertThat(read()).isFalse();
  }

  @Test
  void at_whileTheBackgroundAsks_liveTrafficDoesNotWaitBehindIt() {
    CompletableFuture<Weather> waiting =
        cache.inBackground().at(46.5, 6.6, time.instant()).toCompletableFuture();

    cache.inBackground().at(46.5, 6.6, time.instant());
    assertThat(provider.calls()).as("of the background one asks for all").isOne();
    CompletableFuture<Weather> live = ask();
    cache.inBackground().at(46.5, 6.6, time.instant());

    assertThat(provider.calls()).as("the background waits for live traffic").isEqualTo(2);
    provider.answer(4);
    assertThat(live.join().value(TEMPERATURE_CELSIUS)).isEqualTo(4);
    provider.question(0).answer().complete(provider.series(TOWN, 5));
    assertThat(waiting).isCompleted();
  }

  @Test
  void check_theKeyIsGoodByNow_isAskedAgain() {
    ask();
    provider.fail(Reason.KEY);
    assertFailure(ask(), Reason.KEY);
    assertThat(provider.calls()).isOne();

    assertThat(cache.check().toCompletableFuture()).isCompleted();

    warm(4);
    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void check_whatFailedOtherwise_staysQuiet() {
    ask();
    provider.fail(Reason.NOT_FOUND);

    cache.check();

    assertFailure(ask(), Reason.NOT_FOUND);
    assertThat(provider.calls()).isOne();
  }

  @Test
  void at_theProviderThrows_isAFailureThatDoesNotQuoteIt() {
    WeatherProvider broken =
        new WeatherProvider() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public CompletableFuture<WeatherSeries> series(Place place, Instant when) {
            throw new IllegalStateException("appid=secret");
          }
        };

    CompletableFuture<Weather> answer =
        CachedWeather.of(broken).at(1, 2, Instant.now()).toCompletableFuture();

    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(answer::join)
        .havingCause()
        .withMessage("broken broke its contract with java.lang.IllegalStateException")
        .withNoCause();
  }

  @Test
  void at_beyondTheSeries_isAskedForThatDayAndKept() {
    warm(4);
    Instant nextWeek = time.instant().plus(Duration.ofDays(7));
    CompletableFuture<Weather> answer = ask(nextWeek);
    assertThat(provider.question(1).time()).isEqualTo(nextWeek);
    provider.question(1).answer().complete(HandAnsweredWeather.series(TOWN, nextWeek, 17));

    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(17);
    assertThat(read(nextWeek)).isTrue();
    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void at_aTimeTheProviderHasNot_saysSoAndKeepsTheCell() {
    warm(4);
    CompletableFuture<Weather> answer = ask(time.instant().plus(Duration.ofDays(300)));
    provider.fail(Reason.OUT_OF_RANGE);

    assertFailure(answer, Reason.OUT_OF_RANGE);
    assertThat(celsius()).isEqualTo(4);
  }

  @Test
  void at_threeHoursAgo_isTheEntryOfThatDayAndNotOfNow() {
    Instant earlier = time.instant().minus(Duration.ofHours(3));

    ask(earlier);

    assertThat(provider.question(0).time()).isEqualTo(earlier);
    ask(earlier.minusSeconds(60));
    assertThat(provider.calls()).isOne();
  }

  @Test
  void at_earlierTodayWhatWasNotOverWhenItWasFetched_isFetchedAnew() {
    time.advance(Duration.ofHours(12));
    CachedWeather patient =
        CachedWeather.builder(provider)
            .freshFor(Duration.ofHours(12))
            .staleWhileRevalidate(Duration.ofHours(12))
            .ticker(time)
            .build();
    patient.at(46.5, 6.6, time.instant().minus(Duration.ofHours(6)));
    provider.question(0).answer().complete(untilNow());
    time.advance(Duration.ofHours(2).minus(SECOND));

    CompletableFuture<Weather> answer =
        patient.at(46.5, 6.6, time.instant().minusSeconds(7_201)).toCompletableFuture();
    assertThat(answer).as("the last hour that the entry has").isCompleted();
    time.advance(SECOND);
    answer = patient.at(46.5, 6.6, time.instant().minusSeconds(7_201)).toCompletableFuture();

    assertThat(answer).isNotDone();
    provider.question(1).answer().complete(untilNow());
    assertThat(answer).isCompleted();
  }

  @Test
  void at_aMomentThatTheEntryOfItsDayLacks_saysSo() {
    Instant nextWeek = time.instant().plus(Duration.ofDays(7)).plus(Duration.ofHours(12));
    warm(4);
    ask(nextWeek);
    provider.question(1).answer().complete(HandAnsweredWeather.series(TOWN, nextWeek, 17));

    CompletableFuture<Weather> answer = ask(nextWeek.minus(Duration.ofHours(3)));

    assertFailure(answer, Reason.OUT_OF_RANGE);
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(answer::join)
        .havingCause()
        .withMessageStartingWith("hand: nothing of 2026-04-05T09:30:00Z, only ");
  }

  /** What a source without forecasts has of the day. */
  private WeatherSeries untilNow() {
    WeatherSeries.Builder builder = WeatherSeries.builder("hand", TOWN, time.instant());
    for (int hour = 12; hour >= 0; hour--) {
      Instant end = time.instant().minus(Duration.ofHours(hour));
      builder.slot(end, end.minusSeconds(3_600), end).put(TEMPERATURE_CELSIUS, 1);
    }
    return builder.build();
  }

  @Test
  void read_wallClockJumps_keepsTheAgeOfAnEntry() {
    warm(4);
    time.advance(Duration.ofMinutes(10));
    time.jumpTo(time.instant().plus(Duration.ofDays(3)));

    assertThat(read(Instant.parse("2026-03-29T00:40:00Z"))).isTrue();

    assertThat(reading.age).isEqualTo(600);
    assertThat(provider.calls()).isOne();
  }

  @Test
  void prefetch_severalPlaces_isOneCallForTheCellsThatAreNotKnown() {
    warm(4);
    CompletableFuture<Void> done =
        cache
            .prefetch(List.of(TOWN, new Place(47, 7), new Place(47.001, 7.001), new Place(48, 8)))
            .toCompletableFuture();

    assertThat(provider.calls()).isEqualTo(2);
    assertThat(provider.asked()).isEqualTo(3);
    provider.answer(1);
    assertThat(done).isNotDone();
    provider.question(1).answer().completeExceptionally(new IllegalStateException());

    assertThat(done).isCompleted();
    assertThat(cache.read(48, 8, time.instant().getEpochSecond(), reading)).isTrue();
  }

  @Test
  void prefetch_aCellThatSomebodyElseHasAskedFor_isAwaited() {
    ask();

    CompletableFuture<Void> done = cache.prefetch(List.of(TOWN)).toCompletableFuture();

    assertThat(provider.calls()).isOne();
    assertThat(done).isNotDone();
    provider.answer(4);
    assertThat(done).isCompleted();
  }

  @Test
  void prefetch_theProviderAnswersForAnotherNumberOfPlaces_failsThemAll() {
    WeatherProvider careless =
        new WeatherProvider() {
          @Override
          public String name() {
            return "careless";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant when) {
            return CompletableFuture.completedStage(provider.series(place, 1));
          }

          @Override
          public List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant when) {
            return List.of(series(places.get(0), when));
          }
        };
    CachedWeather other = CachedWeather.builder(careless).ticker(time).build();

    assertThat(other.prefetch(List.of(TOWN, new Place(47, 7))).toCompletableFuture()).isCompleted();

    assertThat(other.counts().failures()).isEqualTo(2);
    assertThat(other.health().reason())
        .contains("BROKEN_REPLY: careless answered for 1 places of 2");
  }

  @Test
  void counts_areWhatHappened() {
    ask();
    provider.fail(Reason.TIMEOUT);
    ask();
    time.advance(Duration.ofSeconds(30));
    warm(4);
    read();

    assertThat(cache.counts()).isEqualTo(new CachedWeather.Counts(1, 0, 3, 2, 1, 0));
    assertThat(cache.counts().hitRate()).isEqualTo(0.25);
  }

  @Test
  void counts_aQuestionOfALaterDay_isOne() {
    warm(4);
    Instant nextWeek = time.instant().plus(Duration.ofDays(7));
    ask(nextWeek);
    provider.question(1).answer().complete(HandAnsweredWeather.series(TOWN, nextWeek, 17));
    ask(nextWeek);

    assertThat(cache.counts()).isEqualTo(new CachedWeather.Counts(1, 0, 2, 2, 0, 0));
  }

  @Test
  void inBackground_itsPartOfTheQuotaIsUsedUp_liveTrafficIsStillAsked() {
    cache.inBackground().at(46.5, 6.6, time.instant());
    provider
        .question(0)
        .answer()
        .completeExceptionally(
            new WeatherException(Reason.QUOTA, "no").withRetryAfter(Duration.ofHours(7)));
    time.advance(Duration.ofNanos(1));
    assertThat(cache.health().reason()).isEqualTo("nothing has been asked for yet");

    warm(4);

    assertThat(provider.calls()).isEqualTo(2);
    assertThat(celsius()).isEqualTo(4);
  }

  @Test
  void read_theProviderAnswersFromItsMemory_countsTheAgeFromNow() {
    CompletableFuture<Weather> answer = ask();
    Instant before = time.instant().minus(Duration.ofMinutes(28));
    provider.question(0).answer().complete(HandAnsweredWeather.series(TOWN, before, 4));
    time.advance(Duration.ofMinutes(2));

    assertThat(answer.join().age()).isEqualTo(Duration.ofMinutes(28));
    assertThat(read()).isTrue();
    assertThat(reading.age).isEqualTo(30 * 60);
  }

  @Test
  void cells_areBounded() {
    CachedWeather small = CachedWeather.builder(provider).maximumCells(10).ticker(time).build();
    for (int i = 0; i < 1_000; i++) {
      small.at(i * 0.05, 0, time.instant());
    }

    assertThat(small.size()).isLessThanOrEqualTo(10);
  }

  @Test
  void build_sizesThatAreNone_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CachedWeather.builder(provider).cellDegrees(0).build())
        .withMessage("cells of 0.0 degrees (0.001 to 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CachedWeather.builder(provider).maximumCells(0).build())
        .withMessage("at most 0 cells");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CachedWeather.builder(provider).freshFor(Duration.ZERO).build())
        .withMessage("fresh for PT0S");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> CachedWeather.builder(provider).staleIfError(Duration.ofDays(366)).build())
        .withMessage("stale if it cannot be fetched for PT8784H (at most PT8760H)");
  }

  private static void assertFailure(CompletableFuture<?> answer, Reason reason) {
    assertThat(answer).isCompletedExceptionally();
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(answer::join)
        .havingCause()
        .isInstanceOfSatisfying(
            WeatherException.class, failure -> assertThat(failure.reason()).isEqualTo(reason));
  }
}
