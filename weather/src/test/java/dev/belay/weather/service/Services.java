/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.FakeReply.ok;

import dev.belay.weather.service.FakeWeatherServer.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Services that know any place, in the shapes they document. With each of them the temperature is a
 * tenth of the hours since a moment, so that an answer tells which moment it is the weather of.
 */
final class Services {
  private Services() {}

  /** Current weather, and five days ahead by three hours. */
  static void openWeatherMap(FakeWeatherServer server, Instant zero) {
    server
        .on("/data/2.5/weather", request -> ok(openWeatherMapNow(request, zero)))
        .on("/data/2.5/forecast", request -> ok(openWeatherMapLater(request, zero)));
  }

  /** The same, and with One Call two days ahead by hours, and any hour of the past. */
  static void oneCall(FakeWeatherServer server, Instant zero) {
    openWeatherMap(server, zero);
    server
        .on("/data/3.0/onecall", request -> ok(oneCallHours(request, zero)))
        .on("/data/3.0/onecall/timemachine", request -> ok(oneCallMoment(request, zero)));
  }

  private static String oneCallHours(Request request, Instant zero) {
    String[] hours =
        IntStream.range(0, 48)
            .mapToObj(hour -> oneCallEntry(zero.plus(Duration.ofHours(hour)), hour))
            .toArray(String[]::new);
    return OpenWeatherMapSamples.oneCall(hours[0], hours)
        .replace("\"lat\":46.2044,\"lon\":6.1432", openWeatherMapPlace(request));
  }

  private static String oneCallMoment(Request request, Instant zero) {
    Instant moment = Instant.ofEpochSecond(Long.parseLong(said(request, "dt")));
    return OpenWeatherMapSamples.moment(
            oneCallEntry(moment, Duration.between(zero, moment).toSeconds() / 3_600.0))
        .replace("\"lat\":46.2044,\"lon\":6.1432", openWeatherMapPlace(request));
  }

  private static String oneCallEntry(Instant time, double hours) {
    return OpenWeatherMapSamples.entry(
        time, "'temp':" + celsius(hours) + ",'weather':[{'id':800}]");
  }

  private static String openWeatherMapNow(Request request, Instant zero) {
    return OpenWeatherMapSamples.current(zero, OpenWeatherMapSamples.members(0, 800))
        .replace("\"lon\":6.14,\"lat\":46.2", openWeatherMapPlace(request));
  }

  private static String openWeatherMapLater(Request request, Instant zero) {
    String[] entries =
        IntStream.rangeClosed(1, 40)
            .map(i -> 3 * i)
            .mapToObj(
                hour ->
                    OpenWeatherMapSamples.entry(
                        zero.plus(Duration.ofHours(hour)),
                        OpenWeatherMapSamples.members(celsius(hour), 800)))
            .toArray(String[]::new);
    return OpenWeatherMapSamples.forecast(entries)
        .replace("\"lat\":46.2044,\"lon\":6.1432", openWeatherMapPlace(request));
  }

  private static String openWeatherMapPlace(Request request) {
    return "\"lat\":" + said(request, "lat") + ",\"lon\":" + said(request, "lon");
  }

  /** Whatever days are asked for, hour by hour. */
  static void openMeteo(FakeWeatherServer server, Instant zero) {
    server.on("/v1/forecast", request -> ok(openMeteoHours(request, zero)));
  }

  private static String openMeteoHours(Request request, Instant zero) {
    LocalDate first = LocalDate.parse(said(request, "start_date"));
    long days = LocalDate.parse(said(request, "end_date")).toEpochDay() - first.toEpochDay() + 1;
    Instant midnight = Instant.parse(first + "T00:00:00Z");
    long offset = Duration.between(zero, midnight).toHours();
    String[] hours =
        Stream.iterate(offset, hour -> hour + 1)
            .limit(24 * days)
            .map(hour -> String.valueOf(celsius(hour)))
            .toArray(String[]::new);
    OpenMeteoData data = OpenMeteoData.FORECAST;
    return OpenMeteoPayload.of(midnight, hours.length, data)
        .column(data.key(OpenMeteoVariable.TEMPERATURE), hours)
        .at(said(request, "latitude"), said(request, "longitude"))
        .json();
  }

  /** Two days and a half, hour by hour. */
  static void metNorway(FakeWeatherServer server, Instant zero) {
    server.on("/locationforecast/2.0/complete", request -> ok(metNorwayHours(request, zero)));
  }

  private static String metNorwayHours(Request request, Instant zero) {
    MetNorwayPayload payload =
        new MetNorwayPayload()
            .coordinates("[" + said(request, "lon") + "," + said(request, "lat") + ",5]")
            .updatedAt("\"" + zero + "\"");
    for (int hour = 0; hour < 60; hour++) {
      String moment = zero.plus(Duration.ofHours(hour)).toString();
      payload.entry(moment, "\"air_temperature\":" + celsius(hour), "");
    }
    return payload.json();
  }

  private static String said(Request request, String name) {
    return Objects.requireNonNull(request.query().get(name), name);
  }

  static double celsius(double hours) {
    return hours / 10;
  }
}
