/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.BoundedBody.Excess;
import dev.belay.weather.service.Outcome.Again;
import dev.belay.weather.service.Upstream.Service;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Requests and replies as they are on the wire, without any patience. HTTP/1.1 on purpose: a reply
 * that is broken off then costs its connection and nothing else. Thread-safe.
 */
final class Wire {
  /** Of an error only the beginning is read. */
  private static final int LARGEST_ERROR = 64 << 10;

  private static final int LONGEST_ERROR_TEXT = 4_000;
  private static final int UNAUTHORIZED = 401;
  private static final String GZIP = "gzip";

  private final Service service;
  private final Connection connection;
  private volatile @Nullable HttpClient client;

  Wire(Service service, Connection connection, Executor executor) {
    this.service = service;
    this.connection = connection;
    this.client =
        connection.client != null
            ? connection.client
            : HttpClient.newBuilder().executor(executor).build();
  }

  /**
   * A client of our own ends with the last reference to it; before Java 21 there is no other way.
   */
  void close() {
    client = null;
  }

  /**
   * A request on its way.
   *
   * @param response cancelling it drops the connection
   * @param begun whether the head of a reply has arrived
   */
  record Sent(CompletableFuture<HttpResponse<byte[]>> response, AtomicBoolean begun) {}

  /** Sends a question. */
  Sent send(URI uri, Ask ask) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .version(HttpClient.Version.HTTP_1_1)
            .header("User-Agent", service.userAgent())
            .header("Accept-Encoding", GZIP);
    ask.headers().forEach(request::setHeader);
    ApiKey key = service.key();
    if (key != null && key.place == ApiKey.Place.HEADER) {
      request.setHeader(key.name, key.secret);
    }
    HttpClient open = client;
    AtomicBoolean begun = new AtomicBoolean();
    return new Sent(
        open == null
            ? CompletableFuture.failedFuture(new IOException("closed"))
            : open.sendAsync(request.build(), bounded(begun)),
        begun);
  }

  private BodyHandler<byte[]> bounded(AtomicBoolean begun) {
    return head -> {
      begun.set(true);
      return welcome(head.statusCode())
          ? new BoundedBody(connection.largestReply, Excess.REFUSED)
          : new BoundedBody(LARGEST_ERROR, Excess.CUT_OFF);
    };
  }

  static boolean welcome(int status) {
    return status == 200 || status == 203 || status == 304;
  }

  static boolean redirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** A welcome reply, as readers want it. */
  Reply reply(HttpResponse<byte[]> response) throws IOException {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> headers.put(name.toLowerCase(Locale.ROOT), clean(values.get(0))));
    return new Reply(response.statusCode(), Map.copyOf(headers), plain(response));
  }

  private static String coding(HttpResponse<byte[]> response) {
    return response.headers().firstValue("content-encoding").orElse("identity");
  }

  private byte[] plain(HttpResponse<byte[]> response) throws IOException {
    String coding = coding(response);
    if (response.body().length == 0 || coding.equalsIgnoreCase("identity")) {
      return response.body();
    }
    if (!coding.equalsIgnoreCase(GZIP)) {
      throw new Unreadable("in a content coding that was not asked for");
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
      byte[] plain = in.readNBytes(connection.largestReply);
      if (in.read() >= 0) {
        throw new BoundedBody.TooLarge();
      }
      return plain;
    }
  }

  /** What the service means by any other status. */
  WeatherException refusal(HttpResponse<byte[]> response) {
    WeatherException said =
        clean(service.refusals().of(response.statusCode(), beginning(response)));
    return RetryAfter.in(response.headers(), connection.ticker.instant())
        .filter(wish -> said.retryAfter().filter(own -> own.compareTo(wish) >= 0).isEmpty())
        .map(said::withRetryAfter)
        .orElse(said);
  }

  private String beginning(HttpResponse<byte[]> response) {
    byte[] body = response.body();
    if (GZIP.equalsIgnoreCase(coding(response))) {
      body = beginning(body);
    }
    // Not the other way round: half a key would no longer be found.
    String text = clean(new String(body, StandardCharsets.UTF_8));
    return text.substring(0, Math.min(text.length(), LONGEST_ERROR_TEXT));
  }

  private static byte[] beginning(byte[] compressed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return in.readNBytes(LARGEST_ERROR);
    } catch (IOException unreadable) {
      return new byte[0];
    }
  }

  /** What it means that no reply came, or not the whole of one; nothing of it is quoted. */
  <T> Outcome<T> lost(Loss loss, Throwable failure) {
    return switch (loss) {
      // It would be as large again.
      case TOO_LARGE ->
          failed(
              Reason.BROKEN_REPLY,
              "the reply is larger than " + connection.largestReply + " bytes",
              Again.NEVER);
      case NO_CHALLENGE ->
          new Outcome.Failure<>(clean(service.refusals().of(UNAUTHORIZED, "")), Again.NEVER);
      case CUT_OFF -> failed(Reason.BROKEN_REPLY, "the reply was cut off", Again.MAYBE);
      case NO_TIME -> failed(Reason.TIMEOUT, "no connection in time", Again.MAYBE);
      case NO_CONNECTION, NO_REPLY -> failed(Reason.UNREACHABLE, unreachable(failure), Again.MAYBE);
    };
  }

  private String unreachable(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable own = failure instanceof CompletionException && cause != null ? cause : failure;
    return "no connection to "
        + service.base().getHost()
        + ", or a broken one ("
        + own.getClass().getSimpleName()
        + ")";
  }

  private <T> Outcome<T> failed(Reason reason, String circumstance, Again again) {
    return new Outcome.Failure<>(service.failure(reason, circumstance), again);
  }

  /** The same with the service's name in it, and no key, whoever wrote it. */
  WeatherException clean(WeatherException failure) {
    String message = String.valueOf(failure.getMessage());
    String named = message.contains(service.name()) ? message : service.name() + ": " + message;
    String clean = clean(named);
    if (clean.equals(message)) {
      return failure;
    }
    WeatherException copy = new WeatherException(failure.reason(), clean);
    return failure.retryAfter().map(copy::withRetryAfter).orElse(copy);
  }

  private String clean(@Nullable String text) {
    ApiKey key = service.key();
    String known = text == null ? "" : text;
    return key == null ? known : key.removedFrom(known);
  }
}
