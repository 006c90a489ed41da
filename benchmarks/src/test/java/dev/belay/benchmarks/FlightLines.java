/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A flights file of a few hand-written lines; what a line does not set is as in {@link #PLAIN}. */
final class FlightLines {
  private static final Map<String, String> PLAIN = plain();

  private final Map<String, String> defaults = new LinkedHashMap<>(PLAIN);
  private final List<Map<String, String>> lines = new ArrayList<>();

  private static Map<String, String> plain() {
    Map<String, String> plain = new LinkedHashMap<>();
    plain.put("date", "2013-03-04");
    plain.put("sched_utc", "2013-03-04T13:30Z");
    plain.put("carrier", "UA");
    plain.put("flight", "1545");
    plain.put("origin", "EWR");
    plain.put("dest", "IAH");
    plain.put("sched_hour", "8");
    plain.put("dep_delay", "2");
    Arrays.stream(FlightColumn.values()).forEach(column -> plain.put(column.header(), "1.5"));
    return plain;
  }

  FlightLines without(String column) {
    defaults.remove(column);
    return this;
  }

  /** A line that differs in pairs of column and text. */
  FlightLines line(String... columnsAndTexts) {
    Map<String, String> line = new LinkedHashMap<>(defaults);
    for (int i = 0; i < columnsAndTexts.length; i += 2) {
      line.put(columnsAndTexts[i], columnsAndTexts[i + 1]);
    }
    lines.add(line);
    return this;
  }

  String csv() {
    StringBuilder csv = new StringBuilder(String.join(",", defaults.keySet())).append('\n');
    lines.forEach(line -> csv.append(String.join(",", line.values())).append('\n'));
    return csv.toString();
  }

  List<Flight> read() throws IOException {
    return read(csv());
  }

  static List<Flight> read(String csv) throws IOException {
    return FlightData.read(
        "few.csv", new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
  }
}
