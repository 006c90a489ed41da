/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Unleash's client over flags it is started with, asking no server and reporting to none. */
final class UnleashFlag extends FlagClient {
  private final Unleash unleash;
  private final Path folder;

  private UnleashFlag(Unleash unleash, Path folder) {
    this.unleash = unleash;
    this.folder = folder;
  }

  static UnleashFlag of(int percent) throws IOException {
    Path folder = Files.createTempDirectory("flags");
    UnleashConfig config =
        UnleashConfig.builder()
            .appName("benchmark")
            .instanceId("benchmark")
            .unleashAPI("http://localhost:1/api")
            .backupFile(folder.resolve("backup.json").toString())
            .toggleBootstrapProvider(() -> Optional.of(flags(percent)))
            .disablePolling()
            .disableMetrics()
            .build();
    return new UnleashFlag(new DefaultUnleash(config), folder);
  }

  private static String flags(int percent) {
    return """
    {"version": 2, "features": [{"name": "checkout", "type": "release", "enabled": true,
      "strategies": [{"name": "flexibleRollout", "constraints": [], "parameters":
        {"rollout": "%d", "stickiness": "userId", "groupId": "checkout"}}]}]}
    """
        .formatted(percent);
  }

  @Override
  boolean isOn(String key) {
    UnleashContext context = UnleashContext.builder().userId(key).build();
    return unleash.isEnabled("checkout", context);
  }

  @Override
  public void close() throws IOException {
    unleash.shutdown();
    Files.deleteIfExists(folder.resolve("backup.json"));
    Files.delete(folder);
  }
}
