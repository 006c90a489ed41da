/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.belay.weather.Place;
import dev.belay.weather.WeatherProvider;
import dev.belay.weather.testing.BrokenWeather.Breach;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The contract finds out whoever breaks it, and in the tests that say how. */
class WeatherContractBreachesTest {
  /** What the contract that is being run gets from its subclass. */
  private static final AtomicReference<Breach> BREACH = new AtomicReference<>();

  static class OfABreach extends WeatherProviderContract {
    @Override
    protected WeatherProvider provider() {
      return broken();
    }

    private static BrokenWeather broken() {
      return new BrokenWeather(Objects.requireNonNull(BREACH.get(), "breach"));
    }

    @Override
    protected Place place() {
      return BrokenWeather.PLACE;
    }

    @Override
    protected Instant time() {
      return BrokenWeather.TIME;
    }

    @Override
    protected Optional<LocalDate> pastDay() {
      return Optional.of(BrokenWeather.PAST_DAY);
    }

    @Override
    protected Duration patience() {
      return broken().hangs() ? Duration.ofMillis(100) : super.patience();
    }
  }

  @ParameterizedTest
  @EnumSource(Breach.class)
  void contract_ofABrokenProvider_failsWhereItIsBroken(Breach breach) {
    BREACH.set(breach);
    assertThat(failures()).isEqualTo(breach.found());
  }

  private static Set<String> failures() {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(OfABreach.class))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(WeatherContractBreachesTest::method)
        .collect(Collectors.toSet());
  }

  private static String method(Event event) {
    return event
        .getTestDescriptor()
        .getSource()
        .map(source -> ((MethodSource) source).getMethodName())
        .orElseThrow();
  }
}
