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
 * <p>OpenFeature has no rollout of its own, so its provider asks ours and chooses the same users;
 * the others hash in their own way and choose as many.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@RatioTo("ours")
public class FlagPeers {
  private static final int PERCENT = 25;

  /** Called by the harness. */
  public FlagPeers() {}

  /** The users, and ours. */
  @State(Scope.Benchmark)
  public static class Case {
    private final Keys keys = new Keys();
    private final Rollout rollout = Rollout.of("checkout", PERCENT);
    private final Supplier<Rollout> live =
        Flags.of(FlagSet.builder().rollout(rollout).build()).rollout("checkout");

    /** Called by the harness. */
    public Case() {}

    /** Counts who is in. */
    @Setup
    public void count() {
      keys.requireShare(PERCENT, this::isIn);
      keys.requireSame(this::isIn, key -> live.get().arm(key) == Arm.MODEL);
    }

    private boolean isIn(String key) {
      return rollout.arm(key) == Arm.MODEL;
    }
  }

  /** OpenFeature's in-memory provider. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class OpenFeature {
    private OpenFeatureFlag flag;

    /** Called by the harness. */
    public OpenFeature() {}

    /**
     * Starts the client and counts who is in.
     *
     * @param users who is asked about
     * @throws Exception if the client fails or chooses otherwise
     */
    @Setup
    public void start(Case users) throws Exception {
      flag = OpenFeatureFlag.of(users.rollout);
      users.keys.requireSame(users::isIn, flag::isOn);
    }

    /** Stops the client. */
    @TearDown
    public void stop() {
      flag.close();
    }
  }

  /** LaunchDarkly over a file. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class LaunchDarkly {
    private LaunchDarklyFlag flag;

    /** Called by the harness. */
    public LaunchDarkly() {}

    /**
     * Starts the client and counts who is in.
     *
     * @param users who is asked about
     * @throws Exception if the client fails or chooses otherwise
     */
    @Setup
    public void start(Case users) throws Exception {
      flag = LaunchDarklyFlag.of(PERCENT);
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

  /** Togglz. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Togglz {
    private TogglzFlag flag;

    /** Called by the harness. */
    public Togglz() {}

    /**
     * Starts the client and counts who is in.
     *
     * @param users who is asked about
     */
    @Setup
    public void start(Case users) {
      flag = TogglzFlag.of(PERCENT);
      users.keys.requireShare(PERCENT, flag::isOn);
    }
  }

  /** Unleash. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // set up by the harness
  public static class Unleash {
    private UnleashFlag flag;

    /** Called by the harness. */
    public Unleash() {}

    /**
     * Starts the client and counts who is in.
     *
     * @param users who is asked about
     * @throws Exception if the client fails or chooses otherwise
     */
    @Setup
    public void start(Case users) throws Exception {
      flag = UnleashFlag.of(PERCENT);
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

  /**
   * Ours.
   *
   * @param users who is asked about
   * @return whether the user is in
   */
  @Benchmark
  public boolean ours(Case users) {
    return users.rollout.arm(users.keys.next()) == Arm.MODEL;
  }

  /**
   * Ours, of flags that may be replaced at any time.
   *
   * @param users who is asked about
   * @return whether the user is in
   */
  @Benchmark
  public boolean oursLive(Case users) {
    return users.live.get().arm(users.keys.next()) == Arm.MODEL;
  }

  /**
   * OpenFeature's in-memory provider.
   *
   * @param users who is asked about
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean openFeature(Case users, OpenFeature peer) {
    return peer.flag.isOn(users.keys.next());
  }

  /**
   * LaunchDarkly over a file.
   *
   * @param users who is asked about
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean launchDarkly(Case users, LaunchDarkly peer) {
    return peer.flag.isOn(users.keys.next());
  }

  /**
   * Togglz.
   *
   * @param users who is asked about
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean togglz(Case users, Togglz peer) {
    return peer.flag.isOn(users.keys.next());
  }

  /**
   * Unleash.
   *
   * @param users who is asked about
   * @param peer the client
   * @return whether the user is in
   */
  @Benchmark
  public boolean unleash(Case users, Unleash peer) {
    return peer.flag.isOn(users.keys.next());
  }
}
