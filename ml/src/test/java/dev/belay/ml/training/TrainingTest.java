/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.FeatureSet;
import dev.belay.ml.CompiledForest;
import dev.belay.stats.RegressionMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingTest {
  @TempDir Path folder;

  static Stream<Learner> learners() {
    return Stream.of(
        Trip.fewRounds(Loss.mean()),
        Trip.fewRounds(Loss.median()).withSubsample(0.7),
        Trip.fewRounds(Loss.quantile(0.9)),
        Trip.fewTrees());
  }

  @ParameterizedTest
  @MethodSource("learners")
  void train_sameDataAndSeed_givesTheSameBytes(Learner learner) throws IOException {
    assertThat(bytes(Trip.training(Trip.hourly(400)).train(learner)))
        .isEqualTo(bytes(Trip.training(Trip.hourly(400)).train(learner)));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void train_twoThreads_givesTheBytesOfOne(Learner learner) throws IOException {
    assertThat(bytes(Trip.training(Trip.hourly(400)).threads(2).train(learner)))
        .isEqualTo(bytes(Trip.training(Trip.hourly(400)).threads(1).train(learner)));
  }

  @ParameterizedTest
  @MethodSource("learners")
  void train_rowsInAnotherOrder_givesTheSameBytesAndFingerprint(Learner learner)
      throws IOException {
    List<Trip> shuffled = new ArrayList<>(Trip.hourly(400));
    shuffled.addAll(Trip.hourly(400, trip -> 1));
    Trip.hourly(400).forEach(t -> shuffled.add(new Trip(t.moment(), t.rain(), t.rain(), 1)));
    Trained first = Trip.training(shuffled).train(learner);
    Collections.shuffle(shuffled, new Random(1));
    Trained second = Trip.training(shuffled).train(learner);

    assertThat(bytes(second)).isEqualTo(bytes(first));
    assertThat(second.report().dataFingerprint()).isEqualTo(first.report().dataFingerprint());
  }

  @Test
  void train_anotherSeed_givesAnotherForest() throws IOException {
    Training<Trip> training = Trip.training(Trip.hourly(400)).version("v");

    assertThat(bytes(training.seed(2).train(Trip.fewTrees())))
        .isNotEqualTo(bytes(training.seed(1).train(Trip.fewTrees())));
  }

  @Test
  void train_anotherSeed_givesOtherBoostedTreesIfRowsAreDrawn() throws IOException {
    Training<Trip> training = Trip.training(Trip.hourly(400)).version("v");
    Learner all = Trip.fewRounds(Loss.mean());
    Learner drawn = Trip.fewRounds(Loss.mean()).withSubsample(0.5);

    assertThat(bytes(training.seed(2).train(all))).isEqualTo(bytes(training.seed(1).train(all)));
    assertThat(bytes(training.seed(2).train(drawn)))
        .isNotEqualTo(bytes(training.seed(1).train(drawn)));
  }

  @Test
  void train_forestOfATargetWithALargeMean_isAsGoodAsWithout() {
    Learner forest = Trip.fewTrees().withTrees(20);
    double plain = Trip.training(Trip.hourly(500)).train(forest).report().model().mae().value();
    List<Trip> far = Trip.hourly(500).stream().map(trip -> trip.with(trip.delay() + 1e8)).toList();

    assertThat(Trip.training(far).train(forest).report().model().mae().value())
        .isCloseTo(plain, within(0.01));
  }

  @Test
  void train_anotherTarget_givesAnotherFingerprintAndVersion() {
    ModelReport one = Trip.training(Trip.hourly(200)).train(Trip.fewTrees()).report();
    List<Trip> changed = new ArrayList<>(Trip.hourly(200));
    changed.set(0, changed.get(0).with(9));
    ModelReport other = Trip.training(changed).train(Trip.fewTrees()).report();

    assertThat(other.dataFingerprint()).isNotEqualTo(one.dataFingerprint()).hasSize(64);
    assertThat(other.version()).isNotEqualTo(one.version()).hasSize(12);
  }

  @Test
  void train_version_isThatOfTheModelAndTheReport() {
    Trained trained = Trip.training(Trip.hourly(200)).version("2026-11").train(Trip.fewTrees());

    assertThat(trained.model().version()).isEqualTo("2026-11");
    assertThat(trained.report().version()).isEqualTo("2026-11");
  }

  @Test
  void train_model_carriesNamesAndFingerprintOfTheFeatures() {
    FeatureSet<Trip> features = Trip.features();
    CompiledForest model =
        Training.of(features, Trip.hourly(200), Trip::delay)
            .knownAt(Trip::moment)
            .train(Trip.fewTrees())
            .model();

    assertThat(model.featureNames()).containsExactly("km", "rain");
    assertThat(model.fingerprint()).isEqualTo(features.fingerprint());
  }

  @Test
  void train_byDefault_judgesOnTheLatestFifth() {
    ModelReport.Split split =
        Trip.training(Trip.hourly(500)).train(Trip.fewTrees()).report().split();

    assertThat(split)
        .isEqualTo(
            new ModelReport.Split(
                ModelReport.Split.Kind.TEMPORAL,
                Instant.ofEpochSecond(Trip.FIRST + 3600L * 400),
                400,
                100));
  }

  @Test
  void train_inTime_learnsNothingFromTheHoldOut() throws IOException {
    Instant cut = Instant.ofEpochSecond(Trip.FIRST + 3600L * 300);
    List<Trip> same = Trip.hourly(400, Trip::rain);
    List<Trip> changed =
        Trip.hourly(400, trip -> trip.rain() * (trip.moment() < cut.getEpochSecond() ? 1 : -7));

    assertThat(bytes(rain(changed, cut))).isEqualTo(bytes(rain(same, cut)));
  }

  @Test
  void train_rowsKnownAtTheCut_belongToTheHoldOut() {
    List<Trip> trips = new ArrayList<>(Trip.hourly(300));
    Trip atTheCut = trips.get(200);
    trips.add(new Trip(atTheCut.moment(), 1, 2, 3));

    ModelReport.Split split =
        Trip.training(trips)
            .testFrom(Instant.ofEpochSecond(atTheCut.moment()))
            .train(Trip.fewTrees())
            .report()
            .split();

    assertThat(split.trainRows()).isEqualTo(200);
    assertThat(split.testRows()).isEqualTo(101);
  }

  @Test
  void train_cutWithinASecond_leavesThatSecondToTheTraining() {
    Instant cut = Instant.ofEpochSecond(Trip.FIRST + 3600L * 200).plusMillis(1);

    assertThat(Trip.training(Trip.hourly(300)).testFrom(cut).train(Trip.fewTrees()).report())
        .extracting(report -> report.split().trainRows())
        .isEqualTo(201);
  }

  @Test
  void train_latestShareWithManyRowsAtItsFirstMoment_keepsThemTogether() {
    List<Trip> trips = new ArrayList<>(Trip.hourly(300));
    for (int i = 0; i < 50; i++) {
      trips.add(new Trip(trips.get(250).moment(), i, i, i));
    }

    assertThat(Trip.training(trips).holdOut(0.2).train(Trip.fewTrees()).report().split())
        .extracting(ModelReport.Split::trainRows, ModelReport.Split::testRows)
        .containsExactly(250, 100);
  }

  @Test
  void train_randomSplit_takesThatShareAndNeedsNoMoments() {
    ModelReport report =
        Training.of(Trip.features(), Trip.hourly(400), Trip::delay)
            .randomSplit(0.25)
            .train(Trip.fewTrees())
            .report();

    assertThat(report.split())
        .isEqualTo(new ModelReport.Split(ModelReport.Split.Kind.RANDOM, null, 300, 100));
  }

  @Test
  void train_model_isScoredAsItWouldServe() {
    List<Trip> trips = Trip.hourly(400);
    FeatureSet<Trip> features = Trip.features();
    Trained trained =
        Training.of(features, trips, Trip::delay)
            .knownAt(Trip::moment)
            .unit("min")
            .train(Trip.fewTrees());
    RegressionMetrics expected = RegressionMetrics.inUnit("min");
    trips
        .subList(320, 400)
        .forEach(trip -> expected.add(trained.model().score(features.extract(trip)), trip.delay()));

    assertThat(trained.report().model().mae()).isEqualTo(expected.mae());
    assertThat(trained.report().model().r2()).isEqualTo(expected.r2());
  }

  @Test
  void train_clearSignal_beatsEveryBaselineOfItsLoss() {
    List<Trip> trips = Trip.hourly(3000, trip -> trip.rain() > 1 ? 10 : trip.km() > 10 ? 3 : 0);
    ModelReport report =
        Trip.training(trips)
            .allow("rain")
            .train(Boosting.minimising(Loss.mean()).withRounds(60))
            .report();

    assertThat(report.baseline("linear").lossDifference().value()).isLessThan(-0.5);
    assertThat(report.baseline("linear").lossDifference().excludes(0)).isTrue();
    assertThat(report.baseline("mean").lossDifference().value()).isLessThan(-0.9);
  }

  @Test
  void train_logisticLoss_predictsProbabilities() {
    List<Trip> trips = Trip.hourly(1000, trip -> trip.rain() + trip.km() % 1 > 1 ? 1 : 0);
    Trained trained =
        Trip.training(trips).train(Boosting.minimising(Loss.logistic()).withRounds(30));

    assertThat(trained.model().score(new double[] {5, 3})).isBetween(0.7, 1.0);
    assertThat(trained.model().score(new double[] {5, 0})).isBetween(0.0, 0.3);
  }

  @Test
  void train_quantileLoss_leavesThatShareBelow() {
    List<Trip> trips = Trip.hourly(3000);
    FeatureSet<Trip> features = Trip.features();
    CompiledForest model =
        Trip.training(trips).train(Boosting.minimising(Loss.quantile(0.9)).withRounds(150)).model();
    long below =
        trips.subList(2400, 3000).stream()
            .filter(trip -> trip.delay() <= model.score(features.extract(trip)))
            .count();

    assertThat(below / 600.0).isBetween(0.85, 0.95);
  }

  private static Trained rain(List<Trip> trips, Instant cut) {
    return Trip.training(trips).testFrom(cut).allow("rain").version("v").train(Trip.fewTrees());
  }

  private byte[] bytes(Trained trained) throws IOException {
    Path file = Files.createTempFile(folder, "model", ".forest");
    trained.model().save(file);
    return Files.readAllBytes(file);
  }
}
