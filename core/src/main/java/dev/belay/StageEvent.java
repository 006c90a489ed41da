/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/**
 * One stage of one prediction, for the flight recorder. Off unless a recording enables {@code
 * dev.belay.Stage}; off, a stage costs one check that the compiler folds away.
 */
@Name("dev.belay.Stage")
@Label("Prediction Stage")
@Description("One stage of one prediction: assign, extract, join, score, fall back or report")
@Category("Belay")
@StackTrace(false)
@Threshold("0 ns")
@Enabled(false)
final class StageEvent extends Event {
  /** The stages in their order, as a recording shows them. */
  static final String ASSIGN = "assign";

  static final String EXTRACT = "extract";
  static final String JOIN = "join";
  static final String SCORE = "score";
  static final String FALL_BACK = "fall back";
  static final String REPORT = "report";

  private static final StageEvent PROBE = new StageEvent();

  @Label("Predictor")
  @Nullable String predictor;

  @Label("Stage")
  @Nullable String stage;

  /** A stage that has begun, or null if nobody records any. */
  static @Nullable StageEvent started() {
    if (!PROBE.isEnabled()) {
      return null;
    }
    StageEvent event = new StageEvent();
    event.begin();
    return event;
  }

  /** Ends a stage that was begun while somebody recorded. */
  static void ended(@Nullable StageEvent event, String predictor, String stage) {
    if (event != null) {
      event.predictor = predictor;
      event.stage = stage;
      event.commit();
    }
  }
}
