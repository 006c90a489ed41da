/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeatureSetTest {
  enum Priority {
    LOW,
    HIGH,
    URGENT
  }

  record Trip(double km, @Nullable Priority priority, String carrier, long epochSecond) {}

  private static final Trip TRIP = new Trip(2, Priority.HIGH, "UA", 0);
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static FeatureSet.Builder<Trip> builder() {
    return FeatureSet.builder(Trip.class).number("km", Trip::km);
  }

  private static FeatureSource<Trip> source(String name, double... values) {
    return source(name, "", FeatureSource.filled(), values);
  }

  private static FeatureSource<Trip> source(
      String name, String fingerprint, CompletionStage<double[]> stage, double... values) {
    return new FeatureSource<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
          columns.add(name + i);
        }
        return columns;
      }

      @Override
      public String fingerprint() {
        return fingerprint;
      }

      @Override
      public CompletionStage<double[]> fill(Trip trip, Slots slots) {
        for (int i = 0; i < values.length; i++) {
          slots.set(i, values[i]);
        }
        return stage;
      }
    };
  }

  @Test
  void extract_keepsTheOrderOfTheCalls() {
    FeatureSet<Trip> features =
        builder()
            .derived("km2", "km", km -> km * km)
            .include(source("weather", 5, 6))
            .indicator("far", trip -> trip.km() > 10)
            .interaction("km_x_weather", "km", "weather1")
            .derived("sum", "km", "weather0", Double::sum)
            .build();
    assertThat(features.names())
        .containsExactly(
            "km",
            "km2",
            "weather0",
            "weather1",
            "weather_unavailable",
            "far",
            "km_x_weather",
            "sum");
    assertThat(features.extract(TRIP)).containsExactly(2, 4, 5, 6, 0, 0, 12, 7);
    assertThat(features.size()).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"9.99, 0", "10, 0", "10.01, 1"})
  void indicator_isOneWhereTheConditionHolds(double km, double expected) {
    FeatureSet<Trip> features = builder().indicator("far", trip -> trip.km() > 10).build();
    assertThat(features.extract(new Trip(km, null, "", 0))[1]).isEqualTo(expected);
  }

  @Test
  void category_knownUnknownAndMissing_areThreeStates() {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .category("priority", Trip::priority, List.of(Priority.LOW, Priority.HIGH))
            .build();
    assertThat(features.extract(new Trip(1, Priority.LOW, "", 0))).containsExactly(0);
    assertThat(features.extract(new Trip(1, Priority.HIGH, "", 0))).containsExactly(1);
    assertThat(features.unknown("priority")).isZero();
    assertThat(features.extract(new Trip(1, Priority.URGENT, "", 0))).containsExactly(2);
    assertThat(features.unknown("priority")).isEqualTo(1);
    assertThat(features.extract(new Trip(1, null, "", 0))).containsExactly(Double.NaN);
    assertThat(features.unknown("priority")).isEqualTo(1);
  }

  @Test
  void unknown_ofNoCategory_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().build().unknown("km"))
        .withMessageContaining("no category 'km'");
  }

  @Test
  void category_withoutValues_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().category("carrier", Trip::carrier, List.of()))
        .withMessage("category 'carrier' has no known values");
  }

  @Test
  void category_withAValueTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().category("carrier", Trip::carrier, List.of("UA", "UA")))
        .withMessage("category 'carrier' has the value UA twice");
  }

  @Test
  void missing_isNaNAndAnIndicator_andSpreadsThroughProducts() {
    FeatureSet<Trip> features =
        builder()
            .missingIndicator("km")
            .number("one", trip -> 1)
            .interaction("product", "km", "one")
            .build();
    assertThat(features.extract(new Trip(Double.NaN, null, "", 0)))
        .containsExactly(Double.NaN, 1, 1, Double.NaN);
    assertThat(features.extract(TRIP)).containsExactly(2, 0, 1, 2);
  }

  @Test
  void time_isTheZonesOwn() {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .time("utc", TimeField.HOUR_OF_DAY, Trip::epochSecond, ZoneOffset.UTC)
            .time("local", TimeField.HOUR_OF_DAY, Trip::epochSecond, NEW_YORK)
            .build();
    assertThat(features.extract(TRIP)).containsExactly(0, 19);
  }

  @Test
  void cyclic_isAPointOnTheCircle() {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .cyclic("hour", TimeField.HOUR_OF_DAY, Trip::epochSecond, ZoneOffset.UTC)
            .build();
    assertThat(features.names()).containsExactly("hour_sin", "hour_cos");
    double[] sixInTheMorning = features.extract(new Trip(1, null, "", 6 * 3600));
    assertThat(sixInTheMorning[0]).isEqualTo(1);
    assertThat(sixInTheMorning[1]).isCloseTo(0, org.assertj.core.data.Offset.offset(1e-15));
  }

  @Test
  void extract_waitsForAStage() {
    CompletableFuture<double[]> stage = new CompletableFuture<>();
    Thread answering = new Thread(() -> stage.complete(new double[] {7}), "answering");
    FeatureSet<Trip> features = builder().require(source("slow", "", stage, Double.NaN)).build();
    answering.start();
    assertThat(features.extract(TRIP)).containsExactly(2, 7);
  }

  @Test
  void extract_withoutARequiredValue_isRefusedNamingTheSource() {
    FeatureSet<Trip> features = builder().require(source("weather", 1, Double.NaN)).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> features.extract(TRIP))
        .withMessage("source 'weather' has no value");
  }

  @Test
  void extract_whenARequiredSourceFails_isRefusedWithTheCause() {
    IllegalCallerException cause = new IllegalCallerException("no");
    FeatureSet<Trip> features =
        builder().require(source("weather", "", CompletableFuture.failedStage(cause), 1)).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> features.extract(TRIP))
        .withMessage("source 'weather' failed")
        .withCause(cause);
  }

  @Test
  void extract_withAnOptionalSourceOfTheWrongWidth_treatsItAsUnavailable() {
    CompletionStage<double[]> wide = CompletableFuture.completedStage(new double[3]);
    FeatureSet<Trip> features = builder().include(source("weather", "", wide, 1, 2)).build();
    assertThat(features.extract(TRIP)).containsExactly(2, Double.NaN, Double.NaN, 1);
  }

  @Test
  void observedAfter_namesWhatWasKnownTooLate() {
    FeatureSet<Trip> features =
        builder()
            .number("rain", trip -> 1)
            .observedAt("rain", Trip::epochSecond)
            .observedAt("km", trip -> 0)
            .build();
    Trip trip = new Trip(1, null, "", 100);
    assertThat(features.observedAfter(trip, 99)).containsExactly("rain");
    assertThat(features.observedAfter(trip, 100)).isEmpty();
    assertThat(features.observedAfter(trip, -1)).containsExactly("rain", "km");
  }

  @Test
  void builder_withAnUnknownColumn_isRefusedNamingTheEarlierOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().derived("a", "mile", x -> x))
        .withMessage("feature 'mile' is not among the earlier ones [km]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().interaction("a", "km", "mile"))
        .withMessageContaining("'mile'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().missingIndicator("mile"))
        .withMessageContaining("'mile'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().observedAt("mile", Trip::epochSecond))
        .withMessageContaining("'mile'");
  }

  @Test
  void builder_withANameTwice_isRefusedNamingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().number("km", Trip::km))
        .withMessage("feature 'km' is there twice");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().include(source("weather", 1)).number("weather0", Trip::km))
        .withMessage("feature 'weather0' is there twice");
  }

  @Test
  void builder_withABlankName_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().number(" ", Trip::km))
        .withMessage("a feature needs a name (number)");
  }

  @Test
  void builder_withANameThatIsNoText_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().number("half\uD800", Trip::km))
        .withMessageEndingWith("is no valid text");
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void category_withANullAmongTheKnown_isRefused() {
    assertThatNullPointerException()
        .isThrownBy(() -> builder().category("carrier", Trip::carrier, Arrays.asList("UA", null)))
        .withMessage("a known value of 'carrier'");
  }

  @Test
  void extract_onAnInterruptedThread_isRefusedAndKeepsTheInterrupt() {
    CompletableFuture<double[]> hung = new CompletableFuture<>();
    FeatureSet<Trip> features = builder().include(source("slow", "", hung, 1)).build();
    Thread.currentThread().interrupt();
    assertThatIllegalStateException()
        .isThrownBy(() -> features.extract(TRIP))
        .withMessage("interrupted while waiting for a source");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void build_withoutAColumn_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeatureSet.builder(Trip.class).build())
        .withMessage("a feature set needs a column");
  }

  @Test
  void include_aSourceWithoutColumns_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().include(source("weather")))
        .withMessage("source 'weather' has no columns");
  }

  /** A promise for ever: a model trained by one release is served by the next. */
  @Test
  void fingerprint_ofAGoldenSet_staysTheSame() {
    assertThat(everything().fingerprint())
        .isEqualTo("74fe15499e706e8dd0d45cf5033b351aa2c76e9e936e63866f6f4709dbeea0c2");
    assertThat(everything()).hasToString("FeatureSet" + everything().names() + " 74fe15499e70");
  }

  private static FeatureSet<Trip> everything() {
    return builder()
        .version("1")
        .indicator("far", trip -> trip.km() > 10)
        .category("priority", Trip::priority, List.of(Priority.values()))
        .time("hour", TimeField.HOUR_OF_DAY, Trip::epochSecond, NEW_YORK)
        .cyclic("day", TimeField.DAY_OF_YEAR, Trip::epochSecond, NEW_YORK)
        .missingIndicator("km")
        .derived("km2", "km", km -> km * km)
        .derived("sum", "km", "far", Double::sum)
        .interaction("km_x_far", "km", "far")
        .include(source("weather", 1))
        .require(source("traffic", 1))
        .build();
  }

  static Stream<UnaryOperator<FeatureSet.Builder<Trip>>> changes() {
    return Stream.of(
        b -> b.version("2"),
        b -> b.number("b", Trip::km),
        b -> b.number("c", Trip::km),
        b -> b.indicator("b", trip -> true),
        b -> b.category("b", Trip::carrier, List.of("UA")),
        b -> b.category("b", Trip::carrier, List.of("UA", "AA")),
        b -> b.category("b", Trip::carrier, List.of("AA", "UA")),
        b -> b.time("b", TimeField.MONTH, Trip::epochSecond, NEW_YORK),
        b -> b.time("b", TimeField.MONTH, Trip::epochSecond, ZoneOffset.UTC),
        b -> b.time("b", TimeField.DAY_OF_WEEK, Trip::epochSecond, NEW_YORK),
        b -> b.cyclic("b", TimeField.MONTH, Trip::epochSecond, NEW_YORK),
        b -> b.missingIndicator("a"),
        b -> b.derived("b", "a", x -> x),
        b -> b.derived("b", "km", x -> x),
        b -> b.derived("b", "a", "km", Double::sum),
        b -> b.derived("b", "km", "a", Double::sum),
        b -> b.interaction("b", "a", "km"),
        b -> b.include(source("b", 1)),
        b -> b.require(source("b", 1)),
        b -> b.require(source("b", "grid 2", FeatureSource.filled(), 1)));
  }

  @Test
  void fingerprint_ofEveryChange_differs() {
    List<String> fingerprints =
        changes()
            .map(change -> change.apply(builder().number("a", Trip::km)).build().fingerprint())
            .toList();
    assertThat(fingerprints).doesNotHaveDuplicates().allMatch(f -> f.matches("[0-9a-f]{64}"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void fingerprint_ofTheSame_isTheSame(UnaryOperator<FeatureSet.Builder<Trip>> change) {
    String once = change.apply(builder().number("a", Trip::km)).build().fingerprint();
    String again = change.apply(builder().number("a", Trip::km)).build().fingerprint();
    assertThat(once).isEqualTo(again);
  }

  @Test
  void fingerprint_seesNoDifferenceInsideALambda() {
    assertThat(builder().derived("b", "km", x -> x + 1).build().fingerprint())
        .isEqualTo(builder().derived("b", "km", x -> x + 2).build().fingerprint());
  }

  @Test
  void fingerprintList_ofDifferentLists_isDifferentText() {
    assertThat(Fingerprint.list(List.of("a", "b"))).isNotEqualTo(Fingerprint.list(List.of("a1:b")));
    assertThat(Fingerprint.list(Arrays.asList("ab", ""))).isEqualTo("[2:ab0:]");
    assertThat(Fingerprint.list(List.of(Priority.URGENT))).isEqualTo("[6:URGENT]");
  }
}
