/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlagSetTest {
  private static final Rollout TRIPS = Rollout.of("trip-delay", 10);
  private static final Split BANNER = Split.named("banner").arm("plain", 1).arm("blue", 1).build();

  @Test
  void build_ofRolloutsAndSplits_findsThemByName() {
    FlagSet set = FlagSet.builder().rollout(TRIPS).split(BANNER).version("v1").build();
    assertThat(set.version()).isEqualTo("v1");
    assertThat(set.names()).containsExactly("banner", "trip-delay");
    assertThat(set.rollout("trip-delay")).contains(TRIPS);
    assertThat(set.split("banner")).contains(BANNER);
    assertThat(set.rollout("banner")).isEmpty();
    assertThat(set.split("trip-delay")).isEmpty();
  }

  @Test
  void version_notGiven_isWorkedOutFromTheFlags() {
    FlagSet set = FlagSet.builder().rollout(TRIPS).split(BANNER).build();
    assertThat(set.version()).matches("[0-9a-f]{8}");
    assertThat(set.version())
        .isEqualTo(FlagSet.builder().split(BANNER).rollout(TRIPS).build().version())
        .isNotEqualTo(FlagSet.builder().split(BANNER).build().version());
  }

  @Test
  void version_blank_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.builder().version(" "))
        .withMessage("the version ' ' is blank");
  }

  @Test
  void build_twoFlagsOfOneName_isRefusedWithTheName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.builder().rollout(TRIPS).rollout(TRIPS.withPercent(20)))
        .withMessage("flag 'trip-delay' is there twice");
    Split sameName = Split.named("trip-delay").arm("a", 1).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.builder().rollout(TRIPS).split(sameName))
        .withMessage("flag 'trip-delay' is there twice");
  }

  @Test
  void build_moreThanAThousandFlags_isRefusedWithTheirNumber() {
    FlagSet.Builder builder = FlagSet.builder();
    IntStream.range(0, 1_000).forEach(i -> builder.rollout(Rollout.of("r" + i, 1)));
    assertThat(builder.build().names()).hasSize(1_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.split(BANNER).build())
        .withMessage("1001 flags, and at most 1000 are kept");
  }

  @Test
  void build_overlappingPartsOfANamespace_isRefusedWithBothNamesAndParts() {
    Rollout surge = Rollout.of("surge", 20).within("pricing", 0, 40);
    Split banner = Split.named("tariff").arm("a", 1).within("pricing", 39.99, 60).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlagSet.builder().rollout(surge.disabled()).split(banner).build())
        .withMessage(
            "namespace 'pricing': [39.99 %, 60 %) of 'tariff' overlaps [0 %, 40 %) of 'surge'");
  }

  @Test
  void build_partsThatTouch_orOfTwoNamespaces_areFine() {
    FlagSet.Builder builder =
        FlagSet.builder()
            .rollout(Rollout.of("a", 20).within("pricing", 0, 40))
            .rollout(Rollout.of("b", 20).within("pricing", 40, 100))
            .rollout(Rollout.of("c", 20).within("routing", 0, 100));
    assertThatCode(builder::build).doesNotThrowAnyException();
  }

  @Test
  void equalsAndText_tellVersionAndFlags() {
    FlagSet set = FlagSet.builder().rollout(TRIPS).version("v1").build();
    assertThat(set)
        .isEqualTo(FlagSet.builder().rollout(Rollout.of("trip-delay", 10)).version("v1").build())
        .hasSameHashCodeAs(
            FlagSet.builder().rollout(Rollout.of("trip-delay", 10)).version("v1").build())
        .isNotEqualTo(FlagSet.builder().rollout(TRIPS).version("v2").build())
        .isNotEqualTo(FlagSet.builder().rollout(TRIPS.withPercent(11)).version("v1").build())
        .isNotEqualTo(FlagSet.builder().rollout(TRIPS).split(BANNER).version("v1").build())
        .isNotEqualTo("v1")
        .hasToString("version v1: [trip-delay 10.00 %], []");
  }
}
