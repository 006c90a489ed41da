/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.WeatherVariable.CLOUD_FRACTION;
import static dev.belay.weather.WeatherVariable.FEELS_LIKE_CELSIUS;
import static dev.belay.weather.WeatherVariable.FOG;
import static dev.belay.weather.WeatherVariable.FREEZING;
import static dev.belay.weather.WeatherVariable.GUST_METRES_PER_SECOND;
import static dev.belay.weather.WeatherVariable.PRECIPITATION_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.SNOW_MM_PER_HOUR;
import static dev.belay.weather.WeatherVariable.TEMPERATURE_CELSIUS;
import static dev.belay.weather.WeatherVariable.THUNDER;
import static dev.belay.weather.WeatherVariable.VISIBILITY_METRES;
import static dev.belay.weather.WeatherVariable.WIND_METRES_PER_SECOND;
import static dev.belay.weather.service.OpenWeatherMapSamples.GENEVA;
import static dev.belay.weather.service.OpenWeatherMapSamples.NOON;
import static dev.belay.weather.service.OpenWeatherMapSamples.current;
import static dev.belay.weather.service.OpenWeatherMapSamples.entry;
import static dev.belay.weather.service.OpenWeatherMapSamples.forecast;
import static dev.belay.weather.service.OpenWeatherMapSamples.moment;
import static dev.belay.weather.service.OpenWeatherMapSamples.oneCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.belay.weather.Place;
import dev.belay.weather.Weather;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherSeries;
import dev.belay.weather.WeatherVariable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.statistics.Statistics;

/** Whatever comes: a failure of the two kinds announced, or weather there can be. */
class OpenWeatherMapReplyProperties {
  /** How a kind of reply is read, and made a series of. */
  enum Kind {
    CURRENT(current(FULL)) {
      @Override
      OwmReply read(byte[] body) throws IOException {
        return OwmReply.current(body, GENEVA);
      }
    },
    FORECAST(forecast(entry(NOON, FULL), entry(hour(3), FULL), entry(hour(6), FULL))) {
      @Override
      OwmReply read(byte[] body) throws IOException {
        return OwmReply.forecast(body, GENEVA);
      }
    },
    ONE_CALL(oneCall(entry(NOON, FLAT), entry(hour(1), FLAT), entry(hour(2), FLAT))) {
      @Override
      OwmReply read(byte[] body) throws IOException {
        return OwmReply.oneCall(body, GENEVA);
      }
    },
    MOMENT(moment(entry(NOON, FLAT))) {
      @Override
      OwmReply read(byte[] body) throws IOException {
        return OwmReply.moment(body, GENEVA);
      }
    };

    final String sample;

    Kind(String sample) {
      this.sample = sample;
    }

    abstract OwmReply read(byte[] body) throws IOException;
  }

  private static final String FULL =
      "'weather':[{'id':501,'main':'Rain'},{'id':741},{'id':601}],'main':{'temp':0.5,'feels_like':-4,"
          + "'humidity':80},'visibility':800,'wind':{'speed':5.1,'gust':9.3},'clouds':{'all':75},"
          + "'rain':{'1h':0.5,'3h':1.5},'snow':{'1h':1.1}";
  private static final String FLAT =
      "'temp':7.5,'feels_like':4.2,'visibility':8000,'wind_speed':5.1,'wind_gust':9.3,'clouds':75,"
          + "'weather':[{'id':200},{'id':601}],'rain':{'1h':0.4},'snow':{'1h':0.2},'pop':0.9";

  private static final Map<WeatherVariable, List<Double>> POSSIBLE =
      Map.ofEntries(
          Map.entry(TEMPERATURE_CELSIUS, List.of(-100.0, 70.0)),
          Map.entry(FEELS_LIKE_CELSIUS, List.of(-120.0, 90.0)),
          Map.entry(PRECIPITATION_MM_PER_HOUR, List.of(0.0, 500.0)),
          Map.entry(SNOW_MM_PER_HOUR, List.of(0.0, 200.0)),
          Map.entry(WIND_METRES_PER_SECOND, List.of(0.0, 120.0)),
          Map.entry(GUST_METRES_PER_SECOND, List.of(0.0, 150.0)),
          Map.entry(VISIBILITY_METRES, List.of(0.0, 200_000.0)),
          Map.entry(CLOUD_FRACTION, List.of(0.0, 1.0)),
          Map.entry(FREEZING, List.of(0.0, 1.0)),
          Map.entry(THUNDER, List.of(0.0, 1.0)),
          Map.entry(FOG, List.of(0.0, 1.0)));

  private static final Pattern VALUE =
      Pattern.compile("(?<=:)(-?\\d+(\\.\\d+)?|\"[^\"]*\"|\\{[^{}]*}|\\[[^\\[\\]]*])");
  private static final Pattern MARK = Pattern.compile("[:,{}\\[\\]\"]");
  private static final List<String> OTHERS =
      List.of(
          "null",
          "true",
          "{}",
          "[]",
          "\"\"",
          "\"x\"",
          "-1",
          "0",
          "9999",
          "-9999",
          "1e400",
          "1e-400",
          "99999999999999999999",
          "0.1",
          "200",
          "404",
          "{\"1h\":-7}",
          "{\"3h\":700}",
          "[[[[]]]]");

  private static final ObjectMapper JSON = new ObjectMapper();

  @Property(tries = 2000)
  void reply_withBytesChanged_isRefusedOrPossible(
      @ForAll Kind kind, @ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int changes) {
    byte[] body = kind.sample.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < changes; i++) {
      body[random.nextInt(body.length)] = (byte) random.nextInt(256);
    }
    assertRefusedOrPossible(kind, body);
  }

  @Property(tries = 500)
  void reply_cutOff_isRefused(
      @ForAll Kind kind, @ForAll @DoubleRange(max = 0.999) @Scale(3) double share) {
    byte[] body = kind.sample.getBytes(StandardCharsets.UTF_8);
    byte[] part = Arrays.copyOf(body, (int) (body.length * share));
    assertThat(series(kind, part)).isEmpty();
  }

  /** Not worth much unless a good part of the replies is read in spite of the changes. */
  @Property(tries = 3000)
  void reply_withValuesReplaced_isRefusedOrPossible(
      @ForAll Kind kind, @ForAll Random random, @ForAll @IntRange(min = 1, max = 5) int changes) {
    boolean read = assertRefusedOrPossible(kind, changed(kind.sample, VALUE, changes, random));
    Statistics.label("read")
        .collect(read)
        .coverage(check -> check.check(true).percentage(share -> share > 30));
  }

  @Property(tries = 1000)
  void reply_withMarksReplaced_isRefusedOrPossible(
      @ForAll Kind kind, @ForAll Random random, @ForAll @IntRange(min = 1, max = 3) int changes) {
    assertRefusedOrPossible(kind, changed(kind.sample, MARK, changes, random));
  }

  private static byte[] changed(String sample, Pattern what, int changes, Random random) {
    String text = sample;
    for (int i = 0; i < changes; i++) {
      List<MatchResult> found = what.matcher(text).results().toList();
      MatchResult one = found.get(random.nextInt(found.size()));
      String other = OTHERS.get(random.nextInt(OTHERS.size()));
      text = text.substring(0, one.start()) + other + text.substring(one.end());
    }
    return bytes(text);
  }

  @Property(tries = 500)
  void reply_ofAnyBytes_isRefused(@ForAll Kind kind, @ForAll byte[] body) {
    assertThat(series(kind, body)).isEmpty();
  }

  /** What is not said is absent: no missing member may make another number of any variable. */
  @Property(tries = 500)
  void reply_withoutAMember_saysLessAndNothingElse(@ForAll Kind kind, @ForAll Random random)
      throws IOException {
    JsonNode less = JSON.readTree(kind.sample);
    List<Runnable> removals = new ArrayList<>();
    collect(less, removals);
    removals.get(random.nextInt(removals.size())).run();
    for (WeatherSeries series : series(kind, JSON.writeValueAsBytes(less))) {
      Weather whole = full(kind);
      Weather rest = series.at(NOON, NOON);
      for (WeatherVariable variable : WeatherVariable.values()) {
        assertThat(rest.value(variable)).isIn(whole.value(variable), Double.NaN);
      }
    }
  }

  private static void collect(JsonNode node, List<Runnable> removals) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> removals.add(() -> object.remove(name)));
    }
    if (!(node instanceof ArrayNode)) {
      node.forEach(child -> collect(child, removals));
    } else if (node.size() > 0) {
      collect(node.get(0), removals);
    }
  }

  @Property
  void precipitation_isTheSumOfRainAndSnowWhateverTheCodes(
      @ForAll @DoubleRange(max = 100) double rain,
      @ForAll @DoubleRange(max = 100) double snow,
      @ForAll @IntRange(min = 200, max = 899) int code)
      throws IOException {
    String members =
        "'weather':[{'id':%d}],'rain':{'1h':%s},'snow':{'1h':%s}".formatted(code, rain, snow);
    Weather weather = series(Kind.CURRENT, bytes(current(members))).get(0).at(NOON, NOON);
    assertThat(weather.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(rain + snow);
    assertThat(weather.value(SNOW_MM_PER_HOUR)).isEqualTo(snow);
    String forecast = forecast(entry(NOON, members.replace("1h", "3h")));
    OwmReply read = OwmReply.forecast(bytes(forecast), GENEVA);
    assertThat(read.entries().get(0).value(PRECIPITATION_MM_PER_HOUR))
        .isEqualTo((rain + snow) / 3, offset(1e-9));
  }

  @Property
  void refusal_ofAnyStatusAndBody_isOneWithAMessageOfOurOwn(
      @ForAll @IntRange(min = -1, max = 1000) int status, @ForAll String body) {
    WeatherException refusal = new OwmRefusals().of(status, body);
    assertThat(refusal).hasMessageStartingWith("openweathermap ").hasMessageEndingWith(")");
    assertThat(refusal.getMessage()).hasSizeLessThan(120);
  }

  @Property
  void place_withinATenthOfADegreeOnTheGround_isTakenAndNoOther(
      @ForAll @DoubleRange(min = -89, max = 89) double latitude,
      @ForAll @DoubleRange(min = -180, max = 180) double longitude,
      @ForAll @DoubleRange(min = -0.2, max = 0.2) @Scale(5) double east)
      throws IOException {
    Assume.that(Math.abs(Math.abs(east) - 0.1) > 1e-6);
    double theirs = longitude + east / Math.cos(Math.toRadians(latitude));
    String reply =
        current("'main':{'temp':1}")
            .replace(
                "\"lon\":6.14,\"lat\":46.2",
                "\"lon\":" + Math.IEEEremainder(theirs, 360) + ",\"lat\":" + latitude);
    boolean taken = true;
    try {
      OwmReply.current(bytes(reply), new Place(latitude, longitude));
    } catch (WeatherException otherPlace) {
      taken = false;
    }
    assertThat(taken).isEqualTo(Math.abs(east) < 0.1);
  }

  private static boolean assertRefusedOrPossible(Kind kind, byte[] body) {
    List<WeatherSeries> read = series(kind, body);
    for (WeatherSeries series : read) {
      for (int minutes = -90; minutes <= 400; minutes += 35) {
        Instant time = NOON.plus(Duration.ofMinutes(minutes));
        if (series.covers(time)) {
          assertPossible(series.at(time, NOON));
        }
      }
    }
    return !read.isEmpty();
  }

  private static void assertPossible(Weather weather) {
    POSSIBLE.forEach(
        (variable, range) -> {
          if (weather.has(variable)) {
            assertThat(weather.value(variable)).isBetween(range.get(0), range.get(1));
          }
        });
    if (weather.has(SNOW_MM_PER_HOUR) && weather.has(PRECIPITATION_MM_PER_HOUR)) {
      assertThat(weather.value(SNOW_MM_PER_HOUR))
          .isLessThanOrEqualTo(weather.value(PRECIPITATION_MM_PER_HOUR));
    }
  }

  /** The series of a reply, or none if it is refused; any other failure is the test's. */
  private static List<WeatherSeries> series(Kind kind, byte[] body) {
    OwmWish wish = new OwmWish(GENEVA, NOON, NOON);
    try {
      OwmReply reply = kind.read(body);
      return List.of(
          kind == Kind.MOMENT
              ? OwmSeries.past(wish, reply)
              : OwmSeries.ahead(wish, reply, Duration.ofHours(1)));
    } catch (IOException | WeatherException refused) {
      return List.of();
    }
  }

  private static Weather full(Kind kind) {
    return series(kind, bytes(kind.sample)).get(0).at(NOON, NOON);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Instant hour(int fromNoon) {
    return NOON.plus(Duration.ofHours(fromNoon));
  }
}
