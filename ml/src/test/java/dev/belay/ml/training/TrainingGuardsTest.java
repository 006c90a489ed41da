/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.FeatureSet;
import dev.belay.FeatureSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.ToLongFunction;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingGuardsTest {
  private static final Boosting LEARNER = Trip.fewRounds(Loss.mean());

  private final List<Progress> progress = new ArrayList<>();

  @Test
  void of_noRows_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trip.training(List.of()))
        .withMessage("there are no rows to train on");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -2e15})
  void train_targetNoNumber_isRefusedWithItsRow(double target) {
    List<Trip> trips = new ArrayList<>(Trip.hourly(200));
    trips.set(17, trips.get(17).with(target));

    refused(Trip.training(trips), LEARNER)
        .withMessage("the target of row 17 must be a number up to 1e15 in size: " + target);
  }

  @Test
  void train_constantTarget_isRefusedWithItsValue() {
    refused(Trip.training(Trip.hourly(200, trip -> 5)), LEARNER)
        .withMessage("the target is 5.0 in all 160 training rows: there is nothing to learn");
  }

  @Test
  void train_targetConstantInTheTrainingPartOnly_isRefused() {
    refused(
            Trip.training(Trip.hourly(200, trip -> trip.moment() < moment(150) ? 3 : trip.rain()))
                .testFrom(Instant.ofEpochSecond(moment(150))),
            LEARNER)
        .withMessageContaining("the target is 3.0 in all 150 training rows");
  }

  @Test
  void train_logisticLossOfAnotherTargetThanZeroOrOne_isRefusedWithItsRow() {
    List<Trip> trips = new ArrayList<>(Trip.hourly(200, trip -> trip.rain() > 1 ? 1 : 0));
    trips.set(3, trips.get(3).with(2));

    refused(Trip.training(trips), Trip.fewRounds(Loss.logistic()))
        .withMessage("the target of row 3 must be 0 or 1 for the logistic loss: 2.0");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NEGATIVE_INFINITY, 1e39})
  void train_featureBeyondSinglePrecision_isRefusedWithNameAndRow(double rain) {
    List<Trip> trips = new ArrayList<>(Trip.hourly(200));
    trips.set(9, new Trip(Trip.FIRST, 1, rain, 2));

    refused(Trip.training(trips), LEARNER)
        .withMessage(
            "feature 'rain' of row 9 is beyond single precision: " + rain + " (unknown is NaN)");
  }

  @Test
  void train_splitInTimeWithoutMoments_saysWhatIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> Training.of(Trip.features(), Trip.hourly(200), Trip::delay).train(LEARNER))
        .withMessageContaining("needs knownAt(…)")
        .withMessageContaining("randomSplit(…)");
  }

  @Test
  void train_momentBeyondTime_isRefusedWithItsRow() {
    refused(
            Training.of(Trip.features(), Trip.hourly(200), Trip::delay)
                .knownAt(trip -> Long.MAX_VALUE),
            LEARNER)
        .withMessage("the moment of row 0 is no epoch second: 9223372036854775807");
  }

  @Test
  void train_fewerThan100TrainingRows_isRefused() {
    refused(Trip.training(Trip.hourly(140)).testFrom(Instant.ofEpochSecond(moment(99))), LEARNER)
        .withMessageContaining("99 rows to train on, at least 100 are needed")
        .withMessageContaining("TEMPORAL at " + Instant.ofEpochSecond(moment(99)));
  }

  @Test
  void train_fewerThan30TestRows_isRefused() {
    refused(Trip.training(Trip.hourly(140)).testFrom(Instant.ofEpochSecond(moment(111))), LEARNER)
        .withMessageContaining("29 rows to judge on, at least 30 are needed");
  }

  @Test
  void train_100TrainingAnd30TestRows_areEnough() {
    Trained trained =
        Trip.training(Trip.hourly(130)).testFrom(Instant.ofEpochSecond(moment(100))).train(LEARNER);

    assertThat(trained.report().split().trainRows()).isEqualTo(100);
    assertThat(trained.report().split().testRows()).isEqualTo(30);
  }

  @Test
  void train_featureThatIsTheTarget_isRefusedWithNameAndR2() {
    refused(leaky(), LEARNER)
        .withMessage(
            "feature 'hint' alone explains the target with an R² of 1.0000 (by a straight line),"
                + " above 0.99: a leak until shown otherwise, and then allow(\"hint\")");
  }

  @Test
  void train_featureThatIsTheTargetAllowedByName_isTrained() {
    assertThat(leaky().allow("hint").train(LEARNER).report().trees()).isEqualTo(5);
  }

  @Test
  void allow_unknownFeature_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trip.training(Trip.hourly(200)).allow("rian"))
        .withMessage("no feature 'rian' to allow among [km, rain]");
  }

  @Test
  void train_featureObservedAfterTheMoment_isRefusedWithNameRowAndMoment() {
    FeatureSet<Trip> features =
        observed(trip -> trip.moment() + (trip.moment() == moment(4) ? 1 : 0));

    refused(Training.of(features, Trip.hourly(200), Trip::delay).knownAt(Trip::moment), LEARNER)
        .withMessage(
            "feature 'rain' of row 4 was observed after the moment of its prediction, "
                + Instant.ofEpochSecond(moment(4)));
  }

  @Test
  void train_featureObservedAtTheMoment_isTrained() {
    Training<Trip> training =
        Training.of(observed(Trip::moment), Trip.hourly(200), Trip::delay).knownAt(Trip::moment);

    assertThat(training.train(LEARNER).model().trees()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1e36})
  void train_heuristicNoNumberOfATarget_isRefusedWithItsRow(double value) {
    refused(
            Trip.training(Trip.hourly(200))
                .heuristic(trip -> trip.moment() == moment(190) ? value : 1),
            LEARNER)
        .withMessage(
            "the heuristic's value for row 190 must be a number up to 1e15 in size: " + value);
  }

  @Test
  void train_heuristicAsLargeAsATargetMayBe_isReported() {
    assertThat(Trip.training(Trip.hourly(200)).heuristic(trip -> -1e15).train(LEARNER).report())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(doubles = {3e38, -3e38})
  void train_oneHugeFeatureValueInTheHoldOut_isStillReported(double rain) {
    List<Trip> trips = new ArrayList<>(Trip.hourly(200));
    trips.set(199, new Trip(moment(199), 1, rain, 2));

    ModelReport report = Trip.training(trips).train(LEARNER).report();

    assertThat(report.toString()).contains("linear");
  }

  @Test
  void train_boostingOfATargetFarFromZeroBesideItsSpread_isRefusedWithBothFigures() {
    refused(
            Trip.training(Trip.hourly(200, trip -> 1.7e9 + 600 - trip.moment() / 3600 % 2 * 1_200)),
            LEARNER)
        .withMessage(
            "the target is about 1.70e+09 but spreads only by 600: single precision cannot tell"
                + " its values apart; subtract a constant, or take the RandomForest");
  }

  @Test
  void tellsTargetsApart_aThousandthOfTheSpread_isTheMostThatIsRounded() {
    // From 2^24 on floats are 2 apart, below it 1.
    double spread = 1_000;
    Guards.tellsTargetsApart(targets((1 << 24) - 1 - 2 * spread, spread));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Guards.tellsTargetsApart(targets((1 << 24) - 2 * spread, spread)))
        .withMessageContaining("single precision");
  }

  @Test
  void train_boostingOfARareYes_isTrained() {
    List<Trip> trips = new ArrayList<>(Trip.hourly(400, trip -> 0));
    trips.set(3, trips.get(3).with(1));

    assertThat(Trip.training(trips).train(Trip.fewRounds(Loss.logistic())).report().trees())
        .isEqualTo(5);
  }

  @Test
  void train_targetThatThrows_saysInWhichRowAndKeepsTheCause() {
    RuntimeException cause = new UnsupportedOperationException("no delay yet");

    stopped(Training.of(Trip.features(), Trip.hourly(200), trip -> delayUnless(trip, 12, cause)))
        .withMessage("the target of row 12 could not be read: " + cause)
        .withCause(cause);
  }

  @Test
  void train_featureThatThrows_saysInWhichRow() {
    RuntimeException cause = new UnsupportedOperationException("no rain gauge");
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class).number("rain", trip -> delayUnless(trip, 12, cause)).build();

    stopped(Training.of(features, Trip.hourly(200), Trip::delay))
        .withMessageContaining("row 12")
        .withStackTraceContaining("no rain gauge");
  }

  @Test
  void version_halfASurrogatePairOrTooLong_isRefusedAtOnce() {
    Training<Trip> training = Trip.training(Trip.hourly(200));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.version("v\uD83D"))
        .withMessageStartingWith("the version is no valid text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.version("v".repeat(65_537)))
        .withMessage("the version takes 65537 bytes, at most 65536 are allowed");
  }

  @Test
  void train_featureNameTooLongForTheFile_isRefused() {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class).number("k".repeat(65_537), Trip::km).build();

    refused(Training.of(features, Trip.hourly(200), Trip::delay).knownAt(Trip::moment), LEARNER)
        .withMessage("the feature name takes 65537 bytes, at most 65536 are allowed");
  }

  @Test
  void train_requiredSourceWithoutAValue_saysWhichRow() {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class).number("km", Trip::km).require(new Silent()).build();

    stopped(Training.of(features, Trip.hourly(200), Trip::delay))
        .withMessageStartingWith("row 0: ")
        .withMessageContaining("silent");
  }

  @Test
  void settings_outOfRange_areRefusedWithTheirValue() {
    Training<Trip> training = Trip.training(Trip.hourly(200));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.holdOut(1))
        .withMessage("the hold-out is a share between 0 and 1, not 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.randomSplit(Double.NaN))
        .withMessage("the hold-out is a share between 0 and 1, not NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.threads(0))
        .withMessage("threads must be between 1 and 1024: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> training.version(" "))
        .withMessage("a version must say something: ' '");
  }

  @Test
  void holdOut_chosenTwice_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Trip.training(Trip.hourly(200)).randomSplit(0.3).holdOut(0.2))
        .withMessage("the hold-out has been chosen already: Random[share=0.3]");
  }

  /** Stopped by the host's own code. */
  private static ThrowableAssertAlternative<IllegalStateException> stopped(
      Training<Trip> training) {
    return assertThatIllegalStateException()
        .isThrownBy(() -> training.knownAt(Trip::moment).train(LEARNER));
  }

  /** Refused, and before anything was trained. */
  private ThrowableAssertAlternative<IllegalArgumentException> refused(
      Training<Trip> training, Learner learner) {
    var refusal =
        assertThatIllegalArgumentException()
            .isThrownBy(() -> training.progress(progress::add).train(learner));
    assertThat(progress).isEmpty();
    return refusal;
  }

  private static Training<Trip> leaky() {
    FeatureSet<Trip> features =
        FeatureSet.builder(Trip.class)
            .number("km", Trip::km)
            .number("hint", trip -> trip.delay() * 60)
            .build();
    return Training.of(features, Trip.hourly(200), Trip::delay).knownAt(Trip::moment);
  }

  private static FeatureSet<Trip> observed(ToLongFunction<Trip> epochSecond) {
    return FeatureSet.builder(Trip.class)
        .number("km", Trip::km)
        .number("rain", Trip::rain)
        .observedAt("rain", epochSecond)
        .build();
  }

  /** Half of them at one value, half two spreads above it. */
  private static Examples targets(double low, double spread) {
    double[] targets = new double[100];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = low + (i % 2) * 2 * spread;
    }
    return new Examples(new double[100][1], targets, new long[0], new int[100]);
  }

  private static double delayUnless(Trip trip, int row, RuntimeException failure) {
    if (trip.moment() == moment(row)) {
      throw failure;
    }
    return trip.delay();
  }

  private static long moment(int trip) {
    return Trip.FIRST + 3600L * trip;
  }

  private static final class Silent implements FeatureSource<Trip> {
    @Override
    public String name() {
      return "silent";
    }

    @Override
    public List<String> columns() {
      return List.of("word");
    }

    @Override
    public CompletionStage<double[]> fill(Trip query, Slots slots) {
      return CompletableFuture.failedStage(new IllegalStateException("nothing to say"));
    }
  }
}
