/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.util.Locale;
import java.util.Set;

/** Who asks MET Norway; the service blocks those who do not say so. Pure. */
final class MetNorwayCaller {
  /** What HTTP clients call themselves, of which the service refuses any. */
  private static final Set<String> GENERIC =
      Set.of(
          "java-http-client",
          "java",
          "okhttp",
          "dalvik",
          "apache-httpclient",
          "python-requests",
          "python-urllib",
          "curl",
          "wget",
          "mozilla",
          "axios",
          "node-fetch",
          "go-http-client",
          "postmanruntime");

  private MetNorwayCaller() {}

  /**
   * Checks who asks.
   *
   * @return the same
   * @throws IllegalArgumentException if it names no application, or no contact
   */
  static String checked(String userAgent) {
    if (userAgent.isBlank()) {
      throw refused(userAgent, "it is empty");
    }
    if (!userAgent.matches("[\\x20-\\x7e]+")) {
      throw refused(userAgent, "it has characters that a header cannot have");
    }
    String application = userAgent.strip().split("[/ ]", 2)[0].toLowerCase(Locale.ROOT);
    if (GENERIC.contains(application)) {
      throw refused(userAgent, "that is an HTTP client, no application");
    }
    if (!userAgent.matches(".*[/ ].*[A-Za-z0-9-]\\.[A-Za-z]{2,}.*")) {
      throw refused(userAgent, "there is no contact in it");
    }
    return userAgent.strip();
  }

  private static IllegalArgumentException refused(String userAgent, String why) {
    return new IllegalArgumentException(
        "MET Norway wants to know application and contact, such as \"trips/2.1 ops@trips.example\","
            + " not \""
            + userAgent
            + "\": "
            + why);
  }
}
