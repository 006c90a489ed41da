/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Many predictions under one deadline and by one version of the model: all sources of a chunk are
 * started before any is waited for, and all rows of a chunk are scored in one call. A chunk bounds
 * the memory whatever the length of the list. Used once, by one thread.
 */
final class Batch<Q> {
  /** 256 rows of 50 features are 100 KB, and enough for a model to be fast at many. */
  private static final int CHUNK = 256;

  private final GuardedPredictor<Q> predictor;
  private final Deadline deadline;
  private final List<Scratch<Q>> scratches = new ArrayList<>();

  Batch(GuardedPredictor<Q> predictor, Deadline deadline) {
    this.predictor = predictor;
    this.deadline = deadline;
  }

  List<Prediction> predict(List<? extends Q> queries) {
    // A copy that may hold null: what a query may be is the host's own rule.
    List<Q> all = new ArrayList<>(Objects.requireNonNull(queries, "queries"));
    List<Prediction> predictions = new ArrayList<>(all.size());
    while (scratches.size() < Math.min(CHUNK, all.size())) {
      scratches.add(predictor.scratch());
    }
    GuardedModel<Q> model = predictor.model();
    for (int from = 0; from < all.size(); from += CHUNK) {
      predict(all.subList(from, Math.min(from + CHUNK, all.size())), model, predictions);
    }
    return List.copyOf(predictions);
  }

  private void predict(
      List<Q> chunk, @Nullable GuardedModel<Q> model, List<Prediction> predictions) {
    for (int i = 0; i < chunk.size(); i++) {
      begin(chunk.get(i), scratches.get(i), model);
    }
    if (model != null) {
      consult(model, chunk.size());
    }
    for (int i = 0; i < chunk.size(); i++) {
      predictor.finish(chunk.get(i), scratches.get(i), model);
      predictions.add(scratches.get(i).prediction());
    }
  }

  private void begin(Q query, Scratch<Q> scratch, @Nullable GuardedModel<Q> model) {
    predictor.begin(query, scratch, model);
    if (scratch.origin == Origin.MODEL && model != null) {
      scratch.origin = model.start(query, scratch);
    }
  }

  private void consult(GuardedModel<Q> model, int size) {
    // One row's late source must not cost all the others their model's time.
    Deadline sources = model.waits() ? deadline.firstHalf() : deadline;
    for (Scratch<Q> scratch : candidates(size)) {
      scratch.origin = model.extract(scratch, sources);
    }
    List<Scratch<Q>> candidates = candidates(size);
    double[][] rows = candidates.stream().map(Scratch::row).toArray(double[][]::new);
    double[] scores = new double[rows.length];
    Origin outcome = rows.length == 0 ? Origin.MODEL : model.scoreAll(rows, scores, deadline);
    for (int i = 0; i < scores.length; i++) {
      Scratch<Q> scratch = candidates.get(i);
      scratch.origin =
          switch (outcome) {
            case MODEL -> model.judge(scores[i], scratch);
            // One bad row must not cost the others their answer, unless asking again costs time.
            case FAILED -> model.waits() ? outcome : model.score(scratch, deadline);
            default -> outcome;
          };
    }
  }

  private List<Scratch<Q>> candidates(int size) {
    return scratches.subList(0, size).stream()
        .filter(scratch -> scratch.origin == Origin.MODEL)
        .toList();
  }
}
