/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.testing;

import dev.belay.FeatureSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A source with one fault. */
final class BrokenSource implements FeatureSource<String> {
  private static final String ANSWERS = "fill_ofAKnownQuery_givesOneValuePerColumnAndNotAllMissing";
  private static final String AT_ONCE = "fill_fromFourThreadsAtOnce_answersEach";

  /** The fault, and the tests that find it. */
  enum Breach {
    NAME_MOVES("name_isThereAndTheSameEachTime"),
    COLUMNS_MOVE("columns_areThereAndDistinctAndTheSameEachTime"),
    FINGERPRINT_MOVES("fingerprint_isTheSameEachTime"),
    THROWS("fill_ofAKnownQuery_doesNotThrow", ANSWERS, AT_ONCE),
    WRITES_BESIDE_ITS_COLUMNS("fill_ofAKnownQuery_doesNotThrow", ANSWERS, AT_ONCE),
    FAILS(ANSWERS, AT_ONCE),
    KNOWS_NOTHING(ANSWERS, AT_ONCE),
    GIVES_TOO_FEW(ANSWERS, AT_ONCE),
    OWN_WORD_FOR_FILLED(ANSWERS, AT_ONCE),
    ONE_THREAD_ONLY(AT_ONCE),
    BLOCKS(
        "name_isThereAndTheSameEachTime",
        "columns_areThereAndDistinctAndTheSameEachTime",
        "fingerprint_isTheSameEachTime",
        "fill_ofAKnownQuery_doesNotThrow",
        ANSWERS,
        AT_ONCE),
    NEVER_ANSWERS(ANSWERS, AT_ONCE);

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
  private final AtomicReference<@Nullable Thread> first = new AtomicReference<>();
  private int asked;

  BrokenSource(Breach breach) {
    this.breach = breach;
  }

  /** {@return whether a contract would wait for it until its patience ends} */
  boolean hangs() {
    return breach == Breach.BLOCKS || breach == Breach.NEVER_ANSWERS;
  }

  @Override
  public String name() {
    return breach == Breach.NAME_MOVES ? "broken" + asked : "broken";
  }

  @Override
  public List<String> columns() {
    return breach == Breach.COLUMNS_MOVE && asked > 0 ? List.of("b", "a") : List.of("a", "b");
  }

  @Override
  public String fingerprint() {
    return breach == Breach.FINGERPRINT_MOVES ? "grid " + asked : "grid";
  }

  @Override
  public CompletionStage<double[]> fill(String query, Slots slots) {
    asked++;
    return switch (breach) {
      case THROWS -> throw new IllegalStateException("no weather today");
      case FAILS -> CompletableFuture.failedStage(new IllegalStateException("no"));
      case KNOWS_NOTHING -> FeatureSource.filled();
      case GIVES_TOO_FEW -> CompletableFuture.completedStage(new double[] {1});
      case OWN_WORD_FOR_FILLED ->
          written(slots, 1, CompletableFuture.completedStage(new double[0]));
      case WRITES_BESIDE_ITS_COLUMNS -> written(slots, 2, FeatureSource.filled());
      case ONE_THREAD_ONLY -> onFirst();
      case BLOCKS -> blocked();
      case NEVER_ANSWERS -> new CompletableFuture<>();
      default -> CompletableFuture.completedStage(new double[] {1, Double.NaN});
    };
  }

  private static CompletionStage<double[]> written(
      Slots slots, int column, CompletionStage<double[]> stage) {
    slots.set(column, 1);
    return stage;
  }

  private static CompletionStage<double[]> blocked() {
    try {
      new CountDownLatch(1).await();
      return FeatureSource.filled();
    } catch (InterruptedException givenUp) {
      throw new IllegalStateException("given up", givenUp);
    }
  }

  private CompletionStage<double[]> onFirst() {
    Thread asking = Thread.currentThread();
    return asking.equals(first.updateAndGet(known -> known == null ? asking : known))
        ? CompletableFuture.completedStage(new double[] {1, 2})
        : CompletableFuture.failedStage(new IllegalStateException("not this thread's"));
  }
}
