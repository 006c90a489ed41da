/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.forest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.ml.CompiledForest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ColdStartTest {
  @Test
  void main_savedForest_answersOnce(@TempDir Path folder) throws IOException {
    SyntheticForest synthetic = new SyntheticForest(5, 4, 3);
    CompiledForest forest = synthetic.plain().compile("v", synthetic.names());
    Path file = folder.resolve("cold.forest");
    forest.save(file);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream before = System.out;

    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ColdStart.main(new String[] {file.toString()});
    } finally {
      System.setOut(before);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo(Double.toString(forest.score(new double[3])));
  }
}
