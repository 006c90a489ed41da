/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.FeatureSet;
import dev.belay.FeatureSource;
import dev.belay.Model;
import dev.belay.PredictionListener;
import dev.belay.Predictor;
import dev.belay.Ticker;
import dev.belay.testing.FakeTime;
import dev.belay.testing.FeatureSourceContract;
import dev.belay.testing.ModelContract;
import dev.belay.testing.PredictionListenerContract;
import dev.belay.testing.RecordingListener;
import dev.belay.testing.TickerContract;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A host that tests what is its own with our tests jar and JUnit Jupiter, and nothing else. */
class HostTest {
  private static final FeatureSet<String> FEATURES =
      FeatureSet.builder(String.class).number("length", String::length).build();

  @Nested
  class ItsModel extends ModelContract {
    @Override
    protected Model model() {
      return Model.of("v1", FEATURES, row -> 2 * row[0]);
    }
  }

  @Nested
  class ItsSource extends FeatureSourceContract<String> {
    @Override
    protected FeatureSource<String> source() {
      return new FeatureSource<>() {
        @Override
        public String name() {
          return "words";
        }

        @Override
        public List<String> columns() {
          return List.of("words");
        }

        @Override
        public CompletionStage<double[]> fill(String query, Slots slots) {
          slots.set(0, query.split(" ").length);
          return FeatureSource.filled();
        }
      };
    }

    @Override
    protected String query() {
      return "two words";
    }
  }

  @Nested
  class ItsListener extends PredictionListenerContract {
    @Override
    protected PredictionListener listener() {
      LongAdder count = new LongAdder();
      return event -> count.increment();
    }
  }

  @Nested
  class ItsTicker extends TickerContract {
    @Override
    protected Ticker ticker() {
      return new FakeTime();
    }
  }

  @Test
  void itsPredictor_isSeenByTheRecordingListener() {
    RecordingListener listener = new RecordingListener();
    Predictor.named("host").fallback((String text) -> 3).listener(listener).build().predict("any");
    assertEquals(3, listener.last().value());
  }
}
