/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static dev.belay.weather.WeatherVariable.PRECIPITATION_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherBackfill.Progress;
import dev.belay.weather.WeatherBackfill.Wish;
import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeatherBackfillTest {
  private static final Instant MORNING = Instant.parse("2025-03-30T07:20:00Z");
  private static final Place TOWN = new Place(46.5, 6.6);
  private static final Place VILLAGE = new Place(46.9, 7.1);

  @TempDir Path folder;

  private final FakeTime time = new FakeTime();
  private final Archive archive = new Archive();
  private final List<Progress> heard = new ArrayList<>();
  private Path csv = Path.of("");

  /** Knows every hour of a day; its temperature is the hour of the day. */
  private final class Archive implements WeatherProvider {
    final List<List<Place>> calls = new ArrayList<>();
    final List<WeatherException> failures = new ArrayList<>();
    boolean background;

    @Override
    public String name() {
      return "archive";
    }

    @Override
    public CompletionStage<WeatherSeries> series(Place place, Instant when) {
      return series(List.of(place), when).get(0);
    }

    @Override
    public List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant when) {
      calls.add(places);
      return places.stream().map(place -> answer(place, when)).toList();
    }

    private CompletionStage<WeatherSeries> answer(Place place, Instant when) {
      return failures.isEmpty()
          ? CompletableFuture.completedStage(day(place, when))
          : CompletableFuture.failedStage(failures.remove(0));
    }

    private WeatherSeries day(Place place, Instant when) {
      Instant midnight = Instant.ofEpochSecond(86_400L * CellKey.day(when.getEpochSecond()));
      WeatherSeries.Builder builder = WeatherSeries.builder("archive", place, time.instant());
      for (int hour = 0; hour <= 24; hour++) {
        Instant end = midnight.plus(Duration.ofHours(hour));
        builder
            .slot(end, end.minus(Duration.ofHours(1)), end)
            .issuedAt(end.minus(Duration.ofHours(3)))
            .put(TEMPERATURE_CELSIUS, hour)
            .put(PRECIPITATION_MM_PER_HOUR, 0.25);
      }
      return builder.build();
    }

    @Override
    public WeatherProvider inBackground() {
      background = true;
      return this;
    }
  }

  @BeforeEach
  void file() {
    csv = folder.resolve("weather.csv");
  }

  private WeatherBackfill backfill() {
    return WeatherBackfill.of(archive, csv).withTicker(time).withProgress(heard::add);
  }

  private Weather replayed(Place place, Instant when) throws IOException {
    return ReplayWeather.load(csv)
        .at(place.latitude(), place.longitude(), when)
        .toCompletableFuture()
        .join();
  }

  @Test
  void run_twoWishesOfACellAndDay_asksOnceAndIsReplayedWithItsLead() throws Exception {
    Progress end =
        backfill()
            .run(
                List.of(
                    new Wish(TOWN, MORNING),
                    new Wish(new Place(46.51, 6.61), MORNING.plus(Duration.ofHours(9)))));

    assertThat(end).isEqualTo(new Progress(1, 1, Map.of(), Duration.ZERO));
    assertThat(end.done()).isTrue();
    assertThat(heard).containsExactly(end);
    assertThat(archive.calls).hasSize(1);
    assertThat(archive.background).isTrue();
    Weather weather = replayed(TOWN, MORNING);
    assertThat(weather.value(TEMPERATURE_CELSIUS)).isEqualTo(7 + 20.0 / 60);
    assertThat(weather.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.25);
    assertThat(weather.lead()).isEqualTo(Duration.ofMinutes(3 * 60 + 20));
    assertThat(weather.source()).isEqualTo("archive");
  }

  @Test
  void run_severalPlacesOfADay_areOneCall() throws Exception {
    backfill()
        .run(
            List.of(
                new Wish(TOWN, MORNING),
                new Wish(VILLAGE, MORNING),
                new Wish(VILLAGE, MORNING.plus(Duration.ofDays(1)))));

    assertThat(archive.calls).hasSize(2);
    assertThat(archive.calls.get(0)).hasSize(2);
  }

  @Test
  void run_again_asksOnlyForWhatIsMissing() throws Exception {
    backfill().run(List.of(new Wish(TOWN, MORNING)));
    heard.clear();

    Progress end = backfill().run(List.of(new Wish(TOWN, MORNING), new Wish(VILLAGE, MORNING)));

    assertThat(end).isEqualTo(new Progress(1, 1, Map.of(), Duration.ZERO));
    assertThat(archive.calls).hasSize(2);
    assertThat(replayed(TOWN, MORNING).has(TEMPERATURE_CELSIUS)).isTrue();
    assertThat(replayed(VILLAGE, MORNING).has(TEMPERATURE_CELSIUS)).isTrue();
  }

  /** Neighbouring cells are near enough to be replayed for one another, but not the same. */
  @Test
  void run_theNeighbouringCellIsKnown_asksForThisOne() throws Exception {
    backfill().run(List.of(new Wish(TOWN, MORNING)));

    backfill().run(List.of(new Wish(new Place(46.5, 6.65), MORNING)));

    assertThat(archive.calls).hasSize(2);
  }

  @Test
  void run_theFileEndsInTheMiddleOfARow_goesOnAfterTheLastWholeOne() throws Exception {
    backfill().run(List.of(new Wish(TOWN, MORNING)));
    byte[] whole = Files.readAllBytes(csv);
    for (int lost : new int[] {1, 17, 100, 1_000, whole.length - 5}) {
      Files.write(csv, java.util.Arrays.copyOf(whole, whole.length - lost));

      backfill()
          .run(
              List.of(new Wish(TOWN, MORNING), new Wish(TOWN, MORNING.plus(Duration.ofHours(16)))));

      assertThat(replayed(TOWN, MORNING.plus(Duration.ofHours(16))).value(TEMPERATURE_CELSIUS))
          .isEqualTo(23 + 20.0 / 60);
    }
  }

  @Test
  void run_theQuotaIsUsedUp_waitsAsLongAsItTakesAndTellsSo() throws Exception {
    archive.failures.add(
        new WeatherException(Reason.QUOTA, "no").withRetryAfter(Duration.ofHours(7)));
    Instant start = time.instant();

    Progress end = backfill().run(List.of(new Wish(TOWN, MORNING)));

    assertThat(end.done()).isTrue();
    assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofHours(7));
    assertThat(heard)
        .containsExactly(
            new Progress(1, 0, Map.of(), Duration.ofHours(7)),
            new Progress(1, 1, Map.of(), Duration.ZERO));
  }

  @Test
  void run_passingFailures_areGivenUpAfterFiveAttempts() throws Exception {
    for (int i = 0; i < 5; i++) {
      archive.failures.add(new WeatherException(Reason.TIMEOUT, "late"));
    }

    Progress end = backfill().run(List.of(new Wish(TOWN, MORNING)));

    assertThat(end).isEqualTo(new Progress(1, 0, Map.of(Reason.TIMEOUT, 1), Duration.ZERO));
    assertThat(archive.calls).hasSize(5);
    assertThat(end.done()).isTrue();
  }

  @Test
  void run_aQuotaThatDoesNotSayWhen_isGivenUpAfterFiveAttempts() throws Exception {
    for (int i = 0; i < 6; i++) {
      archive.failures.add(new WeatherException(Reason.QUOTA, "no"));
    }

    Progress end = backfill().run(List.of(new Wish(TOWN, MORNING)));

    assertThat(end.failed()).isEqualTo(Map.of(Reason.QUOTA, 1));
    assertThat(archive.calls).hasSize(5);
  }

  @Test
  void run_aPlaceTheProviderHasNot_isCountedAndTheOthersAreFetched() throws Exception {
    archive.failures.add(new WeatherException(Reason.NOT_FOUND, "the sea"));

    Progress end = backfill().run(List.of(new Wish(TOWN, MORNING), new Wish(VILLAGE, MORNING)));

    assertThat(end).isEqualTo(new Progress(2, 1, Map.of(Reason.NOT_FOUND, 1), Duration.ZERO));
    assertThat(archive.calls).hasSize(1);
  }

  @Test
  void run_theKeyIsRefused_ends() {
    archive.failures.add(new WeatherException(Reason.KEY, "the key is wrong"));

    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> backfill().run(List.of(new Wish(TOWN, MORNING))))
        .withMessage("the key is wrong");
  }

  @Test
  void run_anotherFile_isRefusedAndLeftAlone() throws Exception {
    String header = String.join(",", WeatherCsv.header());
    for (String another :
        List.of(
            "name,age\nAda,36\n",
            "name,age\nAda,36",
            "{\"a\": 1}",
            header.replace("latitude,longitude", "longitude,latitude") + "\n",
            header + ",note\n")) {
      Files.writeString(csv, another);

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> backfill().run(List.of(new Wish(TOWN, MORNING))))
          .withMessage(csv + " does not begin as a backfill does: it is left as it is");

      assertThat(Files.readString(csv)).isEqualTo(another);
    }
  }

  @Test
  void run_theFileEndsInTheMiddleOfItsHeader_beginsAnew() throws Exception {
    Files.writeString(csv, "latitude,longi");

    backfill().run(List.of(new Wish(TOWN, MORNING)));

    assertThat(replayed(TOWN, MORNING).has(TEMPERATURE_CELSIUS)).isTrue();
  }

  @Test
  void run_aDayThatIsNotOver_recordsOnlyWhatIs() throws Exception {
    time.advance(Duration.between(time.instant(), Instant.parse("2026-01-02T10:30:00Z")));
    Instant earlier = Instant.parse("2026-01-02T09:40:00Z");

    backfill().run(List.of(new Wish(TOWN, earlier)));

    assertThat(replayed(TOWN, earlier).value(TEMPERATURE_CELSIUS)).isEqualTo(9 + 40.0 / 60);
    Instant later = Instant.parse("2026-01-02T20:00:00Z");
    assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> replayed(TOWN, later));
    time.advance(Duration.ofDays(1));
    backfill().run(List.of(new Wish(TOWN, later)));
    assertThat(replayed(TOWN, later).value(TEMPERATURE_CELSIUS)).isEqualTo(20);
  }

  @Test
  void run_aQuotaThatIsUsedUpForNoTime_waitsAllTheSame() throws Exception {
    archive.failures.add(new WeatherException(Reason.QUOTA, "no").withRetryAfter(Duration.ZERO));
    Instant start = time.instant();

    backfill().run(List.of(new Wish(TOWN, MORNING)));

    assertThat(time.instant()).isAfter(start);
  }

  @Test
  void run_aProviderThatThrows_isAFailureOfItsPlaces() throws Exception {
    WeatherProvider broken =
        new WeatherProvider() {
          @Override
          public String name() {
            return "broken";
          }

          @Override
          public CompletionStage<WeatherSeries> series(Place place, Instant when) {
            throw new IllegalStateException("appid=secret");
          }
        };

    Progress end =
        WeatherBackfill.of(broken, csv).withTicker(time).run(List.of(new Wish(TOWN, MORNING)));

    assertThat(end.failed()).isEqualTo(Map.of(Reason.BROKEN_REPLY, 1));
  }

  @Test
  void run_whoListensThrows_endsWithAGoodFile() throws Exception {
    WeatherBackfill broken =
        backfill()
            .withProgress(
                progress -> {
                  throw new IllegalStateException("enough");
                });

    assertThatIllegalStateException()
        .isThrownBy(() -> broken.run(List.of(new Wish(TOWN, MORNING))))
        .withMessage("enough");

    assertThat(replayed(TOWN, MORNING).has(TEMPERATURE_CELSIUS)).isTrue();
  }
}
