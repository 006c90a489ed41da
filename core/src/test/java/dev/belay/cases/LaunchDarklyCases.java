/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.belay.cases.CaseSuite.Row;
import dev.belay.traffic.Decision;
import dev.belay.traffic.FlagSet;
import dev.belay.traffic.Flags;
import dev.belay.traffic.Reason;
import dev.belay.traffic.Split;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * LaunchDarkly's places and the edges of its rollouts. The hash is an oracle here, whose places a
 * split takes over. Two of its rules are not ours: a key that cannot be one is refused where
 * LaunchDarkly gives it the first place, and past the end of the weights there is no arm where
 * LaunchDarkly gives the last one.
 */
final class LaunchDarklyCases {
  private static final String FILE = "launchdarkly_bucketing";
  private static final int WHOLE = 100_000;

  private LaunchDarklyCases() {}

  static CaseSuite suite() {
    JsonNode file = CaseSuite.read(FILE);
    double tolerance = file.get("tolerance").asDouble();
    List<Row> rows = new ArrayList<>();
    add(rows, file, "cases", row -> place(row, tolerance));
    add(rows, file, "invalid_bucketBy", LaunchDarklyCases::invalidKey);
    add(rows, file, "rollout", LaunchDarklyCases::rollout);
    return new CaseSuite(FILE, rows);
  }

  private static void add(List<Row> rows, JsonNode file, String part, Consumer<JsonNode> check) {
    for (JsonNode row : file.get(part)) {
      rows.add(new Row(part + " " + row, () -> check.accept(row)));
    }
  }

  /** The first 15 hexadecimal digits of a SHA-1, as a part of the largest there is. */
  private static double place(String salted) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(salted.getBytes(StandardCharsets.UTF_8));
      long bits = 0;
      for (int i = 0; i < 8; i++) {
        bits = bits << 8 | (digest[i] & 0xff);
      }
      return (double) (bits >>> 4) / 0xFFFFFFFFFFFFFFFL;
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void place(JsonNode row, double tolerance) {
    String before =
        row.get("seed").isNull()
            ? row.get("flagKey").asText() + "." + row.get("salt").asText()
            : row.get("seed").asText();
    double place = place(before + "." + row.get("value").asText());
    double expected = row.get("expected").asDouble();
    assertThat(place).isCloseTo(expected, within(tolerance));
    int bucket = (int) (expected * WHOLE);
    assertThat(split(bucket, WHOLE - bucket).build().armAt(place)).isEqualTo("1");
    assertThat(split(bucket + 1, WHOLE - bucket - 1).build().armAt(place)).isEqualTo("0");
  }

  private static Split.Builder split(int... weights) {
    Split.Builder split = Split.named("rollout");
    for (int i = 0; i < weights.length; i++) {
      split.arm(Integer.toString(i), weights[i]);
    }
    return split;
  }

  private static void invalidKey(JsonNode row) {
    assertThat(row.get("expected").asInt()).isZero();
    String json =
        "{\"format\": 1, \"rollouts\": {\"r\": {\"percent\": 1, \"allow\": ["
            + row.get("value")
            + "]}}}";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.parse(json))
        .withMessageContaining("/rollouts/r/allow/0: expected a text, found ");
  }

  private static void rollout(JsonNode row) {
    JsonNode given = row.get("weights");
    if (row.has("expectedError")) {
      assertThat(given).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> split().build())
          .withMessageContaining("0 arms");
      return;
    }
    int[] weights = {given.get(0).asInt(), given.get(1).asInt()};
    int rest = WHOLE - weights[0] - weights[1];
    String key = row.get("key").asText();
    String expected = row.get("expectedIndex").asText();
    Split split = split(weights).unassigned(rest).outOf(WHOLE).build();
    assertThat(split.armAt(place("flag.salt." + key)))
        .isEqualTo(rest == 0 ? expected : Decision.NO_ARM);
    if (row.has("untracked")) {
      assertServedAndNotCounted(split(weights).override(key, expected).build(), key, expected);
    }
  }

  /** An arm by somebody's act is served, and is no part of a comparison. */
  private static void assertServedAndNotCounted(Split split, String key, String arm) {
    Decision decision = Flags.of(FlagSet.builder().split(split).build()).decide(split.name(), key);
    assertThat(decision.arm()).isEqualTo(arm);
    assertThat(decision.reason()).isEqualTo(Reason.OVERRIDDEN);
    assertThat(decision.reason().byChance()).isFalse();
  }
}
