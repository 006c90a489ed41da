/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Everything public that a module's compiled classes offer, and what its {@code api.txt} says they
 * do. A module's test kit is a part of it.
 */
final class ApiListing {
  private static final List<String> KITS =
      List.of("dev/belay/testing", "dev/belay/weather/testing");
  private static final String GENERATED = ".jmh_generated.";

  /** What the tests jar leaves out is not on the class path where that jar is. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("dev\\.belay(\\.\\w+)?\\.testing\\..*(Test|Broken).*");

  private static final Comparator<String> TYPE_BEFORE_MEMBERS =
      Comparator.comparing(line -> line.replace(": ", "\0"));

  private final Path module;

  ApiListing(Path module) {
    this.module = module;
  }

  /** {@return the file that is committed} */
  Path file() {
    return module.resolve("api.txt");
  }

  /** {@return the lines of that file, none if it is not there} */
  List<String> committed() throws IOException {
    return Files.exists(file()) ? Files.readAllLines(file()) : List.of();
  }

  /** {@return the lines it should have, sorted} */
  List<String> compiled() throws IOException {
    Set<String> lines = new TreeSet<>(TYPE_BEFORE_MEMBERS);
    Path classes = module.resolve("target/classes");
    Optional<ModuleDescriptor> descriptor = descriptor(classes);
    descriptor.ifPresent(module -> lines.addAll(moduleLines(module)));
    Predicate<Class<?>> exported =
        descriptor.isEmpty() ? type -> true : type -> exports(descriptor.get(), type);
    types(classes, "").filter(exported).forEach(type -> add(type, lines));
    for (String kit : KITS) {
      types(module.resolve("target/test-classes"), kit).forEach(type -> add(type, lines));
    }
    return List.copyOf(lines);
  }

  /** {@return what is compiled and not committed with a plus, and the reverse with a minus} */
  List<String> difference() throws IOException {
    return difference(committed(), compiled());
  }

  static List<String> difference(List<String> committed, List<String> compiled) {
    return Stream.concat(
            committed.stream().filter(line -> !compiled.contains(line)).map("- "::concat),
            compiled.stream().filter(line -> !committed.contains(line)).map("+ "::concat))
        .sorted(Comparator.comparing((String line) -> line.substring(2), TYPE_BEFORE_MEMBERS))
        .toList();
  }

  private static void add(Class<?> type, Set<String> lines) {
    new ApiType(type).lines().forEach(lines::add);
  }

  private static Optional<ModuleDescriptor> descriptor(Path classes) {
    return ModuleFinder.of(classes).findAll().stream()
        .map(found -> found.descriptor())
        .filter(found -> !found.isAutomatic())
        .findAny();
  }

  private static Set<String> moduleLines(ModuleDescriptor module) {
    Stream<String> exports =
        module.exports().stream()
            .filter(export -> !export.isQualified())
            .map(export -> "exports " + export.source());
    Stream<String> requires =
        module.requires().stream()
            .filter(required -> required.modifiers().contains(Requires.Modifier.TRANSITIVE))
            .map(required -> "requires " + words(required) + required.name());
    return Stream.concat(exports, requires)
        .map(line -> "module " + module.name() + ": " + line)
        .collect(Collectors.toSet());
  }

  private static String words(Requires required) {
    return required.modifiers().stream()
        .sorted()
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .collect(Collectors.joining());
  }

  private static boolean exports(ModuleDescriptor module, Class<?> type) {
    return module.exports().stream()
        .anyMatch(export -> !export.isQualified() && export.source().equals(type.getPackageName()));
  }

  private static Stream<Class<?>> types(Path classes, String folder) throws IOException {
    if (!Files.isDirectory(classes.resolve(folder))) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(classes.resolve(folder))) {
      List<Path> found = files.filter(file -> file.toString().endsWith(".class")).toList();
      return found.stream()
          .map(file -> className(classes.relativize(file)))
          .filter(name -> !name.endsWith("-info") && !name.contains(GENERATED))
          .filter(name -> !LEFT_OUT.matcher(name).matches())
          .<Class<?>>map(ApiListing::load)
          .filter(ApiType::isOpen);
    }
  }

  private static String className(Path file) {
    String path = file.toString();
    return path.substring(0, path.length() - ".class".length())
        .replace(file.getFileSystem().getSeparator(), ".");
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, false, ApiListing.class.getClassLoader());
    } catch (ClassNotFoundException absent) {
      throw new IllegalStateException(name + " is compiled but not on the class path", absent);
    }
  }
}
