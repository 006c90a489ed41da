/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * What an effect rests on.
 *
 * @param n the number of units
 * @param smallestArm the number of units in the smaller of two arms; all of them if there is one
 * @param clusters the number of pieces that are independent of each other: units or clusters
 * @param unit the unit of the effect
 * @param method how it was found, in words
 */
record Evidence(long n, long smallestArm, long clusters, String unit, String method) {

  static Evidence of(long n, String method) {
    return new Evidence(n, n, n, "", method);
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
}
