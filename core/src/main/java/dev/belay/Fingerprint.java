/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Canonical text and its hash. Every part is written with its length before it, so that no two
 * different lists have the same text.
 */
final class Fingerprint {
  private Fingerprint() {}

  static String of(String version, List<String> columns) {
    byte[] text = list(List.of(version, list(columns))).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every Java platform has SHA-256", impossible);
    }
  }

  static String list(List<?> parts) {
    StringBuilder text = new StringBuilder("[");
    for (Object part : parts) {
      String value = part instanceof Enum<?> constant ? constant.name() : String.valueOf(part);
      text.append(value.length()).append(':').append(value);
    }
    return text.append(']').toString();
  }
}
