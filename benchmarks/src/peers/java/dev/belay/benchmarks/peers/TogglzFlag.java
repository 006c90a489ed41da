/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import org.togglz.core.Feature;
import org.togglz.core.activation.GradualActivationStrategy;
import org.togglz.core.manager.FeatureManager;
import org.togglz.core.manager.FeatureManagerBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.repository.mem.InMemoryStateRepository;
import org.togglz.core.user.SimpleFeatureUser;
import org.togglz.core.user.thread.ThreadLocalUserProvider;

/** Togglz with its gradual strategy, the user bound to the thread for the call. */
final class TogglzFlag extends FlagClient {
  private final FeatureManager manager;

  private TogglzFlag(FeatureManager manager) {
    this.manager = manager;
  }

  private enum Flags implements Feature {
    CHECKOUT
  }

  static TogglzFlag of(int percent) {
    InMemoryStateRepository states = new InMemoryStateRepository();
    states.setFeatureState(
        new FeatureState(Flags.CHECKOUT, true)
            .setStrategyId(GradualActivationStrategy.ID)
            .setParameter(GradualActivationStrategy.PARAM_PERCENTAGE, Integer.toString(percent)));
    return new TogglzFlag(
        new FeatureManagerBuilder()
            .featureEnum(Flags.class)
            .stateRepository(states)
            .userProvider(new ThreadLocalUserProvider())
            .build());
  }

  @Override
  boolean isOn(String key) {
    ThreadLocalUserProvider.bind(new SimpleFeatureUser(key));
    try {
      return manager.isActive(Flags.CHECKOUT);
    } finally {
      ThreadLocalUserProvider.release();
    }
  }
}
