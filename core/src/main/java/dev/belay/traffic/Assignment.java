/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import org.jspecify.annotations.Nullable;

/**
 * How a flag decides: the switch, then the lists, then the namespace, then chance. Immutable and
 * thread-safe; a verdict allocates only for a key outside ASCII.
 *
 * @param name the flag's
 * @param salt chooses the units
 * @param arms what there is to come to
 * @param overrides the lists
 * @param slice the part of a namespace it is confined to
 * @param closed why it decides nothing, if so
 */
record Assignment(
    String name,
    Salt salt,
    Arms arms,
    Overrides overrides,
    @Nullable Namespace slice,
    @Nullable Reason closed) {

  Assignment withSalt(String text) {
    return new Assignment(name, salt.with(text), arms, overrides, slice, closed);
  }

  Assignment withArms(Arms others) {
    return new Assignment(name, salt, others, overrides, slice, closed);
  }

  Assignment withOverrides(Overrides others) {
    return new Assignment(name, salt, arms, others, slice, closed);
  }

  Assignment within(Namespace part) {
    return new Assignment(name, salt, arms, overrides, part, closed);
  }

  Assignment closedFor(Reason reason) {
    return new Assignment(name, salt, arms, overrides, slice, reason);
  }

  int verdict(String key) {
    if (closed != null) {
      return Verdict.of(closed, Verdict.NO_ARM);
    }
    int listed = overrides.of(key);
    if (listed != Overrides.ABSENT) {
      return listed;
    }
    if (slice != null && !slice.contains(key)) {
      return Verdict.of(Reason.OUTSIDE_NAMESPACE, Verdict.NO_ARM);
    }
    return byChance(salt.hash(key));
  }

  int verdict(long key) {
    if (closed != null) {
      return Verdict.of(closed, Verdict.NO_ARM);
    }
    int listed = overrides.of(key);
    if (listed != Overrides.ABSENT) {
      return listed;
    }
    if (slice != null && !slice.contains(key)) {
      return Verdict.of(Reason.OUTSIDE_NAMESPACE, Verdict.NO_ARM);
    }
    return byChance(salt.hash(key));
  }

  private int byChance(int hash) {
    int arm = arms.at(hash);
    boolean unassigned = arm == Verdict.NO_ARM && arms.leavesSomeOut();
    return Verdict.of(unassigned ? Reason.UNASSIGNED : Reason.SHARE, arm);
  }

  String arm(int verdict) {
    return arms.name(Verdict.arm(verdict));
  }

  Decision decision(int verdict, String version) {
    Reason reason = Verdict.reason(verdict);
    double propensity = reason.byChance() ? arms.share(Verdict.arm(verdict)) : 1;
    return new Decision(name, arm(verdict), reason, propensity, version);
  }
}
