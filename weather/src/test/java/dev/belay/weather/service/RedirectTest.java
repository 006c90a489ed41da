/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest extends ServiceFixture {
  private static final ApiKey KEY = new ApiKey(ApiKey.Place.HEADER, "X-Api-Key", "abc123");
  private static final String REFUSED =
      "fake: redirects to another host, port or protocol, which is not followed";

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void toTheSameHost_isFollowedWithTheHeaders(int status) {
    server.on(PATH, FakeReply.redirect(status, "/moved?x=1"));
    server.on("/moved", FakeReply.ok("there"));
    Ask ask = new Ask(PATH, Map.of(), Map.of("X-More", "yes"), 1);
    assertThat(answer(upstream().ask(ask, TEXT))).isEqualTo("there");
    assertThat(server.requests().get(1).rawQuery()).isEqualTo("x=1");
    assertThat(server.requests().get(1).headers()).containsEntry("x-more", "yes");
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 305, 306})
  void otherStatusesAreNoRedirects(int status) {
    server.on(PATH, FakeReply.redirect(status, "/moved"));
    assertThat(failure(upstream().ask(ASK, TEXT)).reason()).isEqualTo(Reason.REFUSED);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void threeInARow_areFollowed_andNoFourth() {
    server.on("/4", FakeReply.redirect(302, "/3"));
    server.on("/3", FakeReply.redirect(302, "/2"));
    server.on("/2", FakeReply.redirect(302, "/1"));
    server.on("/1", FakeReply.redirect(302, "/0"));
    server.on("/0", FakeReply.ok("there"));
    assertThat(answer(upstream().ask(new Ask("/3", Map.of()), TEXT))).isEqualTo("there");
    WeatherException failure = failure(upstream().ask(new Ask("/4", Map.of()), TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessage("fake: redirects more than 3 times");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void withAKey_areNeverFollowed(int status) {
    server.on(PATH, FakeReply.redirect(status, "/moved"));
    WeatherException failure =
        failure(upstream(KEY, 1, Quota.unlimited(), connection()).ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure)
        .hasMessage("fake: redirects, which is not followed since the question carries a key");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void elsewhere_isNotFollowed() {
    try (FakeWeatherServer other = FakeWeatherServer.start()) {
      server.on(PATH, FakeReply.redirect(302, other.base() + "/moved"));
      WeatherException failure = failure(upstream().ask(ASK, TEXT));
      assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
      assertThat(failure).hasMessage(REFUSED);
      assertThat(other.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://[not", "/a b"})
  void toNowhere_isNotFollowed(String location) {
    server.on(PATH, FakeReply.redirect(302, location));
    assertThat(failure(upstream().ask(ASK, TEXT))).hasMessage("fake: redirects to nowhere");
  }

  @Test
  void withoutALocation_isNotFollowed() {
    server.on(PATH, FakeReply.status(302, ""));
    assertThat(failure(upstream().ask(ASK, TEXT))).hasMessage("fake: redirects to nowhere");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org, https://example.org/moved",
    "https://example.org, https://EXAMPLE.org:443/moved",
    "https://example.org:8443, //example.org:8443/moved",
    "http://example.org, http://example.org:80/moved",
    "http://example.org, https://example.org/moved",
    "http://localhost:8080, http://localhost:8080/moved",
  })
  void followed(String base, String location) {
    Address address = new Address(service(URI.create(base), null));
    URI target = address.redirect(URI.create(base + "/weather?x=1"), location);
    assertThat(target.getPath()).isEqualTo("/moved");
  }

  @ParameterizedTest
  @CsvSource({
    "https://example.org, http://example.org/moved",
    "https://example.org, http://example.org:443/moved",
    "https://example.org, https://example.org:8443/moved",
    "https://example.org, https://www.example.org/moved",
    "https://example.org, https://example.org.evil.net/moved",
    "https://example.org, https://me@example.org/moved",
    "https://example.org, //evil.net/moved",
    "https://example.org, ftp://example.org/moved",
    "https://example.org, file:///etc/passwd",
    "https://example.org, mailto:me@example.org",
    "http://localhost:8080, http://localhost:8081/moved",
    "http://localhost:8080, https://localhost:8080/moved",
    "http://localhost:8080, http://127.0.0.1:8080/moved",
  })
  void notFollowed(String base, String location) {
    Address address = new Address(service(URI.create(base), null));
    assertThatThrownBy(() -> address.redirect(URI.create(base + "/weather?x=1"), location))
        .isInstanceOf(WeatherException.class)
        .hasMessage(REFUSED);
  }

  @Test
  void eachHop_costsAsMuchAsAQuestion() {
    server.on(PATH, FakeReply.redirect(302, "/moved"));
    Quota quota = Quota.of(1, Duration.ofMinutes(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection());
    assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.QUOTA);
    assertThat(server.requests()).hasSize(1);
    assertThat(upstream.counts().refusedByQuota()).isEqualTo(1);
  }
}
