/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The rows of a run, for a program and for a reader. What is not known is null or empty.
 *
 * @param rows in the order in which they are to be read
 * @param jdk they were measured on
 * @param machine they were measured on
 */
record BenchReport(List<Row> rows, String jdk, String machine) {
  private static final MathContext DIGITS = new MathContext(4);

  /** Writes {@code bench.json} and {@code bench.md}, making the folder if need be. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("bench.json"), json());
    Files.writeString(folder.resolve("bench.md"), table());
  }

  String json() throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartArray();
      for (Row row : rows) {
        write(row, json);
      }
      json.writeEndArray();
    }
    return text.append('\n').toString();
  }

  private void write(Row row, JsonGenerator json) throws IOException {
    Row.Ratio ratio = row.ratio();
    json.writeStartObject();
    json.writeStringField("name", row.name());
    number(json, "value", row.value());
    json.writeStringField("unit", row.unit());
    json.writeStringField("ratio_to", ratio == null ? null : ratio.to());
    number(json, "ratio", ratio == null ? Double.NaN : ratio.value());
    number(json, "spread", row.spread());
    number(json, "bytes", row.bytes());
    json.writeStringField("jdk", jdk);
    json.writeStringField("machine", machine);
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }

  String table() {
    StringBuilder text = new StringBuilder();
    text.append("JDK ").append(jdk).append("; ").append(machine).append("\n\n");
    text.append("| benchmark | value | unit | ratio | to | spread | bytes |\n");
    text.append("|---|---|---|---|---|---|---|\n");
    rows.forEach(row -> text.append(line(row)));
    return text.toString();
  }

  private static String line(Row row) {
    Row.Ratio ratio = row.ratio();
    return "| "
        + String.join(
            " | ",
            row.name(),
            digits(row.value()),
            row.unit(),
            ratio == null ? "" : digits(ratio.value()),
            ratio == null ? "" : ratio.to(),
            Double.isNaN(row.spread()) ? "" : Math.round(100 * row.spread()) + " %",
            Double.isNaN(row.bytes()) ? "" : String.format(Locale.ROOT, "%.1f", row.bytes()))
        + " |\n";
  }

  private static String digits(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : "";
  }
}
