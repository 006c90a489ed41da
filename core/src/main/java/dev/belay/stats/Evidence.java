/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.util.Objects;

/**
 * What an effect rests on.
 *
 * @param n the number of units
 * @param smallestArm the number of units in the smaller of two arms; all of them if there is one
 * @param clusters the number of pieces that are independent of each other: units, or the effective
 *     number of clusters
 * @param unit the unit of the effect
 * @param method how it was found, in words
 */
record Evidence(long n, long smallestArm, long clusters, String unit, String method) {

  Evidence {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(method, "method");
    requirePart("units", smallestArm, n);
    requirePart("clusters", clusters, n);
  }

  static Evidence of(long n, String method) {
    return new Evidence(n, n, n, "", method);
  }

  Evidence named(String method) {
    return new Evidence(n, smallestArm, clusters, unit, method);
  }

  Evidence withUnit(String unit) {
    return new Evidence(n, smallestArm, clusters, unit, method);
  }

  Evidence withSmallestArm(long smallestArm) {
    return new Evidence(n, smallestArm, clusters, unit, method);
  }

  Evidence withClusters(long clusters) {
    return new Evidence(n, smallestArm, clusters, unit, method);
  }

  /** This evidence, if there are units and a method. */
  Evidence requireMeasured() {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1: " + n);
    }
    if (method.isBlank()) {
      throw new IllegalArgumentException("method must say something: '" + method + "'");
    }
    return this;
  }

  private static void requirePart(String name, long part, long n) {
    if (part < 0 || part > n) {
      throw new IllegalArgumentException(name + " must be from 0 to " + n + ": " + part);
    }
  }
}
