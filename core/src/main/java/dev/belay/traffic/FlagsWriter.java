/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a set in the format that {@link FlagSet} documents. What has its default is left out, and
 * everything is in a fixed order with the same line ends everywhere, so that equal sets give equal
 * text. Not thread-safe.
 */
final class FlagsWriter {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;

  private FlagsWriter(JsonGenerator json) {
    this.json = json;
  }

  static String write(FlagSet set, @Nullable String version) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
      new FlagsWriter(json).set(set, version);
    } catch (IOException impossible) {
      throw new UncheckedIOException("a text in memory could not be written", impossible);
    }
    return text.append('\n').toString();
  }

  private void set(FlagSet set, @Nullable String version) throws IOException {
    json.writeStartObject();
    json.writeNumberField("format", FlagsReader.FORMAT);
    if (version != null) {
      json.writeStringField("version", version);
    }
    json.writeObjectFieldStart("rollouts");
    for (Rollout rollout : set.rollouts().values()) {
      rollout(rollout);
    }
    json.writeEndObject();
    json.writeObjectFieldStart("splits");
    for (Split split : set.splits().values()) {
      split(split);
    }
    json.writeEndObject();
    json.writeEndObject();
  }

  private void rollout(Rollout rollout) throws IOException {
    json.writeObjectFieldStart(rollout.name());
    percent("percent", rollout.share());
    common(rollout.assignment());
    keys("allow", rollout.allowed());
    keys("deny", rollout.denied());
    json.writeEndObject();
  }

  private void percent(String field, int parts) throws IOException {
    json.writeFieldName(field);
    json.writeNumber(Percent.decimal(parts));
  }

  private void keys(String field, List<String> keys) throws IOException {
    if (keys.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(field);
    for (String key : keys) {
      json.writeString(key);
    }
    json.writeEndArray();
  }

  private void common(Assignment assignment) throws IOException {
    if (!assignment.salt().text().equals(assignment.name())) {
      json.writeStringField("salt", assignment.salt().text());
    }
    if (assignment.closed() != null) {
      json.writeBooleanField("enabled", false);
    }
    Namespace slice = assignment.slice();
    if (slice != null) {
      json.writeObjectFieldStart("namespace");
      json.writeStringField("name", slice.name());
      percent("from", slice.from());
      percent("to", slice.to());
      json.writeEndObject();
    }
  }

  private void split(Split split) throws IOException {
    Weights weights = split.weights();
    json.writeObjectFieldStart(split.name());
    arms(weights);
    if (weights.unassigned() > 0) {
      json.writeNumberField("unassigned", weights.unassigned());
    }
    json.writeNumberField("outOf", weights.sum());
    if (split.coverageParts() < Percent.WHOLE) {
      percent("coverage", split.coverageParts());
    }
    common(split.assignment());
    overrides(split.assignment());
    json.writeEndObject();
  }

  private void arms(Weights weights) throws IOException {
    json.writeArrayFieldStart("arms");
    for (Map.Entry<String, Integer> arm : weights.arms().entrySet()) {
      json.writeStartObject();
      json.writeStringField("name", arm.getKey());
      json.writeNumberField("weight", arm.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void overrides(Assignment assignment) throws IOException {
    Map<String, Integer> verdicts = assignment.overrides().inOrder();
    if (verdicts.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("overrides");
    for (Map.Entry<String, Integer> override : verdicts.entrySet()) {
      json.writeStringField(override.getKey(), assignment.arm(override.getValue()));
    }
    json.writeEndObject();
  }
}
