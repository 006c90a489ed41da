/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiTypeTest {

  /** Everything a class can show, and things it must not. */
  public abstract static class Shown<T extends Number & Comparable<T>> extends Hidden
      implements Comparable<Shown<T>> {
    public static final int LIMIT = 3;
    public static final List<String> NAMES = List.of();
    protected @Nullable String name;
    final int internal = 1;

    protected Shown(String... names) {}

    Shown(int internal) {}

    public abstract <E extends Exception> void run(Function<? super T, ? extends E> how)
        throws E, IOException;

    public @Nullable T find(Map<String, @Nullable T> from, String @Nullable [] names) {
      return from.get(String.join("", names == null ? new String[0] : names));
    }

    void internal() {}

    @Override
    public String toString() {
      return "implied";
    }

    /** Nobody outside can name it. */
    static class Inside {}
  }

  /** What it has comes out through whoever extends it. */
  abstract static class Hidden {
    public final int inherited() {
      return 1;
    }
  }

  public record Pair(@Nullable String left, double right) {
    Pair(String left) {
      this(left, 0);
    }
  }

  public enum Colour {
    RED {
      @Override
      int code() {
        return 1;
      }
    };

    abstract int code();
  }

  public sealed interface Open<Q> permits Closed {
    double of(Q query);

    default List<?> all() {
      return List.of();
    }
  }

  static final class Closed implements Open<String> {
    @Override
    public double of(String query) {
      return 1;
    }
  }

  private static Stream<String> lines(Class<?> type) {
    String prefix = ApiTypeTest.class.getName() + ".";
    return new ApiType(type).lines().map(line -> line.replace(prefix, "")).sorted();
  }

  @Test
  void lines_ofAClass_areItsOutsideAndNothingElse() {
    assertThat(lines(Shown.class))
        .containsExactlyInAnyOrder(
            "Shown: public abstract static"
                + " class<T extends Number & Comparable<T>> extends Hidden"
                + " implements Comparable<Shown<T>>",
            "Shown.LIMIT: public static final int = 3",
            "Shown.NAMES: public static final java.util.List<String>",
            "Shown.name: protected @Nullable String",
            "Shown(String...): protected new",
            "Shown.run(java.util.function.Function<? super T, ? extends E>):"
                + " public abstract <E extends Exception> void throws E, java.io.IOException",
            "Shown.find(java.util.Map<String, @Nullable T>, String @Nullable []):"
                + " public @Nullable T",
            "Shown.inherited(): public final int");
  }

  @Test
  void lines_ofARecord_haveItsComponentsInOrder() {
    assertThat(lines(Pair.class))
        .containsExactlyInAnyOrder(
            "Pair: public record (@Nullable String left, double right)",
            "Pair(@Nullable String, double): public new",
            "Pair.left(): public @Nullable String",
            "Pair.right(): public double");
  }

  @Test
  void lines_ofAnEnum_areItsConstants_howeverTheyAreMade() {
    assertThat(lines(Colour.class))
        .containsExactlyInAnyOrder("Colour: public enum", "Colour.RED: public static final Colour");
  }

  @Test
  void lines_ofAnInterface_tellDefaultFromAbstract() {
    assertThat(lines(Open.class))
        .containsExactlyInAnyOrder(
            "Open: public sealed interface<Q>",
            "Open.of(Q): public abstract double",
            "Open.all(): public default java.util.List<?>");
  }

  @Test
  void isOpen_ofATypeInsideAClosedOne_isFalse() {
    assertThat(Stream.of(Shown.class, Shown.Inside.class, Hidden.class, Closed.class))
        .allMatch(type -> !ApiType.isOpen(type), "this test's class is not public");
    assertThat(ApiType.isOpen(PathBenchmark.class)).isTrue();
  }
}
