/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lends a working memory to the call that needs one: a platform thread its own; a re-entrant call
 * and a virtual thread, of which there may be a million, one of a few shared ones, or a new one
 * that is kept if there is room. Thread-safe, lock-free, bounded.
 *
 * @param <S> the working memory; one lent is its borrower's alone until it is given back
 */
public final class ScratchPool<S> {
  private static final int SHARED = 16;
  private static final @Nullable MethodHandle IS_VIRTUAL = isVirtual();

  /** A thread's own memory, and whether it is lent out further up the same thread's stack. */
  private static final class Own<S> {
    final S scratch;
    boolean lent;

    Own(S scratch) {
      this.scratch = scratch;
    }
  }

  private final Supplier<S> factory;

  /** Of an instance and not static: what is lent belongs to one predictor and goes with it. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable Own<S>> own = new ThreadLocal<>();

  private final AtomicReferenceArray<@Nullable S> shared = new AtomicReferenceArray<>(SHARED);

  /**
   * Creates a pool that is empty.
   *
   * @param factory makes a memory where none is free; called by the thread that needs it
   */
  public ScratchPool(Supplier<S> factory) {
    this.factory = factory;
  }

  /** {@return a memory for this call, to be given back by the same thread} */
  public S borrow() {
    Own<S> mine = own.get();
    if (mine == null && !onVirtualThread()) {
      mine = new Own<>(factory.get());
      own.set(mine);
    }
    if (mine == null || mine.lent) {
      return borrowShared();
    }
    mine.lent = true;
    return mine.scratch;
  }

  /** {@return a memory that may come back on another thread: never a thread's own} */
  public S borrowDetached() {
    return borrowShared();
  }

  /**
   * Ends a loan. What was never given back is collected as garbage, and a thread's own replaced by
   * shared ones until then.
   *
   * @param scratch what {@link #borrow} or {@link #borrowDetached} gave
   */
  @SuppressWarnings("ReferenceEquality") // it is this very memory that comes back, or another
  public void giveBack(S scratch) {
    Own<S> mine = own.get();
    if (mine != null && mine.scratch == scratch) {
      mine.lent = false;
    } else {
      keep(scratch);
    }
  }

  private S borrowShared() {
    int start = stripe();
    for (int i = 0; i < SHARED; i++) {
      int place = (start + i) % SHARED;
      // A look before the exchange: an empty place is not worth a write.
      S scratch = shared.get(place) == null ? null : shared.getAndSet(place, null);
      if (scratch != null) {
        return scratch;
      }
    }
    return factory.get();
  }

  private void keep(S scratch) {
    int start = stripe();
    for (int i = 0; i < SHARED; i++) {
      if (shared.compareAndSet((start + i) % SHARED, null, scratch)) {
        return;
      }
    }
  }

  /** Where a thread begins to look, so that not all begin at the same place. */
  private static int stripe() {
    return (int) (Thread.currentThread().getId() % SHARED);
  }

  private static boolean onVirtualThread() {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
    } catch (Throwable impossible) {
      throw new AssertionError("Thread.isVirtual() does not throw", impossible);
    }
  }

  /** Thread.isVirtual() where there are virtual threads: the floor is Java 17. */
  private static @Nullable MethodHandle isVirtual() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException | IllegalAccessException before21) {
      return null;
    }
  }
}
