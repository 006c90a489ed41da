/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

/**
 * A part of local time, as a number or as a point on a circle. The calendar is the proleptic
 * Gregorian one; days from the epoch to a date follow Howard Hinnant, "chrono-Compatible Low-Level
 * Date Algorithms". Nothing here allocates.
 */
public enum TimeField {
  /** Minute of the day, 0 to 1439; the smooth form of the hour. */
  MINUTE_OF_DAY {
    @Override
    int of(long localSecond) {
      return (int) (Math.floorMod(localSecond, DAY) / 60);
    }

    @Override
    double turn(long localSecond) {
      return of(localSecond) / 1440.0;
    }
  },
  /** Hour of the day, 0 to 23. */
  HOUR_OF_DAY {
    @Override
    int of(long localSecond) {
      return (int) (Math.floorMod(localSecond, DAY) / 3600);
    }

    @Override
    double turn(long localSecond) {
      return of(localSecond) / 24.0;
    }
  },
  /** Day of the week, Monday 0 to Sunday 6. */
  DAY_OF_WEEK {
    @Override
    int of(long localSecond) {
      return (int) Math.floorMod(Math.floorDiv(localSecond, DAY) + 3, 7L);
    }

    @Override
    double turn(long localSecond) {
      return of(localSecond) / 7.0;
    }
  },
  /** Day of the year, 1 to 366; a turn is the year's own length. */
  DAY_OF_YEAR {
    @Override
    int of(long localSecond) {
      long epochDay = Math.floorDiv(localSecond, DAY);
      int fromMarch = dayFromMarch(epochDay);
      int january = 306;
      return fromMarch >= january
          ? fromMarch - january + 1
          : fromMarch + (leap(marchYear(epochDay)) ? 61 : 60);
    }

    @Override
    double turn(long localSecond) {
      long epochDay = Math.floorDiv(localSecond, DAY);
      long year = marchYear(epochDay) + (dayFromMarch(epochDay) >= 306 ? 1 : 0);
      return (of(localSecond) - 1) / (leap(year) ? 366.0 : 365.0);
    }
  },
  /** Month, January 1 to December 12. */
  MONTH {
    @Override
    int of(long localSecond) {
      int fromMarch = (5 * dayFromMarch(Math.floorDiv(localSecond, DAY)) + 2) / 153;
      return fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    }

    @Override
    double turn(long localSecond) {
      return (of(localSecond) - 1) / 12.0;
    }
  };

  private static final long DAY = 86_400;
  private static final int ERA_DAYS = 146_097;
  private static final int ERA_YEARS = 400;
  private static final int EPOCH_FROM_MARCH_0000 = 719_468;

  /** The field's value at a local time in seconds since 1970-01-01T00:00 of that zone. */
  abstract int of(long localSecond);

  /** How much of the field's cycle is over, in [0, 1). */
  abstract double turn(long localSecond);

  /** Days since the last 1 March, 0 to 365. */
  private static int dayFromMarch(long epochDay) {
    int dayOfEra = dayOfEra(epochDay);
    int year = yearOfEra(dayOfEra);
    return dayOfEra - (365 * year + year / 4 - year / 100);
  }

  /** The year in which the last 1 March fell. */
  private static long marchYear(long epochDay) {
    long era = Math.floorDiv(epochDay + EPOCH_FROM_MARCH_0000, (long) ERA_DAYS);
    return era * ERA_YEARS + yearOfEra(dayOfEra(epochDay));
  }

  private static int dayOfEra(long epochDay) {
    return (int) Math.floorMod(epochDay + EPOCH_FROM_MARCH_0000, (long) ERA_DAYS);
  }

  private static int yearOfEra(int dayOfEra) {
    return (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
  }

  private static boolean leap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
