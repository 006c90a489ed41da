/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.testing;

import dev.belay.report.Panel;
import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A provider that keeps the contract but for one breach. */
final class BrokenWeather implements WeatherProvider {
  static final Place PLACE = new Place(52.52, 13.41);
  static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
  static final LocalDate PAST_DAY = LocalDate.parse("2026-02-01");

  private static final String AT = "at_isTheSeriesAtThatTime";
  private static final String COVERS = "series_coversTheTimeAskedFor";
  private static final String EDGE = "at_ofAPlaceAtTheEdge_answersOrFailsWithAReason";
  private static final String FAR = "at_ofATimeFarAway_answersOrFailsWithAReason";
  private static final String SEVERAL = "series_ofSeveralPlaces_isOneStageForEachInOrder";
  private static final String KNOWS = "at_knowsSomething";
  private static final String TOGETHER = "at_fromFourThreadsAtOnce_answersEach";
  private static final String BACKGROUND = "inBackground_answersTheSame";
  private static final String CHECK = "check_isFineOrFailsWithAReason";
  private static final String NAME = "name_isThereAndTheSameEachTime";
  private static final String SOURCE = "series_saysWhoseItIs_theSameEachTime";
  private static final String PLACED = "series_isOfThePlaceAskedFor";
  private static final String PAST = "series_ofAPastMoment_isOfTheWholeDay";
  private static final String PANEL = "panel_isThereAtOnce_beforeAndAfterAQuestion";
  private static final String NOWHERE = "at_ofAPlaceThatIsNone_isRefused";

  /** What it does wrong, and which tests have to say so. */
  enum Breach {
    NONE,
    NAME_MOVES(NAME),
    SOURCE_MOVES(SOURCE, TOGETHER, AT),
    OTHER_TIME(COVERS, SEVERAL, AT, KNOWS, TOGETHER, BACKGROUND),
    OTHER_PLACE(PLACED),
    KNOWS_NOTHING(KNOWS),
    AT_SAYS_OTHERWISE(AT),
    TAKES_ANY_PLACE(NOWHERE),
    FOREIGN_FAILURE(EDGE, FAR, SEVERAL),
    THROWS_AT_THE_EDGE(EDGE, SEVERAL),
    TOO_FEW_STAGES(SEVERAL),
    BLOCKS(
        NAME,
        COVERS,
        PLACED,
        SOURCE,
        SEVERAL,
        AT,
        KNOWS,
        EDGE,
        FAR,
        PAST,
        PANEL,
        BACKGROUND,
        TOGETHER),
    NEVER_ANSWERS(
        NAME,
        COVERS,
        PLACED,
        SOURCE,
        SEVERAL,
        AT,
        KNOWS,
        EDGE,
        FAR,
        PAST,
        PANEL,
        BACKGROUND,
        TOGETHER),
    RETURNS_NULL(
        NAME,
        COVERS,
        PLACED,
        SOURCE,
        SEVERAL,
        AT,
        KNOWS,
        EDGE,
        FAR,
        PAST,
        PANEL,
        BACKGROUND,
        TOGETHER),
    ONE_THREAD_ONLY(SOURCE, AT, TOGETHER),
    NO_BACKGROUND(BACKGROUND),
    CHECK_WITHOUT_REASON(CHECK),
    CHECK_WITHOUT_PANEL(CHECK),
    PANEL_OF_ANOTHER(PANEL, CHECK),
    PANEL_THROWS(PANEL, CHECK),
    AN_HOUR_OF_THE_PAST(PAST),
    A_PAST_WITH_A_HOLE(PAST);

    @SuppressWarnings("ImmutableEnumChecker") // as Set.of gave it
    private final Set<String> found;

    Breach(String... found) {
      this.found = Set.of(found);
    }

    Set<String> found() {
      return found;
    }
  }

  private final Breach breach;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicReference<Thread> first = new AtomicReference<>();

  BrokenWeather(Breach breach) {
    this.breach = breach;
  }

  /** {@return whether a contract would wait for it until its patience ends} */
  boolean hangs() {
    return breach == Breach.BLOCKS || breach == Breach.NEVER_ANSWERS;
  }

  @Override
  public String name() {
    return breach == Breach.NAME_MOVES ? "broken" + asked : "broken";
  }

  @Override
  public CompletionStage<WeatherSeries> series(Place place, Instant time) {
    asked.incrementAndGet();
    return switch (breach) {
      case BLOCKS -> blocked();
      case NEVER_ANSWERS -> new CompletableFuture<>();
      case RETURNS_NULL -> nothing();
      case ONE_THREAD_ONLY -> onFirst(place, time);
      default -> answer(place, time);
    };
  }

  private CompletionStage<WeatherSeries> answer(Place place, Instant time) {
    if (place.equals(PLACE) && time.equals(TIME)) {
      return CompletableFuture.completedFuture(series(20));
    }
    if (place.equals(PLACE) && time.atZone(ZoneOffset.UTC).toLocalDate().equals(PAST_DAY)) {
      return CompletableFuture.completedFuture(past(time));
    }
    if (breach == Breach.FOREIGN_FAILURE) {
      return CompletableFuture.failedFuture(new IllegalStateException("no"));
    }
    if (breach == Breach.THROWS_AT_THE_EDGE && !place.equals(PLACE)) {
      throw new IllegalStateException("no");
    }
    return CompletableFuture.failedFuture(new WeatherException(Reason.NOT_FOUND, "unknown"));
  }

  private WeatherSeries series(double celsius) {
    String source = breach == Breach.SOURCE_MOVES ? "source" + asked : "source";
    Place place = breach == Breach.OTHER_PLACE ? new Place(48.14, 11.58) : PLACE;
    Instant time = breach == Breach.OTHER_TIME ? TIME.plus(Duration.ofDays(1)) : TIME;
    WeatherSeries.Builder builder = WeatherSeries.builder(source, place, time);
    WeatherSeries.Slot slot = builder.slot(time, time, time.plusSeconds(3_600));
    if (breach != Breach.KNOWS_NOTHING) {
      slot.put(WeatherVariable.TEMPERATURE_CELSIUS, celsius);
    }
    return builder.build();
  }

  private WeatherSeries past(Instant asked) {
    WeatherSeries.Builder builder = WeatherSeries.builder("source", PLACE, TIME);
    Instant midnight = PAST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int hour = 0; hour < 24; hour++) {
      Instant time = midnight.plus(Duration.ofHours(hour));
      boolean near = Duration.between(time, asked).abs().compareTo(Duration.ofHours(1)) < 0;
      if (near || breach != Breach.AN_HOUR_OF_THE_PAST) {
        WeatherSeries.Slot slot = builder.slot(time, time, time.plus(Duration.ofHours(1)));
        if (near || breach != Breach.A_PAST_WITH_A_HOLE) {
          slot.put(WeatherVariable.TEMPERATURE_CELSIUS, hour);
        }
      }
    }
    return builder.build();
  }

  private static CompletionStage<WeatherSeries> blocked() {
    try {
      new CountDownLatch(1).await();
      return nothing();
    } catch (InterruptedException givenUp) {
      throw new IllegalStateException("given up", givenUp);
    }
  }

  /** What no stage may be, past whoever checks that nothing is null. */
  @SuppressWarnings("NullAway")
  private static CompletionStage<WeatherSeries> nothing() {
    return null;
  }

  /** A stage of what no stage may be of. */
  @SuppressWarnings("NullAway")
  private static CompletionStage<Panel> ofNothing() {
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<WeatherSeries> onFirst(Place place, Instant time) {
    Thread asking = Thread.currentThread();
    return asking.equals(first.updateAndGet(known -> known == null ? asking : known))
        ? answer(place, time)
        : CompletableFuture.failedFuture(new WeatherException(Reason.REFUSED, "another thread"));
  }

  @Override
  public List<CompletionStage<WeatherSeries>> series(List<Place> places, Instant time) {
    return WeatherProvider.super.series(
        breach == Breach.TOO_FEW_STAGES ? places.subList(0, 1) : places, time);
  }

  @Override
  public CompletionStage<Weather> at(double latitude, double longitude, Instant time) {
    if (breach == Breach.TAKES_ANY_PLACE && !(Math.abs(latitude) <= 90)) {
      return CompletableFuture.failedFuture(new WeatherException(Reason.REFUSED, "no place"));
    }
    if (breach == Breach.AT_SAYS_OTHERWISE && time.equals(TIME) && latitude == PLACE.latitude()) {
      return CompletableFuture.completedFuture(series(21).at(time, time));
    }
    return WeatherProvider.super.at(latitude, longitude, time);
  }

  @Override
  @SuppressWarnings("NullAway") // the breach
  public WeatherProvider inBackground() {
    return breach == Breach.NO_BACKGROUND ? null : this;
  }

  @Override
  public CompletionStage<Panel> check() {
    return switch (breach) {
      case CHECK_WITHOUT_REASON -> CompletableFuture.failedFuture(new IllegalStateException("no"));
      case CHECK_WITHOUT_PANEL -> ofNothing();
      default -> WeatherProvider.super.check();
    };
  }

  @Override
  public Panel panel() {
    return switch (breach) {
      case PANEL_OF_ANOTHER -> new Panel("Weather: another", List.of());
      case PANEL_THROWS -> throw new IllegalStateException("no");
      default -> WeatherProvider.super.panel();
    };
  }
}
