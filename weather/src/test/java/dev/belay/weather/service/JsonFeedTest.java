/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.belay.FeatureSet;
import dev.belay.testing.FakeTime;
import dev.belay.weather.LiveFeatures;
import dev.belay.weather.LiveTable;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFeedTest {
  private static final String PATH = "/v1/zones";
  private static final String TABLE = "{\"centre\":{\"congestion\":0.7,\"incidents\":2}}";
  private static final String SECRET = "5ecRet0123456789abcdef";

  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final FakeTime time = new FakeTime();
  private final JsonFeed feed = builder().build();

  private JsonFeed.Builder builder() {
    return JsonFeed.builder(URI.create(server.base() + PATH), "congestion", "incidents")
        .connection(Connection.builder().repetitions(0).ticker(time).build());
  }

  @AfterEach
  void close() {
    feed.close();
    server.close();
  }

  private static LiveTable table(JsonFeed feed) throws Exception {
    return feed.load().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static WeatherException failure(JsonFeed feed) {
    Throwable failure = catchThrowable(() -> table(feed));
    if (failure.getCause() instanceof WeatherException known) {
      assertThat(known).hasNoCause();
      return known;
    }
    throw new AssertionError("another failure", failure);
  }

  @Test
  void load_table_isReadAsAsked() throws Exception {
    server.on(PATH, FakeReply.ok(TABLE).gzipped());
    JsonFeed asked = builder().parameter("city", "La Chaux & Co").key("X-Api-Key", SECRET).build();

    assertThat(table(asked).value("centre", "congestion")).isEqualTo(0.7);
    FakeWeatherServer.Request request = server.requests().get(0);
    assertThat(request.query()).isEqualTo(Map.of("city", "La Chaux & Co"));
    assertThat(request.headers()).containsEntry("x-api-key", SECRET);
    assertThat(request.headers()).containsEntry("user-agent", "belay-live");
    assertThat(asked.columns()).isEqualTo(List.of("congestion", "incidents"));
    assertThat(asked).hasToString("[congestion, incidents] of 127.0.0.1");
    asked.close();
  }

  @Test
  void load_urlThatEndsInASlash_keepsIt() throws Exception {
    server.on(PATH + "/", FakeReply.ok(TABLE));
    try (JsonFeed slash =
        JsonFeed.builder(URI.create(server.base() + PATH + "/"), "congestion").build()) {
      assertThat(table(slash).value("centre", "congestion")).isEqualTo(0.7);
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void load_lastModified_isWhatTheTableIsOf() throws Exception {
    server.on(
        PATH,
        FakeReply.ok(TABLE).header("Last-Modified", "Wed, 31 Dec 2025 23:58:00 GMT"),
        FakeReply.ok(TABLE).header("Last-Modified", "yesterday"),
        FakeReply.ok(TABLE));

    assertThat(table(feed).observedAt()).contains(Instant.parse("2025-12-31T23:58:00Z"));
    assertThat(table(feed).observedAt()).isEmpty();
    assertThat(table(feed).observedAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED",
    "401, KEY",
    "403, PLAN",
    "404, NOT_FOUND",
    "408, TIMEOUT",
    "410, NOT_FOUND",
    "418, REFUSED",
    "429, QUOTA",
    "500, OVERLOADED",
    "503, OVERLOADED"
  })
  void load_status_givesTheReason(int status, Reason reason) {
    server.on(PATH, FakeReply.status(status, "no, " + SECRET));
    WeatherException failure = failure(feed);

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure).hasMessage("127.0.0.1: said " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"centre\":{\"congestion\":\"x\"}}", "{\"centre\":{"})
  void load_replyThatIsNoTable_isBroken(String body) {
    server.on(PATH, FakeReply.ok(body));

    assertThat(failure(feed).reason()).isEqualTo(Reason.BROKEN_REPLY);
  }

  @Test
  void load_tooLargeAReply_isBroken() {
    server.on(PATH, FakeReply.large(9 << 20));

    assertThat(failure(feed)).hasMessageContaining("127.0.0.1");
  }

  @Test
  void load_echoedKey_isShownNowhere() {
    server.on(
        PATH,
        FakeReply.ok("{\"" + SECRET + "\":1}"),
        FakeReply.ok("{\"" + SECRET + SECRET + "\":{\"congestion\":\"" + SECRET + "\"}}"),
        FakeReply.redirect(302, "/moved?" + SECRET));
    JsonFeed asked = builder().key("X-Api-Key", SECRET).build();
    for (int i = 0; i < 3; i++) {
      assertThat(failure(asked).toString()).doesNotContain(SECRET.substring(0, 8));
    }
    assertThat(asked.toString()).doesNotContain(SECRET);
    asked.close();
  }

  @Test
  void load_overTheQuota_isNotAsked() throws Exception {
    server.on(PATH, FakeReply.ok(TABLE));
    JsonFeed asked = builder().quota(Quota.of(1, Duration.ofMinutes(1)).ticker(time)).build();
    assertThat(table(asked).size()).isEqualTo(1);

    assertThat(failure(asked).reason()).isEqualTo(Reason.QUOTA);
    assertThat(server.requests()).hasSize(1);
    asked.close();
  }

  @Test
  void load_closed_fails() {
    feed.close();

    assertThat(failure(feed).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void features_ofTheFeed_keepTheTableWhileTheServiceIsDown() {
    server.on(PATH, FakeReply.ok(TABLE), FakeReply.status(503, ""));
    LiveFeatures<String> traffic =
        LiveFeatures.of("traffic", (String zone) -> zone, feed).ticker(time);
    FeatureSet<String> zones = FeatureSet.builder(String.class).include(traffic).build();

    assertThat(zones.extract("centre")).containsExactly(0.7, 2, 0, 0, 0);
    time.advance(Duration.ofMinutes(6));
    assertThat(zones.extract("centre")).containsExactly(0.7, 2, 6, 1, 0);
    server.awaitRequests(2);
    assertThat(zones.extract("centre")).containsExactly(0.7, 2, 6, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer 5ecRet0123+/456789==", "5ecRet \"quoted\", and more"})
  void key_ofAnyPrintableText_isSentAndNotShown(String secret) throws Exception {
    server.on(PATH, FakeReply.ok(TABLE), FakeReply.ok("{\"" + secret + "\":{"));
    try (JsonFeed asked = builder().key("Authorization", secret).build()) {
      assertThat(table(asked).size()).isEqualTo(1);
      assertThat(failure(asked).toString()).doesNotContain("5ecRet");
    }
    assertThat(server.requests())
        .allSatisfy(
            request -> assertThat(request.headers()).containsEntry("authorization", secret));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host", "connection", "Content-Length", "Expect", "Upgrade", "X:Key", ""})
  void key_inAHeaderThatIsNotTheCallers_isRefusedAtOnce(String header) {
    assertThatThrownBy(() -> builder().key(header, SECRET))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no name of a header for a key: '" + header + "'");
  }

  @Test
  void builder_wrongArguments_saysWhich() {
    URI url = URI.create("https://traffic.example/zones");
    assertThatThrownBy(() -> JsonFeed.builder(url)).hasMessage("0 columns, not 1 to 100");
    assertThatThrownBy(() -> JsonFeed.builder(url, "a").key("X Key", SECRET))
        .hasMessage("no name of a header for a key: 'X Key'");
    assertThatThrownBy(() -> JsonFeed.builder(url, "a").key("X-Key", ""))
        .hasMessage("the key is empty");
    assertThatThrownBy(() -> JsonFeed.builder(URI.create("ftp://a.example/z"), "a").build())
        .hasMessageContaining("has to begin with https: or http:");
    assertThatThrownBy(() -> JsonFeed.builder(URI.create(url + "?key=1"), "a").build())
        .hasMessageContaining("must not have a query");
    assertThatThrownBy(
            () ->
                JsonFeed.builder(URI.create("http://traffic.example/z"), "a")
                    .key("X-Key", SECRET)
                    .build())
        .hasMessageContaining("use https")
        .hasMessageNotContaining(SECRET);
  }
}
