/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.Faults.Query;
import dev.belay.testing.RecordingListener;
import dev.belay.traffic.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder sees of a prediction. */
class StageEventTest {
  @TempDir private Path folder;

  private List<String> stages(boolean enabled) throws IOException {
    FeatureSet<Query> features = Faults.features().build();
    Predictor<Query> predictor =
        Predictor.named("recorded")
            .fallback(Faults.HEURISTIC)
            .keyedBy(Query::key)
            .model(Faults.model(features), features)
            .rollout(Rollout.of("r", 100))
            .shadow(Rollout.of("s", 100))
            .listener(new RecordingListener())
            .build();
    Path file = folder.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      if (enabled) {
        recording.enable("dev.belay.Stage");
      }
      recording.start();
      predictor.estimate(Query.sound("k"));
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals("dev.belay.Stage"))
        .filter(event -> event.getString("predictor").equals("recorded"))
        .map((RecordedEvent event) -> event.getString("stage"))
        .toList();
  }

  @Test
  void anEnabledRecording_seesEveryStage() throws IOException {
    assertThat(stages(true))
        .containsExactlyInAnyOrder("assign", "extract", "join", "score", "fall back", "report");
  }

  @Test
  void aRecordingThatDoesNotAsk_seesNothing() throws IOException {
    assertThat(stages(false)).isEmpty();
  }
}
