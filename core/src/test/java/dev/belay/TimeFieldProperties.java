/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Local time without an allocation, against the JDK's own. */
class TimeFieldProperties {
  private static final long YEAR = 31_557_600;

  @Property
  void fields_areThoseOfTheJdk(
      @ForAll @LongRange(min = -3000 * YEAR, max = 3000 * YEAR) long localSecond) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC);
    assertThat(TimeField.MINUTE_OF_DAY.of(localSecond))
        .isEqualTo(time.getHour() * 60 + time.getMinute());
    assertThat(TimeField.HOUR_OF_DAY.of(localSecond)).isEqualTo(time.getHour());
    assertThat(TimeField.DAY_OF_WEEK.of(localSecond)).isEqualTo(time.getDayOfWeek().getValue() - 1);
    assertThat(TimeField.DAY_OF_YEAR.of(localSecond)).isEqualTo(time.getDayOfYear());
    assertThat(TimeField.MONTH.of(localSecond)).isEqualTo(time.getMonthValue());
    double year = time.toLocalDate().lengthOfYear();
    assertThat(TimeField.DAY_OF_YEAR.turn(localSecond)).isEqualTo((time.getDayOfYear() - 1) / year);
    assertThat(TimeField.MONTH.turn(localSecond)).isEqualTo((time.getMonthValue() - 1) / 12.0);
    assertThat(TimeField.DAY_OF_WEEK.turn(localSecond))
        .isEqualTo((time.getDayOfWeek().getValue() - 1) / 7.0);
    assertThat(TimeField.HOUR_OF_DAY.turn(localSecond)).isEqualTo(time.getHour() / 24.0);
    assertThat(TimeField.MINUTE_OF_DAY.turn(localSecond))
        .isEqualTo((time.getHour() * 60 + time.getMinute()) / 1440.0);
  }

  @Example
  void days_ofFourCenturies_areThoseOfTheJdk() {
    for (long day = -146_097; day <= 146_097; day++) {
      LocalDateTime date = LocalDateTime.ofEpochSecond(day * 86_400, 0, ZoneOffset.UTC);
      assertThat(TimeField.DAY_OF_YEAR.of(day * 86_400)).isEqualTo(date.getDayOfYear());
      assertThat(TimeField.MONTH.of(day * 86_400)).isEqualTo(date.getMonthValue());
    }
  }

  @Property
  void localSecond_inAnyZone_isThatOfTheJdk(
      @ForAll("zones") ZoneId zone,
      @ForAll @LongRange(min = -2 * YEAR, max = 132 * YEAR) long epochSecond) {
    assertThat(ZoneOffsets.of(zone).localSecond(epochSecond))
        .isEqualTo(expected(zone, epochSecond));
  }

  @Property(tries = 50)
  void localSecond_aroundEveryTransition_isThatOfTheJdk(@ForAll("zones") ZoneId zone) {
    ZoneOffsets offsets = ZoneOffsets.of(zone);
    for (long moment : edges(zone)) {
      for (long second = moment - 1; second <= moment + 1; second++) {
        assertThat(offsets.localSecond(second)).isEqualTo(expected(zone, second));
      }
    }
  }

  private static List<Long> edges(ZoneId zone) {
    Instant last = Instant.parse("2100-01-01T00:00:00Z");
    List<Long> edges = new ArrayList<>(List.of(0L, last.getEpochSecond()));
    var next = zone.getRules().nextTransition(Instant.EPOCH);
    while (next != null && next.getInstant().isBefore(last)) {
      edges.add(next.toEpochSecond());
      next = zone.getRules().nextTransition(next.getInstant());
    }
    return edges;
  }

  private static long expected(ZoneId zone, long epochSecond) {
    Instant instant = Instant.ofEpochSecond(epochSecond);
    return epochSecond + zone.getRules().getOffset(instant).getTotalSeconds();
  }

  @Provide
  Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "America/New_York",
            "Europe/Berlin",
            "Africa/Dakar",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "Asia/Tehran",
            "UTC",
            "+05:45")
        .map(ZoneId::of);
  }
}
