/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.stats.Histogram;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

class BinnedWassersteinProperties {

  private static final Histogram BINS = Histogram.betweenEdges(-100, -20, 0, 1, 50, 100).build();

  @Property
  void figure_isOffByNoMoreThanItSays(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -100, max = 100) Double> one,
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = -100, max = 100) Double> other) {
    double off = 0;
    Histogram then = Draws.counted(BINS, array(one));
    Histogram now = Draws.counted(BINS, array(other));
    double[] edges = BINS.edges();
    for (int bin = 0; bin < BINS.bins(); bin++) {
      double shares =
          (double) then.count(bin) / then.count() + (double) now.count(bin) / now.count();
      off += (edges[bin + 1] - edges[bin]) / 2 * shares;
    }
    double exact = SamplePair.of(array(one), array(other)).wasserstein().value();
    BinnedWasserstein binned = new BinnedWasserstein(then, now);
    assertThat(binned.figure().value()).isCloseTo(exact, within(off + 1e-9));
    assertThat(new BinnedWasserstein(now, then).figure().value())
        .isCloseTo(binned.figure().value(), within(1e-9));
    assertThat(new BinnedWasserstein(now, now).figure().value()).isZero();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
