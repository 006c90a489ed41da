/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats.inference;

/**
 * The density of a Brownian motion at a look, of those paths that have crossed no bound before.
 *
 * <p>It is kept at the nodes of Gauss and Legendre's rule over panels as wide as the smaller of the
 * two steps of time around the look: the density is smooth at that scale inside the bounds, and
 * what leaves the bounds is not part of any integral. The next density is its convolution with a
 * normal step, which reaches only a few panels.
 */
final class SurvivingDensity {

  /** The least step of information between looks: it limits the number of nodes. */
  static final double LEAST_STEP = 1e-6;

  /** Paths further out than this, in standard deviations, do not count. */
  private static final double UNBOUNDED = 9;

  private static final double REACH = 9;

  // The nodes and weights of order 8: M. Abramowitz and I. A. Stegun, 1964, table 25.4.
  private static final double[] NODES = {
    0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363
  };
  private static final double[] WEIGHTS = {
    0.362683783378362, 0.31370664587788727, 0.22238103445337448, 0.10122853629037626
  };

  private final double[] times;
  private final int sides;
  private int look;
  private double[] places = {0};
  private double[] masses = {1};

  SurvivingDensity(double[] times, int sides) {
    this.times = times;
    this.sides = sides;
  }

  /** The probability of being above this standardised bound at the current look. */
  double crossing(double bound) {
    double place = bound * Math.sqrt(times[look]);
    double step = Math.sqrt(elapsed(look));
    double sum = 0;
    for (int i = 0; i < places.length; i++) {
      sum += masses[i] * Normal.above((place - places[i]) / step);
    }
    return sum;
  }

  /** Goes on to the next look with those who did not cross. */
  void advance(double bound) {
    if (look + 1 < times.length) {
      double root = Math.sqrt(times[look]);
      double high = Math.min(bound, UNBOUNDED) * root;
      double low = sides == 2 ? -high : -UNBOUNDED * root;
      double width = Math.sqrt(Math.min(elapsed(look), elapsed(look + 1)));
      replaceNodes(low, Math.max(low, high), width);
    }
    look++;
  }

  private void replaceNodes(double low, double high, double width) {
    int panels = (int) Math.max(1, Math.ceil((high - low) / width));
    double half = (high - low) / panels / 2;
    double[] newPlaces = new double[panels * 2 * NODES.length];
    double[] newMasses = new double[newPlaces.length];
    int from = 0;
    for (int i = 0; i < newPlaces.length; i++) {
      int node = i % (2 * NODES.length);
      double centre = low + half * (2 * (i / (2 * NODES.length)) + 1);
      newPlaces[i] = centre + half * node(node);
      from = firstWithin(newPlaces[i], from);
      newMasses[i] = half * WEIGHTS[order(node)] * density(newPlaces[i], from);
    }
    places = newPlaces;
    masses = newMasses;
  }

  /** The nodes ascend, so the first old place within reach only moves up. */
  private int firstWithin(double place, int from) {
    double least = place - REACH * Math.sqrt(elapsed(look));
    int first = from;
    while (first < places.length && places[first] < least) {
      first++;
    }
    return first;
  }

  private double density(double place, int from) {
    double variance = elapsed(look);
    double most = place + REACH * Math.sqrt(variance);
    double sum = 0;
    for (int i = from; i < places.length && places[i] <= most; i++) {
      double distance = place - places[i];
      sum += masses[i] * Math.exp(-distance * distance / (2 * variance));
    }
    return sum / Math.sqrt(2 * Math.PI * variance);
  }

  private double elapsed(int index) {
    return index == 0 ? times[0] : times[index] - times[index - 1];
  }

  /** The node of a panel from -1 to 1, ascending. */
  private static double node(int index) {
    return index < NODES.length ? -NODES[order(index)] : NODES[order(index)];
  }

  private static int order(int index) {
    return index < NODES.length ? NODES.length - 1 - index : index - NODES.length;
  }
}
