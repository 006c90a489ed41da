/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.belay.alert.Condition.Finding;
import dev.belay.stats.Figure;
import dev.belay.stats.Interval;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRuleTest {
  private static final Metric ERROR = Metric.named("mean absolute error").over(Duration.ofHours(6));

  private static Figure point(double value) {
    return Figure.point(value, 100, "mean");
  }

  private static Figure figure(double lower, double value, double upper) {
    return Figure.of(value, new Interval(lower, upper, 0.95), 100, "mean");
  }

  private static Finding judged(AlertRule rule, Figure figure, boolean firing) {
    return rule.terms().condition().judge(figure, firing);
  }

  @Test
  void toString_readsAsItIsSaid() {
    assertThat(ERROR.above(12).lasting(Duration.ofMinutes(15)))
        .hasToString("mean absolute error over 6 h above 12 for 15 min");
    assertThat(Metric.named("skill").where("arm", "MODEL").below(0).onlyIfShown())
        .hasToString("skill {arm=MODEL} shown to be below 0");
    assertThat(Metric.named("label").over(Duration.ofDays(2)).absent())
        .hasToString("label over 2 d absent");
    assertThat(ERROR.dividedBy(Metric.named("reference")).above(2.5))
        .hasToString("mean absolute error over 6 h divided by reference above 2.5");
    assertThat(ERROR.trend(Duration.ofHours(6), 28).above(0))
        .hasToString("trend of mean absolute error over 6 h in 28 steps of 6 h above 0");
  }

  @ParameterizedTest
  @CsvSource({
    "PT24H, 1 d",
    "PT25H, 25 h",
    "PT90M, 90 min",
    "PT61S, 61 s",
    "PT0.5S, PT0.5S",
    "PT0S, PT0S"
  })
  void durations_areInTheLargestUnitWithoutRemainder(Duration duration, String text) {
    assertThat(Durations.text(duration)).isEqualTo(text);
  }

  @Test
  void equals_saysWhetherTheySayTheSame() {
    assertThat(ERROR.above(12).severity(Severity.CRITICAL))
        .isEqualTo(ERROR.above(12).severity(Severity.CRITICAL))
        .hasSameHashCodeAs(ERROR.above(12).severity(Severity.CRITICAL))
        .isNotEqualTo(ERROR.above(12))
        .isNotEqualTo(ERROR.below(12).severity(Severity.CRITICAL));
  }

  @Test
  void name_isWhatItSaysUnlessGiven() {
    AlertRule rule = ERROR.above(12);
    assertThat(rule.name()).isEqualTo("mean absolute error over 6 h above 12");
    assertThat(rule.named("errs").severity(Severity.INFO).name()).isEqualTo("errs");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rule.named(" "))
        .withMessage("name: ' ' says nothing");
  }

  @Test
  void withers_keepEverythingElse() {
    AlertRule rule =
        ERROR
            .above(12)
            .named("errs")
            .severity(Severity.CRITICAL)
            .label("team", "dispatch")
            .label("on", "call")
            .clearedAt(10)
            .onlyIfShown()
            .lasting(Duration.ofMinutes(1))
            .keepFiring(Duration.ofMinutes(2))
            .minimumSamples(30)
            .needs(Metric.named("coverage"), 0.5)
            .whenMissing(WhenMissing.NO_DATA);
    assertThat(rule.whenMissing(WhenMissing.NO_DATA)).isEqualTo(rule);
    assertThat(rule.needs(Metric.named("coverage"), 0.5)).isEqualTo(rule);
    assertThat(rule.minimumSamples(30)).isEqualTo(rule);
    assertThat(rule.keepFiring(Duration.ofMinutes(2))).isEqualTo(rule);
    assertThat(rule.lasting(Duration.ofMinutes(1))).isEqualTo(rule);
    assertThat(rule.clearedAt(10).onlyIfShown()).isEqualTo(rule);
    assertThat(rule.label("team", "dispatch").named("errs").severity(Severity.CRITICAL))
        .isEqualTo(rule);
    assertThat(rule.labels()).containsEntry("team", "dispatch").containsEntry("on", "call");
    assertThat(rule.quantity()).isEqualTo(ERROR);
  }

  @ParameterizedTest
  @CsvSource({"11.999999, GOOD", "12, GOOD", "12.000001, BAD"})
  void above_theLimitItself_isNotAbove(double value, Finding finding) {
    assertThat(judged(ERROR.above(12), point(value), false)).isEqualTo(finding);
    assertThat(judged(ERROR.above(12), point(value), true)).isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({"11.999999, BAD", "12, GOOD", "12.000001, GOOD"})
  void below_theLimitItself_isNotBelow(double value, Finding finding) {
    assertThat(judged(ERROR.below(12), point(value), false)).isEqualTo(finding);
    assertThat(judged(ERROR.below(12), point(value), true)).isEqualTo(finding);
  }

  @ParameterizedTest
  @CsvSource({
    "9.999999, false, GOOD",
    "9.999999, true, GOOD",
    "10, false, GOOD",
    "10, true, BAD",
    "12, false, GOOD",
    "12, true, BAD",
    "12.000001, false, BAD"
  })
  void clearedAt_holdsOnlyForWhatFires(double value, boolean firing, Finding finding) {
    assertThat(judged(ERROR.above(12).clearedAt(10), point(value), firing)).isEqualTo(finding);
    assertThat(judged(ERROR.below(-12).clearedAt(-10), point(-value), firing)).isEqualTo(finding);
  }

  @Test
  void onlyIfShown_asksForTheWholeInterval() {
    AlertRule above = ERROR.above(12).onlyIfShown();
    assertThat(judged(above, figure(11.9, 14, 16), false)).isEqualTo(Finding.GOOD);
    assertThat(judged(above, figure(12, 14, 16), false)).isEqualTo(Finding.GOOD);
    assertThat(judged(above, figure(12.1, 14, 16), false)).isEqualTo(Finding.BAD);
    assertThat(judged(above, point(14), false)).isEqualTo(Finding.UNKNOWN);
    AlertRule below = ERROR.below(12).onlyIfShown();
    assertThat(judged(below, figure(9, 10, 12.1), false)).isEqualTo(Finding.GOOD);
    assertThat(judged(below, figure(9, 10, 11.9), false)).isEqualTo(Finding.BAD);
  }

  @Test
  void absent_isBadWhereNothingIsKnown() {
    assertThat(judged(ERROR.absent(), Figure.undefined("empty", 0), false)).isEqualTo(Finding.BAD);
    assertThat(judged(ERROR.absent(), point(1), true)).isEqualTo(Finding.GOOD);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void limit_thatIsNone_isRefused(double limit) {
    String message = "limit: " + limit + " is not finite";
    assertThatIllegalArgumentException().isThrownBy(() -> ERROR.above(limit)).withMessage(message);
    assertThatIllegalArgumentException().isThrownBy(() -> ERROR.below(limit)).withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.above(1).clearedAt(limit))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.above(1).needs(ERROR, limit))
        .withMessage("mean absolute error over 6 h of at least " + limit + " is not finite");
  }

  @Test
  void clearedAt_onTheBadSide_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.above(12).clearedAt(12.1))
        .withMessage("cleared at 12.1: that is not on the good side of 'above 12'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.below(12).clearedAt(11.9))
        .withMessage("cleared at 11.9: that is not on the good side of 'below 12'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.absent().clearedAt(1))
        .withMessage("cleared at 1.0: that is not on the good side of 'absent'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.absent().onlyIfShown())
        .withMessage("what is absent has no interval");
  }

  @Test
  void durationsAndNumbers_thatAreNone_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.above(1).lasting(Duration.ofSeconds(-1)))
        .withMessage("lasting: PT-1S is negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.above(1).keepFiring(Duration.ofSeconds(-1)))
        .withMessage("keep firing: PT-1S is negative");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.above(1).minimumSamples(0))
        .withMessage("minimum samples: 0 is not 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.named(" "))
        .withMessage("a metric needs a name: ' '");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ERROR.over(Duration.ofSeconds(-1)))
        .withMessage("mean absolute error over PT-1S: a window is not negative");
  }

  @Test
  void read_tooFewSamples_isUnknownAndSaysSo() {
    AlertRule rule = ERROR.above(12).minimumSamples(30);
    Figure few = rule.read((metric, time) -> Figure.point(20, 29, "mean"), Instant.EPOCH);
    Figure enough = rule.read((metric, time) -> Figure.point(20, 30, "mean"), Instant.EPOCH);

    assertThat(few.reason()).isEqualTo("n = 29 is below 30");
    assertThat(few.n()).isEqualTo(29);
    assertThat(enough.value()).isEqualTo(20);
  }

  @Test
  void read_whatItNeedsIsTooLow_isUnknownAndSaysSo() {
    Metric coverage = Metric.named("coverage");
    AlertRule rule = ERROR.above(12).needs(coverage, 0.5);
    MetricSource low =
        (metric, time) -> metric.equals(coverage) ? Figure.point(0.49, 9, "share") : point(20);
    MetricSource none =
        (metric, time) -> metric.equals(coverage) ? Figure.undefined("empty", 0) : point(20);
    MetricSource high =
        (metric, time) -> metric.equals(coverage) ? Figure.point(0.5, 9, "share") : point(20);

    assertThat(rule.read(low, Instant.EPOCH).reason())
        .isEqualTo("coverage is 0.4900 (n = 9, share), below 0.5");
    assertThat(rule.read(none, Instant.EPOCH).reason()).startsWith("coverage is undefined: empty");
    assertThat(rule.read(high, Instant.EPOCH).value()).isEqualTo(20);
  }

  @Test
  void read_theSourceFails_isUnknownAndSaysSo() {
    Figure figure =
        ERROR
            .above(12)
            .read(
                (metric, time) -> {
                  throw new IllegalStateException("jdbc:password");
                },
                Instant.EPOCH);

    assertThat(figure.reason()).isEqualTo("its source failed: java.lang.IllegalStateException");
  }

  @Test
  void ratio_isOneDividedByTheOther() {
    Metric reference = Metric.named("reference");
    Ratio ratio = ERROR.dividedBy(reference);
    MetricSource source = (metric, time) -> metric.equals(reference) ? point(4) : point(10);

    assertThat(ratio.at(source, Instant.EPOCH).value()).isEqualTo(2.5);
    assertThat(ratio.at(source, Instant.EPOCH).n()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource({"0, nothing", "-1, nothing", "1e-320, too little"})
  void ratio_byWhatIsNotAboveZero_isUndefined(double divisor, String what) {
    Metric reference = Metric.named("reference");
    MetricSource source = (metric, time) -> metric.equals(reference) ? point(divisor) : point(10);

    assertThat(ERROR.dividedBy(reference).at(source, Instant.EPOCH).reason())
        .startsWith("reference is ")
        .endsWith(what + " to divide by");
  }

  @Test
  void ratio_ofWhatIsUndefined_isUndefinedForTheSameReason() {
    Metric reference = Metric.named("reference");
    MetricSource source =
        (metric, time) -> metric.equals(reference) ? Figure.undefined("empty", 3) : point(10);

    assertThat(ERROR.dividedBy(reference).at(source, Instant.EPOCH).reason()).isEqualTo("empty");
    assertThat(reference.dividedBy(ERROR).at(source, Instant.EPOCH).reason()).isEqualTo("empty");
  }
}
