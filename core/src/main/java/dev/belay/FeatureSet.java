/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a model sees of a query: named columns in a fixed order, written once and used for training
 * and for serving.
 *
 * <pre>{@code
 * FeatureSet<Trip> features =
 *     FeatureSet.builder(Trip.class)
 *         .number("distance_km", Trip::distanceKm)
 *         .missingIndicator("distance_km")
 *         .category("priority", Trip::priority, List.of(Priority.values()))
 *         .cyclic("hour", TimeField.MINUTE_OF_DAY, Trip::pickupEpochSecond, zone)
 *         .derived("log_distance", "distance_km", Math::log1p)
 *         .build();
 * }</pre>
 *
 * <p>A missing value is NaN, never a made-up one. Immutable but for its counters, and thread-safe
 * if the host's functions are.
 *
 * @param <Q> the host's query
 */
public final class FeatureSet<Q> {
  private final List<String> names;
  private final String fingerprint;
  private final Column.Own<Q> own;
  private final List<SourceColumns<Q>> sources;
  private final Column.Derived derived;
  private final Map<String, LongAdder> unknown;
  private final Map<String, ToLongFunction<? super Q>> observed;

  private FeatureSet(Builder<Q> builder) {
    this.names = List.copyOf(builder.names);
    this.own = Column.own(builder.own);
    this.sources = List.copyOf(builder.sources);
    this.derived = Column.derived(builder.derived);
    this.unknown = Map.copyOf(builder.unknown);
    this.observed = new LinkedHashMap<>(builder.observed);
    this.fingerprint = Fingerprint.of(builder.version, builder.described);
  }

  /**
   * Starts an empty feature set.
   *
   * @param <Q> the host's query
   * @param query the host's class, which every column reads
   * @return a builder
   */
  public static <Q> Builder<Q> builder(Class<Q> query) {
    Objects.requireNonNull(query, "query");
    return new Builder<>();
  }

  /** {@return the names of the columns in the order of the row} */
  public List<String> names() {
    return names;
  }

  /** {@return the number of columns} */
  public int size() {
    return names.size();
  }

  /**
   * What tells this feature set from a different one: SHA-256 over version, names, kinds,
   * parameters and order, in hexadecimal. It cannot see inside lambdas: whoever changes what one
   * computes has to change the {@linkplain Builder#version version}.
   *
   * @return 64 hexadecimal digits
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * How many values of a category were none of the known ones, since the set was built.
   *
   * @param category the column's name
   * @return the number
   * @throws IllegalArgumentException if there is no such category
   */
  public long unknown(String category) {
    LongAdder count = unknown.get(category);
    if (count == null) {
      throw new IllegalArgumentException("no category '" + category + "' among " + names);
    }
    return count.sum();
  }

  /**
   * A whole row, waiting for sources as long as it takes: for training and for tests.
   *
   * @param query what to read
   * @return one value per column, NaN for missing
   * @throws IllegalStateException if a required source has no value, naming it, or if the thread is
   *     interrupted, which it still is afterwards
   */
  public double[] extract(Q query) {
    double[] row = new double[size()];
    Assembly<Q> assembly = new Assembly<>(this, row);
    Deadline never = new Deadline(SystemTicker.INSTANCE).reset(Long.MAX_VALUE);
    Origin outcome = assembly.assemble(query, never);
    if (never.interrupted()) {
      throw new IllegalStateException("interrupted while waiting for a source");
    }
    if (outcome != Origin.MODEL) {
      throw new IllegalStateException(assembly.problem(), assembly.cause());
    }
    return row;
  }

  /**
   * The columns whose values were observed only after a moment, as far as {@link
   * Builder#observedAt} knows.
   *
   * @param query what they are read from
   * @param epochSecond the moment
   * @return their names, in the order they were declared
   */
  public List<String> observedAfter(Q query, long epochSecond) {
    return observed.entrySet().stream()
        .filter(column -> column.getValue().applyAsLong(query) > epochSecond)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The sources, to be told when they are in use. */
  List<FeatureSource<? super Q>> attachable() {
    return sources.stream().<FeatureSource<? super Q>>map(SourceColumns::source).toList();
  }

  Column.Own<Q> own() {
    return own;
  }

  List<SourceColumns<Q>> sources() {
    return sources;
  }

  Column.Derived derived() {
    return derived;
  }

  @Override
  public String toString() {
    return "FeatureSet" + names + " " + fingerprint.substring(0, 12);
  }

  /**
   * Collects columns; the order of the calls is the order of the row. Not thread-safe.
   *
   * @param <Q> the host's query
   */
  public static final class Builder<Q> {
    private final List<String> names = new ArrayList<>();
    private final List<String> described = new ArrayList<>();
    private final List<Column.Own<Q>> own = new ArrayList<>();
    private final List<SourceColumns<Q>> sources = new ArrayList<>();
    private final List<Column.Derived> derived = new ArrayList<>();
    private final Map<String, LongAdder> unknown = new HashMap<>();
    private final Map<String, ToLongFunction<? super Q>> observed = new LinkedHashMap<>();
    private String version = "";

    private Builder() {}

    /**
     * Part of the fingerprint, for what it cannot see; default is empty.
     *
     * @param version any text, changed whenever the host's functions change their meaning
     * @return this builder
     */
    public Builder<Q> version(String version) {
      this.version = Objects.requireNonNull(version, "version");
      return this;
    }

    /**
     * A number.
     *
     * @param name the column's name
     * @param value read on the predicting thread; NaN for missing
     * @return this builder
     */
    public Builder<Q> number(String name, ToDoubleFunction<? super Q> value) {
      Objects.requireNonNull(value, "value");
      int column = add(name, "number");
      own.add((query, row) -> row[column] = value.applyAsDouble(query));
      return this;
    }

    /**
     * A truth value as 1 or 0.
     *
     * @param name the column's name
     * @param condition read on the predicting thread
     * @return this builder
     */
    public Builder<Q> indicator(String name, Predicate<? super Q> condition) {
      Objects.requireNonNull(condition, "condition");
      int column = add(name, "indicator");
      own.add((query, row) -> row[column] = condition.test(query) ? 1 : 0);
      return this;
    }

    /**
     * One of several known values as its index in the list. A value that is not in the list is a
     * state of its own, the index after the last, and counted; null is missing.
     *
     * @param <C> the class of the values
     * @param name the column's name
     * @param value read on the predicting thread; may return null
     * @param known the known values, at least one, none twice; for an enum {@code
     *     List.of(Priority.values())}. They are part of the fingerprint by their {@code toString},
     *     which has to be the same in every run
     * @return this builder
     * @throws IllegalArgumentException for an empty list or a value given twice
     */
    public <C> Builder<Q> category(
        String name, Function<? super Q, ? extends @Nullable C> value, List<C> known) {
      Objects.requireNonNull(value, "value");
      Map<C, Integer> codes = codes(name, known);
      LongAdder strangers = new LongAdder();
      Integer stranger = known.size();
      int column = add(name, "category" + Fingerprint.list(known));
      unknown.put(name, strangers);
      own.add(
          (query, row) -> {
            C category = value.apply(query);
            if (category == null) {
              row[column] = Double.NaN;
              return;
            }
            Integer code = codes.getOrDefault(category, stranger);
            if (code.equals(stranger)) {
              strangers.increment();
            }
            row[column] = code;
          });
      return this;
    }

    private static <C> Map<C, Integer> codes(String name, List<C> known) {
      known.forEach(value -> Objects.requireNonNull(value, "a known value of '" + name + "'"));
      if (known.isEmpty()) {
        throw new IllegalArgumentException("category '" + name + "' has no known values");
      }
      Map<C, Integer> codes = new HashMap<>();
      for (C value : known) {
        if (codes.put(value, codes.size()) != null) {
          throw new IllegalArgumentException(
              "category '" + name + "' has the value " + value + " twice");
        }
      }
      return codes;
    }

    /**
     * A part of local time as a number. Does not allocate.
     *
     * @param name the column's name
     * @param field which part
     * @param epochSecond the moment, read on the predicting thread
     * @param zone whose local time
     * @return this builder
     */
    public Builder<Q> time(
        String name, TimeField field, ToLongFunction<? super Q> epochSecond, ZoneId zone) {
      Objects.requireNonNull(epochSecond, "epochSecond");
      ZoneOffsets offsets = ZoneOffsets.of(zone);
      int column = add(name, "time " + field + " " + zone.getId());
      own.add(
          (query, row) ->
              row[column] = field.of(offsets.localSecond(epochSecond.applyAsLong(query))));
      return this;
    }

    /**
     * A part of local time as a point on a circle, so that 23:59 is near 0:00: the two columns
     * {@code name_sin} and {@code name_cos}. Does not allocate.
     *
     * @param name what the columns' names begin with
     * @param field which part
     * @param epochSecond the moment, read on the predicting thread
     * @param zone whose local time
     * @return this builder
     */
    public Builder<Q> cyclic(
        String name, TimeField field, ToLongFunction<? super Q> epochSecond, ZoneId zone) {
      Objects.requireNonNull(epochSecond, "epochSecond");
      ZoneOffsets offsets = ZoneOffsets.of(zone);
      String kind = "cyclic " + field + " " + zone.getId();
      int sine = add(name + "_sin", kind + " sin");
      int cosine = add(name + "_cos", kind + " cos");
      own.add(
          (query, row) -> {
            double turn = field.turn(offsets.localSecond(epochSecond.applyAsLong(query)));
            row[sine] = Math.sin(2 * Math.PI * turn);
            row[cosine] = Math.cos(2 * Math.PI * turn);
          });
      return this;
    }

    /**
     * 1 where an earlier column is missing, 0 where it is not.
     *
     * @param column the earlier column; the new one is called {@code column_missing}
     * @return this builder
     * @throws IllegalArgumentException if there is no such column yet
     */
    public Builder<Q> missingIndicator(String column) {
      int from = index(column);
      int to = add(column + "_missing", "missing " + column);
      derived.add(row -> row[to] = Double.isNaN(row[from]) ? 1 : 0);
      return this;
    }

    /**
     * A function of an earlier column.
     *
     * @param name the column's name
     * @param from the earlier column
     * @param function gets NaN where the earlier column is missing
     * @return this builder
     * @throws IllegalArgumentException if there is no such column yet
     */
    public Builder<Q> derived(String name, String from, DoubleUnaryOperator function) {
      Objects.requireNonNull(function, "function");
      int argument = index(from);
      int column = add(name, "derived " + from);
      derived.add(row -> row[column] = function.applyAsDouble(row[argument]));
      return this;
    }

    /**
     * A function of two earlier columns.
     *
     * @param name the column's name
     * @param first the one
     * @param second the other
     * @param function gets NaN where a column is missing
     * @return this builder
     * @throws IllegalArgumentException if there is no such column yet
     */
    public Builder<Q> derived(
        String name, String first, String second, DoubleBinaryOperator function) {
      Objects.requireNonNull(function, "function");
      return derived(name, "derived", List.of(first, second), function);
    }

    /**
     * The product of two earlier columns; missing where one of them is.
     *
     * @param name the column's name
     * @param first the one
     * @param second the other
     * @return this builder
     * @throws IllegalArgumentException if there is no such column yet
     */
    public Builder<Q> interaction(String name, String first, String second) {
      return derived(name, "interaction", List.of(first, second), (a, b) -> a * b);
    }

    private Builder<Q> derived(
        String name, String kind, List<String> from, DoubleBinaryOperator function) {
      int first = index(from.get(0));
      int second = index(from.get(1));
      int column = add(name, kind + Fingerprint.list(from));
      derived.add(row -> row[column] = function.applyAsDouble(row[first], row[second]));
      return this;
    }

    /**
     * The columns of a source the model can do without. Where it is late or fails its columns are
     * NaN and one more, {@code <source's name>_unavailable}, is 1 instead of 0.
     *
     * @param source asked for every query the model answers
     * @return this builder
     */
    public Builder<Q> include(FeatureSource<? super Q> source) {
      String name = source.name();
      int first = names.size();
      int size = addAll(source, name, "optional");
      int indicator = add(name + "_unavailable", "unavailable " + name);
      sources.add(new SourceColumns<>(source, name, first, size, indicator));
      return this;
    }

    /**
     * The columns of a source the model cannot do without: where one is late, fails or has a NaN,
     * the rule answers.
     *
     * @param source asked for every query the model answers
     * @return this builder
     */
    public Builder<Q> require(FeatureSource<? super Q> source) {
      String name = source.name();
      int first = names.size();
      int size = addAll(source, name, "required");
      sources.add(new SourceColumns<>(source, name, first, size, SourceColumns.REQUIRED));
      return this;
    }

    private int addAll(FeatureSource<? super Q> source, String name, String kind) {
      List<String> columns = List.copyOf(source.columns());
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("source '" + name + "' has no columns");
      }
      String origin = kind + Fingerprint.list(List.of(name, source.fingerprint()));
      columns.forEach(column -> add(column, origin));
      return columns.size();
    }

    /**
     * Says when a column's value came to be known, so that training can refuse a value from after
     * the moment of the prediction. Does not change the row.
     *
     * @param column an earlier column
     * @param epochSecond when its value was observed
     * @return this builder
     * @throws IllegalArgumentException if there is no such column yet
     */
    public Builder<Q> observedAt(String column, ToLongFunction<? super Q> epochSecond) {
      Objects.requireNonNull(epochSecond, "epochSecond");
      index(column);
      observed.put(column, epochSecond);
      return this;
    }

    /**
     * The feature set.
     *
     * @return it
     * @throws IllegalArgumentException if it has no column
     */
    public FeatureSet<Q> build() {
      if (names.isEmpty()) {
        throw new IllegalArgumentException("a feature set needs a column");
      }
      return new FeatureSet<>(this);
    }

    private int add(String name, String kind) {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a feature needs a name (" + kind + ")");
      }
      if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
        throw new IllegalArgumentException("feature '" + name + "' is no valid text");
      }
      if (names.contains(name)) {
        throw new IllegalArgumentException("feature '" + name + "' is there twice");
      }
      names.add(name);
      described.add(Fingerprint.list(Arrays.asList(name, kind)));
      return names.size() - 1;
    }

    private int index(String column) {
      int index = names.indexOf(column);
      if (index < 0) {
        throw new IllegalArgumentException(
            "feature '" + column + "' is not among the earlier ones " + names);
      }
      return index;
    }
  }
}
