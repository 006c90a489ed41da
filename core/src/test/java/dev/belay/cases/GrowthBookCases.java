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
import dev.belay.traffic.Namespace;
import dev.belay.traffic.Rollout;
import dev.belay.traffic.Split;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * GrowthBook's hashes, bucket ranges, choices and namespaces. The hashes are an oracle here, whose
 * places our ranges take over; what GrowthBook repairs or clamps has to be refused.
 */
final class GrowthBookCases {
  private static final String FILE = "growthbook_assignment";
  private static final int WHOLE = 10_000;
  private static final double STEP = 1e-9;

  private GrowthBookCases() {}

  static CaseSuite suite() {
    JsonNode file = CaseSuite.read(FILE);
    List<Row> rows = new ArrayList<>();
    add(rows, file, "hash", GrowthBookCases::hash);
    add(rows, file, "bucketRanges", GrowthBookCases::ranges);
    add(rows, file, "chooseVariation", GrowthBookCases::choose);
    add(rows, file, "inNamespace", GrowthBookCases::namespace);
    add(rows, file, "equalWeights", GrowthBookCases::equalWeights);
    return new CaseSuite(FILE, rows);
  }

  private static void add(List<Row> rows, JsonNode file, String part, Consumer<JsonNode> check) {
    for (JsonNode row : file.get(part)) {
      rows.add(new Row(part + " " + row, () -> check.accept(row)));
    }
  }

  private static double hash(String seed, String value, int version) {
    if (version == 1) {
      return Integer.remainderUnsigned(fnv1a(value + seed), 1_000) / 1_000.0;
    }
    String once = Integer.toUnsignedString(fnv1a(seed + value));
    return Integer.remainderUnsigned(fnv1a(once), WHOLE) / (double) WHOLE;
  }

  private static int fnv1a(String text) {
    int hash = 0x811c9dc5;
    for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (next & 0xff)) * 0x01000193;
    }
    return hash;
  }

  /** A split whose second arm begins where the hash is, and one where it begins right after. */
  private static void hash(JsonNode row) {
    double place =
        hash(row.get("seed").asText(), row.get("value").asText(), row.get("version").asInt());
    assertThat(place).isEqualTo(row.get("expected").asDouble());
    int bucket = (int) Math.round(row.get("expected").asDouble() * WHOLE);
    assertThat(split(bucket, WHOLE - bucket).build().armAt(place)).isEqualTo("1");
    assertThat(split(bucket + 1, WHOLE - bucket - 1).build().armAt(place)).isEqualTo("0");
  }

  private static Split.Builder split(int... weights) {
    Split.Builder split = Split.named("split");
    for (int i = 0; i < weights.length; i++) {
      split.arm(Integer.toString(i), weights[i]);
    }
    return split;
  }

  private static int[] weights(JsonNode row) {
    JsonNode given = row.get("weights");
    int[] weights = new int[row.get("numVariations").asInt()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = given.isNull() ? 1 : (int) Math.round(given.get(i).asDouble() * WHOLE);
    }
    return weights;
  }

  private static void ranges(JsonNode row) {
    double percent = row.get("coverage").asDouble() * 100;
    if (!(percent >= 0 && percent <= 100)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> split(weights(row)).coverage(percent))
          .withMessageContaining(percent + " %");
      return;
    }
    Split.Builder split = split(weights(row)).coverage(percent);
    double sum = sum(row);
    if (Math.abs(sum - 1) < STEP) {
      assertRanges(row, split.build());
    } else if (Math.abs(sum - 1) <= 0.01) {
      assertRanges(row, split.unassigned((int) Math.round((1 - sum) * WHOLE)).build());
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> split.outOf(WHOLE).build())
          .withMessageEndingWith("add up to " + Math.round(sum * WHOLE) + ", not to " + WHOLE);
    }
  }

  private static double sum(JsonNode row) {
    if (row.get("weights").isNull()) {
      return 1;
    }
    double sum = 0;
    for (JsonNode weight : row.get("weights")) {
      sum += weight.asDouble();
    }
    return sum;
  }

  private static void assertRanges(JsonNode row, Split split) {
    JsonNode expected = row.get("expected");
    assertThat(split.arms()).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      String arm = Integer.toString(i);
      double start = expected.get(i).get(0).asDouble();
      double end = expected.get(i).get(1).asDouble();
      assertThat(split.share(arm)).isCloseTo(end - start, within(STEP));
      assertThat(split.armAt(start)).isEqualTo(arm);
      assertThat(split.armAt(end - STEP)).isEqualTo(arm);
      assertThat(end < 1 ? split.armAt(end) : Decision.NO_ARM).isNotEqualTo(arm);
      assertThat(start > 0 ? split.armAt(start - STEP) : Decision.NO_ARM).isNotEqualTo(arm);
    }
  }

  /** The ranges say what weights and coverage they came from. */
  private static void choose(JsonNode row) {
    JsonNode ranges = row.get("ranges");
    int[] weights = new int[ranges.size()];
    double coverage = 1;
    for (int i = 0; i < weights.length; i++) {
      double start = ranges.get(i).get(0).asDouble();
      double next = i + 1 < weights.length ? ranges.get(i + 1).get(0).asDouble() : 1;
      weights[i] = (int) Math.round((next - start) * WHOLE);
      if (next > start) {
        coverage = (ranges.get(i).get(1).asDouble() - start) / (next - start);
      }
    }
    int expected = row.get("expected").asInt();
    assertThat(split(weights).coverage(coverage * 100).build().armAt(row.get("n").asDouble()))
        .isEqualTo(expected < 0 ? Decision.NO_ARM : Integer.toString(expected));
  }

  private static void namespace(JsonNode row) {
    JsonNode part = row.get("namespace");
    String name = part.get(0).asText();
    Namespace ours =
        Rollout.of("any", 100)
            .within(name, part.get(1).asDouble() * 100, part.get(2).asDouble() * 100)
            .namespace()
            .orElseThrow();
    double place = hash("__" + name, row.get("userId").asText(), 1);
    assertThat(ours.containsAt(place)).isEqualTo(row.get("expected").asBoolean());
  }

  private static void equalWeights(JsonNode row) {
    int arms = row.get("n").asInt();
    if (arms <= 0) {
      assertThat(row.get("expected")).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> split().build())
          .withMessageContaining("0 arms");
      return;
    }
    int[] weights = new int[arms];
    Arrays.fill(weights, 1);
    Split split = split(weights).build();
    for (int i = 0; i < arms; i++) {
      assertThat(split.share(Integer.toString(i)))
          .isCloseTo(row.get("expected").get(i).asDouble(), within(5e-9));
    }
  }
}
