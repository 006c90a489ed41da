/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class WeatherSeriesProperties {
  private static final Instant START = Instant.parse("2026-10-24T22:00:00Z");
  private static final Place TOWN = new Place(46.5, 6.6);

  private static WeatherSeries hours(List<Integer> rates) {
    WeatherSeries.Builder builder = WeatherSeries.builder("made up", TOWN, START);
    for (int i = 0; i < rates.size(); i++) {
      Instant end = START.plusSeconds(3_600L * (i + 1));
      builder
          .slot(end, end.minusSeconds(3_600), end)
          .put(WeatherVariable.PRECIPITATION_MM_PER_HOUR, rates.get(i))
          .put(WeatherVariable.TEMPERATURE_CELSIUS, rates.get(i));
    }
    return builder.build();
  }

  @Property(tries = 100)
  void whatFellInAll_isKept(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 50) Integer> rates) {
    WeatherSeries series = hours(rates);
    double water = 0;
    for (int minute = 0; minute < 60 * rates.size(); minute++) {
      Weather weather = series.at(START.plusSeconds(60L * minute), START);
      water += weather.value(WeatherVariable.PRECIPITATION_MM_PER_HOUR) / 60;
    }

    assertThat(water).isCloseTo(rates.stream().mapToInt(Integer::intValue).sum(), within(1e-9));
  }

  @Property(tries = 100)
  void momentsLie_betweenTheirNeighbours(
      @ForAll @Size(min = 2, max = 60) List<@IntRange(min = -40, max = 50) Integer> values,
      @ForAll @IntRange(max = 200_000) int second) {
    WeatherSeries series = hours(values);
    Instant time = START.plusSeconds(3_600 + second % (3_600L * (values.size() - 1)));
    int low = second % (3_600 * (values.size() - 1)) / 3_600;

    assertThat(series.at(time, START).value(WeatherVariable.TEMPERATURE_CELSIUS))
        .isBetween(
            (double) Math.min(values.get(low), values.get(low + 1)),
            (double) Math.max(values.get(low), values.get(low + 1)));
  }

  @Property(tries = 100)
  void text_readBack_isTheSameSeries(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(min = -40, max = 50) Integer> values)
      throws IOException {
    WeatherSeries series = hours(values);

    WeatherSeries read = SeriesJson.read(SeriesJson.write(series));

    assertThat(SeriesJson.write(read)).isEqualTo(SeriesJson.write(series));
    assertThat(read.toString()).isEqualTo(series.toString());
    assertThat(read.expiresAt()).isEqualTo(series.expiresAt());
  }

  @Property(tries = 500)
  void text_damaged_isRefusedOrHarmless(
      @ForAll @IntRange(min = 1, max = 8) int damages, @ForAll long seed) {
    byte[] text = SeriesJson.write(hours(List.of(1, 2, 3)));
    Random random = new Random(seed);
    for (int i = 0; i < damages; i++) {
      int place = random.nextInt(text.length);
      if (random.nextInt(4) == 0) {
        text = Arrays.copyOf(text, Math.max(1, place));
      } else {
        text[place] = (byte) random.nextInt(256);
      }
    }
    try {
      WeatherSeries read = SeriesJson.read(text);
      for (WeatherSeries.Slot slot : read.slots()) {
        for (WeatherVariable variable : WeatherVariable.values()) {
          double value = slot.values[variable.index()];
          assertThat(Double.isNaN(value) || variable.plausible(value)).isTrue();
        }
      }
    } catch (IOException refused) {
      assertThat(refused).hasMessageMatching("(?s)(no series|a series of other variables).*");
    }
  }
}
