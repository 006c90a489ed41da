/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeatherCsvTest {
  private static final String HEADER =
      "latitude,longitude,time,start,end,issued,source,weather_temperature_celsius\n";
  private static final String ROW =
      "1,2,2026-03-01T12:00:00Z,2026-03-01T12:00:00Z,2026-03-01T13:00:00Z,"
          + "2026-03-01T11:00:00Z,sky,3.5\n";

  private static List<Recording.Origin> read(String text) throws IOException {
    List<Recording.Origin> rows = new ArrayList<>();
    WeatherCsv.read(
        "w.csv",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        (origin, slot) -> rows.add(origin));
    return rows;
  }

  @Test
  void read_ofALine_isItsPlaceAndSource() throws IOException {
    assertThat(read(HEADER + ROW)).containsExactly(new Recording.Origin(new Place(1, 2), "sky"));
  }

  @Test
  void read_ofAFileFromASpreadsheet_skipsItsMarkAndTakesItsLineEnds() throws IOException {
    String text = "\uFEFF" + (HEADER + ROW + "\n" + ROW).replace("\n", "\r\n");
    assertThat(read(text)).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "1,2,|x,2,|column 'latitude': 'x' is no number",
        "1,2,|,2,|column 'latitude': '' is no number",
        "1,2,|1d,2,|column 'latitude': '1d' is no number",
        "1,2,|NaN,2,|column 'latitude': 'NaN' is no number",
        "1,2,|1e999,2,|column 'latitude': '1e999' is no number",
        "1,2,|91,2,|column 'latitude': '91' is not -90 to 90",
        "1,2,|1,-180.1,|column 'longitude': '-180.1' is not -180 to 180",
        "sky||column 'source': '' is no name",
        "T13:00:00Z|T13:00|column 'end': '2026-03-01T13:00' is no time such as"
            + " 2026-01-31T12:00:00Z",
        "T13:00:00Z|T11:00:00Z|column 'end': '2026-03-01T11:00:00Z' is before the start",
        "3.5|9999|column 'weather_temperature_celsius': '9999' cannot be true",
        "3.5|warm|column 'weather_temperature_celsius': 'warm' is no number",
        "3.5|0123456789012345678901234567890123456789xyz|column 'weather_temperature_celsius':"
            + " '0123456789012345678901234567890123456789...' is no number"
      })
  void read_ofAFieldThatIsWrong_namesFileLineAndColumn(String right, String wrong, String message) {
    String broken = ROW.replace(right, wrong == null ? "" : wrong);
    assertThatThrownBy(() -> read(HEADER + ROW + broken))
        .isInstanceOf(IOException.class)
        .hasMessage("w.csv line 3, " + message);
  }

  @Test
  void read_ofALineWithAnotherNumberOfFields_isRefused() {
    assertThatThrownBy(() -> read(HEADER + ROW + ROW + "1,2,3\n"))
        .isInstanceOf(IOException.class)
        .hasMessage("w.csv line 4: 3 fields, the header has 8");
  }

  @Test
  void read_ofAHeaderThatIsWrong_isRefused() {
    assertThatThrownBy(() -> read(HEADER.replace("celsius", "celcius") + ROW))
        .isInstanceOf(IOException.class)
        .hasMessage("w.csv line 1: no such column as 'weather_temperature_celcius'");
    assertThatThrownBy(() -> read(HEADER.replace("source,", "") + ROW))
        .isInstanceOf(IOException.class)
        .hasMessage("w.csv line 1: no column 'source'");
    assertThatThrownBy(() -> read(HEADER.replace("start", "time") + ROW))
        .isInstanceOf(IOException.class)
        .hasMessage("w.csv line 1: column 'time' twice");
  }

  @Test
  void read_ofAnEmptyFile_isRefused() {
    assertThatThrownBy(() -> read("")).isInstanceOf(IOException.class).hasMessage("w.csv is empty");
  }

  @Test
  void read_ofAFieldWithoutEnd_isNoCsv() {
    String endless = HEADER + "\"" + "x".repeat(100_000);
    assertThatThrownBy(() -> read(endless))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("w.csv is no CSV: ");
  }

  @Test
  void read_ofAFileThatBreaksOff_isTheFailureItBrokeOffWith() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the disk is gone");
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> WeatherCsv.read("w.csv", broken, (origin, slot) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the disk is gone");
  }

  @Test
  void load_ofAHeaderAlone_hasNoWeather(@TempDir Path folder) throws IOException {
    Path csv = Files.writeString(folder.resolve("w.csv"), HEADER);
    assertThatThrownBy(() -> ReplayWeather.load(csv))
        .isInstanceOf(IOException.class)
        .hasMessage(csv + " has no recorded weather");
  }
}
