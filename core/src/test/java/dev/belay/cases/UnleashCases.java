/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.dynatrace.hash4j.hashing.Hashing;
import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import dev.belay.traffic.Split;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Unleash's normalized values, which take the remainder where a split takes ranges: each is a place
 * among as many equal arms. And what Unleash had to learn: whether a key is in and which arm it
 * gets must not be the same hash, or 10 % of the keys are the same tenth of the arms.
 */
final class UnleashCases {
  private static final String FILE = "unleash_normalized_values";
  private static final int KEYS = 500_000;
  private static final double FOUR_SIGMA = 4;

  private UnleashCases() {}

  static CaseSuite suite() {
    JsonNode file = CaseSuite.read(FILE);
    List<Row> rows = new ArrayList<>();
    for (JsonNode row : file.get("cases")) {
      rows.add(new Row(row.toString(), () -> check(row)));
    }
    rows.add(new Row("10 % in, then thirds", UnleashCases::assertThirds));
    return new CaseSuite(FILE, rows);
  }

  private static void check(JsonNode row) {
    String key = row.get("groupId").asText() + ":" + row.get("id").asText();
    int normalizer = row.get("normalizer").asInt();
    int hash =
        Hashing.murmur3_32(row.get("seed").asInt())
            .hashBytesToInt(key.getBytes(StandardCharsets.UTF_8));
    int value = Integer.remainderUnsigned(hash, normalizer) + 1;
    assertThat(value).isEqualTo(row.get("expected").asInt());
    assertEnabledFrom(row.get("expected").asInt(), normalizer, value);
  }

  /** Unleash's rule: in as soon as the percentage reaches the value. */
  private static void assertEnabledFrom(int percent, int normalizer, int value) {
    double place = (value - 1.0) / normalizer;
    Split reached = Split.named("s").arm("in", percent).unassigned(normalizer - percent).build();
    assertThat(reached.armAt(place)).isEqualTo("in");
    Split before =
        Split.named("s").arm("in", percent - 1).unassigned(normalizer - percent + 1).build();
    assertThat(before.armAt(place)).isEmpty();
  }

  private static void assertThirds() {
    Rollout tenth = Rollout.of("feature", 10);
    Split thirds = Split.named("feature").arm("0", 1).arm("1", 1).arm("2", 1).build();
    int[] counts = new int[3];
    for (int key = 0; key < KEYS; key++) {
      if (tenth.arm("user-" + key) == Arm.MODEL) {
        counts[Integer.parseInt(thirds.arm("user-" + key))]++;
      }
    }
    double in = counts[0] + counts[1] + counts[2];
    assertThat(in).isCloseTo(KEYS / 10.0, within(FOUR_SIGMA * Math.sqrt(KEYS * 0.1 * 0.9)));
    for (int count : counts) {
      assertThat(count / in).isCloseTo(1.0 / 3, within(FOUR_SIGMA * Math.sqrt(2.0 / 9 / in)));
    }
  }
}
