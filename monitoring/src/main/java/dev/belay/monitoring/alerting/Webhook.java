/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.Ticker;
import dev.belay.internal.Nanos;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Posts notifications as JSON, in the form of Alertmanager's webhook, version 4, so that whatever
 * takes those takes these. An answer of 2xx takes the notification; 400, 413, 415 and 422 refuse
 * it; anything else is another attempt.
 *
 * <p>Only over https and only to public addresses, unless the host is {@linkplain Builder#allowing
 * allowed}: what is behind the name is looked up before each request, and none of its addresses may
 * be private, of this machine or this network. No redirect is followed and no proxy is used. The
 * name is looked up once more for the connection, from the platform's cache as a rule; what answers
 * there has to show a certificate for the name.
 *
 * <p>The path of the address and the token are secrets: they are in no text, log or exception.
 */
public final class Webhook implements AlertSink {
  private static final Set<Integer> REFUSALS = Set.of(400, 413, 415, 422);

  private final URI address;
  private final String receiver;
  private final @Nullable String token;
  private final Duration timeout;
  private final Ticker ticker;
  private final Resolver resolver;
  private final boolean allowed;
  private final HttpClient client;

  /** Looks names up. */
  @FunctionalInterface
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private Webhook(Builder builder, boolean allowed) {
    this.address = builder.address;
    this.receiver = builder.receiver;
    this.token = builder.token;
    this.timeout = builder.timeout;
    this.ticker = builder.ticker;
    this.resolver = builder.resolver;
    this.allowed = allowed;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
  }

  /**
   * A webhook that is still to be set up.
   *
   * @param address where to post
   * @return a builder with every default
   * @throws IllegalArgumentException if it is not an absolute http or https address, or has a user
   *     in it
   */
  public static Builder to(URI address) {
    return new Builder(address);
  }

  @Override
  public void send(Notification notification) throws IOException, InterruptedException, Refused {
    check();
    HttpRequest request = request(AlertmanagerPayload.of(notification, receiver));
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      if (!ticker.await(answer, Nanos.saturated(timeout))) {
        throw new HttpTimeoutException(address.getHost() + ": no answer within " + timeout);
      }
      judge(status(answer));
    } finally {
      answer.cancel(true);
    }
  }

  private void check() throws IOException {
    if (allowed) {
      return;
    }
    for (InetAddress one : resolver.addresses(address.getHost())) {
      if (!PublicAddress.test(one)) {
        throw new IOException(
            address.getHost() + " is " + one.getHostAddress() + ": not public, and not allowed");
      }
    }
  }

  private HttpRequest request(byte[] payload) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("User-Agent", "belay")
            .POST(HttpRequest.BodyPublishers.ofByteArray(payload));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return request.build();
  }

  /** The body is of no use, and may have no end: it is left unread. */
  private int status(CompletableFuture<HttpResponse<InputStream>> answer) throws IOException {
    try (InputStream unread = answer.join().body()) {
      Objects.requireNonNull(unread);
      return answer.join().statusCode();
    } catch (CompletionException failed) {
      throw new IOException(address.getHost() + ": " + failed.getCause(), failed.getCause());
    }
  }

  private void judge(int status) throws IOException, Refused {
    if (REFUSALS.contains(status)) {
      throw new Refused(address.getHost() + " answered " + status);
    }
    if (status < 200 || status > 299) {
      throw new IOException(address.getHost() + " answered " + status);
    }
  }

  /** Returns the host, and not the path, which may be a secret. */
  @Override
  public String toString() {
    return "webhook of " + address.getHost();
  }

  /** Sets up a webhook. Not thread-safe. */
  public static final class Builder {
    private final URI address;
    private String receiver = "belay";
    private @Nullable String token;
    private Set<String> allowed = Set.of();
    private Duration timeout = Duration.ofSeconds(10);
    private Ticker ticker = Ticker.system();
    private Resolver resolver = InetAddress::getAllByName;

    private Builder(URI address) {
      this.address = address;
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (address.getHost() == null || !List.of("http", "https").contains(scheme)) {
        throw new IllegalArgumentException(
            "a webhook needs an address like https://host/path: '" + shown(address) + "'");
      }
      if (address.getUserInfo() != null) {
        throw new IllegalArgumentException("a user in the address of " + address.getHost());
      }
    }

    private static String shown(URI address) {
      return address.getScheme() + "://" + address.getHost();
    }

    /**
     * What the payload calls the receiver.
     *
     * @param name {@code belay} by default
     * @return this builder
     */
    public Builder receiver(String name) {
      this.receiver = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * A token to be sent as {@code Authorization: Bearer}.
     *
     * @param secret none by default
     * @return this builder
     * @throws IllegalArgumentException if it has anything but visible ASCII in it
     */
    public Builder token(String secret) {
      if (secret.isEmpty() || !secret.chars().allMatch(it -> it > ' ' && it < 0x7f)) {
        throw new IllegalArgumentException("a token has only visible ASCII characters");
      }
      this.token = secret;
      return this;
    }

    /**
     * Hosts that may be reached without TLS and at private addresses.
     *
     * @param hosts none by default; as in the address, whatever the case
     * @return this builder
     */
    public Builder allowing(String... hosts) {
      this.allowed =
          List.of(hosts).stream()
              .map(host -> host.toLowerCase(Locale.ROOT))
              .collect(Collectors.toUnmodifiableSet());
      return this;
    }

    /**
     * How long to wait for the head of an answer.
     *
     * @param duration 10 seconds by default
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public Builder timeout(Duration duration) {
      this.timeout = Durations.positive("timeout", duration);
      return this;
    }

    /**
     * Whose time it goes by.
     *
     * @param ticker the system's by default
     * @return this builder
     */
    public Builder ticker(Ticker ticker) {
      this.ticker = Objects.requireNonNull(ticker, "ticker");
      return this;
    }

    Builder resolver(Resolver resolver) {
      this.resolver = resolver;
      return this;
    }

    /**
     * The webhook.
     *
     * @return a sink
     * @throws IllegalArgumentException if it is not https, and the host is not allowed
     */
    public Webhook build() {
      boolean free = allowed.contains(address.getHost().toLowerCase(Locale.ROOT));
      if (!free && !address.getScheme().equalsIgnoreCase("https")) {
        throw new IllegalArgumentException(
            shown(address) + " is not https, and the host is not allowed");
      }
      return new Webhook(this, free);
    }
  }
}
