/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryAfterProperties {
  private static final Instant NOW = Instant.parse("2026-03-10T10:00:00Z");

  private static Optional<Duration> in(String... headers) {
    Map<String, List<String>> all =
        headers.length == 1
            ? Map.of("Retry-After", List.of(headers[0]))
            : Map.of("Retry-After", List.of(headers[0]), "Date", List.of(headers[1]));
    return RetryAfter.in(HttpHeaders.of(all, (name, value) -> true), NOW);
  }

  private static String date(Instant moment) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC));
  }

  @Property
  void seconds_andTheDateAsFarAway_areTheSame(@ForAll @IntRange(max = 200_000) int seconds) {
    Duration wish = Duration.ofSeconds(Math.min(seconds, 86_400));
    assertThat(in(" " + seconds + " ")).hasValue(wish);
    assertThat(in(date(NOW.plusSeconds(seconds)))).hasValue(wish);
    Instant theirs = NOW.minusSeconds(777_777);
    assertThat(in(date(theirs.plusSeconds(seconds)), date(theirs))).hasValue(wish);
  }

  @Property
  void aDateInThePast_isNoWait(@ForAll @IntRange(min = 1) int seconds) {
    assertThat(in(date(NOW.minusSeconds(seconds)))).hasValue(Duration.ZERO);
  }

  @Property
  void anyText_isAWaitOfAtMostADay_orNone(@ForAll String text, @ForAll String date) {
    assertThat(in(text, date))
        .satisfies(
            wish ->
                assertThat(wish.orElse(Duration.ZERO))
                    .isBetween(Duration.ZERO, RetryAfter.LONGEST));
  }

  @Example
  void whatIsNeitherNumberNorDate_isNone() {
    for (String text : List.of("", "-5", "1.5", "5 s", "٣", "soon", "2026-03-10T10:00:00Z")) {
      assertThat(in(text)).as(text).isEmpty();
    }
    assertThat(RetryAfter.in(HttpHeaders.of(Map.of(), (name, value) -> true), NOW)).isEmpty();
  }

  @Example
  void aDateAfterOneThatCannotBeRead_countsFromOurOwn() {
    assertThat(in(date(NOW.plusSeconds(9)), "yesterday")).hasValue(Duration.ofSeconds(9));
  }
}
