/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.belay.FeatureSource;
import dev.belay.Model;
import dev.belay.PredictionListener;
import dev.belay.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Each contract finds out whoever breaks it, and in the test that says how. */
class ContractBreachesTest {
  /** What the contract that is being run gets from its subclass. */
  private static final AtomicReference<Supplier<?>> BREACH = new AtomicReference<>();

  static class OfAModel extends ModelContract {
    @Override
    protected Model model() {
      return (Model) breach();
    }
  }

  static class OfASource extends FeatureSourceContract<String> {
    @Override
    @SuppressWarnings("unchecked")
    protected FeatureSource<String> source() {
      return (FeatureSource<String>) breach();
    }

    @Override
    protected String query() {
      return "any";
    }

    @Override
    protected Duration patience() {
      return source() instanceof BrokenSource broken && broken.hangs()
          ? Duration.ofMillis(50)
          : super.patience();
    }
  }

  static class OfAListener extends PredictionListenerContract {
    @Override
    protected PredictionListener listener() {
      return (PredictionListener) breach();
    }
  }

  static class OfATicker extends TickerContract {
    @Override
    protected Ticker ticker() {
      return (Ticker) breach();
    }
  }

  private static Object breach() {
    return Objects.requireNonNull(BREACH.get(), "breach").get();
  }

  @ParameterizedTest
  @EnumSource(BrokenModel.Breach.class)
  void modelContract_ofABrokenModel_fails(BrokenModel.Breach breach) {
    assertThat(failures(OfAModel.class, () -> new BrokenModel(breach))).isEqualTo(breach.found());
  }

  @ParameterizedTest
  @EnumSource(BrokenSource.Breach.class)
  void featureSourceContract_ofABrokenSource_fails(BrokenSource.Breach breach) {
    assertThat(failures(OfASource.class, () -> new BrokenSource(breach))).isEqualTo(breach.found());
  }

  @ParameterizedTest
  @EnumSource(BrokenListener.class)
  void predictionListenerContract_ofABrokenListener_fails(BrokenListener breach) {
    assertThat(failures(OfAListener.class, breach::listener)).isEqualTo(breach.found());
  }

  @ParameterizedTest
  @EnumSource(BrokenTicker.Breach.class)
  void tickerContract_ofABrokenTicker_fails(BrokenTicker.Breach breach) {
    assertThat(failures(OfATicker.class, () -> new BrokenTicker(breach))).isEqualTo(breach.found());
  }

  private static Set<String> failures(Class<?> contract, Supplier<?> broken) {
    BREACH.set(broken);
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(contract))
        .execute()
        .testEvents()
        .failed()
        .stream()
        .map(ContractBreachesTest::method)
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
