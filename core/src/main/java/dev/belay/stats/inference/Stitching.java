/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/** The constants of boundaries stitched from lines over epochs that double, with weights k^-s. */
final class Stitching {

  /** The exponent s of the weights. */
  static final double EXPONENT = 1.4;

  /** The Riemann zeta function at {@link #EXPONENT}: what the weights sum to. */
  static final double ZETA = 3.105_547_277_977_58;

  /** The ratio η of two epochs. */
  static final double RATIO = 2;

  private static final double ROOT = Math.sqrt(RATIO);
  private static final double K1 = (Math.sqrt(ROOT) + 1 / Math.sqrt(ROOT)) / Math.sqrt(2);
  private static final double K2 = (ROOT + 1) / 2;

  private Stitching() {}

  /** s ln(ln(η · epochs) / ln η), the price of not knowing the epoch. */
  static double epochs(double ratioToFirst) {
    return EXPONENT * Math.log(Math.log(RATIO * ratioToFirst) / Math.log(RATIO));
  }

  /** Howard et al. 2021, equation 10. */
  static double curve(double v, double scale, double ell) {
    double linear = K2 * scale * ell;
    return Math.sqrt(K1 * K1 * v * ell + linear * linear) + linear;
  }
}
