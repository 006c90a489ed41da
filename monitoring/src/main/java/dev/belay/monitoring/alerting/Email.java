/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends notifications as e-mail, over SMTP, with TLS where the server offers it (STARTTLS), or
 * {@linkplain Builder#implicitTls from the start}; with {@linkplain Builder#credentials
 * credentials} never without. The certificate has to be that of the server's name. Needs {@code
 * org.eclipse.angus:angus-mail}, an optional dependency; a host that is a module requires it too.
 *
 * <p>A message that the server has taken for some of the recipients counts as sent, since another
 * attempt would tell those twice; the others are logged. A server that does not want the message
 * itself (552, 554) refuses it; anything else is another attempt.
 */
public final class Email implements AlertSink {
  private final MailServer server;

  private Email(Builder builder, String from) {
    this.server = new MailServer(builder, builder.properties(), from);
  }

  /**
   * E-mail that is still to be set up.
   *
   * @param host the mail server
   * @param port its port, 587 for submission
   * @return a builder with every default
   * @throws IllegalArgumentException if the host is blank or the port is none
   */
  public static Builder via(String host, int port) {
    return new Builder(host, port);
  }

  @Override
  public void send(Notification notification) throws IOException, Refused {
    server.send(notification);
  }

  /** Returns the server; neither who is told nor who tells. */
  @Override
  public String toString() {
    return server.toString();
  }

  /** Sets up e-mail. Not thread-safe. */
  public static final class Builder {
    final String host;
    final int port;
    private @Nullable String from;
    final List<String> to = new ArrayList<>();
    @Nullable String user;
    @Nullable String password;
    private Duration timeout = Duration.ofSeconds(10);
    private boolean fromTheStart;
    private @Nullable SSLSocketFactory sockets;

    private Builder(String host, int port) {
      if (host.isBlank() || port < 1 || port > 65_535) {
        throw new IllegalArgumentException("there is no mail server at '" + host + "':" + port);
      }
      this.host = host;
      this.port = port;
    }

    /**
     * Who it is from.
     *
     * @param address one address, also with a name before it
     * @return this builder
     * @throws IllegalArgumentException if that is not an address
     */
    public Builder from(String address) {
      this.from = checked(address);
      return this;
    }

    /**
     * Adds somebody to tell.
     *
     * @param address one address, also with a name before it
     * @return this builder
     * @throws IllegalArgumentException if that is not an address
     */
    public Builder to(String address) {
      to.add(checked(address));
      return this;
    }

    private static String checked(String address) {
      MailServer.parsed(address);
      return address;
    }

    /**
     * Who to log in as; nobody by default. Then a server without TLS is not used.
     *
     * @param user the name
     * @param password its secret
     * @return this builder
     */
    public Builder credentials(String user, String password) {
      this.user = Objects.requireNonNull(user, "user");
      this.password = Objects.requireNonNull(password, "password");
      return this;
    }

    /**
     * Speaks TLS from the start, as on port 465 (RFC 8314), instead of asking for it.
     *
     * @return this builder
     */
    public Builder implicitTls() {
      this.fromTheStart = true;
      return this;
    }

    /**
     * How long to wait for each answer of the server.
     *
     * @param duration 10 seconds by default
     * @return this builder
     * @throws IllegalArgumentException if it is not above zero
     */
    public Builder timeout(Duration duration) {
      this.timeout = Durations.positive("timeout", duration);
      return this;
    }

    Builder sockets(SSLSocketFactory sockets) {
      this.sockets = sockets;
      return this;
    }

    private Properties properties() {
      Properties properties = new Properties();
      String millis = Long.toString(Math.max(1, Math.min(timeout.toMillis(), Integer.MAX_VALUE)));
      properties.put("mail.smtp.connectiontimeout", millis);
      properties.put("mail.smtp.timeout", millis);
      properties.put("mail.smtp.writetimeout", millis);
      properties.put("mail.smtp.auth", Boolean.toString(user != null));
      properties.put("mail.smtp.ssl.enable", Boolean.toString(fromTheStart));
      properties.put("mail.smtp.starttls.enable", Boolean.toString(!fromTheStart));
      properties.put(
          "mail.smtp.starttls.required", Boolean.toString(user != null && !fromTheStart));
      properties.put("mail.smtp.ssl.checkserveridentity", "true");
      properties.put("mail.smtp.sendpartial", "true");
      if (sockets != null) {
        properties.put("mail.smtp.ssl.socketFactory", sockets);
      }
      return properties;
    }

    /**
     * The sink.
     *
     * @return e-mail to all recipients at once
     * @throws IllegalStateException if it is from nobody or to nobody
     */
    public Email build() {
      if (from == null || to.isEmpty()) {
        throw new IllegalStateException("e-mail from " + from + " to " + to);
      }
      return new Email(this, from);
    }
  }
}
