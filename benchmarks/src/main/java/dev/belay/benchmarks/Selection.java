/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a run consists of.
 *
 * @param suite how long it may take
 * @param pattern what a benchmark's name contains, {@link #ALL} for the suite as it is
 */
record Selection(Suite suite, String pattern) {
  static final String ALL = "all";

  Selection {
    if (pattern.isBlank()) {
      throw new IllegalArgumentException("the pattern is empty; '" + ALL + "' is all of the suite");
    }
    try {
      Pattern.compile(pattern);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "'" + pattern + "' is no pattern: " + wrong.getDescription(), wrong);
    }
  }

  static Selection of(List<String> arguments) {
    if (arguments.size() > 2) {
      throw new IllegalArgumentException("a pattern and a suite, not " + arguments);
    }
    String pattern = arguments.isEmpty() ? ALL : arguments.get(0);
    String suite = arguments.size() < 2 ? "short" : arguments.get(1);
    return new Selection(Suite.named(suite), pattern);
  }

  private boolean isNamed() {
    return !pattern.equals(ALL);
  }

  /**
   * {@return what is to be run, in groups whose rounds are to be interleaved, by class}
   *
   * @throws IllegalArgumentException if nothing is selected
   */
  List<List<List<Candidate>>> groups(List<Candidate> candidates) {
    Map<String, Map<String, List<Candidate>>> groups = new TreeMap<>();
    candidates.stream()
        .filter(this::selects)
        .forEach(
            candidate ->
                groups
                    .computeIfAbsent(candidate.group().getName(), name -> new TreeMap<>())
                    .computeIfAbsent(candidate.type().getName(), name -> new ArrayList<>())
                    .add(candidate));
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("no benchmark is called '" + pattern + "'");
    }
    return groups.values().stream().map(group -> List.copyOf(group.values())).toList();
  }

  private boolean selects(Candidate candidate) {
    return isNamed()
        ? candidate.matches(Pattern.compile(pattern))
        : suite == Suite.LONG || candidate.isInShortSuite();
  }

  /** {@return the parameters of a class that do not take all of their values} */
  Map<String, String[]> parameters(Class<?> type) {
    Map<String, String[]> parameters = new LinkedHashMap<>();
    ShortSuite said = type.getAnnotation(ShortSuite.class);
    if (suite != Suite.LONG && said != null) {
      for (String parameter : said.value()) {
        String[] parts = parameter.split("=", 2);
        parameters.put(parts[0], parts[1].split(",", -1));
      }
    }
    return parameters;
  }
}
