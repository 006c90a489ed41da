/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.weather.WeatherException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTableTest {
  private static final List<String> COLUMNS = List.of("congestion", "incidents");

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private LiveTable csv(String text) throws IOException {
    return LiveTable.read(file("zones.csv", text), COLUMNS);
  }

  private static LiveTable json(String text) throws IOException {
    return LiveTable.json(text.getBytes(UTF_8), COLUMNS);
  }

  @Test
  void of_rows_areCopiedAndThoseWithoutAValueLeftOut() {
    double[] row = {0.7, Double.NaN};
    LiveTable table =
        LiveTable.of(COLUMNS, Map.of("a", row, "b", new double[] {Double.NaN, Double.NaN}));
    row[0] = 9;

    assertThat(table.value("a", "congestion")).isEqualTo(0.7);
    assertThat(table.value("a", "incidents")).isNaN();
    assertThat(table.value("b", "congestion")).isNaN();
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.columns()).isEqualTo(COLUMNS);
    assertThat(table).hasToString("1 rows of [congestion, incidents]");
  }

  @Test
  void of_wrongRows_saysWhich() {
    assertThatThrownBy(() -> LiveTable.of(COLUMNS, Map.of("a", new double[1])))
        .hasMessage("key 'a': 1 values for [congestion, incidents]");
    assertThatThrownBy(() -> LiveTable.of(COLUMNS, Map.of(" ", new double[2])))
        .hasMessage("a row without a key");
    assertThatThrownBy(
            () -> LiveTable.of(COLUMNS, Map.of("a", new double[] {1, Double.NEGATIVE_INFINITY})))
        .hasMessage("key 'a': -Infinity is no value");
    assertThatThrownBy(() -> LiveTable.of(COLUMNS, Map.of()).value("a", "speed"))
        .hasMessage("no column 'speed' among [congestion, incidents]");
  }

  @Test
  void of_moreRowsThanAllowed_isRefused() {
    Map<String, double[]> rows = new HashMap<>();
    for (int i = 0; i < LiveRows.MOST_ROWS; i++) {
      rows.put("zone " + i, new double[] {i});
    }
    assertThat(LiveTable.of(List.of("n"), rows).size()).isEqualTo(100_000);
    rows.put("one more", new double[] {0});

    assertThatThrownBy(() -> LiveTable.of(List.of("n"), rows)).hasMessage("more than 100000 rows");
  }

  @Test
  void json_rows_areReadAndTheRestPassedOver() throws IOException {
    LiveTable table =
        json(
            "{\"a\":{\"congestion\":0.7,\"incidents\":2},"
                + "\"b\":{\"incidents\":null,\"congestion\":1e-3,\"note\":{\"x\":[1]}},\"c\":{}} ");

    assertThat(table.value("a", "congestion")).isEqualTo(0.7);
    assertThat(table.value("a", "incidents")).isEqualTo(2);
    assertThat(table.value("b", "congestion")).isEqualTo(0.001);
    assertThat(table.value("b", "incidents")).isNaN();
    assertThat(table.size()).isEqualTo(2);
    assertThat(table.observedAt()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "``; not an object with one object for each key",
        "[]; not an object with one object for each key",
        "{x; no JSON",
        "{\"a\":1}; not an object at key 'a'",
        "{\"a\":{\"congestion\":\"1\"}}; key 'a': congestion is no number",
        "{\"a\":{\"congestion\":true}}; key 'a': congestion is no number",
        "{\"a\":{\"congestion\":[1]}}; key 'a': congestion is no number",
        "{\"a\":{\"congestion\":1e400}}; key 'a': Infinity is no value",
        "{\"a\":{\"congestion\":NaN}}; no JSON, or a name twice",
        "{\"a\":{\"congestion\":1,\"congestion\":2}}; no JSON, or a name twice",
        "{\"a\":{\"congestion\":1},\"a\":{}}; no JSON, or a name twice",
        "{\" \":{\"congestion\":1}}; a row without a key",
        "{\"a\":{}} {}; something comes after the object",
        "{\"a\":{\"Congestion\":1},\"b\":{}}; no key has any of [congestion, incidents]",
        "{\"zones\":{\"a\":{\"congestion\":1}}}; no key has any of [congestion, incidents]",
        "{\"a\":{}} x; no JSON, or a name twice",
        "{\"a\":{\"congestion\":1; no JSON, or a name twice",
      })
  void json_thatIsNoTable_isRefusedWithTheReason(String text, String reason) {
    assertThatIOException().isThrownBy(() -> json(text)).withMessageContaining(reason);
  }

  @Test
  void json_longKey_isNotQuotedWhole() {
    assertThatIOException()
        .isThrownBy(() -> json("{\"" + "k".repeat(41) + "\":1}"))
        .withMessage("not an object at key '" + "k".repeat(40) + "...'");
  }

  @Test
  void json_tooManyBytes_isRefused() throws IOException {
    byte[] most = new byte[8 << 20];
    Arrays.fill(most, (byte) ' ');
    most[0] = '{';
    most[1] = '}';
    assertThat(LiveTable.json(most, COLUMNS).size()).isZero();

    assertThatIOException()
        .isThrownBy(() -> LiveTable.json(Arrays.copyOf(most, most.length + 1), COLUMNS))
        .withMessage("more than 8388608 bytes");
  }

  @Test
  void read_csv_findsColumnsByNameAndKeysInTheFirst() throws IOException {
    LiveTable table = csv("\uFEFFzone,incidents,note,congestion\na,2,x,0.7\n\"b,c\",,y,-1e-3\n");

    assertThat(table.value("a", "congestion")).isEqualTo(0.7);
    assertThat(table.value("a", "incidents")).isEqualTo(2);
    assertThat(table.value("b,c", "congestion")).isEqualTo(-0.001);
    assertThat(table.value("b,c", "incidents")).isNaN();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = ';',
      value = {
        "zone,congestion; line 1: no 'incidents' after the key",
        "congestion,incidents; line 1: no 'congestion' after the key",
        "z,congestion,incidents,incidents; line 1: more than one 'incidents' after the key",
        "z,congestion,incidents|a,1; line 2: 2 fields, the header has 3",
        "z,congestion,incidents|a,1,2,3; line 2: 4 fields, the header has 3",
        "z,congestion,incidents|a,1,2|a,1,2; line 3: key 'a' twice",
        "z,congestion,incidents|,1,2; line 2: a row without a key",
        "z,congestion,incidents|a,x,2; line 2, column 'congestion': 'x' is no number",
        "z,congestion,incidents|a,1,1e; line 2, column 'incidents': '1e' is no number",
        "z,congestion,incidents|a,NaN,2; line 2, column 'congestion': 'NaN' is no number",
        "z,congestion,incidents|a,1d,2; line 2, column 'congestion': '1d' is no number",
        "z,congestion,incidents|a,1e400,2; line 2: key 'a': Infinity is no value",
        "z,congestion,incidents|a,'1,5',2; line 2: 4 fields, the header has 3",
      })
  void read_csvThatIsNoTable_isRefusedWithFileAndLine(String text, String reason) {
    assertThatIOException()
        .isThrownBy(() -> csv(text.replace('|', '\n')))
        .withMessage(folder.resolve("zones.csv") + ": " + reason);
  }

  @Test
  void read_emptyFile_isRefused() {
    assertThatIOException().isThrownBy(() -> csv("")).withMessageEndingWith("zones.csv: empty");
  }

  @Test
  void read_csvWithAQuoteThatIsNeverClosed_isRefused() {
    assertThatIOException()
        .isThrownBy(() -> csv("z,congestion,incidents\n\"" + "a,1,2\n".repeat(100_000)))
        .withMessageContaining("zones.csv: no CSV");
  }

  @Test
  void read_nameOfJson_readsJson() throws IOException {
    Path file = file("zones.JSON", "{\"a\":{\"congestion\":0.7}}");

    assertThat(LiveTable.read(file, COLUMNS).value("a", "congestion")).isEqualTo(0.7);
  }

  @Test
  void read_file_isOfItsLastChange() throws IOException {
    Instant changed = Instant.parse("2026-01-01T00:00:00Z");
    Path file = file("zones.csv", "z,congestion,incidents\na,1,2\n");
    Files.setLastModifiedTime(file, FileTime.from(changed));

    assertThat(LiveTable.read(file, COLUMNS).observedAt()).contains(changed);
  }

  @Test
  void read_tooLargeAFile_isRefused() throws IOException {
    Path file = file("zones.csv", "z,congestion,incidents\n" + "a".repeat(8 << 20));

    assertThatIOException()
        .isThrownBy(() -> LiveTable.read(file, COLUMNS))
        .withMessage(file + ": more than 8388608 bytes");
  }

  @Test
  void read_folder_isRefused() {
    assertThatIOException()
        .isThrownBy(() -> LiveTable.read(folder, COLUMNS))
        .withMessage(folder + ": no regular file");
  }

  private static WeatherException failure(Path file) {
    LiveFeed feed = new FileFeed(file, COLUMNS, Runnable::run);
    try {
      feed.load().toCompletableFuture().join();
      throw new AssertionError("read " + file);
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof WeatherException known) {
        return known;
      }
      throw new AssertionError("another failure", failed);
    }
  }

  @Test
  void load_noFile_isUnreachable() {
    WeatherException failure = failure(folder.resolve("none.csv"));

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure).hasMessage(folder.resolve("none.csv") + ": NoSuchFileException");
  }

  @Test
  void load_brokenFile_isABrokenReply() throws IOException {
    WeatherException failure = failure(file("zones.json", "{"));

    assertThat(failure.reason()).isEqualTo(Reason.BROKEN_REPLY);
    assertThat(failure).hasMessageContaining("zones.json: no JSON");
  }

  @Test
  void load_fileThatChanges_isReadAnew() throws IOException {
    LiveFeed feed =
        new FileFeed(file("zones.csv", "z,congestion,incidents\na,1,2\n"), COLUMNS, Runnable::run);
    LiveTable before = feed.load().toCompletableFuture().join();
    file("zones.csv", "z,congestion,incidents\na,3,2\n");
    LiveTable after = feed.load().toCompletableFuture().join();

    assertThat(before.value("a", "congestion")).isEqualTo(1);
    assertThat(after.value("a", "congestion")).isEqualTo(3);
  }
}
