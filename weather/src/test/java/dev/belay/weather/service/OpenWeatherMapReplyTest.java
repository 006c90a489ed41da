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
import static dev.belay.weather.service.OpenWeatherMapSamples.bytes;
import static dev.belay.weather.service.OpenWeatherMapSamples.current;
import static dev.belay.weather.service.OpenWeatherMapSamples.entry;
import static dev.belay.weather.service.OpenWeatherMapSamples.forecast;
import static dev.belay.weather.service.OpenWeatherMapSamples.json;
import static dev.belay.weather.service.OpenWeatherMapSamples.members;
import static dev.belay.weather.service.OpenWeatherMapSamples.moment;
import static dev.belay.weather.service.OpenWeatherMapSamples.oneCall;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.WeatherVariable;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the readers make of single replies. */
class OpenWeatherMapReplyTest {
  private static final Instant THREE = NOON.plusSeconds(3 * 3600);

  @Test
  void current_withEveryMember_isReadInTheUnitsOfTheVariables() throws IOException {
    OwmEntry read =
        observed(
            "'weather':[{'id':500,'main':'Rain'}],'main':{'temp':7.5,'feels_like':4.2,'humidity':80},"
                + "'visibility':8000,'wind':{'speed':5.1,'deg':230,'gust':9.3},'clouds':{'all':75},"
                + "'rain':{'1h':0.4}");
    assertThat(read.time()).isEqualTo(NOON);
    assertThat(read.value(TEMPERATURE_CELSIUS)).isEqualTo(7.5);
    assertThat(read.value(FEELS_LIKE_CELSIUS)).isEqualTo(4.2);
    assertThat(read.value(VISIBILITY_METRES)).isEqualTo(8000);
    assertThat(read.value(WIND_METRES_PER_SECOND)).isEqualTo(5.1);
    assertThat(read.value(GUST_METRES_PER_SECOND)).isEqualTo(9.3);
    assertThat(read.value(CLOUD_FRACTION)).isEqualTo(0.75);
    assertThat(read.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.4);
    assertThat(read.value(SNOW_MM_PER_HOUR)).isZero();
    assertThat(read.value(FREEZING)).isZero();
    assertThat(read.value(THUNDER)).isZero();
    assertThat(read.value(FOG)).isZero();
  }

  @Test
  void oneCall_withEveryMember_isReadFromItsFlatShape() throws IOException {
    String flat =
        "'temp':7.5,'feels_like':4.2,'visibility':8000,'wind_speed':5.1,'wind_gust':9.3,'clouds':75,"
            + "'weather':[{'id':601}],'snow':{'1h':0.4},'pop':0.9";
    OwmReply read = readOneCall(oneCall(entry(NOON, flat), entry(THREE, flat)));
    assertThat(read.observed()).isEqualTo(new OwmEntry(NOON, read.entries().get(0).values()));
    OwmEntry hour = read.entries().get(0);
    assertThat(hour.time()).isEqualTo(THREE);
    assertThat(hour.value(TEMPERATURE_CELSIUS)).isEqualTo(7.5);
    assertThat(hour.value(FEELS_LIKE_CELSIUS)).isEqualTo(4.2);
    assertThat(hour.value(VISIBILITY_METRES)).isEqualTo(8000);
    assertThat(hour.value(WIND_METRES_PER_SECOND)).isEqualTo(5.1);
    assertThat(hour.value(GUST_METRES_PER_SECOND)).isEqualTo(9.3);
    assertThat(hour.value(CLOUD_FRACTION)).isEqualTo(0.75);
    assertThat(hour.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.4);
    assertThat(hour.value(SNOW_MM_PER_HOUR)).isEqualTo(0.4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'main':{'temp':1}",
        "'main':{'temp':1},'weather':[]",
        "'main':{'temp':1},'weather':null,'wind':null,'clouds':null,'rain':null,'visibility':null",
        "'main':{'temp':1},'wind':{},'clouds':{},'rain':{},'snow':{}",
        "'main':{'temp':1,'feels_like':null},'wind':{'speed':'5'},'clouds':[],'visibility':'far'",
        "'main':{'temp':1},'wind':7,'clouds':{'all':true},'weather':'Rain'"
      })
  void current_ofAnAbsentMember_isAbsentAndNeverZero(String members) throws IOException {
    OwmEntry read = observed(members);
    assertThat(read.values()).containsOnlyKeys(TEMPERATURE_CELSIUS);
    for (WeatherVariable variable : WeatherVariable.values()) {
      assertThat(Double.isNaN(read.value(variable))).isEqualTo(variable != TEMPERATURE_CELSIUS);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                                        | nothing is said: dry, by the code",
        ",'rain':{}                                | an empty object says nothing",
        ",'rain':null,'snow':null                  | nor does null",
      })
  void precipitation_unsaidUnderACodeWithoutAny_isZero(String amounts, String why)
      throws IOException {
    OwmEntry read = observed("'weather':[{'id':802}]" + amounts.replace("''", ""));
    assertThat(read.value(PRECIPITATION_MM_PER_HOUR)).as(why).isZero();
    assertThat(read.value(SNOW_MM_PER_HOUR)).as(why).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 211, 300, 500, 511, 531, 600, 611, 616, 622, 771, 781, 999})
  void precipitation_unsaidUnderACodeOfSome_isUnknownAndNotZero(int code) throws IOException {
    OwmReply hourly =
        readOneCall(
            oneCall(
                "{}", entry(THREE, "'temp':5,'weather':[{'id':%d}],'pop':0.8".formatted(code))));
    assertThat(hourly.entries().get(0).values()).doesNotContainKey(PRECIPITATION_MM_PER_HOUR);
    assertThat(observed(members(5, code)).values()).doesNotContainKey(PRECIPITATION_MM_PER_HOUR);
  }

  @ParameterizedTest
  @ValueSource(ints = {211, 511, 600, 611, 616, 771, 781, 999})
  void snow_unsaidUnderACodeThatAllowsIt_isUnknownAndNotZero(int code) throws IOException {
    assertThat(observed(members(0, code)).values()).doesNotContainKey(SNOW_MM_PER_HOUR);
  }

  @Test
  void zero_belowZero_isZero() throws IOException {
    OwmEntry read = observed("'wind':{'speed':-0.0},'weather':[{'id':601}],'snow':{'1h':-0.0}");
    assertThat(read.values())
        .containsEntry(WIND_METRES_PER_SECOND, 0.0)
        .containsEntry(SNOW_MM_PER_HOUR, 0.0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "absent",
      value = {
        // codes  | amounts                               | all    | snow   | why
        "501      | 'rain':{'1h':0.9}                     | 0.9    | 0      | rain is no snow",
        "800      | 'rain':{'1h':0.2}                     | 0.2    | 0      | amounts count under any code",
        "501,701  | 'rain':{'1h':1.0},'snow':{'1h':1.25}  | 2.25   | 1.25   | both fall, both count",
        "741,601  | 'snow':{'1h':1.15}                    | 1.15   | 1.15   | the second code is snow",
        "601      | 'snow':{'1h':0.5},'rain':{}           | 0.5    | 0.5    | an empty rain is none",
        "600      | 'rain':{'1h':0.3}                     | absent | absent | snow falls, nobody says how much",
        "500      | 'snow':{'1h':0.3}                     | absent | 0.3    | rain falls, nobody says how much",
        "616      | 'rain':{'1h':0.3}                     | 0.3    | absent | some of it is snow",
        "611      | 'snow':{'1h':0.3}                     | 0.3    | 0.3    | sleet counted as snow",
        "511      | 'rain':{'1h':0.5}                     | 0.5    | 0      | freezing rain is rain",
        "511      | 'snow':{'1h':0.5}                     | 0.5    | 0.5    | whatever the service calls it",
        "211      | 'rain':{'1h':3.0}                     | 3.0    | 0      | a thunderstorm with rain",
        "999      | 'rain':{'1h':3.0}                     | 3.0    | absent | an unknown code may mean snow",
        "802      | 'rain':{'1h':'much'}                  | absent | 0      | said, but not to be read",
        "802      | 'rain':0.5                            | absent | 0      | said in another shape",
        "802      | 'rain':{'1h':-1},'snow':{'1h':3}      | absent | 3      | nothing negative in a sum",
        "802      | 'rain':{'1h':2},'snow':{'1h':-1}      | absent | absent | neither in snow",
        "500      | 'rain':{'1h':0}                       | 0      | 0      | zero is said",
      })
  void precipitation_isRainAndSnowTogether(
      String codes, String amounts, Double all, Double snow, String why) throws IOException {
    OwmEntry read = observed("'weather':[" + weather(codes) + "]," + amounts);
    assertThat(read.values().get(PRECIPITATION_MM_PER_HOUR)).as(why).isEqualTo(all);
    assertThat(read.values().get(SNOW_MM_PER_HOUR)).as(why).isEqualTo(snow);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'3h':2.25}           | 0.75",
        "{'1h':0.5,'3h':2.25}  | 0.5",
        "{'1h':null,'3h':2.25} | 0.75",
        "{'1h':'?','3h':2.25}  | 0.75"
      })
  void amount_ofThreeHours_isAThirdOfItAnHourUnlessTheHourIsSaid(String amount, double expected)
      throws IOException {
    assertThat(observed("'weather':[{'id':500}],'rain':" + amount).value(PRECIPITATION_MM_PER_HOUR))
        .isEqualTo(expected);
    OwmReply read =
        OwmReply.forecast(
            bytes(forecast(entry(THREE, "'weather':[{'id':601}],'snow':" + amount))), GENEVA);
    assertThat(read.entries().get(0).value(SNOW_MM_PER_HOUR)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 0, 1, 0", "221, 0, 1, 0", "232, 0, 1, 0", "299, 0, 1, 0", "511, 1, 0, 0",
    "500, 0, 0, 0", "611, 0, 0, 0", "613, 0, 0, 0", "616, 0, 0, 0", "741, 0, 0, 1",
    "701, 0, 0, 0", "711, 0, 0, 0", "800, 0, 0, 0"
  })
  void code_saysWhatThereIs(int code, double freezing, double thunder, double fog)
      throws IOException {
    OwmEntry read = observed("'weather':[{'id':800},{'id':%d}]".formatted(code));
    assertThat(read.values().getOrDefault(FREEZING, 0.0)).isEqualTo(freezing);
    assertThat(read.values().getOrDefault(THUNDER, 0.0)).isEqualTo(thunder);
    assertThat(read.values().getOrDefault(FOG, 0.0)).isEqualTo(fog);
  }

  @Test
  void code_thatIsNoneOfTheList_leavesUnknownWhatItMayMean() throws IOException {
    OwmEntry read = observed("'weather':[{'id':741},{'id':900}]");
    assertThat(read.value(FOG)).isOne();
    assertThat(read.values()).doesNotContainKeys(THUNDER, FREEZING, PRECIPITATION_MM_PER_HOUR);
  }

  @Test
  void codes_ofTheServicesList_areAllKnown() {
    int[] listed = {
      200, 201, 202, 210, 211, 212, 221, 230, 231, 232, 300, 301, 302, 310, 311, 312, 313, 314, 321,
      500, 501, 502, 503, 504, 511, 520, 521, 522, 531, 600, 601, 602, 611, 612, 613, 615, 616, 620,
      621, 622, 701, 711, 721, 731, 741, 751, 761, 762, 771, 781, 800, 801, 802, 803, 804
    };
    assertThat(IntStream.of(listed).mapToObj(OwmFall::of)).doesNotContain(OwmFall.UNKNOWN);
    assertThat(OwmFall.of(0)).isEqualTo(OwmFall.UNKNOWN);
    assertThat(OwmFall.of(805)).isEqualTo(OwmFall.UNKNOWN);
  }

  /** D5: the old formula took snow and forgot the rain, and took freezing rain for drizzle. */
  @Test
  void current_ofRainAndSnowAtOnce_countsBothAndSeesTheFreezing() throws IOException {
    OwmEntry mixed =
        observed("'weather':[{'id':501},{'id':701}],'rain':{'1h':0.95},'snow':{'1h':1.32}");
    assertThat(mixed.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.95 + 1.32);
    assertThat(mixed.value(SNOW_MM_PER_HOUR)).isEqualTo(1.32);
    OwmEntry freezing = observed("'weather':[{'id':511}],'main':{'temp':-1},'rain':{'1h':0.5}");
    assertThat(freezing.value(FREEZING)).isOne();
    assertThat(freezing.value(PRECIPITATION_MM_PER_HOUR)).isEqualTo(0.5);
  }

  /** D6: the old parser read the first code only, and made up weather for null and []. */
  @Test
  void current_ofTwoConditionsOrNone_readsAllThereIsAndInventsNothing() throws IOException {
    OwmEntry both = observed("'weather':[{'id':741},{'id':601}],'snow':{'1h':1.15}");
    assertThat(both.value(FOG)).isOne();
    assertThat(both.value(SNOW_MM_PER_HOUR)).isEqualTo(1.15);
    OwmEntry none = observed("'weather':[],'rain':null,'main':{'temp':-3.5}");
    assertThat(none.value(TEMPERATURE_CELSIUS)).isEqualTo(-3.5);
    assertThat(none.values()).containsOnlyKeys(TEMPERATURE_CELSIUS);
  }

  @Test
  void current_withLessGustThanWindOrTheServicesFarthestSight_isLeftAsItIs() throws IOException {
    OwmEntry read =
        observed(
            "'wind':{'speed':9.26,'gust':2.34},'visibility':10000,'weather':[{'id':502}],"
                + "'rain':{'1h':4.52}");
    assertThat(read.value(GUST_METRES_PER_SECOND)).isEqualTo(2.34);
    assertThat(read.value(WIND_METRES_PER_SECOND)).isEqualTo(9.26);
    assertThat(read.value(VISIBILITY_METRES)).isEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"200", "'200'", "200.0"})
  void code_of200_isFineAsNumberAndAsText(String code) throws IOException {
    String reply = current(members(5, 800)).replace("\"cod\":200", json("'cod':" + code));
    assertThat(OwmReply.current(bytes(reply), GENEVA).observed()).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "401, KEY",
    "'401', KEY",
    "404, NOT_FOUND",
    "'404', NOT_FOUND",
    "429, QUOTA",
    "'500', OVERLOADED"
  })
  void code_ofARefusalUnderStatus200_isTheRefusal(String code, Reason reason) {
    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> read(json("{'cod':" + code + ",'message':'no'}")))
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "7",
        "null",
        "{}",
        "<html>",
        "{'cod':200}",
        "{'cod':'fine'}",
        "{'cod':null}",
        "{'cod':200,'dt':1767268800,'main':{'temp':5}}",
        "{'cod':200,'dt':1767268800,'main':{'temp':5},'coord':{'lat':46.2}}",
        "{'cod':200,'dt':1767268800,'main':{'temp':5},'coord':{'lat':'46.2','lon':6.1}}",
        "{'cod':200,'dt':1767268800,'main':{'temp':5},'coord':{'lat':46.2,'lon':1e300}}",
        "{'cod':200,'dt':1767268800,'main':{'temp':5},'coord':{'lat':1e300,'lon':6.14}}",
        "{'cod':200,'coord':{'lat':46.2,'lon':6.14},'main':{'temp':5}}",
        "{'cod':200,'coord':{'lat':46.2,'lon':6.14},'dt':'now','main':{'temp':5}}",
        "{'cod':200,'coord':{'lat':46.2,'lon':6.14},'dt':-5,'main':{'temp':5}}",
        "{'cod':200,'coord':{'lat':46.2,'lon':6.14},'dt':1e30,'main':{'temp':5}}",
        "{'cod':200,'coord':{'lat':46.2,'lon':6.14},'dt':1767268800}",
        "{'cod':200,'coord':{'lat':46.2,'lon':6.14},'dt':1767268800,'main':{'temp':5}} oops",
        "{'cod':200,'coord':{'lat':46.2,'lon':6.14},'dt':1767268800,'main':{'temp':5},'main':{}}"
      })
  void current_thatIsNotWhatWasDocumented_isBroken(String reply) {
    assertThatIOException().isThrownBy(() -> read(json(reply)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'cod':'200','city':{'coord':{'lat':46.2,'lon':6.14}}}",
        "{'cod':'200','city':{'coord':{'lat':46.2,'lon':6.14}},'list':{}}",
        "{'cod':'200','city':{'coord':{'lat':46.2,'lon':6.14}},'list':[{},null,7]}",
        "{'cod':'200','city':{},'list':[{'dt':1767268800,'main':{'temp':5}}]}"
      })
  void forecast_withoutEntriesThatCanBeRead_isBroken(String reply) {
    assertThatIOException().isThrownBy(() -> OwmReply.forecast(bytes(json(reply)), GENEVA));
  }

  @Test
  void forecast_ofNothing_saysThatThereIsNothingHere() {
    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> OwmReply.forecast(bytes(forecast()), GENEVA))
        .withMessage("openweathermap has an empty list")
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.NOT_FOUND));
  }

  @Test
  void forecast_withAnEntryThatCannotBeRead_keepsTheOthers() throws IOException {
    String reply =
        forecast(entry(NOON, members(1, 800)), "{'dt':'?'}", entry(THREE, members(2, 800)));
    assertThat(OwmReply.forecast(bytes(reply), GENEVA).entries())
        .extracting(OwmEntry::time)
        .containsExactly(NOON, THREE);
  }

  @Test
  void oneCall_withoutCurrentWeather_stillHasItsHours() throws IOException {
    OwmReply read = readOneCall(oneCall("null", entry(THREE, "'temp':5")));
    assertThat(read.observed()).isNull();
    assertThat(read.entries()).hasSize(1);
  }

  @Test
  void moment_isReadFromItsData() throws IOException {
    String reply = moment(entry(NOON, "'temp':17.5,'visibility':9999,'weather':[{'id':801}]"));
    OwmReply read = OwmReply.moment(bytes(reply), GENEVA);
    assertThat(read.entries().get(0).value(TEMPERATURE_CELSIUS)).isEqualTo(17.5);
    assertThat(read.entries().get(0).value(PRECIPITATION_MM_PER_HOUR)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "46.2044, 6.1432, 46.2, 6.14",
    "46.2044, 6.1432, 46.2044, 6.1432",
    "50.004, 30, 50, 30",
    "10, 180, 10, -180",
    "10, -179.99, 10, 179.99",
    "89.99, 20, 89.99, 24",
    "-90, 0, -90, 0",
    "10, 6, 10.09, 6",
    "10, -6, 10, 354"
  })
  void reply_forThePlaceAsItIsRounded_isTaken(
      double latitude, double longitude, double itsLatitude, double itsLongitude)
      throws IOException {
    Place asked = new Place(latitude, longitude);
    assertThat(OwmReply.current(bytes(at(itsLatitude, itsLongitude)), asked).observed())
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "46.2, 6.14, 46.4, 6.14",
    "46.2, 6.14, 46.2, 6.34",
    "46.2, 6.14, 6.14, 46.2",
    "46.2, 6.14, -46.2, 6.14",
    "10, 180, 10, 0"
  })
  void reply_forAnotherPlace_isRefused(
      double latitude, double longitude, double itsLatitude, double itsLongitude) {
    Place asked = new Place(latitude, longitude);
    assertThatExceptionOfType(WeatherException.class)
        .isThrownBy(() -> OwmReply.current(bytes(at(itsLatitude, itsLongitude)), asked))
        .withMessageContaining(asked.toString())
        .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.OTHER_PLACE));
  }

  private static String at(double latitude, double longitude) {
    return json(
        "{'coord':{'lat':%s,'lon':%s},'dt':1767268800,'main':{'temp':5},'cod':200}"
            .formatted(latitude, longitude));
  }

  private static String weather(String codes) {
    return "{'id':" + codes.replace(",", "},{'id':") + "}";
  }

  private static OwmEntry observed(String members) throws IOException {
    return Objects.requireNonNull(read(current(members)).observed());
  }

  private static OwmReply read(String reply) throws IOException {
    return OwmReply.current(bytes(reply), GENEVA);
  }

  private static OwmReply readOneCall(String reply) throws IOException {
    return OwmReply.oneCall(bytes(reply), GENEVA);
  }
}
