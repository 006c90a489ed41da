/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.Model;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a predictor relies on in every {@link Model}, as tests: extend it, say which model, and run
 * it with JUnit Jupiter.
 *
 * <pre>{@code
 * class OurModelTest extends ModelContract {
 *   protected Model model() {
 *     return new OurModel();
 *   }
 * }
 * }</pre>
 *
 * <p>A model that draws at random, waits or learns while it serves does not pass, and is not meant
 * to.
 */
public abstract class ModelContract {
  private static final int ROWS = 64;
  private static final int THREADS = 4;
  private static final int ROUNDS = 200;

  /** For subclasses, which JUnit makes anew for each test. */
  protected ModelContract() {}

  /**
   * The model to be tested; asked once in each test.
   *
   * @return it
   */
  protected abstract Model model();

  /**
   * A row the model can score. The default has values from -10 to 10 and a missing one in ten; a
   * model with a narrower domain overrides it.
   *
   * @param number of the row; the same number must give the same row
   * @param size how many values the row has
   * @return a new array
   */
  protected double[] row(int number, int size) {
    SplittableRandom random = new SplittableRandom(number);
    return random
        .doubles(size, -10, 10)
        .map(value -> random.nextInt(10) == 0 ? Double.NaN : value)
        .toArray();
  }

  @Test
  void version_isTheSameEachTime() {
    Model model = model();
    String version = model.version();
    assertNotNull(version, "version");
    scores(model);
    assertEquals(version, model.version());
  }

  @Test
  void featureNames_areThereAndDistinctAndTheSameEachTime() {
    Model model = model();
    List<String> names = List.copyOf(model.featureNames());
    assertFalse(names.isEmpty(), "no feature names");
    assertTrue(names.stream().noneMatch(String::isBlank), () -> "a blank name in " + names);
    assertEquals(names.size(), new HashSet<>(names).size(), () -> "a name twice in " + names);
    scores(model);
    assertEquals(names, model.featureNames());
  }

  @Test
  void fingerprint_isEmptyOrThatOfAFeatureSet_andTheSameEachTime() {
    Model model = model();
    String fingerprint = model.fingerprint();
    assertTrue(
        fingerprint.matches("([0-9a-f]{64})?"),
        () -> "neither empty nor 64 hexadecimal digits: '" + fingerprint + "'");
    scores(model);
    assertEquals(fingerprint, model.fingerprint());
  }

  @Test
  void score_ofTheSameRowAgain_hasTheSameBits() {
    Model model = model();
    assertArrayEquals(scores(model), scores(model), "the second time");
    double[] expected = scores(model);
    for (int i = ROWS - 1; i >= 0; i--) {
      assertEquals(expected[i], model.score(row(i, size(model))), "in another order, row " + i);
    }
  }

  @Test
  void score_leavesTheRowAsItWas() {
    Model model = model();
    for (int i = 0; i < ROWS; i++) {
      double[] row = row(i, size(model));
      double[] before = row.clone();
      model.score(row);
      assertArrayEquals(before, row, "row " + i);
    }
  }

  @Test
  void score_whenTheCallerUsesItsArrayAgain_isTheSame() {
    Model model = model();
    double[] expected = scores(model);
    double[] lent = new double[size(model)];
    for (int i = 0; i < ROWS; i++) {
      System.arraycopy(row(i, lent.length), 0, lent, 0, lent.length);
      assertEquals(expected[i], model.score(lent), "row " + i);
    }
  }

  @Test
  void score_ofAMissingValue_doesNotThrow() {
    Model model = model();
    double[] row = row(0, size(model));
    for (int column = 0; column < row.length; column++) {
      double[] gap = row.clone();
      gap[column] = Double.NaN;
      assertDoesNotThrow(() -> model.score(gap), model.featureNames().get(column) + " missing");
    }
    Arrays.fill(row, Double.NaN);
    assertDoesNotThrow(() -> model.score(row), "all missing");
  }

  @Test
  void score_fromFourThreadsAtOnce_isThatOfOne() {
    Model model = model();
    double[] expected = scores(model);
    Together.run(
        THREADS,
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            assertArrayEquals(expected, scores(model), "among other threads");
          }
          return ROUNDS;
        });
  }

  @Test
  void scoreAll_hasTheBitsOfScore_andLeavesTheRowsAsTheyWere() {
    Model model = model();
    double[][] rows = rows(model);
    double[] scores = new double[ROWS];
    model.scoreAll(rows, scores);
    assertArrayEquals(scores(model), scores, "all at once");
    assertArrayEquals(rows(model), rows, "the rows");
  }

  private double[][] rows(Model model) {
    return IntStream.range(0, ROWS)
        .mapToObj(number -> row(number, size(model)))
        .toArray(double[][]::new);
  }

  private double[] scores(Model model) {
    double[] scores = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      scores[i] = model.score(row(i, size(model)));
    }
    return scores;
  }

  private static int size(Model model) {
    return model.featureNames().size();
  }
}
