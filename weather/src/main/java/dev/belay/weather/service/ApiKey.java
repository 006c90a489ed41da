/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.Objects;
import java.util.regex.Pattern;

/** A secret, and where a question carries it. Prints as nothing. */
final class ApiKey {
  /** Where a service wants its key. */
  enum Place {
    QUERY,
    HEADER
  }

  final Place place;
  final String name;
  final String secret;

  /**
   * Checks the key's shape only.
   *
   * @throws IllegalArgumentException if it is blank or cannot be part of a URL; the message does
   *     not quote it
   */
  ApiKey(Place place, String name, String secret) {
    Objects.requireNonNull(secret, "key");
    if (!secret.matches("[A-Za-z0-9._~-]+")) {
      throw new IllegalArgumentException(
          secret.isBlank()
              ? "the key is empty"
              : "the key has characters that no key has, such as a space or a quote");
    }
    this.place = place;
    this.name = name;
    this.secret = secret;
  }

  /** A text without the key, in whatever case a service echoes it. */
  String removedFrom(String text) {
    return Pattern.compile(secret, Pattern.LITERAL | Pattern.CASE_INSENSITIVE)
        .matcher(text)
        .replaceAll("(key)");
  }

  @Override
  public String toString() {
    return "(key)";
  }
}
