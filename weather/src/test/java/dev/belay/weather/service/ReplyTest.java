/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.FakeReply.Ending;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way a reply can be good or bad, without a second attempt. */
class ReplyTest extends ServiceFixture {
  private static final int KILO = 1 << 10;

  private Upstream once() {
    return upstream(connection().repetitions(0));
  }

  private CompletableFuture<String> ask(FakeReply reply) {
    server.on(PATH, reply);
    return once().ask(ASK, TEXT);
  }

  @Test
  void gzip_isDecompressed() {
    assertThat(answer(ask(FakeReply.ok("{\"cod\":200}").gzipped()))).isEqualTo("{\"cod\":200}");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 203, 304})
  void welcomeStatuses_areRead(int status) {
    server.on(PATH, FakeReply.status(status, "").header("Expires", "soon"));
    Reply reply = answer(once().ask(ASK, whole -> whole));
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers()).containsEntry("expires", "soon");
    assertThat(reply.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "400, REFUSED",
    "401, KEY",
    "403, PLAN",
    "404, NOT_FOUND",
    "429, QUOTA",
    "500, OVERLOADED",
    "503, OVERLOADED"
  })
  void otherStatuses_areWhatTheServiceMeansByThem(int status, Reason reason) {
    WeatherException failure = failure(ask(FakeReply.status(status, "because")));
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure).hasMessage("fake: said " + status + ": because");
  }

  @Test
  void aCompressedError_isReadToo() {
    assertThat(failure(ask(FakeReply.status(400, "because").gzipped())))
        .hasMessage("fake: said 400: because");
  }

  @Test
  void anErrorWithoutAnEnd_isCutOff() {
    WeatherException failure = failure(ask(FakeReply.status(500, "x".repeat(100 * KILO))));
    assertThat(failure.reason()).isEqualTo(Reason.OVERLOADED);
    assertThat(failure.getMessage()).hasSizeLessThan(5_000);
  }

  @Test
  void aReplyOfTheLargestSize_isRead() {
    server.on(PATH, FakeReply.ok("x".repeat(KILO)));
    Upstream upstream = upstream(connection().largestReply(KILO));
    assertThat(answer(upstream.ask(ASK, TEXT))).hasSize(KILO);
  }

  @Test
  void aReplyAboveTheLargestSize_isRefusedAndNotAskedForAgain() {
    server.on(PATH, FakeReply.ok("x".repeat(KILO + 1)));
    Upstream upstream = upstream(connection().largestReply(KILO));
    WeatherException failure = failure(upstream.ask(ASK, TEXT));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure).hasMessage("fake: the reply is larger than 1024 bytes");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void fortyMegabytes_areBrokenOffAfterTheLimit() {
    WeatherException failure = failure(ask(FakeReply.large(40L << 20)));
    assertThat(failure).hasMessage("fake: the reply is larger than 8388608 bytes");
    server.awaitBrokenOff(1);
    assertThat(server.bodyBytes()).isLessThan(40L << 20);
  }

  @Test
  void aDecompressionBomb_isRefused() {
    WeatherException failure = failure(ask(FakeReply.bomb(9 << 20)));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure).hasMessage("fake: the reply is larger than 8388608 bytes");
    assertThat(server.bodyBytes()).as("compressed").isLessThan(KILO * KILO);
  }

  @ParameterizedTest
  @EnumSource(
      value = Ending.class,
      names = {"CLOSED_HALFWAY", "RESET_HALFWAY"})
  void halfAReply_isABrokenOne(Ending ending) {
    WeatherException failure = failure(ask(FakeReply.ok("{\"some\":1}").ending(ending)));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure).hasMessage("fake: the reply was cut off");
  }

  @Test
  void aResetBeforeAReply_isNoConnection() {
    WeatherException failure = failure(ask(FakeReply.reset()));
    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure).hasMessageStartingWith("fake: no connection to 127.0.0.1, or a broken one");
  }

  /** The JDK's client repeats such a request by itself. */
  @Test
  void aResetBeforeAReply_isCountedAsOftenAsItWasAsked() {
    server.on(PATH, FakeReply.reset());
    Quota quota = Quota.of(10, Duration.ofMinutes(1)).ticker(time);
    Upstream upstream = upstream(null, 1, quota, connection().repetitions(0));
    failure(upstream.ask(ASK, TEXT));
    int asked = server.requests().size();
    assertThat(upstream.counts().calls()).isGreaterThanOrEqualTo(asked);
    assertThat(quota.left().get(0).live()).isLessThanOrEqualTo(10 - asked);
  }

  @Test
  void nobodyThere_isNoConnection() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Upstream upstream =
        upstream(
            service(URI.create("http://127.0.0.1:" + port), null),
            Quota.unlimited(),
            connection().repetitions(0));
    assertThat(failure(upstream.ask(ASK, TEXT)).reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void halfOfACompressedReply_isABrokenOne() {
    byte[] whole = FakeReply.ok("{\"some\":1}").gzipped().body;
    FakeReply half = FakeReply.bytes(java.util.Arrays.copyOf(whole, whole.length / 2));
    WeatherException failure = failure(ask(half.header("Content-Encoding", "gzip")));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure).hasMessage("fake: the reply cannot be read (EOFException)");
  }

  @Test
  void aCodingNobodyAskedFor_isABrokenReply() {
    WeatherException failure = failure(ask(FakeReply.ok("x").header("Content-Encoding", "br")));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure)
        .hasMessage("fake: the reply cannot be read: in a content coding that was not asked for");
  }

  @Test
  void aHang_endsWithTheTimeout() {
    CompletableFuture<String> asked = ask(FakeReply.hang());
    server.awaitRequests(1);
    assertThat(asked).isNotDone();
    assertThat(time.passNextTimer()).isEqualTo(Duration.ofSeconds(5));
    WeatherException failure = failure(asked);
    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(failure).hasMessage("fake: no whole reply within PT5S");
  }

  @Test
  void aBodyThatDrips_endsWithTheTimeout_andTheConnectionWithIt() {
    Semaphore drip = new Semaphore(3);
    CompletableFuture<String> asked = ask(FakeReply.ok("x".repeat(4 * KILO * KILO)).dripping(drip));
    server.awaitBodyBytes(3);
    time.passNextTimer();
    assertThat(failure(asked).reason()).isEqualTo(Reason.TIMEOUT);
    // Far more than is written until the connection is dropped, which is done by another thread.
    drip.release(4 * KILO * KILO);
    server.awaitBrokenOff(1);
  }

  @Test
  void aReaderThatCannotReadIt_isABrokenReply() {
    server.on(PATH, FakeReply.ok("Unexpected error while streaming data: secret"));
    ReplyReader<String> reader =
        reply -> {
          throw new IOException(TEXT.read(reply));
        };
    WeatherException failure = failure(once().ask(ASK, reader));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure).hasMessage("fake: the reply cannot be read (IOException)");
  }

  @Test
  void aReplyInAnotherShape_saysInWhich() {
    server.on(PATH, FakeReply.ok("{}"));
    ReplyReader<String> reader = reply -> ReplyTree.text(ReplyTree.of(reply.body()), "updated_at");
    WeatherException failure = failure(once().ask(ASK, reader));
    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure)
        .hasMessage("fake: the reply cannot be read: a reply without the text of updated_at");
  }

  @Test
  void aReaderThatThrowsWhateverElse_isABrokenReply() {
    server.on(PATH, FakeReply.ok("x"));
    for (Throwable thrown :
        new Throwable[] {new IllegalStateException("x"), new StackOverflowError()}) {
      ReplyReader<String> reader =
          reply -> {
            if (thrown instanceof Error error) {
              throw error;
            }
            throw (RuntimeException) thrown;
          };
      assertThat(failure(once().ask(ASK, reader)).reason()).isEqualTo(Reason.BROKEN_REPLY);
    }
  }

  @Test
  void aReaderThatFindsNoWeather_isHeard() {
    server.on(PATH, FakeReply.ok("x"));
    ReplyReader<String> reader =
        reply -> {
          throw new WeatherException(Reason.OTHER_PLACE, "elsewhere");
        };
    WeatherException failure = failure(upstream().ask(ASK, reader));
    assertThat(failure.reason()).isEqualTo(Reason.OTHER_PLACE);
    assertThat(failure).hasMessage("fake: elsewhere");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void notModified_isReadWithItsHeaders() {
    String changed = "Tue, 10 Mar 2026 10:00:00 GMT";
    server.on(PATH, FakeReply.ok("new").modified(changed, "Tue, 10 Mar 2026 10:30:00 GMT"));
    Ask again = new Ask(PATH, Map.of(), Map.of("If-Modified-Since", changed), 1);
    Reply reply = answer(once().ask(again, whole -> whole));
    assertThat(reply.status()).isEqualTo(304);
    assertThat(reply.headers()).containsEntry("expires", "Tue, 10 Mar 2026 10:30:00 GMT");
  }
}
