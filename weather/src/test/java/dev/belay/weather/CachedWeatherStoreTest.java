/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.belay.testing.FakeTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cache keeps outside itself: the second level and the file. */
@SuppressWarnings("FutureReturnValueIgnored") // many a question is asked for what it does
class CachedWeatherStoreTest {
  private static final Place TOWN = new Place(46.5, 6.6);

  @TempDir Path folder;

  private final FakeTime time = new FakeTime(Instant.parse("2026-03-29T00:30:00Z"));
  private final HandAnsweredWeather provider = new HandAnsweredWeather(time);
  private final MapStore store = new MapStore();
  private final Reading reading = new Reading();

  @Nested
  class Contract extends SeriesStoreContract {
    @Override
    SeriesStore store() {
      return store;
    }
  }

  private CachedWeather cache() {
    return CachedWeather.builder(provider).ticker(time).store(store).build();
  }

  private CachedWeather warm(double celsius) {
    CachedWeather cache = cache();
    ask(cache);
    provider.answer(celsius);
    return cache;
  }

  private CompletableFuture<Weather> ask(CachedWeather cache) {
    return cache.at(46.5, 6.6, time.instant()).toCompletableFuture();
  }

  private boolean read(CachedWeather cache) {
    return cache.read(46.5, 6.6, time.instant().getEpochSecond(), reading);
  }

  @Test
  void at_anotherProcessHasIt_isItsSeriesAsOldAsItIs() {
    warm(4);
    time.advance(Duration.ofMinutes(30));
    CachedWeather other = cache();

    assertThat(ask(other).join().value(TEMPERATURE_CELSIUS)).isEqualTo(4);

    assertThat(provider.calls()).isOne();
    assertThat(read(other)).isTrue();
    assertThat(reading.age).isEqualTo(1_800);
    time.advance(Duration.ofMinutes(18));
    assertThat(read(other)).isTrue();
    assertThat(provider.calls()).as("refreshed when the other's is due").isEqualTo(2);
  }

  @Test
  void at_anotherProcessHasAStaleOne_asksTheProvider() {
    warm(4);
    time.advance(Duration.ofHours(1));

    assertThat(ask(cache())).isNotDone();

    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void at_theStoreHoldsRubbish_isAMissAndCounted() {
    warm(4);
    store.values.replaceAll((key, value) -> "{".getBytes(StandardCharsets.UTF_8));
    CachedWeather other = cache();

    ask(other);
    provider.answer(5);

    assertThat(read(other)).isTrue();
    assertThat(reading.value(TEMPERATURE_CELSIUS)).isEqualTo(5);
    assertThat(other.counts().storeFailures()).isOne();
  }

  @Test
  void at_theStoreFails_isAMissAndCounted() {
    CachedWeather cache =
        CachedWeather.builder(provider)
            .ticker(time)
            .store(
                new SeriesStore() {
                  @Override
                  public CompletionStage<byte @Nullable []> load(String key) {
                    throw new IllegalStateException("down");
                  }

                  @Override
                  public void save(String key, byte[] value, Duration timeToLive) {
                    throw new IllegalStateException("down");
                  }
                })
            .build();

    CompletableFuture<Weather> answer = ask(cache);
    provider.answer(5);

    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(5);
    assertThat(cache.counts().storeFailures()).isEqualTo(2);
  }

  @Test
  void at_theStoreHasAnotherPlacesWeather_isAMissAndCounted() {
    warm(4);
    byte[] elsewhere = SeriesJson.write(provider.series(new Place(-33.9, 151.2), 25));
    store.values.replaceAll((key, value) -> elsewhere);
    CachedWeather other = cache();

    ask(other);
    provider.answer(5);

    read(other);
    assertThat(reading.value(TEMPERATURE_CELSIUS)).isEqualTo(5);
    assertThat(other.counts().storeFailures()).isOne();
  }

  @ParameterizedTest
  @CsvSource({"fetched, -62135596800", "version, 2"})
  void at_theStoreHasASeriesOfAnotherAgeOrRelease_isAMissAndCounted(String name, String value) {
    warm(4);
    store.values.replaceAll(
        (key, series) ->
            new String(series, StandardCharsets.UTF_8)
                .replaceFirst("\"" + name + "\":\\d+", "\"" + name + "\":" + value)
                .getBytes(StandardCharsets.UTF_8));
    CachedWeather other = cache();

    ask(other);

    assertThat(provider.calls()).isEqualTo(2);
    assertThat(other.counts().storeFailures()).isOne();
  }

  @Test
  void load_aSeriesThatNeverExpires_isRead() throws IOException {
    Path file = folder.resolve("weather");
    CachedWeather cache = CachedWeather.builder(provider).ticker(time).build();
    ask(cache);
    Instant now = time.instant();
    WeatherSeries.Builder series = WeatherSeries.builder("hand", TOWN, now).expiresAt(Instant.MAX);
    series.slot(now, now, now.plusSeconds(3_600)).put(TEMPERATURE_CELSIUS, 6);
    provider.question(0).answer().complete(series.build());
    cache.save(file);
    CachedWeather restarted = CachedWeather.builder(provider).ticker(time).build();

    restarted.load(file);

    assertThat(read(restarted)).isTrue();
  }

  @Test
  void at_theStoreHangs_isAMissAfterASecond() {
    CachedWeather cache =
        CachedWeather.builder(provider)
            .ticker(time)
            .store(
                new MapStore() {
                  @Override
                  public CompletionStage<byte @Nullable []> load(String key) {
                    return new CompletableFuture<>();
                  }
                })
            .build();
    CompletableFuture<Weather> answer = ask(cache);

    time.advance(Duration.ofSeconds(1).minusNanos(1));
    assertThat(provider.calls()).isZero();
    time.advance(Duration.ofNanos(1));
    provider.answer(5);

    assertThat(answer.join().value(TEMPERATURE_CELSIUS)).isEqualTo(5);
    assertThat(cache.counts().storeFailures()).isOne();
  }

  @Test
  void at_aDayThatIsOver_isKeptForADayAndAnHourIsKeptForAnHour() {
    warm(4);
    Instant yesterday = time.instant().minus(Duration.ofDays(1));
    CachedWeather cache = cache();
    cache.at(46.5, 6.6, yesterday);
    provider.question(1).answer().complete(HandAnsweredWeather.series(TOWN, yesterday, 3));

    assertThat(store.kept)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "hand/0.05/930,3732", Duration.ofHours(1),
                "hand/0.05/930,3732,20540", Duration.ofDays(1)));
  }

  @Test
  void at_anotherProcessHasADayThatIsOver_isItsSeriesForMostOfADay() {
    Instant yesterday = time.instant().minus(Duration.ofDays(1));
    cache().at(46.5, 6.6, yesterday);
    WeatherSeries series = provider.series(TOWN, 3);
    provider.question(0).answer().complete(ofYesterday(series.fetchedAt()));
    time.advance(Duration.ofHours(19));

    assertThat(cache().at(46.5, 6.6, yesterday).toCompletableFuture()).isCompleted();

    assertThat(provider.calls()).isOne();
    time.advance(Duration.ofMinutes(12));
    assertThat(cache().at(46.5, 6.6, yesterday).toCompletableFuture()).isNotDone();
  }

  private static WeatherSeries ofYesterday(Instant fetchedAt) {
    WeatherSeries.Builder builder = WeatherSeries.builder("hand", TOWN, fetchedAt);
    for (int hour = 26; hour > 20; hour--) {
      Instant end = fetchedAt.minus(Duration.ofHours(hour));
      builder.slot(end, end.minusSeconds(3_600), end).put(TEMPERATURE_CELSIUS, 1);
    }
    return builder.build();
  }

  @Test
  void prefetch_whatAnotherProcessHas_isNotAskedOfTheProvider() {
    warm(4);
    CachedWeather other = cache();
    CompletableFuture<Void> done =
        other.prefetch(List.of(TOWN, new Place(47, 7))).toCompletableFuture();

    assertThat(read(other)).isTrue();
    assertThat(provider.asked()).isEqualTo(2);
    assertThat(provider.question(1).place().latitude()).isEqualTo(47);
    provider.answer(9);

    assertThat(done).isCompleted();
    other.prefetch(List.of(TOWN, new Place(47, 7)));
    assertThat(provider.asked()).as("all are known").isEqualTo(2);
  }

  @Test
  void prefetch_savesWhatItFetched() {
    CachedWeather cache = cache();
    cache.prefetch(List.of(new Place(46.5, 6.6)));
    provider.answer(8);

    assertThat(store.values).containsOnlyKeys("hand/0.05/930,3732");
  }

  @Test
  void load_whatWasSaved_startsWarmAndAsOldAsItIs() throws IOException {
    Path file = folder.resolve("weather");
    warm(4).save(file);
    time.advance(Duration.ofMinutes(47));
    CachedWeather restarted = CachedWeather.builder(provider).ticker(time).build();

    restarted.load(file);

    assertThat(read(restarted)).isTrue();
    assertThat(reading.value(TEMPERATURE_CELSIUS)).isEqualTo(4);
    assertThat(reading.age).isEqualTo(47 * 60);
    assertThat(provider.calls()).isOne();
    time.advance(Duration.ofMinutes(1));
    assertThat(read(restarted)).isTrue();
    assertThat(provider.calls()).isEqualTo(2);
  }

  @Test
  void health_afterAWarmStart_isDegradedAndNotDownWhereFetchingFails() throws IOException {
    Path file = folder.resolve("weather");
    warm(4).save(file);
    time.advance(Duration.ofMinutes(50));
    CachedWeather restarted = CachedWeather.builder(provider).ticker(time).build();
    restarted.load(file);

    read(restarted);
    provider.fail(WeatherException.Reason.TIMEOUT);

    assertThat(restarted.health().status()).isEqualTo(dev.belay.report.Health.Status.DEGRADED);
  }

  @Test
  void load_somethingNewerIsKnown_keepsIt() throws IOException {
    Path file = folder.resolve("weather");
    CachedWeather cache = warm(4);
    cache.save(file);
    time.advance(Duration.ofMinutes(50));
    read(cache);
    provider.answer(5);

    cache.load(file);

    read(cache);
    assertThat(reading.value(TEMPERATURE_CELSIUS)).isEqualTo(5);
  }

  @Test
  void load_anothersFile_isRefusedByName() throws IOException {
    Path file = folder.resolve("weather");
    warm(4).save(file);
    CachedWeather other = CachedWeather.builder(provider).cellDegrees(0.1).build();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> other.load(file))
        .withMessage(file + " is of hand/0.05/ and not of hand/0.1/");
  }

  @Test
  void load_noSuchFileOrAnother_isRefused() throws IOException {
    Path file = folder.resolve("notes.txt");
    assertThatExceptionOfType(NoSuchFileException.class).isThrownBy(() -> cache().load(file));
    Files.writeString(file, "buy milk\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> cache().load(file))
        .withMessage(file + " is no file of cached weather");
  }

  @Test
  void load_aBrokenLine_isNamedAndNothingIsTaken() throws IOException {
    Path file = folder.resolve("weather");
    warm(4).save(file);
    Files.writeString(file, Files.readString(file) + "1 2 x {}\n");
    CachedWeather restarted = CachedWeather.builder(provider).ticker(time).build();

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> restarted.load(file))
        .withMessageStartingWith(file + ", line 3: ");

    assertThat(restarted.size()).isZero();
  }
}
