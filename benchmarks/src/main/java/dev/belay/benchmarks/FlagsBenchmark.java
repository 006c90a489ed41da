/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import dev.belay.traffic.Arm;
import dev.belay.traffic.FlagSet;
import dev.belay.traffic.Flags;
import dev.belay.traffic.Rollout;
import dev.belay.traffic.Split;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What it costs to know a key's arm: a rollout by itself, with lists and a namespace, live, and a
 * split looked up by its name, for keys that are numbers and keys of 23 ASCII characters.
 *
 * <p>The peer in the same run is the bucketing LaunchDarkly publishes, as one would write it: flag,
 * salt and key joined, SHA-1, the first 15 hexadecimal digits, a sum over weights, behind a map of
 * flags. It is the hash of a widely used product and needs no library, so it can be run anywhere;
 * that product's own client does more around it.
 *
 * <p>Keys are taken in turn, more than a branch predictor remembers.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@ShortSuite
public class FlagsBenchmark {
  private static final int KEYS = 4_096;
  private static final double LARGEST = 0xFFFFFFFFFFFFFFFL;

  private final String[] texts = new String[KEYS];
  private final long[] numbers = new long[KEYS];
  private final Rollout rollout = Rollout.of("trip-delay", 10);
  private final Rollout confined =
      rollout.allowing("vip-1", "4711").denying("test-1", "4712").within("pricing", 0, 90);
  private final Flags flags =
      Flags.of(
          FlagSet.builder()
              .rollout(rollout)
              .rollout(Rollout.of("surge", 20))
              .split(Split.named("banner").arm("plain", 50).arm("blue", 30).unassigned(20).build())
              .build());
  private final Supplier<Rollout> live = flags.rollout("trip-delay");
  private final Map<String, double[]> peer = Map.of("banner", new double[] {0.5, 0.8});
  private int next;

  /** Called by the harness. */
  public FlagsBenchmark() {}

  /** Writes the keys. */
  @Setup
  public void setUp() {
    for (int i = 0; i < KEYS; i++) {
      numbers[i] = 1_000_003L * i;
      texts[i] = String.format("user-%018d", numbers[i]);
    }
  }

  private int turn() {
    next = (next + 1) % KEYS;
    return next;
  }

  /**
   * A rollout by number.
   *
   * @return the arm
   */
  @Benchmark
  public Arm rolloutByNumber() {
    return rollout.arm(numbers[turn()]);
  }

  /**
   * A rollout by text.
   *
   * @return the arm
   */
  @Benchmark
  public Arm rolloutByText() {
    return rollout.arm(texts[turn()]);
  }

  /**
   * A rollout with lists and a namespace, by text: two hashes and a look into a map.
   *
   * @return the arm
   */
  @Benchmark
  public Arm confinedRolloutByText() {
    return confined.arm(texts[turn()]);
  }

  /**
   * A rollout that may be replaced at any time, by text.
   *
   * @return the arm
   */
  @Benchmark
  public Arm liveRolloutByText() {
    return live.get().arm(texts[turn()]);
  }

  /**
   * A split by its name, for a number.
   *
   * @return the arm
   */
  @Benchmark
  public String flagByNumber() {
    return flags.arm("banner", numbers[turn()]);
  }

  /**
   * A split by its name, for a text.
   *
   * @return the arm
   */
  @Benchmark
  @RatioTo("peerByText")
  public String flagByText() {
    return flags.arm("banner", texts[turn()]);
  }

  /**
   * The peer: three arms by SHA-1, for a text.
   *
   * @return the index of the arm
   * @throws NoSuchAlgorithmException never, every platform has SHA-1
   */
  @Benchmark
  public int peerByText() throws NoSuchAlgorithmException {
    String salted = "banner.salt." + texts[turn()];
    byte[] digest =
        MessageDigest.getInstance("SHA-1").digest(salted.getBytes(StandardCharsets.UTF_8));
    long bits = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      bits = bits << Byte.SIZE | (digest[i] & 0xff);
    }
    double place = (bits >>> 4) / LARGEST;
    double[] ends = peer.getOrDefault("banner", new double[0]);
    int arm = 0;
    while (arm < ends.length && place >= ends[arm]) {
      arm++;
    }
    return arm;
  }
}
