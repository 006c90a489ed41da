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

  private static final Pattern OF_URLS = Pattern.compile("[A-Za-z0-9._~-]+");

  /** Base64 among them, and a scheme before it, as in {@code Bearer}. */
  private static final Pattern OF_HEADERS = Pattern.compile("[!-~]([ -~]*[!-~])?");

  final Place place;
  final String name;
  final String secret;

  /** The secret, and without the scheme before it. */
  private final Pattern echo;

  /**
   * Checks the key's shape only.
   *
   * @throws IllegalArgumentException if it is blank or cannot be part of a URL; the message does
   *     not quote it
   */
  ApiKey(Place place, String name, String secret) {
    this(place, name, secret, OF_URLS, "a space or a quote");
  }

  /**
   * A key that is all of a header, and may hold what only headers hold.
   *
   * @throws IllegalArgumentException if it is blank or cannot be one; the message does not quote it
   */
  static ApiKey header(String name, String secret) {
    String others = "a line break, or a space at an end";
    return new ApiKey(Place.HEADER, name, secret, OF_HEADERS, others);
  }

  private ApiKey(Place place, String name, String secret, Pattern characters, String others) {
    Objects.requireNonNull(secret, "key");
    if (!characters.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          secret.isBlank()
              ? "the key is empty"
              : "the key has characters that no key has, such as " + others);
    }
    String bare = secret.substring(secret.indexOf(' ') + 1);
    this.echo =
        Pattern.compile(
            Pattern.quote(secret) + "|" + Pattern.quote(bare), Pattern.CASE_INSENSITIVE);
    this.place = place;
    this.name = name;
    this.secret = secret;
  }

  /** A text without the key, in whatever case a service echoes it. */
  String removedFrom(String text) {
    return echo.matcher(text).replaceAll("(key)");
  }

  @Override
  public String toString() {
    return "(key)";
  }
}
