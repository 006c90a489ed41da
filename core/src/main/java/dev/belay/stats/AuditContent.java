/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.stats;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an audit entry says, and the bytes of it that are hashed.
 *
 * <p>Every text comes with its length, so that no two contents have the same bytes; the order is
 * that of {@link AuditChain}.
 *
 * @param at when it was done
 * @param actor who did it
 * @param action what was done
 * @param details what else is to be known
 */
record AuditContent(Instant at, String actor, String action, Map<String, String> details) {

  static final String FORMAT = "belay-audit-1";
  private static final int LONGEST_NAME = 256;
  private static final int LONGEST_TEXT = 4_096;
  private static final int MOST_DETAILS = 64;
  private static final Comparator<String> BY_BYTES =
      (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other));

  AuditContent {
    Objects.requireNonNull(at, "at");
    requireName("actor", actor);
    requireName("action", action);
    details = checked(details);
  }

  String hash(String before, long sequence) {
    MessageDigest digest = sha256();
    add(digest, FORMAT);
    add(digest, before);
    add(digest, sequence);
    add(digest, at.getEpochSecond());
    add(digest, at.getNano());
    add(digest, actor);
    add(digest, action);
    add(digest, details.size());
    details.forEach(
        (name, text) -> {
          add(digest, name);
          add(digest, text);
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static SortedMap<String, String> checked(Map<String, String> details) {
    if (details.size() > MOST_DETAILS) {
      throw new IllegalArgumentException(
          "at most " + MOST_DETAILS + " details, not " + details.size());
    }
    SortedMap<String, String> sorted = new TreeMap<>(BY_BYTES);
    details.forEach(
        (name, text) -> {
          requireName("name of a detail", name);
          requireText(name, text, LONGEST_TEXT);
          sorted.put(name, text);
        });
    return Collections.unmodifiableSortedMap(sorted);
  }

  private static void requireName(String what, String name) {
    requireText(what, name, LONGEST_NAME);
    if (name.isBlank()) {
      throw new IllegalArgumentException(what + " must say something: '" + name + "'");
    }
  }

  private static void requireText(String what, String text, int longest) {
    Objects.requireNonNull(text, what);
    if (text.length() > longest) {
      throw new IllegalArgumentException(
          what + " must have at most " + longest + " characters: " + text.length());
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(what + " must be well-formed Unicode: '" + text + "'");
    }
  }

  private static void add(MessageDigest digest, String text) {
    byte[] bytes = utf8(text);
    add(digest, bytes.length);
    digest.update(bytes);
  }

  private static void add(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }
}
