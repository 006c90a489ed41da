/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.alert.Alert;
import dev.belay.monitoring.alerting.Notification.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what, and when: what was told is compared with what is so, group by group, at most
 * once in an interval. Since only the difference counts, nothing is queued here: what a silence or
 * the hourly limit holds back is told at the first look after, if it is still so.
 *
 * <p>A group is looked at for the first time when its {@linkplain Cadence#delay() delay} is over,
 * and then every {@linkplain Cadence#interval() interval} until a look finds nothing wrong and
 * nothing to tell. With no latency this tells what Alertmanager does, at the same moments.
 *
 * <p>Pure: reads no clock, waits for nothing, sends nothing. Used by one thread at a time.
 */
final class Notifications {
  /**
   * All that has to be kept for another process to go on.
   *
   * @param rounds the groups that are looked at
   * @param standings what was told, by the name of the rule
   * @param sent when, in the last hour
   * @param held how often something was held back since the last notification
   */
  record Memory(
      List<Round> rounds, Map<String, Standing> standings, List<Instant> sent, long held) {
    static final Memory NONE = new Memory(List.of(), Map.of(), List.of(), 0);

    Memory {
      rounds = List.copyOf(rounds);
      standings = Map.copyOf(standings);
      sent = List.copyOf(sent);
    }
  }

  private final Cadence cadence;
  private final HourlyLimit limit;
  private final Map<Map<String, String>, Round> rounds = new LinkedHashMap<>();
  private final Map<String, Standing> standings = new HashMap<>();
  private long heldSinceLast;
  private long heldBack;

  Notifications(Cadence cadence) {
    this.cadence = cadence;
    this.limit = new HourlyLimit(cadence.perHour());
  }

  /** Goes on where another process stopped, with the rules of this one. */
  void resume(Memory memory, List<Alert> alerts, Instant now) {
    memory.rounds().stream()
        .map(round -> round.resumed(now, cadence.interval()))
        .forEach(round -> rounds.put(round.group(), round));
    for (Alert alert : alerts) {
      Standing standing = memory.standings().get(alert.rule().name());
      if (standing != null) {
        standings.put(alert.rule().name(), standing);
      }
    }
    limit.resume(memory.sent(), now);
    heldSinceLast = memory.held();
  }

  Memory memory() {
    return new Memory(List.copyOf(rounds.values()), standings, limit.taken(), heldSinceLast);
  }

  /**
   * What to tell now.
   *
   * @param now not before the last time
   * @param alerts all of them, evaluated
   * @param silenced of which of them nobody wishes to be told
   * @return a notification for each group that is due and has something to tell
   */
  List<Notification> at(Moment now, List<Alert> alerts, Predicate<Alert> silenced) {
    alerts.forEach(alert -> standings.put(alert.rule().name(), standing(alert).seen(alert)));
    Map<Map<String, String>, List<Alert>> groups = groups(alerts);
    groups.forEach((group, members) -> begin(group, members, now.steady()));
    List<Notification> told = new ArrayList<>();
    for (Round round : List.copyOf(rounds.values())) {
      if (!round.due().isAfter(now.steady())) {
        Notification one =
            look(round, now, groups.getOrDefault(round.group(), List.of()), silenced);
        if (one != null) {
          told.add(one);
        }
      }
    }
    return told;
  }

  private Map<Map<String, String>, List<Alert>> groups(List<Alert> alerts) {
    Map<Map<String, String>, List<Alert>> groups = new LinkedHashMap<>();
    for (Alert alert : alerts) {
      Map<String, String> group = new TreeMap<>(Digest.labels(alert));
      group.keySet().retainAll(cadence.groupedBy());
      groups.computeIfAbsent(Map.copyOf(group), key -> new ArrayList<>()).add(alert);
    }
    return groups;
  }

  private void begin(Map<String, String> group, List<Alert> members, Instant time) {
    if (!rounds.containsKey(group) && members.stream().anyMatch(this::pending)) {
      rounds.put(group, new Round(group, time.plus(cadence.delay()), null));
    }
  }

  /** Whether it is wrong, or told to be. */
  private boolean pending(Alert alert) {
    return alert.firing() || alert.state().flapping() || standing(alert).told() != null;
  }

  private @Nullable Notification look(
      Round round, Moment now, List<Alert> members, Predicate<Alert> silenced) {
    List<Alert> loud = members.stream().filter(silenced.negate()).toList();
    Digest digest = new Digest();
    loud.forEach(alert -> digest.add(alert, standing(alert)));
    boolean told = loud.stream().anyMatch(alert -> standing(alert).told() != null);
    Reason reason = digest.reason(round.repeats(now.steady(), cadence.repeat()), told);
    if (reason == null || !allowed(now.steady())) {
      boolean over = reason == null && members.stream().noneMatch(this::pending);
      proceed(round, now.steady(), over);
      return null;
    }
    List<AlertNotice> notices = digest.notices();
    notices.forEach(this::mark);
    proceed(round.toldAt(now.steady()), now.steady(), false);
    Reason why = members.stream().noneMatch(this::pending) ? Reason.ALL_RESOLVED : reason;
    return new Notification(why, round.group(), now.wall(), notices, heldUntilNow());
  }

  private boolean allowed(Instant time) {
    if (limit.allows(time)) {
      limit.take(time);
      return true;
    }
    heldSinceLast++;
    heldBack++;
    return false;
  }

  private void mark(AlertNotice notice) {
    standings.computeIfPresent(notice.rule(), (rule, was) -> was.told(notice.status()));
  }

  private void proceed(Round round, Instant time, boolean over) {
    if (over) {
      rounds.remove(round.group());
    } else {
      rounds.put(round.group(), round.after(time, cadence.interval()));
    }
  }

  private long heldUntilNow() {
    long held = heldSinceLast;
    heldSinceLast = 0;
    return held;
  }

  private Standing standing(Alert alert) {
    Standing known = standings.get(alert.rule().name());
    return known != null ? known : new Standing(null, alert.state().since(), null);
  }

  /**
   * Somebody looks after an alert until it is right again: it is not repeated, and if it has not
   * been told it is not told.
   */
  void acknowledge(Alert alert, String keeper) {
    standings.put(alert.rule().name(), standing(alert).keptBy(keeper));
  }

  /** {@return when there may be something to tell without another evaluation; null if never} */
  @Nullable Instant next() {
    return rounds.values().stream().map(Round::due).min(Instant::compareTo).orElse(null);
  }

  /** {@return how often something was to be told and the hourly limit did not allow it} */
  long heldBack() {
    return heldBack;
  }
}
