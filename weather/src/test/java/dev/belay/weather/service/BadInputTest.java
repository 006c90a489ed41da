/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.FakeReply.ok;
import static dev.belay.weather.service.FakeReply.status;
import static dev.belay.weather.service.OpenWeatherMapSamples.GENEVA;
import static dev.belay.weather.service.OpenWeatherMapSamples.NOON;
import static dev.belay.weather.service.OpenWeatherMapSamples.current;
import static dev.belay.weather.service.OpenWeatherMapSamples.entry;
import static dev.belay.weather.service.OpenWeatherMapSamples.forecast;
import static dev.belay.weather.service.OpenWeatherMapSamples.members;
import static dev.belay.weather.service.OpenWeatherMapSamples.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.Predictor;
import dev.belay.testing.FakeTime;
import dev.belay.weather.CachedWeather;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherFeatures;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is wrong with a query, a key or a reply: no number, and the reason, from the service
 * over the cache to the features.
 */
class BadInputTest {
  private static final String KEY = "5ecRet0123456789abcdef";
  private static final String NOW_PATH = "/data/2.5/weather";
  private static final String LATER_PATH = "/data/2.5/forecast";

  record Trip(double latitude, double longitude, long pickup) {
    static Trip at(Instant pickup) {
      return new Trip(GENEVA.latitude(), GENEVA.longitude(), pickup.getEpochSecond());
    }
  }

  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final FakeTime time = new FakeTime(NOON);
  private final OpenWeatherMap provider =
      OpenWeatherMap.builder(KEY)
          .baseUrl(server.base())
          .connection(Connection.builder().ticker(time).repetitions(0).build())
          .build();
  private final CachedWeather cache = CachedWeather.builder(provider).ticker(time).build();
  private final WeatherFeatures<Trip> weather =
      WeatherFeatures.at(cache, Trip::latitude, Trip::longitude, Trip::pickup);
  private final FeatureSet<Trip> features = FeatureSet.builder(Trip.class).include(weather).build();

  @AfterEach
  void close() {
    provider.close();
    server.close();
  }

  private void assertNoNumber(Trip trip, Map<Reason, Long> reasons) {
    double[] row = features.extract(trip);
    double[] absent = new double[row.length];
    Arrays.fill(absent, Double.NaN);
    absent[absent.length - 1] = 1;
    assertThat(row).containsExactly(absent);
    assertThat(weather.failures()).isEqualTo(reasons);
  }

  @ParameterizedTest
  @CsvSource({"91, 0", "-90.1, 0", "NaN, 6.1", "46.2, NaN", "46.2, 180.1", "-Infinity, 6.1"})
  void placeThatIsNone_isRefusedWithoutAQuestion(double latitude, double longitude) {
    assertNoNumber(
        new Trip(latitude, longitude, NOON.getEpochSecond()), Map.of(Reason.REFUSED, 1L));
    assertThatThrownBy(() -> cache.at(latitude, longitude, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latitude " + latitude + " ");
    assertThat(server.requests()).isEmpty();
  }

  /** Among them the present in milliseconds and in microseconds, as a host may well give it. */
  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        -62_135_596_800L,
        1_800_000_000L,
        1_767_268_800_000L,
        1_767_268_800_000_000L,
        31_556_889_864_403_199L,
        -31_557_014_167_219_200L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
      })
  void timeBeyondTheRange_isOutOfRange(long pickup) {
    Services.openWeatherMap(server, NOON);
    Trip far = new Trip(GENEVA.latitude(), GENEVA.longitude(), pickup);
    assertNoNumber(far, Map.of(Reason.OUT_OF_RANGE, 1L));
    assertThat(features.extract(Trip.at(NOON))).endsWith(0);
  }

  /** A moment so far that its day has more digits than a key: no day that is known may pay. */
  @Test
  void timeBeyondTheRange_leavesEveryOtherDayAlone() {
    long pickup = NOON.getEpochSecond() + Duration.ofHours(60).toSeconds();
    long wrapped = pickup + (1L << 32) * Duration.ofDays(1).toSeconds();
    server
        .on(NOW_PATH, ok(current(members(10, 800))))
        .on(LATER_PATH, ok(forecast(entry(NOON.plus(Duration.ofHours(3)), members(11, 800)))));
    assertNoNumber(
        new Trip(GENEVA.latitude(), GENEVA.longitude(), wrapped), Map.of(Reason.OUT_OF_RANGE, 1L));
    Services.openWeatherMap(server, NOON);
    double[] row = features.extract(new Trip(GENEVA.latitude(), GENEVA.longitude(), pickup));
    assertThat(row[0]).isEqualTo(Services.celsius(60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void keyThatIsEmpty_isRefusedWhereItIsSaid(String key) {
    assertThatThrownBy(() -> OpenWeatherMap.builder(key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the key is empty");
    assertThatThrownBy(() -> OpenMeteo.builder(key)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The service says the same of a wrong key, of one that has expired and of a plan that ended. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "401 | {'cod':401,'message':'Invalid API key. Please see the faq.'} | KEY",
        "401 | {'cod':401,'message':'Please note that this requires a subscription'} | KEY",
        "402 | {'cod':402,'message':'payment required'} | PLAN",
        "429 | {'cod':429,'message':'Your account is temporary blocked'} | QUOTA",
        "404 | {'cod':'404','message':'no data'} | NOT_FOUND",
        "400 | {'cod':'400','message':'wrong latitude'} | REFUSED",
        "500 | {'cod':'500','message':'busy'} | OVERLOADED"
      })
  void refusal_isAbsentForItsReason(int status, String body, Reason reason) {
    FakeReply refusal = status(status, OpenWeatherMapSamples.json(body));
    server.on(NOW_PATH, refusal).on(LATER_PATH, refusal);
    assertNoNumber(Trip.at(NOON), Map.of(reason, 1L));
    int asked = server.requests().size();
    assertNoNumber(Trip.at(NOON), Map.of(reason, 2L));
    assertThat(server.requests()).as("what is known is not asked again").hasSize(asked);
  }

  @Test
  void replyForAnotherPlace_isAbsentForThatReason() {
    server
        .on(NOW_PATH, ok(current(members(10, 800)).replace("46.2", "47.2")))
        .on(
            LATER_PATH,
            ok(
                forecast(entry(NOON.plus(Duration.ofHours(3)), members(11, 800)))
                    .replace("46.2044", "47.2044")));
    assertNoNumber(Trip.at(NOON), Map.of(Reason.OTHER_PLACE, 1L));
  }

  /** Everything that is logged while something runs, at the finest level, with its stack. */
  private static String logged(Runnable work) {
    StringWriter said = new StringWriter();
    Handler handler =
        new Handler() {
          private final SimpleFormatter format = new SimpleFormatter();

          @Override
          public synchronized void publish(LogRecord record) {
            said.append(format.format(record)).append(Arrays.toString(record.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger all = Logger.getLogger("dev.belay");
    handler.setLevel(Level.ALL);
    all.setLevel(Level.ALL);
    all.addHandler(handler);
    try {
      work.run();
    } finally {
      all.removeHandler(handler);
      all.setLevel(null);
    }
    return said.toString();
  }

  private static void assertNoKey(String text) {
    assertThat(text).isNotEmpty().doesNotContainIgnoringCase(KEY);
  }

  private void keyIsRefused() {
    FakeReply echo =
        status(401, "{\"cod\":401,\"message\":\"Invalid API key " + KEY + "\"}")
            .header("X-Cache-Key", "/data/2.5/weather?APPID=" + KEY);
    server.on(NOW_PATH, echo).on(LATER_PATH, echo);
  }

  @Test
  void keyThatIsRefused_isInNoLogAndNoFailure_asThePredecessorsWas() {
    keyIsRefused();
    FeatureSet<Trip> required = FeatureSet.builder(Trip.class).require(weather).build();
    Predictor<Trip> predictor =
        Predictor.named("trips")
            .fallback((Trip trip) -> 1)
            .model(Model.of("first", required, row -> row[0]), required)
            .build();
    String said =
        logged(
            () -> {
              outcome(cache.series(GENEVA, NOON).handle((series, failure) -> "refused"));
              for (int i = 0; i < 3; i++) {
                assertThat(predictor.predict(Trip.at(NOON)).origin())
                    .isEqualTo(Origin.MISSING_FEATURES);
              }
            });
    assertNoKey(said);
    assertThat(said).contains("source 'weather' failed", "refuses the key");
    assertNoKey(everythingOf(required));
    assertNoKey(
        List.of(provider, provider.panel(), cache, weather, cache.counts(), cache.panel())
            .toString());
    assertThat(provider.panel().toString()).contains("KEY, 2");
    FakeWeatherServer.Request asked = server.requests().get(0);
    String predecessors =
        "401 Client Error: Unauthorized for url: " + asked.path() + "?" + asked.rawQuery();
    assertThatThrownBy(() -> assertNoKey(predecessors)).isInstanceOf(AssertionError.class);
  }

  private static String everythingOf(FeatureSet<Trip> required) {
    StringWriter all = new StringWriter();
    try {
      required.extract(Trip.at(NOON));
    } catch (IllegalStateException refused) {
      refused.printStackTrace(new PrintWriter(all, true));
    }
    return all.toString();
  }
}
