/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import static dev.belay.weather.service.OwmFall.MIXED;
import static dev.belay.weather.service.OwmFall.RAIN;
import static dev.belay.weather.service.OwmFall.SNOW;
import static dev.belay.weather.service.OwmFall.SOME_KIND;
import static dev.belay.weather.service.OwmFall.UNKNOWN;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * What the condition codes of an entry say, all of them: the first is only the main one, and fog or
 * snow may well come second.
 */
final class OwmConditions {
  private static final int FREEZING_RAIN = 511;
  private static final int FOG = 741;

  private final Set<Integer> codes = new HashSet<>();
  private final Set<OwmFall> falls = EnumSet.noneOf(OwmFall.class);

  OwmConditions(JsonNode weather) {
    for (JsonNode condition : weather) {
      JsonNode id = condition.path("id");
      codes.add(id.isInt() ? id.intValue() : 0);
    }
    codes.forEach(code -> falls.add(OwmFall.of(code)));
    if (codes.isEmpty()) {
      falls.add(UNKNOWN);
    }
  }

  double freezing() {
    return whether(code -> code == FREEZING_RAIN);
  }

  /** Every code from 200 to 299 is a thunderstorm, those that may come as well. */
  double thunder() {
    return whether(code -> code / 100 == 2);
  }

  double fog() {
    return whether(code -> code == FOG);
  }

  private double whether(IntPredicate predicate) {
    if (codes.stream().anyMatch(predicate::test)) {
      return 1;
    }
    return falls.contains(UNKNOWN) ? Double.NaN : 0;
  }

  /** Rain and snow together; absent if some of what falls comes without an amount. */
  double precipitation(OwmAmount rain, OwmAmount snow) {
    boolean silent = !rain.said() && !snow.said();
    boolean unsaid =
        (falls.contains(RAIN) && !rain.said())
            || (falls.contains(SNOW) && !snow.said())
            || (silent && anyOf(SOME_KIND, MIXED, UNKNOWN));
    return unsaid ? Double.NaN : rain.orNothing() + snow.orNothing();
  }

  /** The part that is snow; nothing only if the codes rule it out. */
  double snow(OwmAmount rain, OwmAmount snow) {
    if (snow.said()) {
      return snow.millimetres();
    }
    boolean possible = anyOf(SNOW, MIXED, UNKNOWN) || (falls.contains(SOME_KIND) && !rain.said());
    return possible ? Double.NaN : 0;
  }

  private boolean anyOf(OwmFall... some) {
    for (OwmFall fall : some) {
      if (falls.contains(fall)) {
        return true;
      }
    }
    return false;
  }
}
