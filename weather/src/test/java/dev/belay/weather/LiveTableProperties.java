/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

/** Whatever comes: a table whose values are numbers, or an announced failure with a reason. */
class LiveTableProperties {
  private static final List<String> COLUMNS = List.of("congestion", "incidents");
  private static final byte[] JSON =
      ("{\"centre\":{\"congestion\":0.7,\"incidents\":2,\"note\":[{\"a\":\"b\"}]},"
              + "\"n\\u00e9\":{\"congestion\":-1.5e-3,\"incidents\":null},\"east\":{}}")
          .getBytes(UTF_8);
  private static final byte[] CSV =
      "zone,congestion,note,incidents\ncentre,0.7,\"a \"\"b\"\"\",2\nné,-1.5e-3,x,\n\"a,b\",,y,0\n"
          .getBytes(UTF_8);
  private static final String TOKENS = "{}[]:,\"\n\r01e.-+\\u\u0000 ";

  private interface Reader {
    LiveRows read(byte[] text, List<String> columns) throws IOException;
  }

  private static void assertRefusedOrATable(Reader reader, byte[] text) {
    Map<String, double[]> rows;
    try {
      rows = reader.read(text, COLUMNS).all();
    } catch (IOException refused) {
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(1_000);
      return;
    }
    rows.forEach(
        (key, row) -> {
          assertThat(key).isNotBlank();
          assertThat(row).hasSize(2);
          assertThat(Arrays.stream(row).anyMatch(Double::isFinite)).isTrue();
          assertThat(Arrays.stream(row).anyMatch(Double::isInfinite)).isFalse();
        });
  }

  private static byte[] mutated(byte[] text, Random random) {
    byte[] bytes = text.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      boolean any = random.nextInt(3) == 0;
      bytes[random.nextInt(bytes.length)] =
          (byte) (any ? random.nextInt(256) : TOKENS.charAt(random.nextInt(TOKENS.length())));
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  @Property(tries = 3000)
  void json_bytesChanged_isRefusedOrATable(@ForAll Random random) {
    assertRefusedOrATable(LiveJson::read, mutated(JSON, random));
  }

  @Property(tries = 3000)
  void csv_bytesChanged_isRefusedOrATable(@ForAll Random random) {
    assertRefusedOrATable(LiveCsv::read, mutated(CSV, random));
  }

  @Property(tries = 500)
  void json_anyBytes_isRefusedOrATable(@ForAll byte[] text) {
    assertRefusedOrATable(LiveJson::read, text);
  }

  @Property(tries = 500)
  void csv_anyBytes_isRefusedOrATable(@ForAll byte[] text) {
    assertRefusedOrATable(LiveCsv::read, text);
  }

  @Property(tries = 300)
  void json_cutOff_isRefused(@ForAll @DoubleRange(max = 0.99) double share) {
    byte[] part = Arrays.copyOf(JSON, (int) (JSON.length * share));
    try {
      LiveJson.read(part, COLUMNS);
      throw new AssertionError("read a part of " + part.length);
    } catch (IOException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Property(tries = 300)
  void csv_writtenValues_areReadBack(
      @ForAll @Size(2) List<@DoubleRange(min = -1e300, max = 1e300) Double> values,
      @ForAll String key)
      throws IOException {
    if (key.isBlank() || !UTF_8.newEncoder().canEncode(key)) {
      return;
    }
    String quoted = '"' + key.replace("\"", "\"\"") + '"';
    String text = "k,congestion,incidents\n" + quoted + "," + values.get(0) + "," + values.get(1);
    double[] row = LiveCsv.read(text.getBytes(UTF_8), COLUMNS).all().get(key);

    assertThat(row).containsExactly(values.get(0), values.get(1));
  }
}
