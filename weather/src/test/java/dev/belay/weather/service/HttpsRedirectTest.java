/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a redirect over TLS is followed. Every place that one could lead to is there, answers, and
 * is trusted: nothing but our own refusal keeps the question from it.
 */
class HttpsRedirectTest extends ServiceFixture {
  private static final String SECRET = "5ecRet0123456789abcdef";
  private static final String MOVED = "/moved";
  private static final String REFUSED =
      "fake: redirects to another host, port or protocol, which is not followed";

  private static SSLContext loopback;

  private FakeWeatherServer https;
  private FakeWeatherServer other;

  @BeforeAll
  static void makeCertificate(@TempDir Path folder) throws Exception {
    loopback = LoopbackCertificate.context(folder);
  }

  @BeforeEach
  void startSecure() {
    https = FakeWeatherServer.startSecure(loopback);
    other = FakeWeatherServer.startSecure(loopback);
  }

  @AfterEach
  void closeSecure() {
    https.close();
    other.close();
  }

  private Upstream asked(@Nullable ApiKey key, HttpClient client) {
    return upstream(
        service(https.base(), key), Quota.unlimited(), connection().repetitions(0).client(client));
  }

  private Upstream asked(@Nullable ApiKey key) {
    return asked(key, HttpClient.newBuilder().sslContext(loopback).build());
  }

  private void redirectTo(String location) {
    https.on(PATH, FakeReply.redirect(307, location)).on(MOVED, FakeReply.ok("there"));
    other.on(MOVED, FakeReply.ok("elsewhere"));
    server.on(MOVED, FakeReply.ok("in the clear"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/moved?x=1", "https://127.0.0.1:%d/moved?x=1"})
  void toTheSameHostAndPort_isFollowed(String location) {
    redirectTo(location.formatted(https.base().getPort()));
    Ask ask = new Ask(PATH, Map.of("lat", "1"), Map.of("X-More", "yes"), 1);
    assertThat(answer(asked(null).ask(ask, TEXT))).isEqualTo("there");
    FakeWeatherServer.Request followed = https.requests().get(1);
    assertThat(followed.path()).isEqualTo(MOVED);
    assertThat(followed.rawQuery()).isEqualTo("x=1");
    assertThat(followed.headers()).containsEntry("x-more", "yes");
  }

  /** Even to itself, and even if it gives the key back itself. */
  @ParameterizedTest
  @EnumSource(ApiKey.Place.class)
  void withAKey_isNotFollowedToTheSameHostEither(ApiKey.Place place) {
    redirectTo("/moved?appid=" + SECRET);
    WeatherException failure = failure(asked(new ApiKey(place, "appid", SECRET)).ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure)
        .hasMessage("fake: redirects, which is not followed since the question carries a key");
    assertThat(https.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.path()).isEqualTo(PATH))
        .satisfies(request -> assertThat(request.toString()).contains(SECRET));
  }

  @Test
  void toAnotherPort_isRefused() {
    assertRefused(other.base() + MOVED);
  }

  @Test
  void toAnotherHost_isRefused() {
    assertRefused("https://localhost:" + https.base().getPort() + MOVED);
  }

  @Test
  void toAnotherHostAndPort_isRefused() {
    assertRefused("https://localhost:" + other.base().getPort() + MOVED);
  }

  @Test
  void toHttp_isRefused() {
    assertRefused(server.base() + MOVED);
  }

  @Test
  void toHttpOnTheSamePort_isRefused() {
    assertRefused("http://127.0.0.1:" + https.base().getPort() + MOVED);
  }

  private void assertRefused(String location) {
    redirectTo(location);
    WeatherException failure = failure(asked(null).ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure).hasMessage(REFUSED);
    assertThat(https.requests()).hasSize(1);
    assertThat(other.requests()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }

  /** Without it none of the others would say anything about TLS. */
  @Test
  void aServerThatNobodyVouchesFor_isNotAsked() {
    redirectTo(MOVED);
    HttpClient stranger = HttpClient.newHttpClient();
    WeatherException failure = failure(asked(null, stranger).ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(https.requests()).isEmpty();
  }
}
