/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The 35 inputs of a delay model that was in production for a transport company (predictors of
 * patient transports, October 2025), written with this library and checked at their boundaries.
 */
class PredecessorFeaturesTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Zurich");

  record Booking(
      double lat1,
      double lon1,
      double lat2,
      double lon2,
      double distanceMeters,
      double durationSeconds,
      boolean medical,
      boolean urgent,
      boolean roundTrip,
      int driverBookings,
      double weatherFactor,
      ZonedDateTime time) {

    static final Booking USUAL =
        new Booking(
            46.2044,
            6.1432,
            46.5197,
            6.6323,
            Double.NaN,
            Double.NaN,
            false,
            false,
            false,
            100,
            0.25,
            ZonedDateTime.of(2025, 10, 23, 10, 30, 0, 0, ZONE));

    long epochSecond() {
      return time.toEpochSecond();
    }

    Booking at(int day, int hour) {
      return new Booking(
          lat1,
          lon1,
          lat2,
          lon2,
          distanceMeters,
          durationSeconds,
          medical,
          urgent,
          roundTrip,
          driverBookings,
          weatherFactor,
          ZonedDateTime.of(2025, 10, day, hour, 0, 0, 0, ZONE));
    }

    Booking kilometres(double kilometres) {
      return new Booking(
          Double.NaN,
          lon1,
          lat2,
          lon2,
          kilometres * 1000,
          durationSeconds,
          medical,
          urgent,
          roundTrip,
          driverBookings,
          weatherFactor,
          time);
    }

    Booking driver(int bookings) {
      return new Booking(
          lat1,
          lon1,
          lat2,
          lon2,
          distanceMeters,
          durationSeconds,
          medical,
          urgent,
          roundTrip,
          bookings,
          weatherFactor,
          time);
    }

    Booking of(boolean medical, boolean urgent, boolean roundTrip) {
      return new Booking(
          lat1,
          lon1,
          lat2,
          lon2,
          distanceMeters,
          durationSeconds,
          medical,
          urgent,
          roundTrip,
          driverBookings,
          weatherFactor,
          time);
    }

    double distanceKm() {
      double great = haversine();
      return Double.isNaN(great) ? distanceMeters / 1000 : great;
    }

    private double haversine() {
      double dLat = Math.toRadians(lat2 - lat1) / 2;
      double dLon = Math.toRadians(lon2 - lon1) / 2;
      double h =
          Math.pow(Math.sin(dLat), 2)
              + Math.cos(Math.toRadians(lat1))
                  * Math.cos(Math.toRadians(lat2))
                  * Math.pow(Math.sin(dLon), 2);
      return 2 * 6371 * Math.asin(Math.sqrt(h));
    }
  }

  private static final double[] DELAY_BY_DAY = {6.45, 6.38, 6.29, 6.21, 6.42, 5.89, 5.74};

  /** The published entries of the table by hour; every other hour has the default. */
  private static double delayByHour(double hour) {
    return switch ((int) hour) {
      case 10 -> 5.12;
      case 11, 15 -> 5.34;
      case 14 -> 5.67;
      case 20 -> 5.78;
      default -> 6.28;
    };
  }

  private static double traffic(double hour) {
    return switch ((int) hour) {
      case 7, 8, 17, 18 -> 0.8;
      case 6, 9, 16, 19 -> 0.6;
      case 12, 13 -> 0.5;
      default -> 0.3;
    };
  }

  private static double oneOf(double value, int... set) {
    return Arrays.stream(set).anyMatch(member -> member == value) ? 1 : 0;
  }

  private static double step(double value, double... edges) {
    int index = 0;
    while (index < edges.length && value >= edges[index]) {
      index++;
    }
    return index;
  }

  private static final FeatureSet<Booking> FEATURES = features();

  private static FeatureSet<Booking> features() {
    return FeatureSet.builder(Booking.class)
        .time("time_of_day", TimeField.HOUR_OF_DAY, Booking::epochSecond, ZONE)
        .time("day_of_week", TimeField.DAY_OF_WEEK, Booking::epochSecond, ZONE)
        .time("month", TimeField.MONTH, Booking::epochSecond, ZONE)
        .number("distance_km", Booking::distanceKm)
        .number("duration_given", Booking::durationSeconds)
        .derived(
            "duration_seconds",
            "duration_given",
            "distance_km",
            (given, km) -> Double.isNaN(given) ? km * 7 * 60 : given)
        .indicator("is_medical", Booking::medical)
        .indicator("is_urgent", Booking::urgent)
        .indicator("is_round_trip", Booking::roundTrip)
        .derived("booking_priority", "is_medical", "is_urgent", (m, u) -> m + u > 0 ? 0.8 : 0.5)
        .number("driver_total_bookings", Booking::driverBookings)
        .derived("traffic_density", "time_of_day", PredecessorFeaturesTest::traffic)
        .number("weather_factor", Booking::weatherFactor)
        .interaction("distance_x_traffic", "distance_km", "traffic_density")
        .interaction("distance_x_weather", "distance_km", "weather_factor")
        .interaction("traffic_x_weather", "traffic_density", "weather_factor")
        .interaction("medical_x_distance", "is_medical", "distance_km")
        .interaction("urgent_x_traffic", "is_urgent", "traffic_density")
        .derived("is_rush_hour", "time_of_day", h -> oneOf(h, 7, 8, 17, 18))
        .derived("is_morning_peak", "time_of_day", h -> oneOf(h, 7, 8))
        .derived("is_evening_peak", "time_of_day", h -> oneOf(h, 17, 18))
        .derived("is_weekend", "day_of_week", d -> d >= 5 ? 1 : 0)
        .derived("is_lunch_time", "time_of_day", h -> oneOf(h, 12, 13))
        .cyclic("hour", TimeField.HOUR_OF_DAY, Booking::epochSecond, ZONE)
        .cyclic("day", TimeField.DAY_OF_WEEK, Booking::epochSecond, ZONE)
        .derived("delay_by_hour", "time_of_day", PredecessorFeaturesTest::delayByHour)
        .derived("delay_by_day", "day_of_week", d -> DELAY_BY_DAY[(int) d])
        .derived("driver_experience_level", "driver_total_bookings", n -> step(n, 50, 200))
        .derived(
            "delay_by_driver_exp",
            "driver_experience_level",
            level -> new double[] {8.2, 6.1, 4.3}[(int) level])
        .derived("distance_category", "distance_km", km -> step(km, 5, 10, 20))
        .derived("traffic_level", "traffic_density", t -> step(t, 0.4, 0.7))
        .derived("distance_squared", "distance_km", km -> km * km)
        .derived("traffic_squared", "traffic_density", t -> t * t)
        .derived("driver_exp_log", "driver_total_bookings", Math::log1p)
        .build();
  }

  private static double feature(String name, Booking booking) {
    return FEATURES.extract(booking)[FEATURES.names().indexOf(name)];
  }

  @Test
  void features_areThirtyFiveAndOneHelper() {
    assertThat(FEATURES.names()).hasSize(35 + 1).contains("duration_given");
    assertThat(FEATURES.extract(Booking.USUAL)).hasSize(36);
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0.3, 0, 0, 0, 0, 0, 6.28",
    "6, 0.6, 1, 0, 0, 0, 0, 6.28",
    "7, 0.8, 2, 1, 1, 0, 0, 6.28",
    "8, 0.8, 2, 1, 1, 0, 0, 6.28",
    "9, 0.6, 1, 0, 0, 0, 0, 6.28",
    "10, 0.3, 0, 0, 0, 0, 0, 5.12",
    "11, 0.3, 0, 0, 0, 0, 0, 5.34",
    "12, 0.5, 1, 0, 0, 0, 1, 6.28",
    "13, 0.5, 1, 0, 0, 0, 1, 6.28",
    "14, 0.3, 0, 0, 0, 0, 0, 5.67",
    "15, 0.3, 0, 0, 0, 0, 0, 5.34",
    "16, 0.6, 1, 0, 0, 0, 0, 6.28",
    "17, 0.8, 2, 1, 0, 1, 0, 6.28",
    "18, 0.8, 2, 1, 0, 1, 0, 6.28",
    "19, 0.6, 1, 0, 0, 0, 0, 6.28",
    "20, 0.3, 0, 0, 0, 0, 0, 5.78",
    "21, 0.3, 0, 0, 0, 0, 0, 6.28",
  })
  void hour_decidesTrafficPeaksAndUsualDelay(
      int hour,
      double density,
      int level,
      int rush,
      int morning,
      int evening,
      int lunch,
      double delay) {
    Booking booking = Booking.USUAL.at(23, hour);
    assertThat(feature("time_of_day", booking)).isEqualTo(hour);
    assertThat(feature("traffic_density", booking)).isEqualTo(density);
    assertThat(feature("traffic_squared", booking)).isEqualTo(density * density);
    assertThat(feature("traffic_level", booking)).isEqualTo(level);
    assertThat(feature("is_rush_hour", booking)).isEqualTo(rush);
    assertThat(feature("is_morning_peak", booking)).isEqualTo(morning);
    assertThat(feature("is_evening_peak", booking)).isEqualTo(evening);
    assertThat(feature("is_lunch_time", booking)).isEqualTo(lunch);
    assertThat(feature("delay_by_hour", booking)).isEqualTo(delay);
    assertThat(feature("traffic_x_weather", booking)).isEqualTo(density * 0.25);
    assertThat(feature("hour_sin", booking))
        .isCloseTo(Math.sin(Math.PI * hour / 12), within(1e-15));
    assertThat(feature("hour_cos", booking))
        .isCloseTo(Math.cos(Math.PI * hour / 12), within(1e-15));
  }

  @ParameterizedTest
  @CsvSource({"20, 0, 0, 6.45", "24, 4, 0, 6.42", "25, 5, 1, 5.89", "26, 6, 1, 5.74"})
  void day_decidesWeekendAndUsualDelay(int date, int day, int weekend, double delay) {
    Booking booking = Booking.USUAL.at(date, 10);
    assertThat(feature("day_of_week", booking)).isEqualTo(day);
    assertThat(feature("month", booking)).isEqualTo(10);
    assertThat(feature("is_weekend", booking)).isEqualTo(weekend);
    assertThat(feature("delay_by_day", booking)).isEqualTo(delay);
    assertThat(feature("day_sin", booking)).isEqualTo(Math.sin(2 * Math.PI * (day / 7.0)));
    assertThat(feature("day_cos", booking)).isEqualTo(Math.cos(2 * Math.PI * (day / 7.0)));
  }

  @ParameterizedTest
  @CsvSource({"4.999, 0", "5, 1", "9.999, 1", "10, 2", "19.999, 2", "20, 3"})
  void distance_decidesItsCategoryAndProducts(double km, int category) {
    Booking booking = Booking.USUAL.kilometres(km);
    assertThat(feature("distance_km", booking)).isCloseTo(km, within(1e-12));
    double distance = feature("distance_km", booking);
    assertThat(feature("distance_category", booking)).isEqualTo(category);
    assertThat(feature("distance_squared", booking)).isEqualTo(distance * distance);
    assertThat(feature("distance_x_traffic", booking)).isEqualTo(distance * 0.3);
    assertThat(feature("distance_x_weather", booking)).isEqualTo(distance * 0.25);
    assertThat(feature("duration_seconds", booking)).isEqualTo(distance * 7 * 60);
  }

  @Test
  void distance_ofCoordinates_isTheGreatCircle() {
    assertThat(feature("distance_km", Booking.USUAL)).isCloseTo(51.4, within(0.2));
  }

  @Test
  void distance_ofNothing_isMissingInsteadOfZero() {
    assertThat(feature("distance_km", Booking.USUAL.kilometres(Double.NaN))).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"49, 0, 8.2", "50, 1, 6.1", "199, 1, 6.1", "200, 2, 4.3", "0, 0, 8.2"})
  void driver_decidesExperience(int bookings, int level, double delay) {
    Booking booking = Booking.USUAL.driver(bookings);
    assertThat(feature("driver_total_bookings", booking)).isEqualTo(bookings);
    assertThat(feature("driver_experience_level", booking)).isEqualTo(level);
    assertThat(feature("delay_by_driver_exp", booking)).isEqualTo(delay);
    assertThat(feature("driver_exp_log", booking)).isCloseTo(Math.log(1 + bookings), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({
    "false, false, false, 0.5",
    "true, false, false, 0.8",
    "false, true, true, 0.8",
    "true, true, false, 0.8",
  })
  void kind_decidesPriority(boolean medical, boolean urgent, boolean round, double priority) {
    Booking booking = Booking.USUAL.of(medical, urgent, round);
    assertThat(feature("is_medical", booking)).isEqualTo(medical ? 1 : 0);
    assertThat(feature("is_urgent", booking)).isEqualTo(urgent ? 1 : 0);
    assertThat(feature("is_round_trip", booking)).isEqualTo(round ? 1 : 0);
    assertThat(feature("booking_priority", booking)).isEqualTo(priority);
    assertThat(feature("medical_x_distance", booking))
        .isEqualTo(medical ? feature("distance_km", booking) : 0);
    assertThat(feature("urgent_x_traffic", booking)).isEqualTo(urgent ? 0.3 : 0);
  }

  @Test
  void weather_isTheHostsOwn() {
    assertThat(feature("weather_factor", Booking.USUAL)).isEqualTo(0.25);
  }

  @Test
  void duration_given_isKept() {
    Booking given =
        new Booking(
            46, 6, 46, 6, Double.NaN, 1234, false, false, false, 1, 0, Booking.USUAL.time());
    assertThat(feature("duration_seconds", given)).isEqualTo(1234);
  }
}
