/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.belay.FeatureSource;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * What a feature set relies on in every {@link FeatureSource}, as tests: extend it, say which
 * source and a query it knows something about, and run it with JUnit Jupiter.
 *
 * @param <Q> the host's query
 */
public abstract class FeatureSourceContract<Q> {
  private static final int THREADS = 4;

  /** For subclasses, which JUnit makes anew for each test. */
  protected FeatureSourceContract() {}

  /**
   * The source to be tested; asked once in each test.
   *
   * @return it
   */
  protected abstract FeatureSource<Q> source();

  /**
   * A query for which the source has at least one value that is not missing.
   *
   * @return the query
   */
  protected abstract Q query();

  /**
   * Makes a source whose answers come from outside give one. Called after each question, possibly
   * by several threads at once; the default does nothing.
   *
   * @param source the source that has been asked
   */
  protected void answer(FeatureSource<Q> source) {}

  /**
   * How long the source may take, for each question and for its answer, before it counts as hung.
   * The default is 30 s, since how fast it is has to be measured and not tested.
   *
   * @return the time
   */
  protected Duration patience() {
    return Together.PATIENCE;
  }

  @Test
  void name_isThereAndTheSameEachTime() {
    FeatureSource<Q> source = source();
    String name = source.name();
    assertFalse(name.isBlank(), "the name is blank");
    ask(source);
    assertEquals(name, source.name());
  }

  @Test
  void columns_areThereAndDistinctAndTheSameEachTime() {
    FeatureSource<Q> source = source();
    List<String> columns = List.copyOf(source.columns());
    assertFalse(columns.isEmpty(), "no columns");
    assertTrue(columns.stream().noneMatch(String::isBlank), () -> "a blank name in " + columns);
    assertEquals(columns.size(), new HashSet<>(columns).size(), () -> "twice in " + columns);
    ask(source);
    assertEquals(columns, source.columns());
  }

  @Test
  void fingerprint_isTheSameEachTime() {
    FeatureSource<Q> source = source();
    String fingerprint = source.fingerprint();
    assertNotNull(fingerprint, "fingerprint");
    ask(source);
    assertEquals(fingerprint, source.fingerprint());
  }

  @Test
  void fill_ofAKnownQuery_doesNotThrow() {
    SourceProbe<Q> asked = ask(source());
    assertNull(asked.failure(), () -> "fill threw " + asked.failure());
  }

  @Test
  void fill_ofAKnownQuery_givesOneValuePerColumnAndNotAllMissing() {
    assertValues(ask(source()));
  }

  @Test
  void fill_fromFourThreadsAtOnce_answersEach() {
    FeatureSource<Q> source = source();
    ask(THREADS, source).forEach(this::assertValues);
  }

  private SourceProbe<Q> ask(FeatureSource<Q> source) {
    return ask(1, source).get(0);
  }

  private List<SourceProbe<Q>> ask(int threads, FeatureSource<Q> source) {
    return Together.run(
        threads,
        patience(),
        () -> {
          SourceProbe<Q> probe = new SourceProbe<>(source);
          probe.ask(query());
          answer(source);
          return probe;
        });
  }

  private void assertValues(SourceProbe<?> asked) {
    double[] values = values(asked);
    assertEquals(asked.columns().size(), values.length, "values for " + asked.columns());
    assertFalse(Arrays.stream(values).allMatch(Double::isNaN), "every value is missing");
  }

  private double[] values(SourceProbe<?> asked) {
    try {
      return asked.values().get(patience().toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException failure) {
      return fail("the stage failed: " + failure.getCause(), failure);
    } catch (TimeoutException late) {
      return fail("no answer in " + patience(), late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return fail("interrupted", interrupted);
    }
  }
}
