/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** LaunchDarkly's server client over a file of flags, sending nothing. */
final class LaunchDarklyFlag extends FlagClient {
  private static final int WHOLE = 100_000;

  private final LDClient client;

  private LaunchDarklyFlag(LDClient client) {
    this.client = client;
  }

  static LaunchDarklyFlag of(int percent) throws IOException {
    Path file = Files.createTempFile("flags", ".json");
    Files.writeString(file, flags(percent * WHOLE / 100));
    LDConfig config =
        new LDConfig.Builder()
            .dataSource(FileData.dataSource().filePaths(file).autoUpdate(false))
            .events(Components.noEvents())
            .logging(Components.noLogging())
            .build();
    LaunchDarklyFlag flag = new LaunchDarklyFlag(new LDClient("no-key", config));
    Files.delete(file);
    return flag;
  }

  private static String flags(int weight) {
    return """
    {"flags": {"checkout": {"key": "checkout", "version": 1, "on": true, "salt": "checkout",
      "variations": [true, false], "offVariation": 1,
      "fallthrough": {"rollout": {"variations": [
        {"variation": 0, "weight": %d}, {"variation": 1, "weight": %d}]}}}}}
    """
        .formatted(weight, WHOLE - weight);
  }

  @Override
  boolean isOn(String key) {
    return client.boolVariation("checkout", LDContext.create(key), false);
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
