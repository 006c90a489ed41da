/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A number the joined nycflights13 file has about a flight; missing ones are NaN. */
enum FlightColumn {
  DAY_OF_WEEK(Group.SCHEDULE),
  DAYS_TO_HOLIDAY(Group.SCHEDULE),
  DISTANCE(Group.SCHEDULE),
  SCHED_BLOCK(Group.SCHEDULE),
  DEST_LAT(Group.SCHEDULE),
  DEST_LON(Group.SCHEDULE),
  PLANE_AGE(Group.SCHEDULE),
  SEATS(Group.SCHEDULE),
  N_SCHED_HOUR(Group.SCHEDULE),
  N_SCHED_PREV_HOUR(Group.SCHEDULE),

  TEMP_L2(Group.REPORT),
  DEWP_L2(Group.WEATHER),
  HUMID_L2(Group.WEATHER),
  WIND_DIR_L2(Group.WEATHER),
  WIND_SPEED_L2(Group.REPORT),
  WIND_GUST_L2(Group.REPORT),
  PRECIP_L2(Group.REPORT),
  PRESSURE_L2(Group.WEATHER),
  VISIB_L2(Group.REPORT),
  PRECIP_PREV3H(Group.WEATHER),

  ORG_MEAN_DEP_DELAY_1H(Group.HISTORY),
  ORG_N_DEP_1H(Group.HISTORY),
  ORG_FRAC_LATE15_1H(Group.HISTORY),
  ORG_LAST_DEP_DELAY(Group.HISTORY),
  ORG_OVERDUE_N(Group.HISTORY),
  ORG_OVERDUE_MEAN_MIN(Group.HISTORY),
  ORG_MEAN_DEP_DELAY_3H(Group.HISTORY),
  ALL_MEAN_DEP_DELAY_1H(Group.HISTORY),
  CAR_MEAN_DEP_DELAY_3H(Group.HISTORY),
  TAIL_PREV_ARR_DELAY(Group.HISTORY),
  TAIL_PREV_DEP_DELAY(Group.HISTORY),
  TAIL_HOURS_SINCE_ARR(Group.HISTORY),
  FLT_PREV_DAY_DEP_DELAY(Group.HISTORY);

  /** What a column is about. */
  enum Group {
    /** Known long before. */
    SCHEDULE,
    /**
     * The observation labelled two hours before the scheduled one, known an hour before: what is
     * replayed as weather,
     */
    REPORT,
    /** and what of it a weather provider does not have. */
    WEATHER,
    /** What has left, or has not, by an hour before schedule. */
    HISTORY
  }

  private final Group group;

  FlightColumn(Group group) {
    this.group = group;
  }

  /** The name in the file's header, and of the feature. */
  String header() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its place in an array that holds one value per column. */
  @SuppressWarnings("EnumOrdinal") // no such array is kept anywhere but in memory
  int index() {
    return ordinal();
  }

  static List<FlightColumn> of(Group group) {
    return Arrays.stream(values()).filter(column -> column.group == group).toList();
  }
}
