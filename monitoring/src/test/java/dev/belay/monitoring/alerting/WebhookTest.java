/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.testing.FakeTime;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on this machine. */
class WebhookTest {
  private record Request(String path, String method, String type, String token, String body) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(
        new Request(
            exchange.getRequestURI().getPath(),
            exchange.getRequestMethod(),
            exchange.getRequestHeaders().getFirst("Content-Type"),
            exchange.getRequestHeaders().getFirst("Authorization"),
            new String(body, StandardCharsets.UTF_8)));
    switch (exchange.getRequestURI().getPath()) {
      case "/endless" -> pour(exchange);
      case "/hang" -> hang();
      default -> {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
      }
    }
  }

  private static void pour(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(new byte[8192]);
      }
    }
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private URI address(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  private Webhook.Builder webhook(String path) {
    return Webhook.to(address(path)).allowing("LOCALHOST");
  }

  private static final Notification ONE = Samples.of(Samples.firing("A"));

  @Test
  void notification_isPostedAsAlertmanagerWould() throws Exception {
    webhook("/hook").receiver("pager").token("s3cret").build().send(ONE);
    Request request = requests.get(0);
    assertThat(request.path()).isEqualTo("/hook");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.type()).isEqualTo("application/json");
    assertThat(request.token()).isEqualTo("Bearer s3cret");
    assertThat(request.body().getBytes(StandardCharsets.UTF_8))
        .isEqualTo(AlertmanagerPayload.of(ONE, "pager"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413, 415, 422})
  void answerAboutThePayload_refusesIt(int answered) {
    status = answered;
    assertThatExceptionOfType(AlertSink.Refused.class)
        .isThrownBy(() -> webhook("/hook").build().send(ONE))
        .withMessage("localhost answered " + answered);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 401, 404, 429, 500, 503})
  void anyOtherAnswer_isAnotherAttempt_andNoRedirectIsFollowed(int answered) {
    status = answered;
    assertThatIOException()
        .isThrownBy(() -> webhook("/secret-path").build().send(ONE))
        .withMessage("localhost answered " + answered);
    assertThat(requests).extracting(Request::path).containsExactly("/secret-path");
  }

  @Test
  void answerWithoutEnd_isNotRead() {
    assertThatNoException().isThrownBy(() -> webhook("/endless").build().send(ONE));
  }

  @Test
  void serverThatHangs_isGivenUp() {
    Webhook webhook = webhook("/hang").ticker(new FakeTime()).build();
    assertThatIOException()
        .isThrownBy(() -> webhook.send(ONE))
        .withMessage("localhost: no answer within PT10S");
  }

  @Test
  void nobodyThere_isAnotherAttempt() {
    Webhook webhook = webhook("/hook").build();
    server.stop(0);
    assertThatIOException()
        .isThrownBy(() -> webhook.send(ONE))
        .withMessageStartingWith("localhost: java.net.ConnectException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/x",
        "https://localhost/x",
        "https://[::1]/x",
        "https://10.1.2.3/x",
        "https://169.254.169.254/latest/meta-data",
        "https://[fd00::1]/x",
        "https://2130706433/x"
      })
  void addressThatIsNotPublic_isNotReached(String address) {
    assertThatIOException()
        .isThrownBy(() -> Webhook.to(URI.create(address)).build().send(ONE))
        .withMessageEndingWith(": not public, and not allowed");
    assertThat(requests).isEmpty();
  }

  @Test
  void nameWithOnePrivateAddressAmongOthers_isNotReached() {
    Webhook webhook =
        Webhook.to(URI.create("https://hooks.example/services/secret"))
            .resolver(
                host ->
                    new InetAddress[] {
                      InetAddress.getByName("1.1.1.1"), InetAddress.getByName("192.168.0.7")
                    })
            .build();
    assertThatIOException()
        .isThrownBy(() -> webhook.send(ONE))
        .withMessage("hooks.example is 192.168.0.7: not public, and not allowed");
  }

  @Test
  void plainHttp_isRefusedUnlessTheHostIsAllowed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Webhook.to(URI.create("http://hooks.example/secret")).build())
        .withMessage("http://hooks.example is not https, and the host is not allowed");
    assertThatNoException()
        .isThrownBy(
            () ->
                Webhook.to(URI.create("http://hooks.example/x")).allowing("hooks.example").build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x", "ftp://h/x", "file:///etc/passwd", "https:opaque", "mailto:a@b"})
  void addressOfAnythingElse_isRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Webhook.to(URI.create(address)))
        .withMessageStartingWith("a webhook needs an address like https://host/path: '");
  }

  @Test
  void userInTheAddress_isRefused_withoutSayingWho() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Webhook.to(URI.create("https://ada:secret@hooks.example/x")))
        .withMessage("a user in the address of hooks.example");
  }

  @Test
  void tokenThatIsNone_isRefused_withoutSayingIt() {
    for (String token : List.of("", "a b", "a\r\nX: y", "ü")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> webhook("/hook").token(token))
          .withMessage("a token has only visible ASCII characters");
    }
  }

  @Test
  void timeoutOfNothing_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> webhook("/hook").timeout(Duration.ZERO))
        .withMessage("timeout: PT0S is not above zero");
  }

  @Test
  void text_hidesThePathAndTheToken() {
    Webhook webhook = webhook("/secret").token("s3cret").build();
    assertThat(webhook.toString()).isEqualTo("webhook of localhost");
  }
}
