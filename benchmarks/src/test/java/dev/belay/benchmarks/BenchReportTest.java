/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
  private static final BenchReport REPORT =
      new BenchReport(
          List.of(
              new Row("ours", 2216.25, "ns/op", null, 0.125, 0),
              new Row(
                  "theirs", 438_272, "ns/op", new Row.Ratio("ours", 197.7654), Double.NaN, 170_643),
              new Row("theirs p99", 1e6 / 3, "ns/op", null, 0.5, Double.NaN)),
          "17.0.15",
          "a VM, 2 cores");

  @Test
  void json_rows_haveTheFieldsThatWerePromised() throws IOException {
    assertThat(REPORT.json())
        .isEqualTo(
            """
            [ {
              "name" : "ours",
              "value" : 2216.25,
              "unit" : "ns/op",
              "ratio_to" : null,
              "ratio" : null,
              "spread" : 0.125,
              "bytes" : 0.0,
              "jdk" : "17.0.15",
              "machine" : "a VM, 2 cores"
            }, {
              "name" : "theirs",
              "value" : 438272.0,
              "unit" : "ns/op",
              "ratio_to" : "ours",
              "ratio" : 197.7654,
              "spread" : null,
              "bytes" : 170643.0,
              "jdk" : "17.0.15",
              "machine" : "a VM, 2 cores"
            }, {
              "name" : "theirs p99",
              "value" : 333333.3333333333,
              "unit" : "ns/op",
              "ratio_to" : null,
              "ratio" : null,
              "spread" : 0.5,
              "bytes" : null,
              "jdk" : "17.0.15",
              "machine" : "a VM, 2 cores"
            } ]
            """);
  }

  @Test
  void table_rows_haveFourDigits() {
    assertThat(REPORT.table())
        .isEqualTo(
            """
            JDK 17.0.15; a VM, 2 cores

            | benchmark | value | unit | ratio | to | spread | bytes |
            |---|---|---|---|---|---|---|
            | ours | 2216 | ns/op |  |  | 13 % | 0.0 |
            | theirs | 438300 | ns/op | 197.8 | ours |  | 170643.0 |
            | theirs p99 | 333300 | ns/op |  |  | 50 % |  |
            """);
  }

  @Test
  void write_missingFolder_makesItAndBothFiles(@TempDir Path folder) throws IOException {
    Path target = folder.resolve("benchmarks").resolve("target");

    REPORT.write(target);

    assertThat(Files.readString(target.resolve("bench.json"))).isEqualTo(REPORT.json());
    assertThat(Files.readString(target.resolve("bench.md"))).isEqualTo(REPORT.table());
  }
}
