/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import dev.belay.weather.WeatherException;
import dev.belay.weather.WeatherException.Reason;
import dev.belay.weather.service.Upstream.Service;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Where a service is, and where it may send us on to. Immutable. */
final class Address {
  private static final String UNRESERVED = "-._~";
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  private final Service service;
  private final URI base;
  private final @Nullable ApiKey key;

  /**
   * Checks the base URL.
   *
   * @throws IllegalArgumentException if it is not a plain http or https one, or if a key would
   *     leave the machine unencrypted; the message does not quote it, since it may hold a secret
   */
  Address(Service service) {
    this.service = service;
    this.base = service.base();
    this.key = service.key();
    String problem = problem();
    if (problem != null) {
      throw new IllegalArgumentException(service.name() + ": " + problem);
    }
  }

  private @Nullable String problem() {
    if (!secure(base) && !"http".equalsIgnoreCase(base.getScheme())) {
      return "the base URL has to begin with https: or http:, not with " + base.getScheme() + ":";
    }
    if (base.getRawUserInfo() != null) {
      return "the base URL must not hold a user or a password";
    }
    if (base.getHost() == null) {
      return "the base URL has no host";
    }
    if (base.getRawQuery() != null || base.getRawFragment() != null) {
      return "the base URL must not have a query or a fragment";
    }
    return key != null && !secure(base) && !loopback(base.getHost())
        ? "a key is not sent over plain http to " + base.getHost() + ": use https"
        : null;
  }

  private static boolean secure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** By its look alone: a name lookup may lie, and takes time. */
  private static boolean loopback(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.equals("[::1]")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }

  /** What messages call the place. */
  String host() {
    return base.getHost();
  }

  /** The whole URL of a question, with the key if it belongs there. */
  URI of(Ask ask) {
    StringJoiner query = new StringJoiner("&");
    ask.query().forEach((name, value) -> query.add(encoded(name, "") + "=" + encoded(value, "")));
    if (key != null && key.place == ApiKey.Place.QUERY) {
      query.add(encoded(key.name, "") + "=" + encoded(key.secret, ""));
    }
    String path = ask.path().isEmpty() ? base.getRawPath() : below(ask.path());
    return URI.create(
        base.getScheme()
            + "://"
            + base.getRawAuthority()
            + path
            + (query.length() == 0 ? "" : "?" + query));
  }

  private String below(String path) {
    return base.getRawPath().replaceFirst("/+$", "") + encoded(path, "/");
  }

  /** RFC 3986, 2.1 to 2.3: whatever is not unreserved is the octets of its UTF-8. */
  private static String encoded(String text, String alsoPlain) {
    StringBuilder encoded = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      char plain = (char) (octet & 0xff);
      boolean letter = (plain >= 'a' && plain <= 'z') || (plain >= 'A' && plain <= 'Z');
      if (letter
          || (plain >= '0' && plain <= '9')
          || UNRESERVED.indexOf(plain) >= 0
          || alsoPlain.indexOf(plain) >= 0) {
        encoded.append(plain);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) plain));
      }
    }
    return encoded.toString();
  }

  /**
   * Where a redirect leads.
   *
   * @throws WeatherException if it is not to be followed: with a key never, and without one only to
   *     the same host, and not from https to http
   */
  URI redirect(URI from, String location) {
    if (key != null) {
      throw refused("redirects, which is not followed since the question carries a key");
    }
    URI target = resolved(from, location);
    if (!sameHost(target)) {
      throw refused("redirects to another host, port or protocol, which is not followed");
    }
    return target;
  }

  private URI resolved(URI from, String location) {
    try {
      if (!location.isBlank()) {
        return from.resolve(URI.create(location));
      }
    } catch (IllegalArgumentException unreadable) {
      // Like none.
    }
    throw refused("redirects to nowhere");
  }

  private boolean sameHost(URI target) {
    boolean upgrade = secure(target) && !secure(base) && port(target) == HTTPS;
    boolean same =
        base.getScheme().equalsIgnoreCase(target.getScheme()) && port(base) == port(target);
    return (same || upgrade)
        && base.getHost().equalsIgnoreCase(target.getHost())
        && target.getRawUserInfo() == null;
  }

  private static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return secure(uri) ? HTTPS : HTTP;
  }

  private WeatherException refused(String what) {
    return service.failure(Reason.REFUSED, what);
  }
}
