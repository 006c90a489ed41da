/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.weather.service.FakeReply.Ending;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The test double itself, asked by a plain client. */
class FakeWeatherServerTest {
  private final FakeWeatherServer server = FakeWeatherServer.start();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    server.close();
  }

  private HttpResponse<String> fetch(String path, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.base() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void replies_comeInOrder_andTheLastOneStays() throws Exception {
    server.on("/a", FakeReply.status(503, "busy"), FakeReply.ok("fine"));
    assertThat(fetch("/a").statusCode()).isEqualTo(503);
    assertThat(fetch("/a").body()).isEqualTo("fine");
    assertThat(fetch("/a").body()).isEqualTo("fine");
    assertThat(fetch("/b").statusCode()).isEqualTo(404);
  }

  @Test
  void requests_areRemembered_decodedAndRaw() throws Exception {
    server.on("/a", FakeReply.ok(""));
    fetch("/a?x=1%2C2&y=%C3%A9", "X-Who", "me");
    List<FakeWeatherServer.Request> asked = server.awaitRequests(1);
    assertThat(asked.get(0).rawQuery()).isEqualTo("x=1%2C2&y=%C3%A9");
    assertThat(asked.get(0).query()).containsEntry("x", "1,2").containsEntry("y", "é");
    assertThat(asked.get(0).headers()).containsEntry("x-who", "me");
  }

  @Test
  void unmodified_isSaidOnlyToTheVerySameTime() throws Exception {
    String changed = "Tue, 10 Mar 2026 10:00:00 GMT";
    server.on("/a", FakeReply.ok("new").modified(changed, "Tue, 10 Mar 2026 10:30:00 GMT"));
    HttpResponse<String> same = fetch("/a", "If-Modified-Since", changed);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.headers().firstValue("expires")).hasValue("Tue, 10 Mar 2026 10:30:00 GMT");
    HttpResponse<String> other = fetch("/a", "If-Modified-Since", "Tue, 10 Mar 2026 09:00:00 GMT");
    assertThat(other.body()).isEqualTo("new");
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"CLOSED_HALFWAY", "RESET_HALFWAY", "RESET"})
  void aReplyThatBreaks_isAnErrorToTheClient(Ending ending) {
    server.on("/a", FakeReply.ok("some text").ending(ending));
    assertThatThrownBy(() -> fetch("/a")).isInstanceOf(IOException.class);
  }

  @Test
  void aReplyBehindAGate_waitsForIt() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.on("/a", FakeReply.ok("late").behind(gate));
    HttpRequest request = HttpRequest.newBuilder(URI.create(server.base() + "/a")).build();
    var asked = client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    server.awaitRequests(1);
    assertThat(asked).isNotDone();
    gate.countDown();
    assertThat(asked.get().body()).isEqualTo("late");
  }
}
