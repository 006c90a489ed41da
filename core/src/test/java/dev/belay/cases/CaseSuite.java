/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/**
 * The rows of one file of published values that one part of the library answers for.
 *
 * @param file the file's name in the resource folder {@code cases}, without ending
 * @param rows the rows
 */
public record CaseSuite(String file, List<Row> rows) {

  /**
   * One published row.
   *
   * @param name what tells it from the next one
   * @param check fails if the public API computes something else
   */
  public record Row(String name, Executable check) {}

  /** The content of a file. */
  public static JsonNode read(String file) {
    try (InputStream stream = CaseSuite.class.getResourceAsStream("/cases/" + file + ".json")) {
      return new ObjectMapper().readTree(stream);
    } catch (IOException broken) {
      throw new UncheckedIOException(file, broken);
    }
  }
}
