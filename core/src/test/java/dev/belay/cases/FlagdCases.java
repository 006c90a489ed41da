/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.traffic.Split;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * flagd's fractional evaluation. Of the second algorithm every row is a {@link Split} at full
 * coverage; flagd salts a key by putting the salt before it, which is why the place is handed over.
 * The first one works in percent and in floating point, with the sign of the hash thrown away: its
 * rows say what that gives, and that it is not what a split says wherever the two disagree.
 */
final class FlagdCases {
  private static final String FILE = "flagd_fractional";

  private FlagdCases() {}

  static CaseSuite suite() {
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : CaseSuite.read(FILE).get("cases")) {
      String version = row.get("algorithm_version").asText();
      String name = version + " " + row.get("hashKey").asText() + " " + row.get("weights");
      rows.add(new Row(name, () -> check(row, version)));
    }
    return new CaseSuite(FILE, rows);
  }

  private static void check(JsonNode row, String version) {
    int hash = hash(row.get("hashKey").asText());
    assertThat(Integer.toUnsignedLong(hash)).isEqualTo(row.get("murmur3_x86_32").asLong());
    String expected = row.get("expected").asText();
    String ours = split(row).armAt(Integer.toUnsignedLong(hash) / 0x1p32);
    if (version.equals("v2")) {
      assertThat(ours).isEqualTo(expected);
    } else {
      assertThat(inPercent(row, hash)).isEqualTo(expected);
      assertThat(ours).isEqualTo(multiplyShift(row, hash));
    }
  }

  private static int hash(String key) {
    return Hashing.murmur3_32(0).hashBytesToInt(key.getBytes(StandardCharsets.UTF_8));
  }

  private static Split split(JsonNode row) {
    Split.Builder split = Split.named("fractional");
    row.get("weights").forEach(arm -> split.arm(arm.get(0).asText(), arm.get(1).asInt()));
    return split.build();
  }

  /** The refused algorithm, for the sake of its rows. */
  private static String inPercent(JsonNode row, int hash) {
    double percent = Math.abs((double) hash) / Integer.MAX_VALUE * 100;
    return first(row, percent, 100.0 / total(row));
  }

  private static String multiplyShift(JsonNode row, int hash) {
    return first(row, (double) ((Integer.toUnsignedLong(hash) * total(row)) >>> 32), 1);
  }

  private static long total(JsonNode row) {
    long total = 0;
    for (JsonNode arm : row.get("weights")) {
      total += arm.get(1).asInt();
    }
    return total;
  }

  private static String first(JsonNode row, double place, double scale) {
    double end = 0;
    for (JsonNode arm : row.get("weights")) {
      end += arm.get(1).asInt() * scale;
      if (place < end) {
        return arm.get(0).asText();
      }
    }
    throw new AssertionError("past the end: " + row);
  }
}
