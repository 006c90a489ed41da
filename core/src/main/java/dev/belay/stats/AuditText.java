/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import dev.belay.stats.AuditChain.Entry;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An audit chain as lines of text, with tabs between fields. The first line is the format, the
 * sequence and the hash that came before; every other line one entry: sequence, time, actor,
 * action, hash, and each detail as {@code name=text}. Within a field, a backslash, an equals sign
 * and what would end or hide a line are written as a backslash, a {@code u} and four hexadecimal
 * digits.
 *
 * <p>There is one way to write each entry: a line is refused unless it is what its own reading
 * would be written as.
 */
final class AuditText {

  private static final Pattern SPECIAL = Pattern.compile("[\\\\=\\p{Cc}\\u2028\\u2029]");
  private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9a-f]{4})");
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final int FIELDS = 5;
  private static final int MOST_SHOWN = 80;

  private AuditText() {}

  static String line(AuditLink link) {
    return String.join("\t", AuditContent.FORMAT, Long.toString(link.sequence()), link.hash());
  }

  static String line(Entry entry) {
    StringBuilder line = new StringBuilder().append(entry.sequence());
    line.append('\t').append(entry.at());
    line.append('\t').append(escaped(entry.actor()));
    line.append('\t').append(escaped(entry.action()));
    line.append('\t').append(entry.hash());
    entry
        .details()
        .forEach(
            (name, text) ->
                line.append('\t').append(escaped(name)).append('=').append(escaped(text)));
    return line.toString();
  }

  static AuditLink link(String line) {
    List<String> fields = fields(line);
    if (fields.size() != 3 || !fields.get(0).equals(AuditContent.FORMAT)) {
      throw refused(1, "not the first line of a chain: '" + shown(line) + "'");
    }
    try {
      return new AuditLink(number(fields.get(1)), fields.get(2));
    } catch (IllegalArgumentException wrong) {
      throw refused(1, wrong.getMessage());
    }
  }

  static Entry entry(String line, int lineNumber) {
    Entry entry;
    try {
      entry = entry(fields(line));
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw refused(lineNumber, wrong.getMessage());
    }
    if (!line(entry).equals(line)) {
      throw refused(lineNumber, "not as a chain writes it: '" + shown(line) + "'");
    }
    return entry;
  }

  private static Entry entry(List<String> fields) {
    if (fields.size() < FIELDS) {
      throw new IllegalArgumentException(
          "an entry has at least " + FIELDS + " fields, not " + fields.size());
    }
    return new Entry(
        number(fields.get(0)),
        Instant.parse(fields.get(1)),
        plain(fields.get(2)),
        plain(fields.get(3)),
        details(fields.subList(FIELDS, fields.size())),
        fields.get(4));
  }

  private static Map<String, String> details(List<String> fields) {
    Map<String, String> details = new HashMap<>();
    for (String field : fields) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("a detail needs a name: '" + shown(field) + "'");
      }
      details.put(plain(field.substring(0, equals)), plain(field.substring(equals + 1)));
    }
    return details;
  }

  private static List<String> fields(String line) {
    return Arrays.asList(line.split("\t", -1));
  }

  private static long number(String field) {
    if (!NUMBER.matcher(field).matches()) {
      throw new IllegalArgumentException("not a sequence: '" + shown(field) + "'");
    }
    return Long.parseLong(field);
  }

  private static String escaped(String text) {
    return SPECIAL
        .matcher(text)
        .replaceAll(found -> String.format("\\\\u%04x", (int) found.group().charAt(0)));
  }

  private static String plain(String field) {
    return ESCAPED
        .matcher(field)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 16))));
  }

  private static String shown(String text) {
    return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
  }

  private static IllegalArgumentException refused(int lineNumber, @Nullable String why) {
    return new IllegalArgumentException("line " + lineNumber + ": " + why);
  }
}
