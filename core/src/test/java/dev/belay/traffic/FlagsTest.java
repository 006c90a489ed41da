/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlagsTest {
  private static final Rollout TRIPS = Rollout.of("trip-delay", 100);
  private static final Split BANNER =
      Split.named("banner").arm("plain", 50).arm("blue", 30).unassigned(20).build();

  private final Flags flags =
      Flags.of(FlagSet.builder().rollout(TRIPS).split(BANNER).version("v1").build());

  private final List<String> logged = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(new SimpleFormatter().formatMessage(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void attach() {
    Logger.getLogger(Flags.class.getName()).addHandler(handler);
  }

  @AfterEach
  void detach() {
    Logger.getLogger(Flags.class.getName()).removeHandler(handler);
  }

  private static FlagSet only(Rollout rollout, String version) {
    return FlagSet.builder().rollout(rollout).version(version).build();
  }

  @Test
  void arm_ofEveryFlagAndKey_isThatOfTheFlagItself() {
    for (long key = 0; key < 1_000; key++) {
      assertThat(flags.arm("banner", key)).isEqualTo(BANNER.arm(key));
      assertThat(flags.arm("banner", "k" + key)).isEqualTo(BANNER.arm("k" + key));
      assertThat(flags.decide("banner", key).arm()).isEqualTo(BANNER.arm(key));
      assertThat(flags.decide("banner", "k" + key).arm()).isEqualTo(BANNER.arm("k" + key));
    }
    assertThat(flags.arm("trip-delay", "any")).isEqualTo("MODEL");
  }

  @Test
  void decide_byChance_hasThePropensityOfTheArm() {
    String plain = keyOf("plain");
    assertThat(flags.decide("banner", plain))
        .isEqualTo(new Decision("banner", "plain", Reason.SHARE, 0.5, "v1"));
    assertThat(flags.decide("banner", keyOf("blue")).propensity()).isEqualTo(0.3);
  }

  private static String keyOf(String arm) {
    return IntStream.range(0, 1_000)
        .mapToObj(i -> "user-" + i)
        .filter(key -> BANNER.arm(key).equals(arm))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void decide_betweenTheArms_hasNoArmAndSaysSo() {
    Decision decision = flags.decide("banner", keyOf(Decision.NO_ARM));
    assertThat(decision)
        .isEqualTo(new Decision("banner", Decision.NO_ARM, Reason.UNASSIGNED, 0.2, "v1"));
    assertThat(decision.assigned()).isFalse();
  }

  @Test
  void decide_theRestOfARollout_hasThePropensityOfTheRest() {
    Rollout tenth = Rollout.of("r", 10);
    Flags some = Flags.of(only(tenth, "v"));
    long rest =
        IntStream.range(0, 100).filter(i -> tenth.arm(i) == Arm.REST).findFirst().orElseThrow();
    assertThat(some.decide("r", rest)).isEqualTo(new Decision("r", "REST", Reason.SHARE, 0.8, "v"));
  }

  @Test
  void decide_byAct_saysWhichAndIsNoChance() {
    Flags some =
        Flags.of(
            FlagSet.builder()
                .version("v")
                .rollout(Rollout.of("r", 50).allowing("vip").denying("test"))
                .rollout(Rollout.of("far", 50).within("n", 0, 0.01))
                .rollout(Rollout.of("off", 50).disabled())
                .split(Split.named("s").arm("a", 1).arm("b", 1).override("vip", "b").build())
                .build());
    assertThat(some.decide("r", "vip")).isEqualTo(decision("r", "MODEL", Reason.ALLOWED));
    assertThat(some.decide("r", "test")).isEqualTo(decision("r", "REST", Reason.DENIED));
    assertThat(some.decide("s", "vip")).isEqualTo(decision("s", "b", Reason.OVERRIDDEN));
    assertThat(some.decide("off", "k")).isEqualTo(decision("off", "REST", Reason.DISABLED));
    assertThat(some.decide("far", "k"))
        .isEqualTo(decision("far", "REST", Reason.OUTSIDE_NAMESPACE));
    assertThat(Reason.values())
        .filteredOn(Reason::byChance)
        .containsExactly(Reason.SHARE, Reason.UNASSIGNED);
  }

  private static Decision decision(String flag, String arm, Reason reason) {
    return new Decision(flag, arm, reason, 1, "v");
  }

  @Test
  void decide_anUnknownFlag_isAReasonAndNoException() {
    assertThat(flags.decide("nobody", "k"))
        .isEqualTo(new Decision("nobody", Decision.NO_ARM, Reason.UNKNOWN_FLAG, 1, "v1"));
    assertThat(flags.decide("nobody", 1).reason()).isEqualTo(Reason.UNKNOWN_FLAG);
    assertThat(flags.arm("nobody", "k")).isEqualTo(Decision.NO_ARM);
    assertThat(flags.arm("nobody", 1)).isEqualTo(Decision.NO_ARM);
  }

  @Test
  @SuppressWarnings("NullAway") // a host that breaks the contract
  void decide_null_isRefusedByName() {
    assertThatNullPointerException()
        .isThrownBy(() -> flags.decide("banner", null))
        .withMessage("key");
    assertThatNullPointerException().isThrownBy(() -> flags.decide(null, "k")).withMessage("flag");
    assertThatNullPointerException().isThrownBy(() -> flags.arm(null, 1)).withMessage("flag");
    assertThatNullPointerException().isThrownBy(() -> flags.explain(null)).withMessage("key");
    assertThatNullPointerException().isThrownBy(() -> flags.replace(null)).withMessage("next");
  }

  @Test
  void replace_isSeenByTheNextDecisionAndRollout() {
    Supplier<Rollout> live = flags.rollout("trip-delay");
    assertThat(live.get().percent()).isEqualTo(100);
    flags.replace(only(TRIPS.withPercent(10), "v2"));
    assertThat(live.get().percent()).isEqualTo(10);
    assertThat(flags.current().version()).isEqualTo("v2");
    assertThat(flags.decide("trip-delay", "k").version()).isEqualTo("v2");
    assertThat(flags.decide("banner", "k").reason()).isEqualTo(Reason.UNKNOWN_FLAG);
  }

  @Test
  void rollout_unknownNow_isRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flags.rollout("trip-dealy"))
        .withMessage("there is no rollout 'trip-dealy' among [trip-delay]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flags.rollout("banner"))
        .withMessage("there is no rollout 'banner' among [trip-delay]");
  }

  @Test
  void rollout_unknownAmongMany_namesTwentyOfThem() {
    FlagSet.Builder many = FlagSet.builder();
    IntStream.range(0, 30).forEach(i -> many.rollout(Rollout.of("r" + i, 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Flags.of(many.build()).rollout("x"))
        .withMessageEndingWith("] and 10 more");
  }

  @Test
  void rollout_goneLater_isTheLastKnownDisabledAndSaidOnce() {
    Supplier<Rollout> live = flags.rollout("trip-delay");
    flags.replace(only(TRIPS.withPercent(30), "v2"));
    flags.replace(FlagSet.builder().version("v3").build());
    assertThat(live.get()).isEqualTo(TRIPS.withPercent(30).disabled());
    flags.replace(FlagSet.builder().version("v4").build());
    assertThat(live.get()).isEqualTo(TRIPS.withPercent(30).disabled());
    assertThat(logged)
        .containsExactly(
            "rollout 'trip-delay' has gone and is disabled until it returns (said once)");
    assertThatIllegalArgumentException().isThrownBy(() -> flags.rollout("trip-delay"));
  }

  @Test
  void rollout_thatReturns_isLiveAgain() {
    Supplier<Rollout> live = flags.rollout("trip-delay");
    flags.replace(FlagSet.builder().build());
    flags.replace(only(TRIPS, "v3"));
    assertThat(live.get()).isEqualTo(TRIPS);
  }

  @Test
  void rollout_thatBecameASplit_hasGone() {
    Supplier<Rollout> live = flags.rollout("trip-delay");
    Split sameName = Split.named("trip-delay").arm("a", 1).build();
    flags.replace(FlagSet.builder().split(sameName).build());
    assertThat(live.get().enabled()).isFalse();
    assertThat(flags.arm("trip-delay", "k")).isEqualTo("a");
  }

  @Test
  void kill_isVisibleEverywhereAndSurvivesAnotherSet() {
    Supplier<Rollout> live = flags.rollout("trip-delay");
    flags.kill("trip-delay");
    flags.kill("banner");
    assertThat(flags.killed()).containsExactlyInAnyOrder("trip-delay", "banner");
    assertThat(live.get().enabled()).isFalse();
    assertThat(flags.arm("banner", "k")).isEqualTo(Decision.NO_ARM);
    flags.replace(only(TRIPS.withPercent(50), "v2"));
    assertThat(live.get()).isEqualTo(TRIPS.withPercent(50).disabled());
    assertThat(flags.decide("trip-delay", "k"))
        .isEqualTo(new Decision("trip-delay", "REST", Reason.KILLED, 1, "v2"));
    assertThat(flags.current().rollout("trip-delay")).contains(TRIPS.withPercent(50));
  }

  @Test
  void kill_ofAFlagThatGoesAndReturns_stillHolds() {
    flags.kill("banner");
    flags.replace(only(TRIPS, "v2"));
    assertThat(flags.decide("banner", "k").reason()).isEqualTo(Reason.UNKNOWN_FLAG);
    flags.kill("banner");
    flags.replace(FlagSet.builder().split(BANNER).build());
    assertThat(flags.decide("banner", "k").reason()).isEqualTo(Reason.KILLED);
  }

  @Test
  void revive_givesTheFlagBackToTheSet() {
    Supplier<Rollout> live = flags.rollout("trip-delay");
    flags.kill("trip-delay");
    flags.revive("trip-delay");
    flags.revive("trip-delay");
    assertThat(flags.killed()).isEmpty();
    assertThat(live.get()).isEqualTo(TRIPS);
    assertThat(flags.decide("trip-delay", "k").reason()).isEqualTo(Reason.SHARE);
  }

  @Test
  void killOrRevive_anUnknownFlag_isRefusedWithTheKnownOnes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flags.kill("x"))
        .withMessage("there is no flag 'x' among [banner, trip-delay]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> flags.revive("x"))
        .withMessage("there is no flag 'x' among [banner, trip-delay]");
  }

  @Test
  void explain_tellsPlaceRangeListNamespaceAndVersion() {
    Flags some =
        Flags.of(
            FlagSet.builder()
                .version("v7")
                .rollout(Rollout.of("a", 100).within("banner", 0, 50))
                .rollout(Rollout.of("b", 10).within("banner", 90, 100))
                .rollout(Rollout.of("c", 10).allowing("user-1"))
                .rollout(Rollout.of("d", 10).denying("user-1"))
                .rollout(Rollout.of("e", 10).disabled())
                .rollout(Rollout.of("f", 10))
                .split(BANNER)
                .split(Split.named("g").arm("x", 1).override("user-1", "x").build())
                .build());
    some.kill("f");
    assertThat(some.explain("user-1").toString().lines())
        .containsExactly(
            "'user-1' in version v7",
            "  a: MODEL (SHARE, propensity 1.0000), 0.8517 % is in [0 %, 100 %);"
                + " 12.4528 % of the namespace is in banner [0 %, 50 %)",
            "  b: REST (OUTSIDE_NAMESPACE, propensity 1.0000),"
                + " 12.4528 % of the namespace is outside banner [90 %, 100 %)",
            "  banner: blue (SHARE, propensity 0.3000), 66.5364 % is in [50 %, 80 %)",
            "  c: MODEL (ALLOWED, propensity 1.0000), on the allow list",
            "  d: REST (DENIED, propensity 1.0000), on the deny list",
            "  e: REST (DISABLED, propensity 1.0000), switched off in the set",
            "  f: REST (KILLED, propensity 1.0000), killed by the host",
            "  g: x (OVERRIDDEN, propensity 1.0000), on the list of overrides");
  }

  @Test
  void explain_agreesWithDecide_andRecordsNothing() {
    Exposures exposures = Exposures.of(10);
    Flags recorded = Flags.of(flags.current(), exposures);
    Assignments text = recorded.explain("user-1");
    Assignments number = recorded.explain(1);
    assertThat(exposures.size()).isZero();
    assertThat(text.lines()).hasSize(2);
    text.lines()
        .forEach(
            l -> assertThat(l.decision()).isEqualTo(flags.decide(l.decision().flag(), "user-1")));
    number
        .lines()
        .forEach(l -> assertThat(l.decision()).isEqualTo(flags.decide(l.decision().flag(), 1)));
    assertThat(number.key()).isEqualTo("1");
    assertThat(text.version()).isEqualTo("v1");
    assertThat(text.lines().get(0).position()).isEqualTo(2_857_716_387L / 0x1p32);
  }

  @Test
  void explain_aPlaceBetweenTheArms_namesAllRanges() {
    assertThat(flags.explain(keyOf(Decision.NO_ARM)).lines().get(0).toString())
        .startsWith("banner: no arm (UNASSIGNED, propensity 0.2000), ")
        .endsWith(" % is in none of plain [0 %, 50 %), blue [50 %, 80 %)");
  }

  @Test
  void decision_withoutAPropensity_isRefusedWithTheValue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Decision("f", "a", Reason.SHARE, 0, "v"))
        .withMessage("flag 'f': propensity 0.0 is not above 0 and at most 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Decision("f", "a", Reason.SHARE, Double.NaN, "v"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Decision("f", "a", Reason.SHARE, 1.01, "v"));
  }
}
