/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

/**
 * A flight from New York in 2013 that did leave, as of an hour before schedule.
 *
 * <p>Numbers are kept in single precision: there are 328,521 flights, and the file has at most
 * seven digits.
 */
final class Flight implements Journey {

  /** How long before schedule its delay is predicted: longer than any flight has left early. */
  static final int LEAD_SECONDS = 3600;

  /**
   * What a flight is called.
   *
   * @param carrier the airline's code
   * @param number the flight number
   * @param origin the airport it leaves from
   * @param destination the airport it goes to
   */
  record Name(String carrier, int number, String origin, String destination) {}

  /**
   * When a flight is to leave.
   *
   * @param epochSecond the moment
   * @param localDay the local date in days since 1970-01-01
   * @param localHour the local hour
   */
  record Schedule(long epochSecond, long localDay, int localHour) {}

  private final Name name;
  private final String key;
  private final Schedule schedule;
  private final float delayMinutes;
  private final float[] values;

  Flight(Name name, Schedule schedule, double delayMinutes, float[] values) {
    this.name = name;
    this.schedule = schedule;
    this.delayMinutes = (float) delayMinutes;
    this.values = values;
    this.key = name.carrier() + name.number() + name.origin() + schedule.epochSecond();
  }

  String carrier() {
    return name.carrier();
  }

  String origin() {
    return name.origin();
  }

  String destination() {
    return name.destination();
  }

  long scheduledEpochSecond() {
    return schedule.epochSecond();
  }

  int scheduledHour() {
    return schedule.localHour();
  }

  /** The value of a column, NaN if it is missing. */
  double value(FlightColumn column) {
    return values[column.index()];
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public long predictionEpochSecond() {
    return schedule.epochSecond() - LEAD_SECONDS;
  }

  @Override
  public long outcomeEpochSecond() {
    return schedule.epochSecond() + Math.round(delayMinutes * 60.0);
  }

  @Override
  public long localDay() {
    return schedule.localDay();
  }

  @Override
  public double delayMinutes() {
    return delayMinutes;
  }

  @Override
  public String toString() {
    return key + " to " + name.destination();
  }
}
