/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of who did what and when, in which no entry can be changed, removed or moved without
 * breaking the chain of hashes.
 *
 * <p>Each entry carries the SHA-256 of its own content and the hash of the entry before it. {@link
 * #verify()} says where the chain is broken, if it is. What a chain cannot show by itself is that
 * its last entries are missing, or that all of it was written anew: keep the {@link #head()}
 * somewhere else now and then.
 *
 * <pre>{@code
 * AuditChain audit = AuditChain.keeping(1_000, InstantSource.system());
 * Files.write(file, audit.lines(), StandardOpenOption.CREATE_NEW);
 * audit.append("ops@example.org", "rollout.raised", Map.of("from", "10", "to", "25"));
 * List<String> lines = audit.lines();
 * Files.write(file, lines.subList(lines.size() - 1, lines.size()), StandardOpenOption.APPEND);
 * }</pre>
 *
 * <p>Lines once written stay as they are: a host appends those of new entries, since a file written
 * anew would lose the entries that left memory.
 *
 * <p>The latest entries are kept in memory, with the hash before them; those that left are
 * {@linkplain #left() counted}. The chain goes on over restarts with {@link #ofLines}.
 *
 * <p>What is hashed is a promise, so that anybody can verify a chain: the name {@code
 * belay-audit-1}, the hash before as text, sequence, second of the epoch, nanosecond, actor,
 * action, the number of details, and name and text of each in the order of the names' bytes. A
 * number is 8 bytes from the highest, a text its length in bytes and its UTF-8. Thread-safe.
 */
public final class AuditChain {

  private static final int MOST_ENTRIES = 100_000;

  private final ArrayDeque<Entry> entries = new ArrayDeque<>();
  private final int most;
  private final InstantSource clock;
  private AuditLink before;
  private @Nullable Break brokenBefore;

  private AuditChain(int most, InstantSource clock, AuditLink before) {
    if (most < 1 || most > MOST_ENTRIES) {
      throw new IllegalArgumentException(
          "a chain keeps from 1 to " + MOST_ENTRIES + " entries: " + most);
    }
    this.most = most;
    this.clock = Objects.requireNonNull(clock, "clock");
    this.before = before;
  }

  /**
   * An empty chain.
   *
   * @param most the number of latest entries to keep in memory, from 1 to 100,000
   * @param clock what tells the time of an entry
   * @return the chain
   * @throws IllegalArgumentException if the number is out of range
   */
  public static AuditChain keeping(int most, InstantSource clock) {
    return new AuditChain(most, clock, AuditLink.FIRST);
  }

  /**
   * The chain that {@link #lines()} wrote, to be verified or gone on with. It is read as it stands:
   * only {@link #verify()} tells whether it is whole.
   *
   * @param lines the lines
   * @param most the number of latest entries to keep in memory, from 1 to 100,000
   * @param clock what tells the time of an entry
   * @return the chain
   * @throws IllegalArgumentException if a line is not one that {@code lines()} could have written,
   *     with its number, or {@code most} is out of range
   */
  public static AuditChain ofLines(List<String> lines, int most, InstantSource clock) {
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("line 1: a chain starts with its first line");
    }
    AuditChain chain = new AuditChain(most, clock, AuditText.link(lines.get(0)));
    for (int i = 1; i < lines.size(); i++) {
      chain.add(AuditText.entry(lines.get(i), i + 1));
    }
    return chain;
  }

  /**
   * Appends what was done, at the time of the clock.
   *
   * @param actor who did it, at most 256 characters, not blank
   * @param action what was done, likewise
   * @param details what else is to be known, by name: at most 64, names of at most 256 characters
   *     and texts of at most 4,096
   * @return the entry
   * @throws IllegalArgumentException if a text is too long, blank where it must not be, or not
   *     well-formed Unicode, or there are too many details; nothing is then appended
   */
  public synchronized Entry append(String actor, String action, Map<String, String> details) {
    Entry entry = last().next(new AuditContent(clock.instant(), actor, action, details));
    add(entry);
    return entry;
  }

  /**
   * The entries in memory.
   *
   * @return a copy, oldest first
   */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /**
   * The number of entries that are no longer in memory.
   *
   * @return how many came before the first one kept
   */
  public synchronized long left() {
    return before.sequence();
  }

  /**
   * The hash of the last entry, which stands for all before it too.
   *
   * @return 64 hexadecimal digits; zeros for a chain without an entry
   */
  public synchronized String head() {
    return last().hash();
  }

  /**
   * Looks for the first entry that does not follow from the one before it, by hashing every entry
   * in memory again. Those that left were looked at as they did.
   *
   * @return where and how the chain is broken; empty if it is whole
   */
  public synchronized Optional<Break> verify() {
    Optional<Break> found = Optional.ofNullable(brokenBefore);
    AuditLink link = before;
    for (Entry entry : entries) {
      AuditLink due = link;
      found = found.or(() -> due.breakAt(entry));
      link = AuditLink.of(entry);
    }
    return found;
  }

  /**
   * The entries in memory as text: a first line with what came before them, then one line each.
   * Every entry in memory is hashed again for it.
   *
   * @return the lines, without line ends, in UTF-16 as all strings: write them as UTF-8
   * @throws IllegalStateException if the chain is {@linkplain #verify() broken}, with where: once
   *     the entries that show it have left, the lines would look whole
   */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    synchronized (this) {
      verify().ifPresent(AuditChain::refuse);
      lines.add(AuditText.line(before));
      entries.forEach(entry -> lines.add(AuditText.line(entry)));
    }
    return lines;
  }

  /** Returns how many entries there are and the last hash. */
  @Override
  public synchronized String toString() {
    return "AuditChain[left=" + left() + ", kept=" + entries.size() + ", head=" + head() + "]";
  }

  private static void refuse(Break found) {
    throw new IllegalStateException(
        "the chain is broken at entry " + found.sequence() + ": " + found.how());
  }

  private synchronized void add(Entry entry) {
    entries.addLast(entry);
    if (entries.size() > most) {
      Entry oldest = entries.removeFirst();
      if (brokenBefore == null) {
        brokenBefore = before.breakAt(oldest).orElse(null);
      }
      before = AuditLink.of(oldest);
    }
  }

  private AuditLink last() {
    return entries.isEmpty() ? before : AuditLink.of(entries.getLast());
  }

  /**
   * What one actor did at one moment.
   *
   * @param sequence its place in the chain, from 1
   * @param at when
   * @param actor who did it
   * @param action what was done
   * @param details what else is to be known, in the order of the names' UTF-8 bytes
   * @param hash the SHA-256 of all this and the hash before, as 64 hexadecimal digits
   */
  public record Entry(
      long sequence,
      Instant at,
      String actor,
      String action,
      Map<String, String> details,
      String hash) {

    /**
     * Checks and copies, but does not compare the hash: that needs the entry before.
     *
     * @param sequence its place in the chain, from 1
     * @param at when
     * @param actor who did it
     * @param action what was done
     * @param details what else is to be known
     * @param hash 64 hexadecimal digits, in lower case
     * @throws IllegalArgumentException if the sequence is below 1, the hash is none, or a text is
     *     not as {@link AuditChain#append} demands
     */
    public Entry {
      if (sequence < 1) {
        throw new IllegalArgumentException("sequence must be at least 1: " + sequence);
      }
      AuditLink.requireHash(hash);
      details = new AuditContent(at, actor, action, details).details();
    }

    AuditContent content() {
      return new AuditContent(at, actor, action, details);
    }
  }

  /**
   * Where a chain is broken.
   *
   * @param sequence the sequence that the first broken entry states
   * @param how what is wrong with it, in words
   */
  public record Break(long sequence, String how) {

    /**
     * Checks that it says something.
     *
     * @param sequence the sequence that the first broken entry states
     * @param how what is wrong with it, in words
     */
    public Break {
      Objects.requireNonNull(how, "how");
    }
  }
}
