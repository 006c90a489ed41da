/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of swaps, one after the other and in the order they happened.
 *
 * <p>A swap is queued while the swapping thread holds the lock that orders swaps, and told after it
 * has let go. Whoever finds the queue unattended tells everything in it, others' swaps included;
 * who finds it attended leaves its own there. So nobody waits, a listener may swap itself, and two
 * listeners never see a different order. If swaps come faster than listeners take them, the newest
 * are merged into one: the chain of old and new never breaks. Thread-safe.
 */
final class Changes {
  /** How many swaps may wait to be told. */
  static final int LIMIT = 1_024;

  private static final Logger LOG = LoggerFactory.getLogger(Flags.class);

  private record Change(FlagSet before, FlagSet after) {}

  /** Identity is what is removed: the same listener may be there twice. */
  private static final class Listening {
    private final BiConsumer<? super FlagSet, ? super FlagSet> listener;
    private volatile boolean thrown;

    Listening(BiConsumer<? super FlagSet, ? super FlagSet> listener) {
      this.listener = listener;
    }
  }

  private final List<Listening> listeners = new CopyOnWriteArrayList<>();
  private final Deque<Change> waiting = new ArrayDeque<>();
  private final LongAdder failures = new LongAdder();
  private long merged;
  private boolean attended;

  Flags.Registration listener(BiConsumer<? super FlagSet, ? super FlagSet> listener) {
    Listening listening = new Listening(Objects.requireNonNull(listener, "listener"));
    listeners.add(listening);
    return () -> listeners.remove(listening);
  }

  long failures() {
    return failures.sum();
  }

  long merged() {
    synchronized (waiting) {
      return merged;
    }
  }

  /** Called in the order of the swaps. */
  void add(FlagSet before, FlagSet after) {
    synchronized (waiting) {
      if (waiting.size() < LIMIT) {
        waiting.addLast(new Change(before, after));
      } else {
        waiting.addLast(new Change(waiting.removeLast().before(), after));
        merged++;
      }
    }
  }

  /** Called without a lock. */
  void tell() {
    while (attend()) {
      try {
        tellOne();
      } finally {
        leave();
      }
    }
  }

  private boolean attend() {
    synchronized (waiting) {
      if (attended || waiting.isEmpty()) {
        return false;
      }
      attended = true;
      return true;
    }
  }

  private void leave() {
    synchronized (waiting) {
      attended = false;
    }
  }

  private void tellOne() {
    Change next;
    synchronized (waiting) {
      next = waiting.removeFirst();
    }
    for (Listening listening : listeners) {
      tell(listening, next);
    }
  }

  private void tell(Listening listening, Change change) {
    try {
      listening.listener.accept(change.before(), change.after());
    } catch (Throwable failure) {
      if (failure instanceof VirtualMachineError fatal && !(fatal instanceof StackOverflowError)) {
        throw fatal;
      }
      failures.increment();
      if (!listening.thrown) {
        listening.thrown = true;
        say(failure);
      }
    }
  }

  private static void say(Throwable failure) {
    try {
      LOG.warn("a listener to changes of flags threw (said once)", failure);
    } catch (RuntimeException | StackOverflowError unsayable) {
      // An exception whose own message throws, or a broken log: neither may cost others their turn.
    }
  }
}
