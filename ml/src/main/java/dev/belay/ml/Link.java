/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * What turns the sum of a {@linkplain CompiledForest.Builder#summing boosted forest} into its
 * score. Engines differ in the precision and the order of its steps, so each constant has the form
 * of each engine.
 */
public enum Link {
  /** The sum itself. */
  IDENTITY {
    @Override
    float apply(float sum) {
      return sum;
    }

    @Override
    double apply(double sum) {
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

    @Override
    double apply(double sum) {
      return 1 / (1 + StrictMath.exp(-sum));
    }

    @Override
    float applyMirrored(float sum) {
      float upper = 1f / (1f + (float) StrictMath.exp(-Math.abs(sum)));
      return sum < 0 ? 1f - upper : upper;
    }
  },

  /**
   * The exponential, for counts and other quantities that are never negative; at most one step of a
   * float from XGBoost's, which is the platform's.
   */
  EXPONENTIAL {
    @Override
    float apply(float sum) {
      return (float) StrictMath.exp(sum);
    }

    @Override
    double apply(double sum) {
      return StrictMath.exp(sum);
    }
  },

  /** The square with the sign of the sum, for a model of the square root. */
  SIGNED_SQUARE {
    @Override
    float apply(float sum) {
      return sum * Math.abs(sum);
    }

    @Override
    double apply(double sum) {
      return sum * Math.abs(sum);
    }
  },

  /** The intensity {@code log(1 + exp(sum))}. */
  SOFTPLUS {
    @Override
    float apply(float sum) {
      return (float) apply((double) sum);
    }

    @Override
    double apply(double sum) {
      return StrictMath.log1p(StrictMath.exp(sum));
    }
  };

  /** Above it the exponential leaves the range of a float. */
  private static final float LARGEST_EXPONENT = 88.7f;

  /** As XGBoost computes it. */
  abstract float apply(float sum);

  /** As LightGBM computes it. */
  abstract double apply(double sum);

  /** As ONNX Runtime computes it. */
  float applyMirrored(float sum) {
    return apply(sum);
  }
}
