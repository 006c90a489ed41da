/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Model;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.ensemble.AveragingCombiner;

class LearnerTest {
  private static final Boosting BOOSTING = Boosting.minimising(Loss.median());
  private static final RandomForest FOREST = RandomForest.minimising(Loss.mean());

  @AfterEach
  void clearTheFlag() {
    Thread.interrupted();
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        wrong("rounds must be between 1 and 100000: 0", () -> BOOSTING.withRounds(0)),
        wrong("depth must be between 1 and 20: 21", () -> BOOSTING.withDepth(21)),
        wrong(
            "learning rate must be above 0 and at most 1: 1.5",
            () -> BOOSTING.withLearningRate(1.5)),
        wrong(
            "learning rate must be above 0 and at most 1: NaN",
            () -> BOOSTING.withLearningRate(Double.NaN)),
        wrong("min child weight must be above 0.0: 0.0", () -> BOOSTING.withMinChildWeight(0)),
        wrong("subsample must be above 0 and at most 1: 0.0", () -> BOOSTING.withSubsample(0)),
        wrong("bins must be between 2 and 65536: 1", () -> BOOSTING.withBins(1)),
        wrong("trees must be between 1 and 10000: 0", () -> FOREST.withTrees(0)),
        wrong("bins must be between 2 and 255: 256", () -> FOREST.withBins(256)),
        wrong("depth must be between 1 and 30: 0", () -> FOREST.withDepth(0)),
        wrong(
            "min child weight must be between 1 and 2147483647: 0",
            () -> FOREST.withMinChildWeight(0)),
        wrong(
            "feature share must be above 0 and at most 1: -1.0",
            () -> FOREST.withFeatureShare(-1)));
  }

  @Test
  void toString_defaultLocaleWithOtherDigits_changesNeitherItNorTheVersion() {
    String texts = texts();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat("%d".formatted(12)).as("a locale with other digits").isNotEqualTo("12");
      assertThat(texts()).isEqualTo(texts);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static String texts() {
    Trained boosted = Trip.training(Trip.hourly(200)).train(Trip.fewRounds(Loss.mean()));
    Trained bagged = Trip.training(Trip.hourly(200)).train(Trip.fewTrees());
    return String.join("\n", BOOSTING + "", FOREST + "", boosted.model() + "", bagged.model() + "");
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void with_outOfRange_isRefusedWithItsValue(String message, Supplier<Learner> change) {
    assertThatIllegalArgumentException().isThrownBy(change::get).withMessage(message);
  }

  @Test
  void randomForest_lossOtherThanTheMean_isRefusedByNameWithAdvice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RandomForest.minimising(Loss.median()))
        .withMessage(
            "a random forest minimises the mean loss only, not the median loss: take"
                + " Boosting.minimising(…)");
  }

  @Test
  void with_anySetting_changesACopyAndItsText() {
    assertThat(
            FOREST
                .withTrees(7)
                .withBins(32)
                .withDepth(8)
                .withMinChildWeight(20)
                .withFeatureShare(0.5))
        .hasToString(
            "RandomForest[mean, 7 trees, 32 bins, depth 8, min child weight 20, feature share"
                + " 0.500]");
    assertThat(
            BOOSTING
                .withRounds(7)
                .withDepth(3)
                .withLearningRate(0.3)
                .withMinChildWeight(2)
                .withSubsample(0.5)
                .withBins(64))
        .hasToString(
            "Boosting[median, 7 rounds, depth 3, learning rate 0.3, min child weight 2.0, subsample"
                + " 0.5, 64 bins]");
    assertThat(BOOSTING)
        .hasToString(
            "Boosting[median, 300 rounds, depth 5, learning rate 0.05, min child weight 20.0,"
                + " subsample 1.0, 256 bins]");
    assertThat(FOREST)
        .hasToString(
            "RandomForest[mean, 100 trees, 32 bins, depth 10, min child weight 50, feature share"
                + " 0.333]");
  }

  @Test
  void randomForest_trees_areThoseOfTribuosOwnForest() {
    TribuoBag bag = bag(new RandomForest.Settings(5, 16, 6, 20, 0.5));
    WeightedEnsembleModel<Regressor> tribuos =
        (WeightedEnsembleModel<Regressor>)
            new RandomForestTrainer<>(bag.trainer(), new AveragingCombiner(), 5, 3)
                .train(bag.data());

    // In any order: each tree has a seed and a trainer of its own.
    for (int tree : List.of(4, 0, 3, 1, 2)) {
      assertThat(nodes(bag.tree(tree)))
          .isEqualTo(nodes(tribuos.getModels().get(tree)))
          .contains("SplitNode(feature=1");
    }
  }

  @Test
  void randomForest_oneFeature_isTriedAtEverySplit() {
    assertThat(FOREST.settings().featureShare(1)).isEqualTo(1);
    assertThat(FOREST.settings().featureShare(30)).isEqualTo(1f / 3);
  }

  @Test
  void boosting_interrupted_saysSoAndKeepsTheFlag() {
    Training<Trip> training =
        Trip.training(Trip.hourly(200)).progress(progress -> interruptAfter(2, progress));

    assertThatThrownBy(() -> training.train(Trip.fewRounds(Loss.mean())))
        .isInstanceOf(CancellationException.class)
        .hasMessage("training was interrupted after 2 of 5 trees");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void randomForest_interrupted_saysSoKeepsTheFlagAndLeavesNoThread() {
    Training<Trip> training =
        Trip.training(Trip.hourly(200))
            .threads(2)
            .progress(progress -> interruptAfter(2, progress));

    assertThatThrownBy(() -> training.train(Trip.fewTrees().withTrees(500)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("training was interrupted after 2 of 500 trees");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(WorkersTest.trainingThreads()).isEmpty();
  }

  /** A tree as text, without the time it was trained at. */
  private static String nodes(Model<Regressor> tree) {
    return tree.toString().substring(tree.toString().indexOf("Output 'target'"));
  }

  private static void interruptAfter(int trees, Progress progress) {
    if (progress.done() == trees) {
      Thread.currentThread().interrupt();
    }
  }

  private static TribuoBag bag(RandomForest.Settings settings) {
    List<Trip> trips = Trip.hourly(500);
    Examples examples =
        new Examples(
            trips.stream().map(t -> new double[] {t.km(), t.rain()}).toArray(double[][]::new),
            trips.stream().mapToDouble(Trip::delay).toArray(),
            new long[0],
            new int[500]);
    ForestHeader header = new ForestHeader("v", List.of("km", "rain"), "");
    return TribuoBag.of(new Job(header, examples, 3, 1, WorkersTest.meter(5)), settings);
  }

  private static Arguments wrong(String message, Supplier<Learner> change) {
    return Arguments.of(message, change);
  }
}
