/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask and who waits: so many at once, the others in two bounded queues, live ones first.
 * Thread-safe; nothing is called under the lock.
 */
final class Turns<Q> {
  /** What becomes of someone who comes. */
  enum Place {
    FIRST,
    WAITS,
    NO_ROOM,
    CLOSED
  }

  private final int atOnce;
  private final int room;
  private final Set<Q> asking = new HashSet<>();
  private final Deque<Q> live = new ArrayDeque<>();
  private final Deque<Q> background = new ArrayDeque<>();
  private boolean closed;

  /**
   * Starts with nobody.
   *
   * @param atOnce how many ask at the same time
   * @param room of each of the two queues
   */
  Turns(int atOnce, int room) {
    this.atOnce = atOnce;
    this.room = room;
  }

  /** Comes; whoever is first asks at once. */
  synchronized Place enter(Q question, boolean canWait) {
    if (closed) {
      return Place.CLOSED;
    }
    if (asking.size() < atOnce) {
      asking.add(question);
      return Place.FIRST;
    }
    Deque<Q> queue = canWait ? background : live;
    if (queue.size() >= room) {
      return Place.NO_ROOM;
    }
    queue.add(question);
    return Place.WAITS;
  }

  /** Waits no longer; whether it still waited. */
  synchronized boolean giveUp(Q question) {
    return live.remove(question) || background.remove(question);
  }

  /** Goes, from wherever it is; gives the one whose turn it is now, if any. */
  synchronized @Nullable Q leave(Q question) {
    if (!asking.remove(question)) {
      live.remove(question);
      background.remove(question);
      return null;
    }
    Q next = live.isEmpty() ? background.poll() : live.poll();
    if (next != null) {
      asking.add(next);
    }
    return next;
  }

  /** Lets nobody in any more; gives everyone who is there, at the first call. */
  synchronized List<Q> close() {
    List<Q> all = new ArrayList<>(asking);
    all.addAll(live);
    all.addAll(background);
    closed = true;
    asking.clear();
    live.clear();
    background.clear();
    return all;
  }

  synchronized boolean closed() {
    return closed;
  }
}
