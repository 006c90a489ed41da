/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes a set of the text that {@link FlagSet} documents. Not thread-safe. */
final class FlagsReader {
  static final int FORMAT = 1;

  private static final List<String> ROLLOUT_KEYS =
      List.of("percent", "salt", "enabled", "allow", "deny", "namespace");
  private static final List<String> SPLIT_KEYS =
      List.of(
          "arms", "unassigned", "outOf", "coverage", "salt", "enabled", "overrides", "namespace");

  private final StrictJson json;
  private final FlagSet.Builder flags = FlagSet.builder();
  private boolean formatRead;

  private FlagsReader(String text) {
    json = new StrictJson(text);
  }

  static FlagSet read(String text) {
    FlagsReader reader = new FlagsReader(text);
    reader.json.document(reader::top);
    reader.requireFormat("the end");
    return reader.json.checked(reader.flags::build);
  }

  private void requireFormat(String instead) {
    if (!formatRead) {
      throw json.problem("the first key must be \"format\", not " + instead);
    }
  }

  private void top(String key) {
    if (key.equals("format")) {
      format();
      return;
    }
    requireFormat("\"" + key + "\"");
    switch (key) {
      case "version" -> {
        String version = json.text();
        json.checked(() -> flags.version(version));
      }
      case "rollouts" -> json.object(this::rollout);
      case "splits" -> json.object(this::split);
      default -> throw unknown(List.of("format", "version", "rollouts", "splits"));
    }
  }

  private void format() {
    int format = json.whole();
    if (format != FORMAT) {
      throw json.problem("format " + format + " is not known, only " + FORMAT);
    }
    formatRead = true;
  }

  private IllegalArgumentException unknown(List<String> known) {
    return json.problem("there is no such key, only " + String.join(", ", known));
  }

  /** The values of one object, as far as they have come. */
  private static final class Draft {
    @Nullable String name;
    @Nullable Integer weight;
    @Nullable Double percent;
    @Nullable Double from;
    @Nullable Double to;
    @Nullable String salt;
    @Nullable Part part;
    boolean enabled = true;
    List<String> allow = List.of();
    List<String> deny = List.of();
  }

  private record Part(String namespace, double from, double to) {}

  private <T> T required(@Nullable T value, String key) {
    if (value == null) {
      throw json.problem("the key \"" + key + "\" is missing");
    }
    return value;
  }

  private void rollout(String name) {
    Draft draft = new Draft();
    json.object(
        key -> {
          switch (key) {
            case "percent" -> draft.percent = json.percent();
            case "salt" -> draft.salt = json.text();
            case "enabled" -> draft.enabled = json.truth();
            case "allow" -> draft.allow = keys();
            case "deny" -> draft.deny = keys();
            case "namespace" -> draft.part = part();
            default -> throw unknown(ROLLOUT_KEYS);
          }
        });
    double percent = required(draft.percent, "percent");
    json.checked(() -> flags.rollout(rollout(name, percent, draft)));
  }

  private static Rollout rollout(String name, double percent, Draft draft) {
    Rollout rollout =
        Rollout.of(name, percent)
            .allowing(draft.allow.toArray(String[]::new))
            .denying(draft.deny.toArray(String[]::new));
    if (draft.salt != null) {
      rollout = rollout.withSalt(draft.salt);
    }
    Part part = draft.part;
    if (part != null) {
      rollout = rollout.within(part.namespace(), part.from(), part.to());
    }
    return draft.enabled ? rollout : rollout.disabled();
  }

  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    json.array(() -> keys.add(json.text()));
    return keys;
  }

  private Part part() {
    Draft draft = new Draft();
    json.object(
        key -> {
          switch (key) {
            case "name" -> draft.name = json.text();
            case "from" -> draft.from = json.percent();
            case "to" -> draft.to = json.percent();
            default -> throw unknown(List.of("name", "from", "to"));
          }
        });
    return new Part(
        required(draft.name, "name"), required(draft.from, "from"), required(draft.to, "to"));
  }

  private void split(String name) {
    Split.Builder split = json.checked(() -> Split.named(name));
    Draft draft = new Draft();
    json.object(
        key -> {
          switch (key) {
            case "arms" -> json.array(() -> arm(split));
            case "unassigned" -> whole(split::unassigned);
            case "outOf" -> whole(split::outOf);
            case "coverage" -> split.coverage(json.percent());
            case "salt" -> split.salt(json.text());
            case "enabled" -> draft.enabled = json.truth();
            case "overrides" -> json.object(unit -> override(split, unit));
            case "namespace" -> within(split);
            default -> throw unknown(SPLIT_KEYS);
          }
        });
    Split built = json.checked(split::build);
    json.checked(() -> flags.split(draft.enabled ? built : built.disabled()));
  }

  private void whole(IntFunction<Split.Builder> taker) {
    int value = json.whole();
    json.checked(() -> taker.apply(value));
  }

  private void override(Split.Builder split, String unit) {
    String arm = json.text();
    json.checked(() -> split.override(unit, arm));
  }

  private void within(Split.Builder split) {
    Part part = part();
    json.checked(() -> split.within(part.namespace(), part.from(), part.to()));
  }

  private void arm(Split.Builder split) {
    Draft draft = new Draft();
    json.object(
        key -> {
          switch (key) {
            case "name" -> draft.name = json.text();
            case "weight" -> draft.weight = json.whole();
            default -> throw unknown(List.of("name", "weight"));
          }
        });
    String name = required(draft.name, "name");
    int weight = required(draft.weight, "weight");
    json.checked(() -> split.arm(name, weight));
  }
}
