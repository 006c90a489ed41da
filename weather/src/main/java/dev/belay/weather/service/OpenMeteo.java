/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.report.Panel;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The weather of <a href="https://open-meteo.com">Open-Meteo</a>: hourly forecasts of up to 15
 * days, the past as far back as 1940, and up to a hundred places in one call. Thread-safe.
 *
 * <p>What it says is model data under CC BY 4.0: whoever shows or passes it on has to name
 * Open-Meteo and its sources. Without a key it may be used for purposes that are not commercial
 * only, within the limits of one network address; see {@link #builder()}.
 *
 * <p>A slot stands for the hour before its moment, in which its rain and snow fell. The service
 * gives the depth of snow, here a tenth of a millimetre of water for 0.07 cm. It does not say when
 * a forecast was made: one that is fetched counts as made when it is fetched. The past has the lead
 * of the {@link History} it is from.
 */
public final class OpenMeteo implements WeatherProvider, AutoCloseable {
  static final String NAME = "open-meteo";

  private static final String USER_AGENT = "belay-weather";

  /** Where {@link #check} asks for the weather. */
  private static final Place GREENWICH = new Place(51.4779, 0);

  private final Upstream forecast;
  private final Upstream past;
  private final History history;
  private final InstantSource clock;
  private final String hosts;

  private OpenMeteo(
      Upstream forecast, Upstream past, History history, InstantSource clock, String hosts) {
    this.forecast = forecast;
    this.past = past;
    this.history = history;
    this.clock = clock;
    this.hosts = hosts;
  }

  /**
   * Starts a provider that asks the free service: only for purposes that are not commercial, one
   * question at a time for forecasts and one for the past, and within its limits: 600 calls a
   * minute, 5,000 an hour, 10,000 a day, 300,000 a month. The data has to be attributed (CC BY
   * 4.0).
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder(null);
  }

  /**
   * Starts a provider that asks the customers' service, two questions at a time, and without a
   * limit unless told one: what a key may ask depends on its plan. The data has to be attributed
   * (CC BY 4.0).
   *
   * @param key from the service; goes into a header, and nowhere else
   * @return a builder
   * @throws IllegalArgumentException if it is no key
   */
  public static Builder builder(String key) {
    return new Builder(new ApiKey(ApiKey.Place.HEADER, "X-Api-Key", key));
  }

  /** {@return {@code open-meteo}, and of which {@link History} if not of the default one} */
  @Override
  public String name() {
    return history.name;
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    return series(List.of(place), time).get(0);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Asks for about a hundred places in one call, which costs as much of the quota as a hundred
   * calls, and for fewer under a quota that allows fewer at once; a place without weather fails
   * alone.
   *
   * @throws IllegalArgumentException if there is no place to ask for
   */
  @Override
  public List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant time) {
    if (places.isEmpty()) {
      throw new IllegalArgumentException("no place to ask for");
    }
    Instant now = clock.instant();
    try {
      return ask(OpenMeteoQuestion.of(time, now, history), places, time, now);
    } catch (WeatherException e) {
      return places.stream().map(place -> CompletableFuture.<WeatherSeries>failedStage(e)).toList();
    }
  }

  private List<CompletionStage<WeatherSeries>> ask(
      OpenMeteoQuestion question, List<Place> places, Instant time, Instant now) {
    List<CompletionStage<WeatherSeries>> stages = new ArrayList<>();
    int size = question.placesAtOnce(upstream(question).greatestWeight());
    for (int from = 0; from < places.size(); from += size) {
      int to = Math.min(places.size(), from + size);
      stages.addAll(askAtOnce(question, List.copyOf(places.subList(from, to)), time, now));
    }
    return stages;
  }

  private List<CompletableFuture<WeatherSeries>> askAtOnce(
      OpenMeteoQuestion question, List<Place> places, Instant time, Instant now) {
    var answers = upstream(question).ask(question.ask(places), reader(question, places, now));
    List<CompletableFuture<WeatherSeries>> stages = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      int place = i;
      stages.add(Stages.then(answers, all -> Stages.covering(time, all.get(place).get())));
    }
    return stages;
  }

  private Upstream upstream(OpenMeteoQuestion question) {
    return question.history() ? past : forecast;
  }

  private static ReplyReader<List<Supplier<WeatherSeries>>> reader(
      OpenMeteoQuestion question, List<Place> places, Instant now) {
    OpenMeteoReply replies = new OpenMeteoReply(question, now);
    return reply -> replies.answers(reply.body(), places);
  }

  @Override
  public WeatherProvider inBackground() {
    return new OpenMeteo(forecast.inBackground(), past.inBackground(), history, clock, hosts);
  }

  /**
   * Asks for the forecast of one place, whatever the service said before; costs one call. The
   * history is not asked.
   *
   * @return a stage that fails with what is in the way
   */
  @Override
  public CompletionStage<Panel> check() {
    Instant now = clock.instant();
    OpenMeteoQuestion question = OpenMeteoQuestion.of(now, now, history);
    List<Place> places = List.of(GREENWICH);
    var answers = forecast.check(question.ask(places), reader(question, places, now));
    return Stages.then(Stages.then(answers, all -> all.get(0).get()), answered -> panel());
  }

  /** {@return what is left of the quota, calls and errors} */
  @Override
  public Panel panel() {
    return UpstreamPanel.of(
        name(),
        List.of(
            new UpstreamPanel.Use("forecasts", forecast), new UpstreamPanel.Use("history", past)));
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  /** Fails whatever is asked, waiting or yet to come, here and in the background. */
  @Override
  public void close() {
    forecast.close();
    past.close();
  }

  @Override
  public String toString() {
    return name() + " at " + hosts;
  }

  /**
   * Where the weather of past days is from, and so, how long before it was known. Whichever is not
   * the default is part of the name of the provider and of its answers, such as {@code
   * open-meteo-previous-runs-2}, so that no cache or store mixes what they say. Immutable.
   */
  public static final class History {
    private static final LocalDate FIRST_REANALYSIS = LocalDate.of(1940, 1, 1);
    private static final LocalDate FIRST_STITCHED = LocalDate.of(2021, 1, 1);
    private static final LocalDate FIRST_PREVIOUS_RUN = LocalDate.of(2024, 1, 1);
    private static final int MOST_DAYS = 7;

    final String name;
    final OpenMeteoData data;
    private final LocalDate since;

    private History(String kind, OpenMeteoData data, LocalDate since) {
      this.name = NAME + kind;
      this.data = data;
      this.since = since;
    }

    /**
     * What the weather was, by reanalysis, since 1940: of days more than 92 days ago, since it is
     * some days late; nearer ones are as in {@link #historicalForecast()}. Has no visibility, and
     * no lead: a model that learns from it will know less when it serves.
     *
     * @return the default
     */
    public static History archive() {
      return new History("", OpenMeteoData.ARCHIVE, FIRST_REANALYSIS);
    }

    /**
     * What forecasts said up to three hours before, about since 2021, for some places later. Every
     * value counts as three hours old.
     *
     * @return forecasts of the last hours
     */
    public static History historicalForecast() {
      return new History("-historical-forecast", OpenMeteoData.HISTORICAL_FORECAST, FIRST_STITCHED);
    }

    /**
     * What forecasts said some days before, since 2024: for those who are asked as early as that.
     *
     * @param days 1 to 7
     * @return forecasts that many times 24 hours old
     * @throws IllegalArgumentException for another number
     */
    public static History previousRuns(int days) {
      if (days < 1 || days > MOST_DAYS) {
        throw new IllegalArgumentException("forecasts of 1 to 7 days before are kept, not " + days);
      }
      return new History(
          "-previous-runs-" + days, OpenMeteoData.previousRuns(days), FIRST_PREVIOUS_RUN);
    }

    Instant earliest() {
      return since.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether a day is asked for here, or else of the forecast's service. */
    boolean holds(LocalDate day, LocalDate today) {
      return !data.equals(OpenMeteoData.ARCHIVE) || day.isBefore(OpenMeteoQuestion.earliest(today));
    }

    @Override
    public String toString() {
      return data.service() + "api" + data.suffix();
    }
  }

  /** Collects what a provider needs. Not thread-safe. */
  public static final class Builder {
    private static final int FREE_AT_ONCE = 1;
    private static final int PAID_AT_ONCE = 2;

    /** What one address may ask of the free service; each use makes a copy. */
    private static final Quota FREE =
        Quota.of(600, Duration.ofMinutes(1))
            .and(5_000, Duration.ofHours(1))
            .and(10_000, Duration.ofDays(1))
            .and(300_000, Duration.ofDays(31));

    private final @Nullable ApiKey key;
    private @Nullable URI baseUrl;
    private @Nullable URI historyUrl;
    private History history = History.archive();
    private @Nullable Quota quota;
    private Connection connection = Connection.standard();

    private Builder(@Nullable ApiKey key) {
      this.key = key;
    }

    /**
     * Where forecasts, and the past of up to 92 days, are asked for; by default {@code
     * https://api.open-meteo.com}, with a key {@code https://customer-api.open-meteo.com}.
     *
     * @param url what comes before {@code /v1/forecast}
     * @return this builder
     */
    public Builder baseUrl(URI url) {
      baseUrl = Objects.requireNonNull(url, "url");
      return this;
    }

    /**
     * Where the chosen history is asked for; by default where forecasts are, if that was set, and
     * otherwise the service's own address for it, such as {@code
     * https://archive-api.open-meteo.com}.
     *
     * @param url what comes before {@code /v1/archive} or {@code /v1/forecast}
     * @return this builder
     */
    public Builder historyUrl(URI url) {
      historyUrl = Objects.requireNonNull(url, "url");
      return this;
    }

    /**
     * Where the weather of past days is from; {@link History#archive()} by default.
     *
     * @param choice one of them
     * @return this builder
     */
    public Builder history(History choice) {
      history = Objects.requireNonNull(choice, "choice");
      return this;
    }

    /**
     * How much may be asked, the free service's limits or, with a key, none by default. The free
     * service counts by network address: whoever shares one has to share the quota.
     *
     * @param limits for all who use the key, or the address
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
     * @throws IllegalArgumentException if a URL is none that can be asked
     */
    public OpenMeteo build() {
      Quota limits = quota != null ? quota : standardQuota().ticker(connection.ticker);
      URI ahead = baseUrl != null ? baseUrl : standardUrl(OpenMeteoData.FORECAST);
      URI elsewhere = baseUrl != null ? baseUrl : standardUrl(history.data);
      URI behind = historyUrl != null ? historyUrl : elsewhere;
      return new OpenMeteo(
          upstream(ahead, limits),
          upstream(behind, limits),
          history,
          connection.ticker,
          ahead + ", " + behind);
    }

    private Quota standardQuota() {
      return key == null ? FREE : Quota.unlimited();
    }

    private Upstream upstream(URI url, Quota limits) {
      Upstream.Service service =
          new Upstream.Service(
              NAME,
              url,
              key,
              USER_AGENT,
              key == null ? FREE_AT_ONCE : PAID_AT_ONCE,
              new OpenMeteoRefusals(connection.ticker));
      return new Upstream(service, limits, connection);
    }

    private URI standardUrl(OpenMeteoData data) {
      String customer = key == null ? "" : "customer-";
      return URI.create("https://" + customer + data.service() + "api.open-meteo.com");
    }
  }
}
