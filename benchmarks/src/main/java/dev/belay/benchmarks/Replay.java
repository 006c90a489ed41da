/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.PredictionListener;
import dev.belay.Predictor;
import dev.belay.traffic.Rollout;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The test's journeys in time order through a real predictor whose rollout is raised while it runs;
 * each outcome is fed back when it is known and not before.
 *
 * @param <J> the journeys
 */
final class Replay<J extends Journey> {
  static final int WARM_UP = 20_000;

  private static final double LEAST_PLAUSIBLE = -60;

  private final Scenario<J> scenario;
  private final AtomicReference<Rollout> rollout;
  private final ReplayLog log = new ReplayLog();
  private final Predictor<J> predictor;
  private final Predictor<J> warmUp;
  private final PriorityQueue<J> underWay =
      new PriorityQueue<>(Comparator.comparingLong(Journey::outcomeEpochSecond));

  Replay(Scenario<J> scenario, Model model) {
    this.scenario = scenario;
    this.rollout = new AtomicReference<>(Rollout.of("delay", Stages.percent(0)));
    this.predictor = predictor(model, log);
    this.warmUp = predictor(model, event -> {});
  }

  private Predictor<J> predictor(Model model, PredictionListener listener) {
    return Predictor.named("delay")
        .fallback(scenario.medianRule())
        .keyedBy(Journey::key)
        .model(model, scenario.features())
        .rollout(rollout::get)
        .shadow(Rollout.of("delay-shadow", 100))
        .deadline(Duration.ofMillis(50))
        .plausible(LEAST_PLAUSIBLE, scenario.mostPlausible())
        .listener(listener)
        .build();
  }

  /**
   * What a replay leaves behind.
   *
   * @param joined every prediction with its outcome
   * @param origins how many predictions had which origin
   * @param latency how long {@code predict} took
   */
  record Result(List<Joined> joined, Map<Origin, Long> origins, Latency latency) {}

  /** So that the latency is that of a service that has been up for a while. */
  private void warmUp() {
    List<J> training = scenario.training();
    training
        .subList(Math.max(0, training.size() - WARM_UP), training.size())
        .forEach(warmUp::predict);
  }

  Result run() {
    warmUp();
    List<J> test = scenario.test();
    Stages stages = new Stages(test);
    long[] nanos = new long[test.size()];
    for (int i = 0; i < nanos.length; i++) {
      J journey = test.get(i);
      learnOutcomes(journey.predictionEpochSecond());
      enter(stages.of(journey.localDay()));
      nanos[i] = timed(journey);
      underWay.add(journey);
    }
    learnOutcomes(Long.MAX_VALUE);
    return new Result(log.joined(), origins(), Latency.ofNanos(nanos));
  }

  private void enter(int stage) {
    log.enter(stage);
    if (rollout.get().percent() != Stages.percent(stage)) {
      rollout.set(rollout.get().withPercent(Stages.percent(stage)));
    }
  }

  /** The whole call, with the shadow's second value and the listener in it. */
  private long timed(J journey) {
    long started = System.nanoTime();
    predictor.predict(journey);
    return System.nanoTime() - started;
  }

  private void learnOutcomes(long now) {
    for (J next = underWay.peek(); next != null && next.outcomeEpochSecond() <= now; ) {
      underWay.remove();
      log.actual(next.key(), new Joined.Outcome(next.localDay(), next.delayMinutes()));
      next = underWay.peek();
    }
  }

  private Map<Origin, Long> origins() {
    Map<Origin, Long> origins = new EnumMap<>(Origin.class);
    for (Origin origin : Origin.values()) {
      if (predictor.count(origin) > 0) {
        origins.put(origin, predictor.count(origin));
      }
    }
    return origins;
  }
}
