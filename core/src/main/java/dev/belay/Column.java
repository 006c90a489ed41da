/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** How columns get into a row; the index is bound when the feature set is built. */
final class Column {
  /**
   * Above it a loop: a handle of a thousand columns is a third as fast as the loop until the
   * compiler has seen it a hundred thousand times.
   */
  private static final int MOST_IN_ONE = 200;

  private static final MethodHandle OWN = write(Own.class, Object.class, double[].class);
  private static final MethodHandle DERIVED = write(Derived.class, double[].class);

  private Column() {}

  /** Read from the query. */
  @FunctionalInterface
  interface Own<Q> {
    void write(Q query, double[] row) throws Throwable;
  }

  /** Computed from columns that are already there. */
  @FunctionalInterface
  interface Derived {
    void write(double[] row) throws Throwable;
  }

  /** All of them, one after another. */
  static <Q> Own<Q> own(List<Own<Q>> columns) {
    if (columns.size() > MOST_IN_ONE) {
      List<Own<Q>> each = List.copyOf(columns);
      return (query, row) -> {
        for (Own<Q> column : each) {
          column.write(query, row);
        }
      };
    }
    MethodHandle all = inOrder(OWN, columns);
    return (query, row) -> {
      all.invokeExact((Object) query, row);
    };
  }

  /** All of them, one after another. */
  static Derived derived(List<Derived> columns) {
    if (columns.size() > MOST_IN_ONE) {
      List<Derived> each = List.copyOf(columns);
      return row -> {
        for (Derived column : each) {
          column.write(row);
        }
      };
    }
    MethodHandle all = inOrder(DERIVED, columns);
    return row -> {
      all.invokeExact(row);
    };
  }

  /**
   * One handle with every column in it as a constant: the compiler puts the host's functions in
   * line where a loop calls each through an interface. SpeedGuard's path of 40 columns: 60 ns, and
   * 270 to 355 ns with the loop, once compiled; in its first 30,000 calls it is up to twice as
   * slow.
   */
  private static MethodHandle inOrder(MethodHandle write, List<?> columns) {
    if (columns.isEmpty()) {
      return MethodHandles.empty(write.type().dropParameterTypes(0, 1));
    }
    if (columns.size() == 1) {
      return write.bindTo(columns.get(0));
    }
    int half = columns.size() / 2;
    return MethodHandles.foldArguments(
        inOrder(write, columns.subList(half, columns.size())),
        inOrder(write, columns.subList(0, half)));
  }

  private static MethodHandle write(Class<?> column, Class<?>... parameters) {
    try {
      return MethodHandles.lookup()
          .findVirtual(column, "write", MethodType.methodType(void.class, parameters));
    } catch (NoSuchMethodException | IllegalAccessException impossible) {
      throw new LinkageError("a column without its one method", impossible);
    }
  }
}
