/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.FeatureSet;
import dev.belay.FeatureSource;
import dev.belay.Model;
import dev.belay.Origin;
import dev.belay.PredictionListener;
import dev.belay.Ticker;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Our own implementations keep the contracts we publish. */
class ContractsTest {

  @Nested
  class AFunction extends ModelContract {
    @Override
    protected Model model() {
      FeatureSet<double[]> features =
          FeatureSet.builder(double[].class)
              .number("a", row -> row[0])
              .number("b", row -> row[1])
              .build();
      return Model.of("v1", features, row -> 3 * row[0] - row[1]);
    }
  }

  @Nested
  class AHandCompletedSource extends FeatureSourceContract<String> {
    @Override
    protected FeatureSource<String> source() {
      return new HandCompletedSource<>("hand", "a", "b");
    }

    @Override
    protected String query() {
      return "any";
    }

    @Override
    protected void answer(FeatureSource<String> source) {
      ((HandCompletedSource<String>) source).complete(1, Double.NaN);
    }
  }

  @Nested
  class ASourceThatKnows extends FeatureSourceContract<String> {
    @Override
    protected FeatureSource<String> source() {
      return new FeatureSource<>() {
        @Override
        public String name() {
          return "text";
        }

        @Override
        public List<String> columns() {
          return List.of("length", "words");
        }

        @Override
        public CompletionStage<double[]> fill(String query, Slots slots) {
          slots.set(0, query.length());
          return FeatureSource.filled();
        }
      };
    }

    @Override
    protected String query() {
      return "any";
    }
  }

  @Nested
  class ARecordingListener extends PredictionListenerContract {
    @Override
    protected PredictionListener listener() {
      return new RecordingListener();
    }
  }

  @Nested
  class TheSystem extends TickerContract {
    @Override
    protected Ticker ticker() {
      return Ticker.system();
    }
  }

  @Nested
  class AFakeTime extends TickerContract {
    @Override
    protected Ticker ticker() {
      return new FakeTime();
    }
  }

  @Test
  void listenerContract_tellsOfEveryOrigin() {
    assertThat(Arrays.stream(AnyEvent.values()).map(AnyEvent::origin).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Origin.class));
  }
}
