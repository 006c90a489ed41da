/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * What turns the sum of a {@linkplain CompiledForest.Builder#summing boosted forest} into its
 * score.
 */
public enum Link {
  /** The sum itself. */
  IDENTITY {
    @Override
    float apply(float sum) {
      return sum;
    }
  },

  /**
   * The probability {@code 1 / (1 + exp(-sum))}, in single precision. XGBoost takes its exponential
   * from the platform, which may round another way: its probability and this one are nearly always
   * the same float, and at most three apart.
   */
  LOGISTIC {
    @Override
    float apply(float sum) {
      // The trainer's own clamp, order and rounding; StrictMath gives the same bits on every JVM.
      float exponent = Math.min(-sum, LARGEST_EXPONENT);
      return 1f / ((float) StrictMath.exp(exponent) + 1f + 1e-16f);
    }
  };

  /** Above it the exponential leaves the range of a float. */
  private static final float LARGEST_EXPONENT = 88.7f;

  abstract float apply(float sum);
}
