/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.belay.report.Panel;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The forecast of <a href="https://api.met.no">MET Norway</a>, for any place on earth and about ten
 * days: no key, commercial use allowed, under CC BY 4.0: whoever shows or passes it on has to name
 * MET Norway. Thread-safe.
 *
 * <p>The service asks for manners, and blocks those without. So this provider says who asks, rounds
 * places to four decimals (eleven metres), does not ask again for a place before the service has
 * something new, and then asks whether it has. For that it keeps what was said of the last thousand
 * places.
 *
 * <p>A slot stands for the hour after its moment, later in the forecast for six. Half of sleet
 * counts as snow, and half of the place under fog as fog. There is no visibility, nothing of
 * freezing rain, and no past.
 */
public final class MetNorway implements WeatherProvider, AutoCloseable {
  static final String NAME = "met-norway";

  private static final Logger LOG = LoggerFactory.getLogger(MetNorway.class);

  /** Where {@link #check} asks for the weather. */
  private static final Place OSLO = new Place(59.91, 10.75);

  private static final Duration REACH = Duration.ofDays(10);
  private static final int PLACES = 1_000;
  private static final int DEPRECATED = 203;

  private final Upstream upstream;
  private final String path;
  private final InstantSource clock;
  private final Cache<String, MetNorwayAnswer> answers;
  private final AtomicBoolean warned;

  private MetNorway(Upstream upstream, String path, InstantSource clock) {
    this(
        upstream,
        path,
        clock,
        Caffeine.newBuilder().maximumSize(PLACES).executor(Runnable::run).build(),
        new AtomicBoolean());
  }

  private MetNorway(
      Upstream upstream,
      String path,
      InstantSource clock,
      Cache<String, MetNorwayAnswer> answers,
      AtomicBoolean warned) {
    this.upstream = upstream;
    this.path = path;
    this.clock = clock;
    this.answers = answers;
    this.warned = warned;
  }

  /**
   * Starts a provider.
   *
   * @param userAgent who asks: the application and how to reach whoever runs it, such as {@code
   *     trips/2.1 ops@trips.example}
   * @return a builder
   * @throws IllegalArgumentException if it names no application, or no contact
   */
  public static Builder builder(String userAgent) {
    return new Builder(MetNorwayCaller.checked(userAgent));
  }

  @Override
  public String name() {
    return NAME;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Before {@link WeatherSeries#expiresAt()} the same place is answered from memory.
   */
  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    Instant now = clock.instant();
    MetNorwayAnswer known = answers.getIfPresent(cell(place));
    boolean past = time.isBefore(now.truncatedTo(ChronoUnit.HOURS));
    if (known != null && (past || known.holds(now))) {
      return Stages.then(
          CompletableFuture.completedFuture(known),
          answer -> Stages.covering(time, answer.series(place)));
    }
    if (past || time.isAfter(now.plus(REACH))) {
      return CompletableFuture.failedStage(outOfRange(time));
    }
    return Stages.then(
        ask(place, known, now),
        answer -> {
          answers.put(cell(place), answer);
          return Stages.covering(time, answer.series(place));
        });
  }

  private static String cell(Place place) {
    return Coordinates.text(place.latitude()) + "," + Coordinates.text(place.longitude());
  }

  private CompletableFuture<MetNorwayAnswer> ask(
      Place place, @Nullable MetNorwayAnswer known, Instant now) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("lat", Coordinates.text(place.latitude()));
    query.put("lon", Coordinates.text(place.longitude()));
    Ask ask = new Ask(path, query, condition(known), 1);
    return upstream.ask(ask, reply -> read(reply, place, known, now));
  }

  private static WeatherException outOfRange(Instant time) {
    return new WeatherException(
        Reason.OUT_OF_RANGE,
        NAME + " has the next " + REACH.toDays() + " days, and nothing of " + time);
  }

  private static Map<String, String> condition(@Nullable MetNorwayAnswer known) {
    String since = known == null ? null : known.lastModified();
    return since == null ? Map.of() : Map.of("If-Modified-Since", since);
  }

  private MetNorwayAnswer read(
      Reply reply, Place place, @Nullable MetNorwayAnswer known, Instant fetchedAt)
      throws IOException {
    if (reply.status() == DEPRECATED && !warned.getAndSet(true)) {
      LOG.warn("{} says that {} is in test, or will end soon (status {})", NAME, path, DEPRECATED);
    }
    return MetNorwayAnswer.of(reply, place, known, fetchedAt);
  }

  @Override
  public WeatherProvider inBackground() {
    return new MetNorway(upstream.inBackground(), path, clock, answers, warned);
  }

  /**
   * Asks for the forecast of one place, even if the service refused who asks; costs one call, and
   * none until that forecast expires.
   *
   * @return a stage that fails with what is in the way
   */
  @Override
  public CompletionStage<Panel> check() {
    upstream.forgive();
    return Stages.then(series(OSLO, clock.instant()).toCompletableFuture(), answered -> panel());
  }

  /** {@return what is left of the quota, calls and errors} */
  @Override
  public Panel panel() {
    return UpstreamPanel.of(NAME, List.of(new UpstreamPanel.Use("forecasts", upstream)));
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  /**
   * Fails whatever would have to be asked, here and in the background; what is in memory and has
   * not expired is still answered.
   */
  @Override
  public void close() {
    upstream.close();
  }

  /** How much the service says of each moment. */
  public enum Detail {
    /** Temperature, wind, clouds and precipitation. */
    COMPACT,
    /** Gusts as well, in and around the Nordic countries, and fog. Half as much again to load. */
    COMPLETE
  }

  /** Collects what a provider needs. Not thread-safe. */
  public static final class Builder {
    private static final URI STANDARD = URI.create("https://api.met.no/weatherapi");
    private static final int AT_ONCE = 4;

    /** What an application may ask without an agreement; each use makes a copy. */
    private static final Quota TWENTY_A_SECOND = Quota.of(20, Duration.ofSeconds(1));

    private final String userAgent;
    private URI baseUrl = STANDARD;
    private Detail detail = Detail.COMPLETE;
    private @Nullable Quota quota;
    private Connection connection = Connection.standard();

    private Builder(String userAgent) {
      this.userAgent = userAgent;
    }

    /**
     * Where the service is; {@code https://api.met.no/weatherapi} by default.
     *
     * @param url what comes before {@code /locationforecast}
     * @return this builder
     */
    public Builder baseUrl(URI url) {
      baseUrl = Objects.requireNonNull(url, "url");
      return this;
    }

    /**
     * How much is asked for; {@link Detail#COMPLETE} by default.
     *
     * @param choice how much
     * @return this builder
     */
    public Builder detail(Detail choice) {
      detail = Objects.requireNonNull(choice, "choice");
      return this;
    }

    /**
     * How much may be asked; 20 calls a second by default, which is what an application may ask
     * without an agreement with the service.
     *
     * @param limits for all of the application
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
     * Builds the provider.
     *
     * @return it
     * @throws IllegalArgumentException if the URL is none that can be asked
     */
    public MetNorway build() {
      Upstream.Service service =
          new Upstream.Service(NAME, baseUrl, null, userAgent, AT_ONCE, new MetNorwayRefusals());
      Quota limits = quota != null ? quota : TWENTY_A_SECOND.ticker(connection.ticker);
      return new MetNorway(
          new Upstream(service, limits, connection),
          "/locationforecast/2.0/" + detail.name().toLowerCase(Locale.ROOT),
          connection.ticker);
    }
  }
}
