/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import dev.belay.stats.AuditChain.Break;
import dev.belay.stats.AuditChain.Entry;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The end of a chain so far: what the next entry has to follow from.
 *
 * @param sequence that of the last entry, 0 if there is none
 * @param hash that of the last entry, zeros if there is none
 */
record AuditLink(long sequence, String hash) {

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  static final AuditLink FIRST = new AuditLink(0, "0".repeat(64));

  AuditLink {
    if (sequence < 0) {
      throw new IllegalArgumentException("sequence must not be negative: " + sequence);
    }
    requireHash(hash);
  }

  static AuditLink of(Entry entry) {
    return new AuditLink(entry.sequence(), entry.hash());
  }

  Entry next(AuditContent content) {
    long next = Math.addExact(sequence, 1);
    return new Entry(
        next,
        content.at(),
        content.actor(),
        content.action(),
        content.details(),
        content.hash(hash, next));
  }

  Optional<Break> breakAt(Entry entry) {
    long stated = entry.sequence();
    if (stated != sequence + 1) {
      return Optional.of(new Break(stated, "it follows entry " + sequence));
    }
    String due = entry.content().hash(hash, stated);
    return due.equals(entry.hash())
        ? Optional.empty()
        : Optional.of(
            new Break(
                stated,
                "its hash is "
                    + entry.hash()
                    + ", but its content and the hash before give "
                    + due));
  }

  static void requireHash(String hash) {
    if (!HASH.matcher(hash).matches()) {
      throw new IllegalArgumentException("hash must be 64 hexadecimal digits: '" + hash + "'");
    }
  }
}
