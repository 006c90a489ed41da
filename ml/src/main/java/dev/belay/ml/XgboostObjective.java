/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

/**
 * What an objective makes of the sum, and how it turns the base score of the file, which is in the
 * unit of the answer, into the margin the sum begins with. The same in all releases from 1.3 on.
 */
enum XgboostObjective {
  SAME(Link.IDENTITY) {
    @Override
    float margin(float baseScore) {
      return baseScore;
    }
  },

  LOGISTIC(Link.LOGISTIC) {
    @Override
    float margin(float baseScore) {
      // The engine's own form of the log odds: the reciprocal is rounded, and so is the difference.
      return -(float) StrictMath.log(1f / baseScore - 1f);
    }
  },

  EXPONENTIAL(Link.EXPONENTIAL) {
    @Override
    float margin(float baseScore) {
      return (float) StrictMath.log(baseScore);
    }
  };

  private final Link link;

  XgboostObjective(Link link) {
    this.link = link;
  }

  /**
   * {@return what the objective of that name makes of a sum}
   *
   * @throws IllegalArgumentException if none of that name is served
   */
  static XgboostObjective named(String name) {
    return switch (name) {
      case "reg:squarederror",
          "reg:absoluteerror",
          "reg:quantileerror",
          "reg:pseudohubererror",
          "reg:squaredlogerror",
          // Its base score is a margin already, though its gradient is that of the logistic one.
          "binary:logitraw",
          "rank:pairwise",
          "rank:ndcg",
          "rank:map" ->
          SAME;
      case "reg:logistic", "binary:logistic" -> LOGISTIC;
      case "count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft" ->
          EXPONENTIAL;
      default -> throw XgboostReader.refused("its objective is " + Quoted.of(name));
    };
  }

  Link link() {
    return link;
  }

  /**
   * {@return the margin} At most one step from the engine's, whose logarithm is the platform's:
   * with glibc's another float at 4,154 of a million probabilities and at 123 of 100,000 means.
   */
  abstract float margin(float baseScore);
}
