/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.belay.Ticker;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest extends ServiceFixture {
  @Test
  void defaults_areTheDocumentedOnes() {
    Connection standard = Connection.standard();
    assertThat(standard.timeout).isEqualTo(Duration.ofSeconds(5));
    assertThat(standard.repetitions).isEqualTo(2);
    assertThat(standard.largestReply).isEqualTo(8 * 1024 * 1024);
    assertThat(standard.ticker).isSameAs(Ticker.system());
    assertThat(standard.client).isNull();
    assertThat(standard.random.nextLong()).isNotEqualTo(standard.random.nextLong());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void aTimeoutThatIsNone_isRefused(Duration timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.builder().timeout(timeout))
        .withMessage("timeout: " + timeout + " is not more than nothing");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 11})
  void repetitionsOutsideTheRange_areRefused(int repetitions) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.builder().repetitions(repetitions))
        .withMessage("repetitions: " + repetitions + " is not 0 to 10");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void aLargestReplyThatIsNone_isRefused(int bytes) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.builder().largestReply(bytes))
        .withMessage("largest reply: " + bytes + " bytes is not above 0");
  }

  @ParameterizedTest
  @EnumSource(
      value = Redirect.class,
      names = {"NORMAL", "ALWAYS"})
  void aClientThatFollowsRedirects_isRefused(Redirect policy) {
    HttpClient client = HttpClient.newBuilder().followRedirects(policy).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Connection.builder().client(client))
        .withMessage(
            "client: it follows redirects ("
                + policy
                + "), and with them gives the key away; it has to be built with Redirect.NEVER");
  }

  @Test
  @SuppressWarnings("NullAway") // that is what is tested
  void nothing_isNoClockAndNoGenerator() {
    assertThatNullPointerException()
        .isThrownBy(() -> Connection.builder().ticker(null))
        .withMessage("clock");
    assertThatNullPointerException()
        .isThrownBy(() -> Connection.builder().random(null))
        .withMessage("generator");
  }

  @Test
  void aClientOfTheHosts_isUsed_andLeftOpen() {
    server.on(PATH, FakeReply.ok("fine"));
    HttpClient client = HttpClient.newHttpClient();
    Upstream first = upstream(connection().client(client));
    assertThat(answer(first.ask(ASK, TEXT))).isEqualTo("fine");
    first.close();
    assertThat(answer(upstream(connection().client(client)).ask(ASK, TEXT))).isEqualTo("fine");
  }

  /** The client throws then, as if there had been no reply. */
  @Test
  void aClientThatCouldLogIn_makesNoConnectionProblemOfAWrongKey() {
    server.on(PATH, FakeReply.status(401, "Invalid API key"));
    HttpClient client = HttpClient.newBuilder().authenticator(new Authenticator() {}).build();
    Quota quota = Quota.of(10, Duration.ofMinutes(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection().client(client));
    WeatherException failure = failure(upstream.ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.KEY);
    assertThat(failure).hasMessage("fake: said 401: ");
    failure(upstream.ask(ASK, TEXT));
    assertThat(server.requests()).hasSize(1);
    assertThat(upstream.counts().calls()).isOne();
    assertThat(quota.left().get(0).live()).isEqualTo(9);
  }

  @Test
  void aClientThatCouldLogIn_answersLikeAnyOther() {
    server.on(PATH, FakeReply.ok("fine"));
    HttpClient client = HttpClient.newBuilder().authenticator(new Authenticator() {}).build();
    assertThat(answer(upstream(connection().client(client)).ask(ASK, TEXT))).isEqualTo("fine");
  }
}
