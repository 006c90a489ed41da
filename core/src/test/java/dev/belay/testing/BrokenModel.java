/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.Model;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A model with one fault. */
final class BrokenModel implements Model {

  /** The fault, and the tests that find it. */
  enum Breach {
    VERSION_MOVES("version_isTheSameEachTime"),
    NAMES_MOVE("featureNames_areThereAndDistinctAndTheSameEachTime"),
    NAME_TWICE("featureNames_areThereAndDistinctAndTheSameEachTime"),
    NAME_BLANK("featureNames_areThereAndDistinctAndTheSameEachTime"),
    FINGERPRINT_ODD("fingerprint_isEmptyOrThatOfAFeatureSet_andTheSameEachTime"),
    LEARNS(
        "score_ofTheSameRowAgain_hasTheSameBits",
        "score_whenTheCallerUsesItsArrayAgain_isTheSame",
        "scoreAll_hasTheBitsOfScore_andLeavesTheRowsAsTheyWere",
        "score_fromFourThreadsAtOnce_isThatOfOne"),
    WRITES_INTO_THE_ROW(
        "score_leavesTheRowAsItWas", "scoreAll_hasTheBitsOfScore_andLeavesTheRowsAsTheyWere"),
    BATCH_DIFFERS("scoreAll_hasTheBitsOfScore_andLeavesTheRowsAsTheyWere"),
    KEEPS_THE_ROW("score_whenTheCallerUsesItsArrayAgain_isTheSame"),
    THROWS_IF_ALL_MISSING("score_ofAMissingValue_doesNotThrow"),
    ONE_THREAD_ONLY("score_fromFourThreadsAtOnce_isThatOfOne");

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of
    private final Set<String> found;

    Breach(String... found) {
      this.found = Set.of(found);
    }

    Set<String> found() {
      return found;
    }
  }

  private final Breach breach;
  private final Thread first = Thread.currentThread();
  private double[] last = {};
  private double lastScore;
  private int asked;

  BrokenModel(Breach breach) {
    this.breach = breach;
  }

  @Override
  public String version() {
    return breach == Breach.VERSION_MOVES ? "v" + asked : "v1";
  }

  @Override
  public List<String> featureNames() {
    return switch (breach) {
      case NAMES_MOVE -> asked == 0 ? List.of("a", "b") : List.of("b", "a");
      case NAME_TWICE -> List.of("a", "a");
      case NAME_BLANK -> List.of("a", " ");
      default -> List.of("a", "b");
    };
  }

  @Override
  public String fingerprint() {
    return breach == Breach.FINGERPRINT_ODD ? "abc" : "";
  }

  @Override
  public synchronized double score(double[] row) {
    asked++;
    double sum = Arrays.stream(row).filter(value -> !Double.isNaN(value)).sum();
    return switch (breach) {
      case LEARNS -> sum + asked;
      case WRITES_INTO_THE_ROW -> sum + (row[0] = 0);
      case KEEPS_THE_ROW -> keeping(row, sum);
      case THROWS_IF_ALL_MISSING -> throwing(row, sum);
      case ONE_THREAD_ONLY -> onFirst(sum);
      default -> sum;
    };
  }

  @Override
  public void scoreAll(double[][] rows, double[] scores) {
    for (int i = 0; i < rows.length; i++) {
      scores[i] = score(rows[i]) + (breach == Breach.BATCH_DIFFERS ? 1e-9 : 0);
    }
  }

  @SuppressWarnings("ReferenceEquality") // which is the fault
  private double keeping(double[] row, double sum) {
    if (row != last) {
      last = row;
      lastScore = sum;
    }
    return lastScore;
  }

  private static double throwing(double[] row, double sum) {
    if (Arrays.stream(row).allMatch(Double::isNaN)) {
      throw new IllegalArgumentException("nothing to go by");
    }
    return sum;
  }

  private double onFirst(double sum) {
    if (!Thread.currentThread().equals(first)) {
      throw new IllegalStateException("not this thread's");
    }
    return sum;
  }
}
