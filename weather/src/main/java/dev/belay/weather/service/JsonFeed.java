/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.LiveFeed;
import dev.belay.weather.LiveTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A table that a service gives as JSON, in the shape that {@link LiveTable#json} reads. It is as
 * old as the reply's {@code Last-Modified}, or else as the reply. Within its quota, with time-outs
 * and repetitions; a key is in the header it is meant for and nowhere else. Thread-safe.
 */
public final class JsonFeed implements LiveFeed, AutoCloseable {
  private static final String USER_AGENT = "belay-live";

  private final Upstream upstream;
  private final Ask ask;
  private final List<String> columns;

  private JsonFeed(Upstream upstream, Ask ask, List<String> columns) {
    this.upstream = upstream;
    this.ask = ask;
    this.columns = columns;
  }

  /**
   * Starts a feed.
   *
   * @param url where the table is, without query: see {@link Builder#parameter}
   * @param columns which of its columns are read
   * @return a builder with every default
   * @throws IllegalArgumentException if there is no column, more than 100, a blank one or one twice
   */
  public static Builder builder(URI url, String... columns) {
    Objects.requireNonNull(url, "url");
    return new Builder(url, LiveTable.of(List.of(columns), Map.of()).columns());
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public CompletionStage<LiveTable> load() {
    return upstream.ask(ask, this::read);
  }

  private LiveTable read(Reply reply) throws IOException {
    LiveTable table = LiveTable.json(reply.body(), columns);
    Instant modified = HttpDate.of(reply.headers().get("last-modified"));
    return modified == null ? table : table.observedAt(modified);
  }

  /** Fails whatever is asked, waiting or yet to come. */
  @Override
  public void close() {
    upstream.close();
  }

  @Override
  public String toString() {
    return columns + " of " + upstream;
  }

  /** Collects what a feed needs. Not thread-safe. */
  public static final class Builder {
    private static final int AT_ONCE = 1;

    private final URI url;
    private final List<String> columns;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private @Nullable ApiKey key;
    private Quota quota = Quota.unlimited();
    private Connection connection = Connection.standard();

    private Builder(URI url, List<String> columns) {
      this.url = url;
      this.columns = columns;
    }

    /**
     * A parameter of the URL's query; none by default. No place for a secret.
     *
     * @param name which
     * @param value not yet encoded
     * @return this builder
     */
    public Builder parameter(String name, String value) {
      parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
      return this;
    }

    /**
     * The key; none by default. Then the URL has to be https, unless it is of this machine.
     *
     * @param header in which the service wants it, such as {@code X-Api-Key}
     * @param secret all of the header, such as {@code Bearer c2VjcmV0Cg==}; of ASCII
     * @return this builder
     * @throws IllegalArgumentException if the header is none, or one that is not the caller's to
     *     set, such as {@code Host}, or if the key is empty or has other characters
     */
    public Builder key(String header, String secret) {
      if (!header.matches("[A-Za-z0-9-]+") || !free(header)) {
        throw new IllegalArgumentException("no name of a header for a key: '" + header + "'");
      }
      key = ApiKey.header(header, secret);
      return this;
    }

    /** Some headers are the client's own, and it alone knows which. */
    private static boolean free(String header) {
      try {
        HttpRequest.newBuilder().setHeader(header, "");
        return true;
      } catch (IllegalArgumentException taken) {
        return false;
      }
    }

    /**
     * How much may be asked; without limit by default, since the source asks seldom.
     *
     * @param limits for all that use the service
     * @return this builder
     */
    public Builder quota(Quota limits) {
      quota = Objects.requireNonNull(limits, "limits");
      return this;
    }

    /**
     * How the service is reached; {@link Connection#standard()} by default.
     *
     * @param settings time-outs and the like
     * @return this builder
     */
    public Builder connection(Connection settings) {
      connection = Objects.requireNonNull(settings, "settings");
      return this;
    }

    /**
     * Builds the feed; nothing is asked yet.
     *
     * @return it
     * @throws IllegalArgumentException if the URL is none that can be asked
     */
    public JsonFeed build() {
      String name = Objects.requireNonNullElse(url.getHost(), "feed");
      Upstream.Service service =
          new Upstream.Service(name, url, key, USER_AGENT, AT_ONCE, new FeedRefusals());
      return new JsonFeed(
          new Upstream(service, quota, connection),
          new Ask("", new LinkedHashMap<>(parameters)),
          columns);
    }
  }
}
