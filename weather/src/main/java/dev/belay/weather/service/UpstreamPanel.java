/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.report.Panel;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Quota.Left;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What there is to see of a provider that asks a service: what is left of its quotas, its calls and
 * its errors. Numbers and names alone, so that no key can be among them.
 */
final class UpstreamPanel {
  private static final List<ChronoUnit> UNITS =
      List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS);

  private UpstreamPanel() {}

  /**
   * One use of a service.
   *
   * @param what it is asked for
   * @param upstream how it is asked
   */
  record Use(String what, Upstream upstream) {}

  static Panel of(String provider, List<Use> uses) {
    return new Panel(
        "Weather: " + provider,
        List.of(quotas(provider, uses), calls(provider, uses), errors(provider, uses)));
  }

  private static Panel.Table quotas(String provider, List<Use> uses) {
    // A quota equals itself alone: one that several uses share is told once.
    Map<Quota, String> quotas = new LinkedHashMap<>();
    for (Use use : uses) {
      quotas.merge(use.upstream().quota(), use.what(), (one, other) -> one + ", " + other);
    }
    List<List<String>> rows = new ArrayList<>();
    quotas.forEach((quota, what) -> rows.addAll(limits(what, quota.left())));
    return new Panel.Table(
        "Quota of " + provider,
        List.of("for", "limit", "window", "left", "left in the background"),
        rows);
  }

  private static List<List<String>> limits(String what, List<Left> left) {
    return left.isEmpty()
        ? List.of(List.of(what, "none", "", "", ""))
        : left.stream().map(one -> limit(what, one)).toList();
  }

  private static List<String> limit(String what, Left left) {
    return List.of(
        what,
        number(left.limit()),
        window(left.window()),
        number(left.live()),
        number(left.background()));
  }

  /** Rounded down, since a part of a call is none. */
  private static String number(double calls) {
    return BigDecimal.valueOf(calls)
        .setScale(2, RoundingMode.FLOOR)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String window(Duration window) {
    for (ChronoUnit unit : UNITS) {
      Duration one = unit.getDuration();
      long count = window.dividedBy(one);
      if (count > 0 && one.multipliedBy(count).equals(window)) {
        String plural = unit.toString().toLowerCase(Locale.ROOT);
        return count + " " + (count == 1 ? plural.substring(0, plural.length() - 1) : plural);
      }
    }
    return window.toString();
  }

  private static Panel.Table calls(String provider, List<Use> uses) {
    List<List<String>> rows = new ArrayList<>();
    for (Use use : uses) {
      Tally.Counts counts = use.upstream().counts();
      rows.add(
          List.of(
              use.what(),
              Long.toString(counts.calls()),
              Long.toString(counts.repetitions()),
              Long.toString(counts.refusedByQuota()),
              Long.toString(counts.answers())));
    }
    return new Panel.Table(
        "Calls to " + provider,
        List.of("for", "sent", "repetitions", "refused by our quota", "answers"),
        rows);
  }

  private static Panel.Table errors(String provider, List<Use> uses) {
    List<List<String>> rows = new ArrayList<>();
    for (Use use : uses) {
      Map<Reason, Long> failures = use.upstream().counts().failures();
      failures.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              failed ->
                  rows.add(List.of(use.what(), failed.getKey().name(), "" + failed.getValue())));
    }
    return new Panel.Table("Errors of " + provider, List.of("for", "reason", "questions"), rows);
  }
}
