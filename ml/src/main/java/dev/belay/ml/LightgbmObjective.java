/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * What LightGBM does with the sum of the trees: {@code ConvertOutput} of its objective functions.
 *
 * @param steepness the factor before the link
 * @param link what makes the prediction
 */
record LightgbmObjective(double steepness, Link link) {
  private static final LightgbmObjective PLAIN = new LightgbmObjective(1, Link.IDENTITY);

  private static final Map<String, Link> LINKS =
      Map.ofEntries(
          Map.entry("regression", Link.IDENTITY),
          Map.entry("regression_l1", Link.IDENTITY),
          Map.entry("huber", Link.IDENTITY),
          Map.entry("fair", Link.IDENTITY),
          Map.entry("quantile", Link.IDENTITY),
          Map.entry("mape", Link.IDENTITY),
          Map.entry("lambdarank", Link.IDENTITY),
          Map.entry("rank_xendcg", Link.IDENTITY),
          Map.entry("custom", Link.IDENTITY),
          Map.entry("none", Link.IDENTITY),
          Map.entry("binary", Link.LOGISTIC),
          Map.entry("cross_entropy", Link.LOGISTIC),
          Map.entry("xentropy", Link.LOGISTIC),
          Map.entry("cross_entropy_lambda", Link.SOFTPLUS),
          Map.entry("xentlambda", Link.SOFTPLUS),
          Map.entry("poisson", Link.EXPONENTIAL),
          Map.entry("gamma", Link.EXPONENTIAL),
          Map.entry("tweedie", Link.EXPONENTIAL));

  /** The others either have no such form or do not heed it. */
  private static final List<String> OF_SQUARE_ROOTS = List.of("regression", "regression_l1");

  /**
   * {@return the objective of a line}
   *
   * @param line its name and its parameters, or null if there is none: a function of the host's
   */
  static LightgbmObjective of(@Nullable String line) {
    if (line == null) {
      return PLAIN;
    }
    StringTokenizer words = LightgbmFields.split(line);
    String name = words.hasMoreTokens() ? words.nextToken() : "";
    Link link = LINKS.get(name);
    if (link == null) {
      throw new IllegalArgumentException(
          "objective " + Quoted.of(name) + " is not one that can be served");
    }
    LightgbmObjective objective = new LightgbmObjective(1, link);
    while (words.hasMoreTokens()) {
      objective = objective.with(name, words.nextToken());
    }
    return objective;
  }

  private LightgbmObjective with(String name, String parameter) {
    if (parameter.equals("sqrt") && OF_SQUARE_ROOTS.contains(name)) {
      return new LightgbmObjective(steepness, Link.SIGNED_SQUARE);
    }
    int colon = parameter.indexOf(':');
    double value = LightgbmFields.decimal(parameter.substring(colon + 1));
    if (colon <= 0 || !Double.isFinite(value)) {
      throw unknown(name, parameter);
    }
    if (!name.equals("binary")) {
      return this;
    }
    if (!parameter.startsWith("sigmoid:") || value <= 0) {
      throw unknown(name, parameter);
    }
    return new LightgbmObjective(value, link);
  }

  private static IllegalArgumentException unknown(String name, String parameter) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "objective '%s' with %s is not one that can be served",
            name,
            Quoted.of(parameter)));
  }
}
