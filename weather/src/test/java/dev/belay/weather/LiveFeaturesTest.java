/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.FeatureSet;
import dev.belay.Model;
import dev.belay.Predictor;
import dev.belay.report.Health.Status;
import dev.belay.report.Panel;
import dev.belay.testing.FakeTime;
import dev.belay.weather.WeatherException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fresh for 300 s, due after 240, stale at hand to 600, and to 3,900 where loading fails. */
class LiveFeaturesTest {
  private static final double NONE = Double.NaN;
  private static final double[] ABSENT = {NONE, NONE, NONE, NONE, 1};

  private final WeatherException timeout = new WeatherException(Reason.TIMEOUT, "no");
  private final FakeTime time = new FakeTime();
  private final HandFeed feed = new HandFeed();
  private final LiveFeatures<String> traffic =
      LiveFeatures.of("traffic", (String zone) -> zone, feed).ticker(time);
  private final Glance glance = new Glance(traffic);

  private void load() {
    traffic.attached("trips");
    feed.answer(HandFeed.table(0.7, 2));
  }

  private void pass(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  private static LiveFeatures.Counts counts(long... of) {
    return new LiveFeatures.Counts(of[0], of[1], of[2], of[3], of[4], of[5]);
  }

  @Test
  void columns_areTheFeedsAfterTheNameThenAgeAndStale() {
    assertThat(traffic.columns())
        .containsExactly(
            "traffic_congestion", "traffic_incidents", "traffic_age_minutes", "traffic_stale");
    assertThat(traffic.name()).isEqualTo("traffic");
    assertThat(traffic.fingerprint()).isEqualTo("stale after PT5M");
  }

  @Test
  void attached_loadsBeforeAnybodyAsks_andOnce() {
    FeatureSet<String> features = FeatureSet.builder(String.class).include(traffic).build();
    for (int i = 0; i < 2; i++) {
      Predictor.named("trips")
          .fallback((String zone) -> 0)
          .model(Model.of("one", features, row -> 1), features)
          .build();
    }
    assertThat(feed.asked()).isEqualTo(1);
    feed.answer(HandFeed.table(0.7, 2));

    assertThat(glance.at("centre")).containsExactly(0.7, 2, 0, 0, 0);
    assertThat(traffic.counts()).isEqualTo(counts(1, 0, 0, 0, 1, 0));
  }

  @Test
  void fill_noTableYet_waitsForTheOneThatAllWaitFor() {
    assertThat(glance.at("centre")).containsExactly(ABSENT);
    CompletableFuture<double[]> first = glance.awaited();
    glance.at("centre");
    CompletableFuture<double[]> second = glance.awaited();
    feed.answer(HandFeed.table(0.7, 2));

    assertThat(first.join()).containsExactly(0.7, 2, 0, 0);
    assertThat(second.join()).containsExactly(0.7, 2, 0, 0);
    assertThat(traffic.counts()).isEqualTo(counts(0, 0, 0, 2, 1, 0));
  }

  @Test
  void fill_unknownKeyOrNone_isUnavailableAndCounted() {
    load();

    assertThat(glance.at("nowhere")).containsExactly(ABSENT);
    assertThat(glance.awaited()).isCompletedExceptionally();
    Glance keyless = new Glance(LiveFeatures.of("traffic", (String zone) -> null, known(1, 1)));
    assertThat(keyless.at("centre")).containsExactly(ABSENT);
    assertThat(traffic.counts()).isEqualTo(counts(0, 0, 1, 0, 1, 0));
    assertThat(traffic.failures()).isEqualTo(Map.of(Reason.NOT_FOUND, 1L));
  }

  @Test
  void fill_unknownKeyThatWaited_isUnavailableAndCounted() {
    glance.at("nowhere");
    feed.answer(HandFeed.table(0.7, 2));

    assertThatThrownBy(() -> glance.awaited().join()).hasMessageContaining("no such key");
    assertThat(traffic.counts()).isEqualTo(counts(0, 0, 0, 1, 1, 0));
    assertThat(traffic.failures()).isEqualTo(Map.of(Reason.NOT_FOUND, 1L));
  }

  private static LiveFeed known(double congestion, double incidents) {
    LiveTable table = HandFeed.table(congestion, incidents);
    return LiveFeed.of(() -> CompletableFuture.completedStage(table), "congestion", "incidents");
  }

  @Test
  void fill_tableOfTheHosts_isThereAtTheFirstQuestion() {
    assertThat(new Glance(LiveFeatures.of("t", (String zone) -> zone, known(1, NONE))).at("centre"))
        .startsWith(1, NONE)
        .endsWith(0, 0);
  }

  @ParameterizedTest
  @CsvSource({"239, 1", "240, 2", "299, 2", "599, 2"})
  void fill_lastFifthOfItsTime_hasItLoadedAnew(long age, int asked) {
    load();
    pass(age);
    double[] row = glance.at("centre");
    glance.at("centre");

    assertThat(feed.asked()).isEqualTo(asked);
    assertThat(row).startsWith(0.7, 2, age / 60.0).endsWith(0);
  }

  @ParameterizedTest
  @CsvSource({"299, 0, 0", "300, 1, 0", "599, 1, 0"})
  void fill_noLongerFresh_isStaleAndCounted(long age, double stale) {
    load();
    pass(age);

    assertThat(glance.at("centre")).containsExactly(0.7, 2, age / 60.0, stale, 0);
    assertThat(traffic.counts().stale()).isEqualTo((long) stale);
    assertThat(traffic.counts().hits()).isEqualTo(1 - (long) stale);
  }

  @Test
  void fill_longAfterItsTime_waitsForTheNext() {
    load();
    pass(600);

    assertThat(glance.at("centre")).containsExactly(ABSENT);
    feed.answer(HandFeed.table(0.1, 0));
    assertThat(glance.awaited().join()).containsExactly(0.1, 0, 0, 0);
    assertThat(glance.at("centre")).containsExactly(0.1, 0, 0, 0, 0);
  }

  @Test
  void fill_brokenRefresh_keepsTheOldTableUntilStaleIfErrorEnds() {
    load();
    pass(240);
    glance.at("centre");
    feed.fail(timeout);
    pass(3_659);
    assertThat(glance.at("centre")).containsExactly(0.7, 2, 3_899 / 60.0, 1, 0);
    feed.fail(timeout);
    assertThat(glance.at("centre")).endsWith(1, 0);
    pass(1);

    assertThat(glance.at("centre")).containsExactly(ABSENT);
    assertThatThrownBy(() -> glance.awaited().join()).hasMessage("no");
    assertThat(traffic.counts()).isEqualTo(counts(1, 2, 0, 1, 3, 2));
    assertThat(traffic.failures()).isEqualTo(Map.of(Reason.TIMEOUT, 1L));
  }

  @Test
  void fill_whileARefreshThatFailedIsRepeated_theOldTableServes() {
    load();
    pass(590);
    glance.at("centre");
    feed.fail(timeout);
    pass(30);
    double[] row = glance.at("centre");

    assertThat(feed.asked()).isEqualTo(3);
    assertThat(row).startsWith(0.7).endsWith(1, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "TIMEOUT, 30",
    "BROKEN_REPLY, 30",
    "QUOTA, 60",
    "NOT_FOUND, 300",
    "KEY, 300",
    "REFUSED, 300"
  })
  void fill_afterAFailure_isTriedAgainAfterAWhile(Reason reason, long seconds) {
    traffic.attached("trips");
    feed.fail(new WeatherException(reason, "no"));
    pass(seconds - 1);
    glance.at("centre");
    assertThat(feed.asked()).isEqualTo(1);
    pass(1);
    glance.at("centre");

    assertThat(feed.asked()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"PT10M, 600", "PT-1M, 30"})
  void fill_feedThatWantsToBeLeftAlone_is(Duration wish, long seconds) {
    traffic.attached("trips");
    feed.fail(timeout.withRetryAfter(wish));
    pass(seconds - 1);
    glance.at("centre");
    assertThat(feed.asked()).isEqualTo(1);
    pass(1);
    glance.at("centre");

    assertThat(feed.asked()).isEqualTo(2);
  }

  @Test
  void fill_feedThatWantsToBeLeftAloneForEver_neverIsAskedAgain() {
    traffic.attached("trips");
    feed.fail(timeout.withRetryAfter(Duration.ofSeconds(Long.MAX_VALUE)));
    pass(Duration.ofDays(365).toSeconds());

    assertThat(glance.at("centre")).containsExactly(ABSENT);
    assertThat(feed.asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"89, 1", "90, 2"})
  void fill_feedThatIsSilent_isGivenUpAfterAMinuteAndAskedAgainHalfAMinuteLater(
      long seconds, int asked) {
    glance.at("centre");
    CompletableFuture<double[]> first = glance.awaited();
    pass(59);
    assertThat(first).isNotDone();
    pass(1);
    assertThatThrownBy(first::join).hasMessage("traffic was asked and not heard of again");
    assertThat(traffic.health().status()).isEqualTo(Status.DOWN);
    pass(seconds - 60);
    glance.at("centre");

    assertThat(feed.asked()).isEqualTo(asked);
  }

  @Test
  void fill_feedsThatBreakTheirContract_areFailuresThatTellOnlyTheType() {
    assertBroken(
        LiveFeed.of(
            () -> {
              throw new IllegalStateException("secret");
            },
            "congestion"),
        "IllegalStateException");
    assertBroken(
        LiveFeed.of(() -> CompletableFuture.completedStage(null), "congestion"),
        "NullPointerException");
    assertBroken(LiveFeed.of(() -> null, "congestion"), "NullPointerException");
    assertBroken(
        LiveFeed.of(() -> CompletableFuture.completedStage(HandFeed.table(1, 1)), "congestion"),
        "traffic: columns [congestion, incidents] instead of [congestion]");
  }

  private void assertBroken(LiveFeed broken, String why) {
    LiveFeatures<String> source = LiveFeatures.of("traffic", (String zone) -> zone, broken);
    Glance asked = new Glance(source);

    assertThat(asked.at("centre")).endsWith(1);
    assertThatThrownBy(() -> asked.awaited().join())
        .hasMessageContaining(why)
        .hasMessageNotContaining("secret");
    assertThat(source.counts().failures()).isEqualTo(1);
    assertThat(source.failures()).isEqualTo(Map.of(Reason.BROKEN_REPLY, 1L));
  }

  @Test
  void fill_tableThatWasOldWhenItCame_isAsOldAsItIs() {
    traffic.attached("trips");
    feed.answer(HandFeed.table(0.7, 2).observedAt(time.instant().minusSeconds(299)));
    assertThat(glance.at("centre")).containsExactly(0.7, 2, 299 / 60.0, 0, 0);
    pass(1);

    assertThat(glance.at("centre")).containsExactly(0.7, 2, 5, 1, 0);
    assertThat(feed.asked()).isEqualTo(1);
  }

  @Test
  void fill_tableFromTheFuture_isNew() {
    traffic.attached("trips");
    feed.answer(HandFeed.table(0.7, 2).observedAt(time.instant().plusSeconds(99)));

    assertThat(glance.at("centre")).containsExactly(0.7, 2, 0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({"3899, 0", "3900, 1"})
  void fill_tableThatWasTooOldWhenItCame_isNone(long age, double unavailable) {
    traffic.attached("trips");
    feed.answer(HandFeed.table(0.7, 2).observedAt(time.instant().minusSeconds(age)));

    assertThat(glance.at("centre")).endsWith(unavailable);
    assertThat(traffic.counts().failures()).isEqualTo((long) unavailable);
  }

  @Test
  void fill_tableThatHasBecomeTooOld_isNone() {
    traffic.attached("trips");
    feed.answer(HandFeed.table(0.7, 2).observedAt(time.instant().minusSeconds(3_899)));
    pass(1);

    assertThat(glance.at("centre")).containsExactly(ABSENT);
    assertThatThrownBy(() -> glance.awaited().join()).hasMessageContaining("too old");
  }

  @Test
  void fill_moreQuestionsThanMayWait_failAtOnce() {
    for (int i = 0; i < Absences.WAITING; i++) {
      glance.at("centre");
    }
    assertThat(glance.awaited()).isNotDone();
    glance.at("centre");
    assertThat(glance.awaited()).isCompletedExceptionally();
    feed.answer(HandFeed.table(0.7, 2));

    assertThat(glance.at("centre")).endsWith(0);
    assertThat(traffic.failures()).isEqualTo(Map.of(Reason.OVERLOADED, 1L));
    pass(2 * 3_600);
    glance.at("centre");
    assertThat(glance.awaited()).as("there is room again").isNotDone();
  }

  @Test
  void withers_changeOneTermEach() {
    LiveFeatures<String> other =
        traffic
            .freshFor(Duration.ofSeconds(10))
            .staleWhileRevalidate(Duration.ofSeconds(5))
            .staleIfError(Duration.ofSeconds(20));
    Glance asked = new Glance(other);
    other.attached("trips");
    feed.answer(HandFeed.table(0.7, 2));
    pass(10);
    assertThat(asked.at("centre")).endsWith(1, 0);
    pass(5);
    assertThat(asked.at("centre")).endsWith(1);
    feed.fail(timeout);
    pass(14);
    assertThat(asked.at("centre")).endsWith(1, 0);
    pass(1);

    assertThat(asked.at("centre")).containsExactly(ABSENT);
    assertThat(traffic.counts()).isEqualTo(counts(0, 0, 0, 0, 0, 0));
  }

  @Test
  void of_wrongArguments_saysWhich() {
    assertThatThrownBy(() -> LiveFeatures.of(" ", (String zone) -> zone, feed))
        .hasMessage("a source needs a name, not ' '");
    assertThatThrownBy(() -> LiveFeatures.of("t", (String zone) -> zone, known("age_minutes")))
        .hasMessage("a column twice in [t_age_minutes, t_age_minutes, t_stale]");
    assertThatThrownBy(() -> traffic.freshFor(Duration.ZERO)).hasMessage("fresh for PT0S");
    assertThatThrownBy(() -> traffic.staleWhileRevalidate(Duration.ofDays(366)))
        .hasMessageContaining("PT8784H");
    assertThatThrownBy(() -> traffic.staleIfError(Duration.ofSeconds(-1)))
        .hasMessageContaining("PT-1S");
  }

  private static LiveFeed known(String... columns) {
    return LiveFeed.of(
        () -> CompletableFuture.completedStage(LiveTable.of(List.of(columns), Map.of())), columns);
  }

  @Test
  void feedOf_wrongColumns_saysWhich() {
    assertThatThrownBy(() -> known()).hasMessage("0 columns, not 1 to 100");
    String[] many = IntStream.range(0, 101).mapToObj(i -> "c" + i).toArray(String[]::new);
    assertThatThrownBy(() -> known(many)).hasMessage("101 columns, not 1 to 100");
    assertThatThrownBy(() -> known("a", " ")).hasMessage("a column without a name in [a,  ]");
    assertThatThrownBy(() -> known("a", "a")).hasMessage("a column twice in [a, a]");
  }

  @Test
  void health_followsTheFeed() {
    assertThat(traffic.health().status()).isEqualTo(Status.UP);
    load();
    assertThat(traffic.health().reason()).isEqualTo("fetched PT0S ago");
    pass(240);
    glance.at("centre");
    feed.fail(timeout);
    assertThat(traffic.health().status()).isEqualTo(Status.DEGRADED);
    pass(3_660);

    assertThat(traffic.health().status()).isEqualTo(Status.DOWN);
    assertThat(traffic.health().reason()).contains("TIMEOUT: no");
  }

  @Test
  void health_feedThatStandsStill_isDownWhenWhatItSaysIsTooOld() {
    traffic.attached("trips");
    LiveTable old = HandFeed.table(0.7, 2).observedAt(time.instant().minusSeconds(3_000));
    feed.answer(old);
    pass(899);
    glance.at("centre");
    feed.fail(timeout);
    assertThat(traffic.health().status()).isEqualTo(Status.DEGRADED);
    pass(1);

    assertThat(traffic.health().status()).isEqualTo(Status.DOWN);
  }

  @Test
  void health_feedThatIsNotFound_isDown() {
    traffic.attached("trips");
    feed.fail(new WeatherException(Reason.NOT_FOUND, "gone"));

    assertThat(traffic.health().status()).isEqualTo(Status.DOWN);
  }

  @Test
  void panel_showsFeedHitsErrorsAndSize() {
    Panel before = traffic.panel();
    load();
    glance.at("centre");
    Panel after = traffic.panel();

    assertThat(before.title()).isEqualTo("Live: traffic");
    assertThat(before.parts())
        .extracting(Panel.Part::label)
        .containsExactly(
            "Feed", "Answered at once", "of it stale", "Loads that failed", "Keys known");
    assertThat(((Panel.Single) before.parts().get(1)).figure().toString())
        .contains("no question yet");
    assertThat(((Panel.Single) after.parts().get(4)).figure().toString()).contains("1");
    assertThat(traffic).hasToString(traffic.columns() + ": " + traffic.counts());
  }
}
