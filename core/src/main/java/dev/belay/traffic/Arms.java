/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The arms of a flag as ranges of the unit interval, and what becomes of the places between them.
 *
 * <p>The bounds are whole numbers over a common whole. A 32-bit hash {@code h} stands for the place
 * {@code h / 2^32}, and it is at or above a bound {@code b / whole} exactly if it is at or above
 * {@code ceil(b 2^32 / whole)}: those thresholds are worked out once, without rounding, and agree
 * with the multiply-shift {@code (h whole) >>> 32} for every hash. Immutable and thread-safe.
 */
final class Arms {

  /** The places from one bound up to, and without, another. */
  record Range(String arm, long from, long to) {}

  private final List<Range> ranges;
  private final long whole;
  private final String rest;
  private final String[] names;
  private final long[] starts;
  private final long[] ends;
  private final double[] shares;
  private final double restShare;
  private final boolean leavesSomeOut;

  /**
   * The arms.
   *
   * @param ranges in the order of their places, without overlap
   * @param whole what the bounds are parts of
   * @param rest the arm of every other place, empty for none
   */
  Arms(List<Range> ranges, long whole, String rest) {
    this.ranges = List.copyOf(ranges);
    this.whole = whole;
    this.rest = rest;
    this.leavesSomeOut = rest.equals(Decision.NO_ARM);
    this.names = ranges.stream().map(Range::arm).toArray(String[]::new);
    this.starts = ranges.stream().mapToLong(range -> threshold(range.from())).toArray();
    this.ends = ranges.stream().mapToLong(range -> threshold(range.to())).toArray();
    this.shares = ranges.stream().mapToDouble(r -> fraction(r.to() - r.from())).toArray();
    this.restShare = fraction(whole - ranges.stream().mapToLong(r -> r.to() - r.from()).sum());
  }

  private long threshold(long bound) {
    BigInteger divisor = BigInteger.valueOf(whole);
    BigInteger scaled = BigInteger.valueOf(bound).shiftLeft(Integer.SIZE);
    return scaled.add(divisor).subtract(BigInteger.ONE).divide(divisor).longValueExact();
  }

  private double fraction(long bound) {
    return (double) bound / whole;
  }

  /** The index of the arm at a place given as a hash; {@link Verdict#NO_ARM} between them. */
  int at(int hash) {
    long place = Integer.toUnsignedLong(hash);
    for (int i = 0; i < starts.length; i++) {
      if (place >= starts[i] && place < ends[i]) {
        return i;
      }
    }
    return Verdict.NO_ARM;
  }

  /** The same for a place given as a fraction, compared with the bounds as fractions. */
  int at(double position) {
    for (int i = 0; i < names.length; i++) {
      Range range = ranges.get(i);
      if (position >= fraction(range.from()) && position < fraction(range.to())) {
        return i;
      }
    }
    return Verdict.NO_ARM;
  }

  /** The arm of an index; that of the rest for {@link Verdict#NO_ARM}. */
  String name(int arm) {
    return arm == Verdict.NO_ARM ? rest : names[arm];
  }

  /** Whether the places between the arms belong to none. */
  boolean leavesSomeOut() {
    return leavesSomeOut;
  }

  /** The probability of a place in an arm's range; that of all others for none. */
  double share(int arm) {
    return arm == Verdict.NO_ARM ? restShare : shares[arm];
  }

  String range(int arm) {
    Range range = ranges.get(arm);
    return Percent.range(fraction(range.from()), fraction(range.to()));
  }

  List<Range> ranges() {
    return ranges;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Arms that
        && ranges.equals(that.ranges)
        && whole == that.whole
        && rest.equals(that.rest);
  }

  @Override
  public int hashCode() {
    return 31 * ranges.hashCode() + Long.hashCode(whole);
  }

  @Override
  public String toString() {
    return ranges.stream()
        .map(range -> range.arm() + " " + range(ranges.indexOf(range)))
        .collect(Collectors.joining(", "));
  }
}
