/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.runner.RunnerException;

class BenchTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private boolean accepts(String... arguments) throws IOException, RunnerException {
    return Bench.accepts(List.of(arguments), printing(out), printing(err));
  }

  private static PrintStream printing(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "'', short, the pattern is empty; 'all' is all of the suite",
    "' ', short, the pattern is empty; 'all' is all of the suite",
    "all, '', 'the suite is trial, short or long, not '''''",
    "nobody, short, no benchmark is called 'nobody'"
  })
  void accepts_whatCannotBeRun_saysWhyAndRunsNothing(String pattern, String suite, String why)
      throws IOException, RunnerException {
    assertThat(accepts(pattern, suite)).isFalse();

    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("bench: " + why + System.lineSeparator());
    assertThat(out.size()).isZero();
  }

  @Test
  void folder_whereThereIsAModuleOfBenchmarks_isIts(@TempDir Path working) throws IOException {
    Files.createDirectory(working.resolve("benchmarks"));

    assertThat(Bench.folder(working)).isEqualTo(working.resolve("benchmarks").resolve("target"));
  }

  @Test
  void folder_ofAHost_isItsOwn(@TempDir Path working) {
    assertThat(Bench.folder(working)).isEqualTo(working.resolve("target"));
  }
}
