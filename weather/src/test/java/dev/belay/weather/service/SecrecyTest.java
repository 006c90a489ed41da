/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.ApiKey.Place;
import dev.belay.weather.service.FakeReply.Ending;
import dev.belay.weather.service.Upstream.Service;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever goes wrong, the key is nowhere but in the request: not in what is thrown, nor in its
 * causes, not in any of our logs at the finest level, not in what readers see of the headers.
 */
class SecrecyTest extends ServiceFixture {
  private static final String SECRET = "5ecRet0123456789abcdef";
  private static final Logger OURS = Logger.getLogger("dev.belay");

  private final StringWriter said = new StringWriter();
  private final Handler log =
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

  @BeforeEach
  void listen() {
    log.setLevel(Level.ALL);
    OURS.setLevel(Level.ALL);
    OURS.addHandler(log);
  }

  @AfterEach
  void stopListening() {
    OURS.removeHandler(log);
    OURS.setLevel(null);
  }

  private static ApiKey key(Place place) {
    return new ApiKey(place, "appid", SECRET);
  }

  /** As OpenWeatherMap does it, in small letters as well. */
  private static FakeReply echoing(FakeReply reply) {
    return reply
        .header("X-Cache-Key", "/data/2.5/weather?APPID=" + SECRET + "&lat=1")
        .header("X-Small", SECRET.toLowerCase(Locale.ROOT));
  }

  private static Stream<FakeReply> everyReply() {
    String echo = "no such key: " + SECRET + " or " + SECRET.toUpperCase(Locale.ROOT);
    return Stream.of(
            Stream.of(400, 401, 403, 404, 418, 429, 500, 502, 503)
                .map(status -> FakeReply.status(status, echo)),
            Stream.of(301, 302, 303, 307, 308)
                .map(status -> FakeReply.redirect(status, "/moved?appid=" + SECRET)),
            Stream.of(
                FakeReply.status(503, echo).header("Retry-After", "3600"),
                FakeReply.status(401, echo).gzipped(),
                FakeReply.ok(echo),
                FakeReply.ok(echo).gzipped(),
                FakeReply.ok(echo).header("Content-Encoding", "gzip"),
                FakeReply.ok(echo).header("Content-Encoding", SECRET),
                FakeReply.ok(echo).ending(Ending.CLOSED_HALFWAY),
                FakeReply.ok(echo).ending(Ending.RESET_HALFWAY),
                FakeReply.ok(echo).header("Content-Length", SECRET),
                FakeReply.large(9 << 20),
                FakeReply.bomb(9 << 20),
                FakeReply.reset()))
        .flatMap(replies -> replies)
        .map(SecrecyTest::echoing);
  }

  /** Everything that can be had of a failure, as text. */
  private static String everything(Throwable failure) {
    StringWriter all = new StringWriter();
    failure.printStackTrace(new PrintWriter(all, true));
    return all + failure.toString() + failure.getMessage();
  }

  private static String seen(Upstream upstream) {
    return UpstreamPanel.of("fake", List.of(new UpstreamPanel.Use("hours", upstream))).toString();
  }

  private void assertSecret(Upstream upstream, ReplyReader<String> reader) {
    CompletableFuture<String> asked = upstream.ask(ASK, reader);
    WeatherException failure = failure(asked);
    assertThat(everything(failure)).doesNotContainIgnoringCase(SECRET);
    assertThat(everything(catchThrowable(asked::join))).doesNotContainIgnoringCase(SECRET);
    assertThat(asked.toString()).doesNotContainIgnoringCase(SECRET);
    assertThat(upstream.toString() + upstream.counts()).doesNotContainIgnoringCase(SECRET);
    assertThat(seen(upstream)).contains("Errors of fake").doesNotContainIgnoringCase(SECRET);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void noFailure_showsTheKey(Place place) {
    ReplyReader<String> indiscreet =
        reply -> {
          throw new IOException(TEXT.read(reply) + reply.headers());
        };
    everyReply()
        .forEach(
            reply -> {
              server.on(PATH, reply);
              Upstream upstream =
                  upstream(key(place), 1, Quota.unlimited(), connection().repetitions(0));
              assertSecret(upstream, indiscreet);
              upstream.close();
            });
    assertThat(server.requests()).allMatch(SecrecyTest::carriesTheKey).isNotEmpty();
    assertThat(said.toString()).contains("attempt 1").doesNotContainIgnoringCase(SECRET);
  }

  private static boolean carriesTheKey(FakeWeatherServer.Request request) {
    return SECRET.equals(request.query().get("appid"))
        || SECRET.equals(request.headers().get("appid"));
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void noTimeout_showsTheKey(Place place) {
    server.on(PATH, FakeReply.hang());
    Upstream upstream = upstream(key(place), 1, Quota.unlimited(), connection().repetitions(0));
    CompletableFuture<String> asked = upstream.ask(ASK, TEXT);
    server.awaitRequests(1);
    time.passNextTimer();
    assertThat(everything(failure(asked))).doesNotContainIgnoringCase(SECRET);
    assertThat(said.toString()).contains("no whole reply").doesNotContainIgnoringCase(SECRET);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void nobodyThere_showsNoKey(Place place) throws Exception {
    URI nobody;
    try (ServerSocket free = new ServerSocket(0)) {
      nobody = URI.create("http://localhost:" + free.getLocalPort());
    }
    assertSecret(
        upstream(service(nobody, key(place)), Quota.unlimited(), connection().repetitions(0)),
        TEXT);
    assertThat(said.toString()).contains("no connection").doesNotContainIgnoringCase(SECRET);
  }

  /** Neither the whole of it nor the half that is left where a long text is cut off. */
  @Test
  void aKeyAcrossTheEndOfWhatIsReadOfAnError_isNotShown() {
    server.on(PATH, FakeReply.status(400, "x".repeat(4_000 - 10) + SECRET));
    Upstream upstream = upstream(key(Place.QUERY), 1, Quota.unlimited(), connection());
    assertThat(failure(upstream.ask(ASK, TEXT)).getMessage())
        .endsWith("x(key)")
        .doesNotContain(SECRET.substring(0, 5));
  }

  @Test
  void whatReadersSay_isClearedOfTheKey_andNamed() {
    server.on(PATH, FakeReply.ok(SECRET));
    ReplyReader<String> indiscreet =
        reply -> {
          throw new WeatherException(
              Reason.OUT_OF_RANGE, new String(reply.body(), StandardCharsets.UTF_8) + " is late");
        };
    Upstream upstream = upstream(key(Place.QUERY), 1, Quota.unlimited(), connection());
    assertThat(failure(upstream.ask(ASK, indiscreet))).hasMessage("fake: (key) is late");
  }

  /** The one exception whose text is told. */
  @Test
  void whatIsUnreadable_isClearedOfTheKey() {
    server.on(PATH, echoing(FakeReply.ok(SECRET)));
    ReplyReader<String> indiscreet =
        reply -> {
          throw new Unreadable(TEXT.read(reply) + " is no " + SECRET.toUpperCase(Locale.ROOT));
        };
    Upstream upstream =
        upstream(key(Place.QUERY), 1, Quota.unlimited(), connection().repetitions(0));
    assertSecret(upstream, indiscreet);
    assertThat(failure(upstream.ask(ASK, indiscreet)))
        .hasMessage("fake: the reply cannot be read: (key) is no (key)");
    assertThat(said.toString()).contains("is no (key)").doesNotContainIgnoringCase(SECRET);
  }

  @Test
  void echoedHeaders_areClearedOfTheKeyBeforeAnybodyReadsThem() {
    server.on(PATH, echoing(FakeReply.ok("fine")));
    Upstream upstream = upstream(key(Place.QUERY), 1, Quota.unlimited(), connection());
    Map<String, String> headers = answer(upstream.ask(ASK, Reply::headers));
    assertThat(headers)
        .containsEntry("x-cache-key", "/data/2.5/weather?APPID=(key)&lat=1")
        .containsEntry("x-small", "(key)");
  }

  @Test
  void nothingPrintsTheKey() {
    ApiKey key = key(Place.QUERY);
    Service service = service(server.base(), key);
    for (Object thing : List.of(key, service, upstream(service, Quota.unlimited(), connection()))) {
      assertThat(thing.toString()).doesNotContainIgnoringCase(SECRET);
    }
  }

  @Test
  void aKeyThatIsRefused_isNotQuoted() {
    for (String bad : List.of(SECRET + " ", SECRET + "\n", "\"" + SECRET + "\"", SECRET + "&x=")) {
      assertThat(everything(catchThrowable(() -> new ApiKey(Place.QUERY, "appid", bad))))
          .doesNotContainIgnoringCase(SECRET)
          .contains("the key has characters that no key has, such as a space or a quote");
    }
    for (String empty : List.of("", " ", "\t")) {
      assertThat(catchThrowable(() -> new ApiKey(Place.QUERY, "appid", empty)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the key is empty");
    }
  }

  @Test
  void aKeyThatNoHeaderCanHold_isNotQuoted() {
    for (String bad :
        List.of(
            SECRET + " ", " " + SECRET, SECRET + "\n", SECRET + "\u00e9", SECRET + "\t" + SECRET)) {
      assertThat(everything(catchThrowable(() -> ApiKey.header("X-Key", bad))))
          .doesNotContainIgnoringCase(SECRET)
          .contains(
              "the key has characters that no key has, such as a line break, or a space at an end");
    }
    assertThat(catchThrowable(() -> ApiKey.header("X-Key", " "))).hasMessage("the key is empty");
  }

  /** A service that echoes a key leaves out the scheme before it. */
  @Test
  void aKeyAfterItsScheme_isRemovedAlone() {
    ApiKey key = ApiKey.header("Authorization", "Bearer " + SECRET + "+/==");
    assertThat(key.removedFrom("no " + SECRET.toLowerCase(Locale.ROOT) + "+/== here"))
        .isEqualTo("no (key) here");
    assertThat(key.removedFrom("no bearer " + SECRET + "+/==")).isEqualTo("no (key)");
  }

  @Test
  void aBaseUrlThatIsRefused_isNotQuoted() {
    for (String bad :
        List.of(
            "https://user:" + SECRET + "@example.org",
            "https://example.org?appid=" + SECRET,
            "https://example.org#" + SECRET,
            "http://example.org/" + SECRET)) {
      assertThat(
              everything(
                  catchThrowable(
                      () ->
                          upstream(
                              service(URI.create(bad), key(Place.QUERY)),
                              Quota.unlimited(),
                              connection()))))
          .contains("IllegalArgumentException")
          .doesNotContainIgnoringCase(SECRET);
    }
  }
}
