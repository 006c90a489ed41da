/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.Objects;

/**
 * What a flag says for one key, and why: everything a later comparison needs to know. Immutable.
 *
 * @param flag the name that was asked for
 * @param arm the arm; {@link #NO_ARM} if the key has none. Of a rollout, the name of an {@link Arm}
 * @param reason why
 * @param propensity with which probability a key comes to this arm, or to none, for this reason:
 *     the arm's share where chance decided (within the namespace, if there is one), 1 where it did
 *     not; above 0, at most 1
 * @param version the version of the set that decided
 */
public record Decision(String flag, String arm, Reason reason, double propensity, String version) {

  /** Instead of an arm's name: the key has none. */
  public static final String NO_ARM = "";

  /**
   * Checks the parts.
   *
   * @param flag the name that was asked for
   * @param arm the arm, or {@link #NO_ARM}
   * @param reason why
   * @param propensity with which probability
   * @param version of the set
   * @throws IllegalArgumentException if the propensity is not above 0 and at most 1
   */
  public Decision {
    Objects.requireNonNull(flag, "flag");
    Objects.requireNonNull(arm, "arm");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(version, "version");
    if (!(propensity > 0 && propensity <= 1)) {
      throw new IllegalArgumentException(
          "flag '" + flag + "': propensity " + propensity + " is not above 0 and at most 1");
    }
  }

  /** {@return true if the key has an arm} */
  public boolean assigned() {
    return !arm.equals(NO_ARM);
  }
}
