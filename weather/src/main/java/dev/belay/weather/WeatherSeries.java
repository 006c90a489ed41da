/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * The weather of one place over time, from one source: what a provider fetches and a cache keeps.
 *
 * <p>A slot has a moment and a time it stands for. Temperature, wind, sight and clouds are values
 * of the moment: between two slots they lie on the straight line, unless more than {@link
 * #LARGEST_GAP} is between them or one of them is absent. Precipitation and what falls or stands in
 * the air are values of the time: they hold as long as it lasts, so that what fell in all is kept.
 * Before its first moment and after its last the series holds what it has, as long as a slot's time
 * lasts, and no longer. Immutable.
 */
public final class WeatherSeries {
  /** Further apart than this, two slots say nothing of the time in between. */
  public static final Duration LARGEST_GAP = Duration.ofHours(7);

  private static final int VARIABLES = WeatherVariable.COUNT;

  private final String source;
  private final Place place;
  private final Instant fetchedAt;
  private final Instant expiresAt;
  private final long[] times;
  private final long[] starts;
  private final long[] ends;
  private final long[] issued;
  private final double[] values;

  private WeatherSeries(Builder builder, List<Slot> slots) {
    this.source = builder.source;
    this.place = builder.place;
    this.fetchedAt = builder.fetchedAt;
    this.expiresAt = builder.expiresAt;
    this.times = new long[slots.size()];
    this.starts = new long[slots.size()];
    this.ends = new long[slots.size()];
    this.issued = new long[slots.size()];
    this.values = new double[slots.size() * VARIABLES];
    for (int i = 0; i < slots.size(); i++) {
      fill(i, slots.get(i));
    }
  }

  private void fill(int i, Slot slot) {
    if (i > 0 && slot.time == times[i - 1]) {
      throw new IllegalArgumentException("two slots at " + Instant.ofEpochSecond(slot.time));
    }
    times[i] = slot.time;
    // Of two times that overlap the earlier slot's holds: it was observed, or is nearer.
    long free = i == 0 ? Long.MIN_VALUE : ends[i - 1];
    starts[i] = Math.max(slot.start, free);
    ends[i] = Math.max(slot.end, free);
    issued[i] = slot.issued;
    System.arraycopy(slot.values, 0, values, i * VARIABLES, VARIABLES);
  }

  /**
   * Starts a series.
   *
   * @param source what it comes from, such as {@code open-meteo}
   * @param place what it was asked for
   * @param fetchedAt when it was asked for
   * @return a builder without slots
   */
  public static Builder builder(String source, Place place, Instant fetchedAt) {
    return new Builder(source, place, fetchedAt);
  }

  /** {@return what it comes from} */
  public String source() {
    return source;
  }

  /** {@return the place it was asked for} */
  public Place place() {
    return place;
  }

  /** {@return when it was fetched} */
  public Instant fetchedAt() {
    return fetchedAt;
  }

  /**
   * {@return until when the source says that it will say nothing new; {@link #fetchedAt} if it does
   * not}
   */
  public Instant expiresAt() {
    return expiresAt;
  }

  /** {@return the number of slots} */
  public int size() {
    return times.length;
  }

  /**
   * Whether the series reaches so far.
   *
   * @param time a moment
   * @return false before its first slot and after its last
   */
  public boolean covers(Instant time) {
    return covers(time.getEpochSecond());
  }

  boolean covers(long epochSecond) {
    int last = times.length - 1;
    return epochSecond >= Math.min(times[0], starts[0])
        && epochSecond <= Math.max(times[last], ends[last] - 1);
  }

  /**
   * The weather of a moment.
   *
   * @param time when
   * @param now what its age is counted from
   * @return the weather
   * @throws WeatherException with {@link WeatherException.Reason#OUT_OF_RANGE} if the series does
   *     not cover the moment
   */
  public Weather at(Instant time, Instant now) {
    Reading reading = new Reading();
    if (!read(time.getEpochSecond(), now.getEpochSecond(), reading)) {
      throw new WeatherException(
          WeatherException.Reason.OUT_OF_RANGE,
          source + " has no weather of " + time + ", only of " + this);
    }
    return new Weather(source, time, reading);
  }

  /**
   * Reads a moment.
   *
   * @param epochSecond when
   * @param now epoch second its age is counted from
   * @param reading takes it
   * @return whether the series covers the moment; otherwise everything is absent
   */
  boolean read(long epochSecond, long now, Reading reading) {
    reading.clear();
    if (!covers(epochSecond)) {
      return false;
    }
    readMoment(epochSecond, reading);
    readTime(epochSecond, reading);
    reading.age = Math.max(0, now - reading.issued);
    reading.lead = Math.max(0, epochSecond - reading.issued);
    return true;
  }

  private void readMoment(long epochSecond, Reading reading) {
    int found = Arrays.binarySearch(times, epochSecond);
    int after = found >= 0 ? found : -found - 1;
    int low = found >= 0 ? found : Math.max(0, after - 1);
    int high = Math.min(after, times.length - 1);
    uses(low, reading);
    uses(high, reading);
    if (times[high] - times[low] > LARGEST_GAP.toSeconds()) {
      return;
    }
    double share =
        low == high ? 0 : (double) (epochSecond - times[low]) / (times[high] - times[low]);
    for (WeatherVariable variable : MOMENTS) {
      double from = value(low, variable);
      double to = value(high, variable);
      reading.values[variable.index()] = share == 0 ? from : from + share * (to - from);
    }
  }

  private void uses(int slot, Reading reading) {
    reading.issued = Math.min(reading.issued, issued[slot]);
    reading.knownFrom = Math.max(reading.knownFrom, issued[slot]);
  }

  private static final WeatherVariable[] MOMENTS = of(WeatherVariable.Course.INSTANT);
  private static final WeatherVariable[] TIMES = of(WeatherVariable.Course.INTERVAL);

  private static WeatherVariable[] of(WeatherVariable.Course course) {
    return Arrays.stream(WeatherVariable.values())
        .filter(variable -> variable.course == course)
        .toArray(WeatherVariable[]::new);
  }

  private void readTime(long epochSecond, Reading reading) {
    int slot = firstEndAfter(epochSecond);
    if (slot == times.length || starts[slot] > epochSecond) {
      return;
    }
    for (WeatherVariable variable : TIMES) {
      reading.values[variable.index()] = value(slot, variable);
    }
    uses(slot, reading);
  }

  private int firstEndAfter(long epochSecond) {
    int low = 0;
    int high = ends.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > epochSecond) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private double value(int slot, WeatherVariable variable) {
    return values[slot * VARIABLES + variable.index()];
  }

  /** The slots as they were put in, for whoever writes them down. */
  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < times.length; i++) {
      Slot slot = new Slot(times[i], starts[i], ends[i], issued[i]);
      System.arraycopy(values, i * VARIABLES, slot.values, 0, VARIABLES);
      slots.add(slot);
    }
    return slots;
  }

  @Override
  public String toString() {
    int last = times.length - 1;
    return String.format(
        "%s at %s, %d slots from %s to %s, fetched %s",
        source,
        place,
        times.length,
        Instant.ofEpochSecond(Math.min(times[0], starts[0])),
        Instant.ofEpochSecond(Math.max(times[last], ends[last] - 1)),
        fetchedAt);
  }

  /** Takes slots in any order. Not thread-safe. */
  public static final class Builder {
    private final String source;
    private final Place place;
    private final Instant fetchedAt;
    private Instant expiresAt;
    private final List<Slot> slots = new ArrayList<>();

    private Builder(String source, Place place, Instant fetchedAt) {
      this.source = Objects.requireNonNull(source, "source");
      this.place = Objects.requireNonNull(place, "place");
      this.fetchedAt = Objects.requireNonNull(fetchedAt, "fetchedAt");
      this.expiresAt = fetchedAt;
    }

    /**
     * Until when the source says nothing new; the default is not to know.
     *
     * @param time a moment
     * @return this builder
     */
    public Builder expiresAt(Instant time) {
      expiresAt = Objects.requireNonNull(time, "time");
      return this;
    }

    /**
     * Adds a slot, of a forecast that is as old as the series.
     *
     * @param time its moment
     * @param start when the time it stands for begins; may be its moment, or before
     * @param end when that time ends, itself not part of it
     * @return the slot, without a value
     * @throws IllegalArgumentException if the end is before the start
     */
    public Slot slot(Instant time, Instant start, Instant end) {
      if (end.isBefore(start)) {
        throw new IllegalArgumentException("a time from " + start + " to " + end);
      }
      Slot slot =
          new Slot(
              time.getEpochSecond(),
              start.getEpochSecond(),
              end.getEpochSecond(),
              fetchedAt.getEpochSecond());
      slots.add(slot);
      return slot;
    }

    /**
     * Builds the series.
     *
     * @return it
     * @throws IllegalArgumentException if it has no slot, or two of one moment
     */
    public WeatherSeries build() {
      if (slots.isEmpty()) {
        throw new IllegalArgumentException("a series of " + source + " without slots");
      }
      slots.sort(Comparator.comparingLong(slot -> slot.time));
      return new WeatherSeries(this, slots);
    }
  }

  /** One entry of a series; everything it is not told is absent. Not thread-safe. */
  public static final class Slot {
    final long time;
    final long start;
    final long end;
    long issued;
    final double[] values = new double[VARIABLES];

    Slot(long time, long start, long end, long issued) {
      this.time = time;
      this.start = start;
      this.end = end;
      this.issued = issued;
      Arrays.fill(values, Double.NaN);
    }

    /**
     * When the source last knew better: the time of an observation, or of a forecast's run. The
     * default is when the series was fetched.
     *
     * @param moment that time
     * @return this slot
     */
    public Slot issuedAt(Instant moment) {
      issued = moment.getEpochSecond();
      return this;
    }

    /**
     * Says what is known.
     *
     * @param variable of what
     * @param value in its unit; NaN, and what cannot be true, such as 9,999 degrees, is absent
     * @return this slot
     */
    public Slot put(WeatherVariable variable, double value) {
      values[variable.index()] = variable.plausible(value) ? value : Double.NaN;
      return this;
    }
  }
}
