/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * A benchmark that could be run.
 *
 * @param type the class it is in
 * @param method its method
 * @param once whether it is timed call by call, as often as it says itself
 */
record Candidate(Class<?> type, String method, boolean once) {

  /** {@return all that JMH's processor has seen on this class path, peers' included} */
  static List<Candidate> all() {
    OutputFormat silence = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    return BenchmarkList.defaultList().getAll(silence, List.of()).stream()
        .map(Candidate::of)
        .distinct()
        .sorted(Comparator.comparing(Candidate::name))
        .toList();
  }

  private static Candidate of(BenchmarkListEntry entry) {
    String name = entry.getUsername();
    String method = name.substring(name.lastIndexOf('.') + 1);
    return new Candidate(
        type(entry.getUserClassQName()), method, entry.getMode() == Mode.SingleShotTime);
  }

  /** JMH writes the name of a nested class as one writes it in a program. */
  private static Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException absent) {
      int outer = name.lastIndexOf('.');
      if (outer < 0) {
        throw new IllegalStateException("a benchmark is listed but not on the class path", absent);
      }
      return type(name.substring(0, outer) + '$' + name.substring(outer + 1));
    }
  }

  /** {@return as JMH calls it} */
  String name() {
    return type.getCanonicalName() + '.' + method;
  }

  /** {@return what its results are divided by, itself if it is a base, null if nothing says so} */
  @Nullable String base() {
    RatioTo said =
        declared()
            .map(found -> found.getAnnotation(RatioTo.class))
            .orElse(type.getAnnotation(RatioTo.class));
    return said == null ? null : home(said).getCanonicalName() + '.' + said.value();
  }

  private Class<?> home(RatioTo said) {
    return said.type() == void.class ? type : said.type();
  }

  /** {@return the class whose turn its own has to follow} */
  Class<?> group() {
    RatioTo said = type.getAnnotation(RatioTo.class);
    return said == null ? type : home(said);
  }

  /** None where JMH's name is that of a group of methods. */
  private Optional<Method> declared() {
    return Stream.of(type.getMethods())
        .filter(candidate -> candidate.getName().equals(method))
        .findFirst();
  }

  boolean isInShortSuite() {
    return type.isAnnotationPresent(ShortSuite.class);
  }

  boolean matches(Pattern pattern) {
    return pattern.matcher(name()).find();
  }

  /** {@return the methods of several candidates of one class, as a pattern for JMH} */
  static String pattern(List<Candidate> ofOneClass) {
    TreeSet<String> methods = new TreeSet<>();
    ofOneClass.forEach(candidate -> methods.add(candidate.method()));
    String type = Pattern.quote(ofOneClass.get(0).type().getCanonicalName());
    return "^" + type + "\\.(" + String.join("|", methods) + ")$";
  }
}
