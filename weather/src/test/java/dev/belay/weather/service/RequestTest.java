/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request looks like to the service. */
class RequestTest extends ServiceFixture {
  private static final ApiKey IN_QUERY = new ApiKey(ApiKey.Place.QUERY, "appid", "abc123");
  private static final ApiKey IN_HEADER = new ApiKey(ApiKey.Place.HEADER, "X-Api-Key", "abc123");

  private FakeWeatherServer.Request asked(@Nullable ApiKey key, Ask ask) {
    server.on(PATH, FakeReply.ok("fine"));
    answer(upstream(key, 1, Quota.unlimited(), connection()).ask(ask, TEXT));
    return server.awaitRequests(1).get(0);
  }

  @Test
  void parameters_areEncodedInTheirOrder() {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("z", "46.2,6.1");
    query.put("a b", "é&=+#/?%");
    query.put("plain", "aZ09-._~");
    assertThat(asked(null, new Ask(PATH, query)).rawQuery())
        .isEqualTo("z=46.2%2C6.1&a%20b=%C3%A9%26%3D%2B%23%2F%3F%25&plain=aZ09-._~");
  }

  @Test
  void noParameters_makeNoQuestionMark() {
    assertThat(asked(null, ASK).rawQuery()).isEmpty();
  }

  @Test
  void aKeyInTheQuery_comesLast() {
    assertThat(asked(IN_QUERY, new Ask(PATH, Map.of("lat", "1"))).rawQuery())
        .isEqualTo("lat=1&appid=abc123");
  }

  @Test
  void aKeyInAHeader_isNotInTheUrl() {
    FakeWeatherServer.Request request = asked(IN_HEADER, new Ask(PATH, Map.of("lat", "1")));
    assertThat(request.rawQuery()).isEqualTo("lat=1");
    assertThat(request.headers()).containsEntry("x-api-key", "abc123");
  }

  @Test
  void headers_sayWhoAsksAndTakeCompression() {
    Map<String, String> more = Map.of("If-Modified-Since", "Tue, 10 Mar 2026 10:00:00 GMT");
    assertThat(asked(null, new Ask(PATH, Map.of(), more, 1)).headers())
        .containsEntry("user-agent", "belay-test me@example.org")
        .containsEntry("accept-encoding", "gzip")
        .containsEntry("if-modified-since", "Tue, 10 Mar 2026 10:00:00 GMT");
  }

  @Test
  void aBaseWithAPath_keepsIt() {
    server.on("/proxy/weather", FakeReply.ok("fine"));
    Upstream upstream =
        upstream(
            service(URI.create(server.base() + "/proxy/"), null), Quota.unlimited(), connection());
    assertThat(answer(upstream.ask(ASK, TEXT))).isEqualTo("fine");
  }

  @Test
  void aHeaderThatNoRequestCanHave_isRefusedWithoutQuotingIt() {
    Ask ask = new Ask(PATH, Map.of(), Map.of("X-Bad", "line\nbreak"), 1);
    assertThat(failure(upstream().ask(ask, TEXT)))
        .hasMessage("fake: not asked: no such request is possible");
    assertThat(server.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void aWeightThatIsNone_isRefused(double weight) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Ask(PATH, Map.of(), Map.of(), weight))
        .withMessage("weight: " + weight + " is not 0 or more");
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://example.org,fake: the base URL has to begin with https: or http:; not with ftp:",
    "example.org,fake: the base URL has to begin with https: or http:; not with null:",
    "https://me:secret@example.org,fake: the base URL must not hold a user or a password",
    "https:///path,fake: the base URL has no host",
    "https://example.org?appid=abc,fake: the base URL must not have a query or a fragment",
    "https://example.org#abc,fake: the base URL must not have a query or a fragment",
    "http://example.org,fake: a key is not sent over plain http to example.org: use https",
    "http://127.0.0.1.example.org,"
        + "fake: a key is not sent over plain http to 127.0.0.1.example.org: use https",
  })
  void aBaseUrlThatCannotBeTrusted_isRefused(String base, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> upstream(service(URI.create(base), IN_QUERY), Quota.unlimited(), connection()))
        .withMessage(message.replace(";", ","));
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org,true",
    "HTTPS://example.org:8443/base,true",
    "http://localhost:1,true",
    "http://127.0.0.9,true",
    "http://[::1]:80,true",
    "http://example.org,false",
  })
  void aBaseUrlThatGivesNoKeyAway_isTaken(String base, boolean withKey) {
    assertThatCode(
            () ->
                upstream(
                    service(URI.create(base), withKey ? IN_QUERY : null),
                    Quota.unlimited(),
                    connection()))
        .doesNotThrowAnyException();
  }
}
