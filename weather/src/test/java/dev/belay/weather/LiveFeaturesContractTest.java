/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import dev.belay.FeatureSource;
import dev.belay.testing.FeatureSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class LiveFeaturesContractTest {
  @Nested
  class OfAFile extends FeatureSourceContract<String> {
    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
      Files.writeString(folder.resolve("zones.csv"), "zone,congestion\ncentre,0.7\n");
    }

    @Override
    protected FeatureSource<String> source() {
      LiveFeed feed = LiveFeed.file(folder.resolve("zones.csv"), "congestion");
      return LiveFeatures.of("traffic", (String zone) -> zone, feed);
    }

    @Override
    protected String query() {
      return "centre";
    }
  }

  @Nested
  class OfATableThatIsWaitedFor extends FeatureSourceContract<String> {
    private final HandFeed feed = new HandFeed();

    @Override
    protected FeatureSource<String> source() {
      return LiveFeatures.of("traffic", (String zone) -> zone, feed);
    }

    @Override
    protected String query() {
      return "centre";
    }

    @Override
    protected void answer(FeatureSource<String> source) {
      feed.answer(HandFeed.table(0.7, 2));
    }
  }
}
