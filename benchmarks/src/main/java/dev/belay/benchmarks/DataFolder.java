/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Where real data may be: the property {@code belay.data}, else BELAY_DATA, else a neighbour. */
final class DataFolder {
  private static final String PROPERTY = "belay.data";
  private static final String VARIABLE = "BELAY_DATA";
  private static final Path NEIGHBOUR = Path.of("..", "shared", "data");
  private static final Path FLIGHTS = Path.of("flights", "nyc13_full.csv.gz");

  private final Path folder;
  private final @Nullable String named;

  private DataFolder(Path folder, @Nullable String named) {
    this.folder = folder;
    this.named = named;
  }

  /** Looks for it; a relative path is taken from the root of the repository. */
  static DataFolder find(Path root, Properties properties, Map<String, String> environment) {
    String property = properties.getProperty(PROPERTY, "");
    if (!property.isBlank()) {
      return new DataFolder(root.resolve(property), "-D" + PROPERTY);
    }
    String variable = environment.getOrDefault(VARIABLE, "");
    return variable.isBlank()
        ? new DataFolder(root.resolve(NEIGHBOUR), null)
        : new DataFolder(root.resolve(variable), VARIABLE);
  }

  /** Where it is for whoever runs this in the root of the repository. */
  static DataFolder here() {
    return find(Path.of(""), System.getProperties(), System.getenv());
  }

  /**
   * The flights, if they are there.
   *
   * @throws IllegalArgumentException if somebody has said where they are and they are not
   */
  Optional<Path> flights() {
    Path file = folder.resolve(FLIGHTS);
    if (Files.isRegularFile(file)) {
      return Optional.of(file);
    }
    if (named != null) {
      throw new IllegalArgumentException(named + " is " + folder + ", but there is no " + file);
    }
    return Optional.empty();
  }

  /** Where it was looked. */
  @Override
  public String toString() {
    return folder.resolve(FLIGHTS).toString();
  }
}
