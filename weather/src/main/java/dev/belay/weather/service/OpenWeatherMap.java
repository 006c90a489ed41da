/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.Ticker;
import dev.belay.report.Panel;
import dev.belay.weather.Place;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Weather from OpenWeatherMap: what is observed now, and five days of forecast in steps of three
 * hours. With One Call 3.0, a subscription of its own, hours instead for the first two days, and
 * the past; without it the past is {@link dev.belay.weather.WeatherException.Reason#OUT_OF_RANGE}.
 *
 * <p>A past day is 25 calls, one for each hour from midnight to midnight (UTC), one after the
 * other; of today those hours that are over. It fails with the first that fails, and no further one
 * is asked then; what had been fetched is kept for when the day is asked for again.
 *
 * <p>A series without One Call is two questions. Where only the forecast is answered, that is the
 * series; where only the observation is, there is none.
 *
 * <p>Visibility ends at 10,000 metres. Where the service leaves out how much rain or snow there is,
 * that is none if its condition codes say that nothing falls, and otherwise absent. Thread-safe.
 */
public final class OpenWeatherMap implements WeatherProvider, AutoCloseable {
  static final String NAME = "openweathermap";

  private static final String USER_AGENT = "belay-weather";
  private static final int AT_ONCE = 8;

  /** Where {@link #check} asks for the weather. */
  private static final Place GREENWICH = new Place(51.4779, 0);

  private final OwmFree free;
  private final @Nullable OwmOneCall oneCall;
  private final Ticker ticker;

  private OpenWeatherMap(OwmFree free, @Nullable OwmOneCall oneCall, Ticker ticker) {
    this.free = free;
    this.oneCall = oneCall;
    this.ticker = ticker;
  }

  /**
   * Starts a provider.
   *
   * @param key the account's key
   * @return a builder with every default
   * @throws IllegalArgumentException if the key is empty, or has characters that no key has
   */
  public static Builder builder(String key) {
    return new Builder(new ApiKey(ApiKey.Place.QUERY, "appid", key));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    OwmWish wish =
        new OwmWish(
            Objects.requireNonNull(place, "place"),
            Objects.requireNonNull(time, "time"),
            ticker.instant());
    return Stages.then(settled(wish), Settled::orThrow);
  }

  private CompletableFuture<Settled<WeatherSeries>> settled(OwmWish wish) {
    if (wish.time().isBefore(wish.now().minus(OwmSeries.OBSERVED))) {
      return past(wish);
    }
    if (wish.time().isAfter(wish.now().plus(OwmFree.REACH))) {
      return outOfRange(wish, "its forecast is of five days");
    }
    boolean hourly = !wish.time().isAfter(wish.now().plus(OwmOneCall.REACH));
    return oneCall != null && hourly
        ? oneCall.ahead(wish, () -> free.ahead(wish))
        : free.ahead(wish);
  }

  private CompletableFuture<Settled<WeatherSeries>> past(OwmWish wish) {
    return oneCall == null
        ? outOfRange(wish, "it has the past in One Call only")
        : oneCall.past(wish);
  }

  private static CompletableFuture<Settled<WeatherSeries>> outOfRange(OwmWish wish, String why) {
    return CompletableFuture.completedFuture(Settled.failed(wish.outOfRange(why)));
  }

  @Override
  public WeatherProvider inBackground() {
    return new OpenWeatherMap(
        free.inBackground(), oneCall == null ? null : oneCall.inBackground(), ticker);
  }

  /**
   * Asks for the current weather of one place, and with One Call for that as well, whatever it said
   * before.
   *
   * @return a stage that fails with {@link dev.belay.weather.WeatherException.Reason#KEY} if the
   *     key is wrong or not active yet, with {@link dev.belay.weather.WeatherException.Reason#PLAN}
   *     if only One Call is missing, or with what else is in the way
   */
  @Override
  public CompletionStage<Panel> check() {
    CompletableFuture<Settled<OwmReply>> asked = free.check(GREENWICH);
    if (oneCall != null) {
      asked =
          asked.thenCombine(
              oneCall.check(GREENWICH), (first, other) -> first.failure() == null ? other : first);
    }
    return Stages.then(Stages.then(asked, Settled::orThrow), answered -> panel());
  }

  /** {@return what is left of both quotas, One Call's apart, calls and errors} */
  @Override
  public Panel panel() {
    List<UpstreamPanel.Use> uses = new ArrayList<>();
    uses.add(free.use());
    if (oneCall != null) {
      uses.add(oneCall.use());
    }
    return UpstreamPanel.of(NAME, uses);
  }

  @Override
  public InstantSource clock() {
    return ticker;
  }

  /** Fails whatever is asked, waiting or yet to come, here and in the background. */
  @Override
  public void close() {
    free.close();
    if (oneCall != null) {
      oneCall.close();
    }
  }

  /** Collects how OpenWeatherMap is asked. Not thread-safe. */
  public static final class Builder {
    /** What the free plan allows, and what is free of One Call; each use makes a copy. */
    private static final Quota FREE_PLAN =
        Quota.of(60, Duration.ofMinutes(1)).and(1_000_000, Duration.ofDays(31));

    private static final Quota ONE_CALL_FREE = Quota.of(1_000, Duration.ofDays(1));

    private final ApiKey key;
    private URI baseUrl = URI.create("https://api.openweathermap.org");
    private @Nullable Quota quota;
    private Connection connection = Connection.standard();
    private @Nullable Quota oneCall;
    private boolean hourly;

    private Builder(ApiKey key) {
      this.key = key;
    }

    /**
     * Where the service is; {@code https://api.openweathermap.org} by default. Some paid plans have
     * a host of their own.
     *
     * @param url without path
     * @return this builder
     */
    public Builder baseUrl(URI url) {
      baseUrl = Objects.requireNonNull(url, "url");
      return this;
    }

    /**
     * How often the key may ask for current weather and forecasts; as often as the free plan allows
     * by default, which is 60 questions a minute and 1,000,000 a month. A series is two questions.
     *
     * @param limit shared by all who use the key
     * @return this builder
     */
    public Builder quota(Quota limit) {
      quota = Objects.requireNonNull(limit, "limit");
      return this;
    }

    /**
     * How the service is reached; {@link Connection#standard} by default.
     *
     * @param way how
     * @return this builder
     */
    public Builder connection(Connection way) {
      connection = Objects.requireNonNull(way, "way");
      return this;
    }

    /**
     * Asks One Call 3.0 as well, 1,000 times a day at most, which is forty past days: what is free
     * of it. By default it is not asked. Where the key turns out not to be subscribed, the rest of
     * the service answers instead, and One Call is asked again after six hours; so it does where
     * One Call is down or its quota used up, for as long as that lasts.
     *
     * @return this builder
     */
    public Builder oneCall() {
      hourly = true;
      return this;
    }

    /**
     * Asks One Call 3.0 as well, which costs money beyond its free part.
     *
     * @param limit how often; shared by all who use the key
     * @return this builder
     */
    public Builder oneCall(Quota limit) {
      oneCall = Objects.requireNonNull(limit, "limit");
      return oneCall();
    }

    /**
     * Builds the provider.
     *
     * @return it
     */
    public OpenWeatherMap build() {
      Upstream free = upstream(quota, FREE_PLAN);
      return new OpenWeatherMap(new OwmFree(free), hourly ? hourly() : null, connection.ticker);
    }

    private OwmOneCall hourly() {
      return new OwmOneCall(upstream(oneCall, ONE_CALL_FREE), new OwmPlan(connection.ticker));
    }

    private Upstream upstream(@Nullable Quota chosen, Quota standard) {
      Upstream.Service service =
          new Upstream.Service(NAME, baseUrl, key, USER_AGENT, AT_ONCE, new OwmRefusals());
      return new Upstream(
          service, chosen != null ? chosen : standard.ticker(connection.ticker), connection);
    }
  }
}
