/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

/**
 * What an effect is divided by. Where it is not distinct from 0 the effect has no interval, since
 * its bounds are not finite (E. C. Fieller, Journal of the Royal Statistical Society B 16(2), 1954,
 * pp. 175-185).
 *
 * @param statistic its size in standard errors
 * @param name what it is called
 */
record Denominator(double statistic, String name) {

  /** Returns why there is no interval. */
  @Override
  public String toString() {
    return name + " not distinct from 0";
  }
}
