/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks.peers;

import dev.belay.benchmarks.RatioTo;
import dev.belay.traffic.Arm;
import dev.belay.traffic.FlagSet;
import dev.belay.traffic.Flags;
import dev.belay.traffic.Rollout;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Whether a user is in, by a rollout of {@value #PERCENT} % over a text key: ours, and the clients
 * people have for flags, each in its quickest form that needs no server.
 *
 * <p>All are asked about the same texts, and nothing of a user is kept from call to call. A ratio
 * is what a product's call takes, with the user it has to be given and its search for the flag by
 * name, divided by a rollout of ours that the host holds and nobody replaces. Flags of the peers
 * can be replaced; ours that can be, found by name once, are {@code oursLive}, a ratio of its own.
 *
 * <p>OpenFeature has no rollout of its own, so its provider asks ours and chooses the same users:
 * its time contains ours. The others hash in their own way and choose as many.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
@State(Scope.Benchmark)
public class FlagPeers {
  private static final int PERCENT = 25;

  private final Keys keys = new Keys();
  private final Rollout rollout = Rollout.of("checkout", PERCENT);
  private final Supplier<Rollout> live =
      Flags.of(FlagSet.builder().rollout(rollout).build()).rollout("checkout");

  /** Called by the harness. */
  public FlagPeers() {}

  /** Counts who is in. */
  @Setup
  public void count() {
    keys.requireShare(PERCENT, this::isIn);
    keys.requireSame(this::isIn, key -> live.get().arm(key) == Arm.MODEL);
  }

  private boolean isIn(String key) {
    return rollout.arm(key) == Arm.MODEL;
  }

  /** A product's client, from before the first call to after the last. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public abstract static class Client {
    FlagClient flag;

    /** For the clients below. */
    Client() {}

    abstract FlagClient open(FlagPeers users) throws Exception;

    /**
     * Starts the client and counts who is in.
     *
     * @param users who is asked about
     * @throws Exception if the client fails or chooses otherwise
     */
    @Setup
    public void start(FlagPeers users) throws Exception {
      flag = open(users);
      users.keys.requireShare(PERCENT, flag::isOn);
    }

    /**
     * Stops the client.
     *
     * @throws IOException if it cannot be stopped
     */
    @TearDown
    public void stop() throws IOException {
      flag.close();
    }
  }

  /** OpenFeature's in-memory provider, which has to choose whom ours chooses. */
  public static class OpenFeature extends Client {

    /** Called by the harness. */
    public OpenFeature() {}

    @Override
    FlagClient open(FlagPeers users) throws OpenFeatureError {
      OpenFeatureFlag flag = OpenFeatureFlag.of(users.rollout);
      users.keys.requireSame(users::isIn, flag::isOn);
      return flag;
    }
  }

  /** LaunchDarkly over a file. */
  public static class LaunchDarkly extends Client {

    /** Called by the harness. */
    public LaunchDarkly() {}

    @Override
    FlagClient open(FlagPeers users) throws IOException {
      return LaunchDarklyFlag.of(PERCENT);
    }
  }

  /** Togglz. */
  public static class Togglz extends Client {

    /** Called by the harness. */
    public Togglz() {}

    @Override
    FlagClient open(FlagPeers users) {
      return TogglzFlag.of(PERCENT);
    }
  }

  /** Unleash. */
  public static class Unleash extends Client {

    /** Called by the harness. */
    public Unleash() {}

    @Override
    FlagClient open(FlagPeers users) throws IOException {
      return UnleashFlag.of(PERCENT);
    }
  }

  /**
   * Ours.
   *
   * @return whether the user is in
   */
  @Benchmark
  public boolean ours() {
    return rollout.arm(keys.next()) == Arm.MODEL;
  }

  /**
   * Ours, of flags that may be replaced at any time.
   *
   * @return whether the user is in
   */
  @Benchmark
  public boolean oursLive() {
    return live.get().arm(keys.next()) == Arm.MODEL;
  }

  /**
   * OpenFeature's in-memory provider.
   *
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean openFeature(OpenFeature peer) {
    return peer.flag.isOn(keys.next());
  }

  /**
   * LaunchDarkly over a file.
   *
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean launchDarkly(LaunchDarkly peer) {
    return peer.flag.isOn(keys.next());
  }

  /**
   * Togglz.
   *
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean togglz(Togglz peer) {
    return peer.flag.isOn(keys.next());
  }

  /**
   * Unleash.
   *
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean unleash(Unleash peer) {
    return peer.flag.isOn(keys.next());
  }
}
