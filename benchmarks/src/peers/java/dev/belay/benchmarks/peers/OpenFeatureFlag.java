/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.traffic.Arm;
import dev.belay.traffic.Rollout;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.Map;

/** OpenFeature's client over its in-memory provider, which asks our rollout: the same choice. */
final class OpenFeatureFlag extends FlagClient {
  private static final String NAME = "checkout";

  private final OpenFeatureAPI api = OpenFeatureAPI.getInstance();
  private final Client client;

  private OpenFeatureFlag(Flag<Boolean> flag) throws OpenFeatureError {
    api.setProviderAndWait(new InMemoryProvider(Map.of(NAME, flag)));
    client = api.getClient();
  }

  static OpenFeatureFlag of(Rollout rollout) throws OpenFeatureError {
    Flag.FlagBuilder<Boolean> flag = Flag.builder();
    return new OpenFeatureFlag(
        flag.variant("on", true)
            .variant("off", false)
            .defaultVariant("off")
            .contextEvaluator((definition, context) -> isIn(rollout, context))
            .build());
  }

  private static boolean isIn(Rollout rollout, EvaluationContext context) {
    return rollout.arm(context.getTargetingKey()) == Arm.MODEL;
  }

  @Override
  boolean isOn(String key) {
    return client.getBooleanValue(NAME, false, new ImmutableContext(key));
  }

  @Override
  public void close() {
    api.shutdown();
  }
}
