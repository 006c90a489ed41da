/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.belay.Origin;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import dev.belay.traffic.Arm;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes findings for a program. What is not known is null, never a number. */
final class FindingsJson {
  private final Findings findings;
  private final JsonGenerator json;

  private FindingsJson(Findings findings, JsonGenerator json) {
    this.findings = findings;
    this.json = json;
  }

  /** Writes the file, making its folder if need be. */
  static void write(Findings findings, Path file) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (Writer writer = Files.newBufferedWriter(file);
        JsonGenerator json = new JsonFactory().createGenerator(writer)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      new FindingsJson(findings, json).write();
    }
  }

  private void write() throws IOException {
    json.writeStartObject();
    json.writeStringField("data", findings.subject().data());
    json.writeNumberField("rows", findings.subject().rows());
    json.writeNumberField("test_rows", findings.subject().testRows());
    models();
    weather();
    origins(findings.replay().origins());
    stages();
    latency();
    oracle();
    json.writeNumberField("train_seconds", findings.learned().seconds());
    json.writeNumberField("seed", findings.subject().seed());
    json.writeStringField("machine", Machine.describe());
    json.writeBooleanField("leak_suspected", findings.leakSuspected());
    json.writeEndObject();
  }

  private void models() throws IOException {
    Contest median = findings.contests().median();
    Contest mean = findings.contests().mean();
    accuracy("heuristic", median.baseline());
    accuracy("median_model", median.candidate());
    accuracy("mean_heuristic", mean.baseline());
    accuracy("mean_model", mean.candidate());
    difference("paired_difference", median);
    difference("mean_paired_difference", mean);
  }

  private void accuracy(String name, Accuracy accuracy) throws IOException {
    json.writeObjectFieldStart(name);
    number("mae", accuracy.mae());
    number("rmse", accuracy.rmse());
    number("r2", accuracy.r2());
    number("median_error", accuracy.medianError());
    json.writeEndObject();
  }

  private void difference(String name, Contest contest) throws IOException {
    json.writeObjectFieldStart(name);
    bounded(contest.difference());
    json.writeObjectFieldStart("relative");
    bounded(contest.relative());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void bounded(Figure figure) throws IOException {
    number("value", figure);
    bounds(figure);
    json.writeNumberField("n", figure.n());
  }

  private void weather() throws IOException {
    Findings.Contests contests = findings.contests();
    json.writeObjectFieldStart("weather_ablation");
    ablation(
        contests.medianWeather().candidate().mae(),
        contests.medianWeather().baseline().mae(),
        contests.medianWeather().difference());
    json.writeObjectFieldStart("mean_loss");
    ablation(
        contests.meanWeather().candidate().rmse(),
        contests.meanWeather().baseline().rmse(),
        contests.meanWeather().difference());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void ablation(Figure with, Figure without, Figure difference) throws IOException {
    number("with", with);
    number("without", without);
    bounds(difference);
  }

  private void stages() throws IOException {
    json.writeArrayFieldStart("stages");
    for (StageSummary stage : findings.stages()) {
      json.writeStartObject();
      json.writeNumberField("percent", stage.percent());
      json.writeStringField("first", stage.first().toString());
      json.writeStringField("last", stage.last().toString());
      json.writeNumberField("rows", stage.rows());
      json.writeObjectFieldStart("arms");
      for (Map.Entry<Arm, Long> arm : stage.arms().entrySet()) {
        json.writeNumberField(arm.getKey().name(), arm.getValue());
      }
      json.writeEndObject();
      origins(stage.origins());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void origins(Map<Origin, Long> origins) throws IOException {
    json.writeObjectFieldStart("origins");
    for (Map.Entry<Origin, Long> origin : origins.entrySet()) {
      json.writeNumberField(origin.getKey().name(), origin.getValue());
    }
    json.writeEndObject();
  }

  private void latency() throws IOException {
    Latency latency = findings.replay().latency();
    json.writeObjectFieldStart("latency_us");
    json.writeNumberField("p50", latency.p50());
    json.writeNumberField("p99", latency.p99());
    json.writeNumberField("p999", latency.p999());
    json.writeEndObject();
  }

  private void oracle() throws IOException {
    Findings.Best oracle = findings.oracle();
    if (oracle != null) {
      json.writeObjectFieldStart("oracle");
      number("median_mae", oracle.median().mae());
      number("mean_rmse", oracle.mean().rmse());
      json.writeEndObject();
    }
  }

  private void bounds(Figure figure) throws IOException {
    Interval interval = figure.interval();
    number("lower", interval == null ? Double.NaN : interval.lower());
    number("upper", interval == null ? Double.NaN : interval.upper());
  }

  private void number(String name, Figure figure) throws IOException {
    number(name, figure.defined() ? figure.value() : Double.NaN);
  }

  private void number(String name, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumberField(name, value);
    } else {
      json.writeNullField(name);
    }
  }
}
