/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications as e-mail, over SMTP, with TLS where the server offers it (STARTTLS), or
 * {@linkplain Builder#implicitTls from the start}; with {@linkplain Builder#credentials
 * credentials} never without. The certificate has to be that of the server's name. Needs {@code
 * org.eclipse.angus:angus-mail}, an optional dependency.
 *
 * <p>A message that the server has taken for some of the recipients counts as sent, since another
 * attempt would tell those twice; the others are logged. A server that does not want the message
 * itself (552, 554) refuses it; anything else is another attempt.
 */
public final class Email implements AlertSink {
  private static final Logger LOG = LoggerFactory.getLogger(Email.class);
  private static final int LONGEST_SUBJECT = 150;
  private static final List<Integer> REFUSALS = List.of(552, 554);

  private final Session session;
  private final String host;
  private final int port;
  private final @Nullable String user;
  private final @Nullable String password;
  private final InternetAddress from;
  private final InternetAddress[] to;

  private Email(Builder builder, InternetAddress from) {
    this.session = Session.getInstance(builder.properties());
    this.host = builder.host;
    this.port = builder.port;
    this.user = builder.user;
    this.password = builder.password;
    this.from = from;
    this.to = builder.to.toArray(InternetAddress[]::new);
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
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(host, port, user, password);
      transport.sendMessage(message(notification), to);
    } catch (SendFailedException failed) {
      judge(failed);
    } catch (MessagingException failed) {
      throw new IOException(this + ": " + failed.getMessage(), failed);
    }
  }

  private MimeMessage message(Notification notification) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom(from);
    message.setRecipients(Message.RecipientType.TO, to);
    message.setSubject(subject(notification), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(notification.time()));
    // RFC 3834: no automatic answers, please.
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setText(notification.text() + "\n", StandardCharsets.UTF_8.name());
    message.saveChanges();
    return message;
  }

  private static String subject(Notification notification) {
    String rules =
        notification.alerts().stream().map(AlertNotice::rule).collect(Collectors.joining(", "));
    String subject =
        OneLine.of("[" + notification.severity() + "] " + notification.reason() + ": " + rules);
    return subject.length() <= LONGEST_SUBJECT
        ? subject
        : subject.substring(0, LONGEST_SUBJECT) + "…";
  }

  private void judge(SendFailedException failed) throws IOException, Refused {
    int taken = failed.getValidSentAddresses() == null ? 0 : failed.getValidSentAddresses().length;
    if (taken > 0) {
      LOG.warn("{} took an alert for {} of {} recipients", host, taken, to.length);
      return;
    }
    if (failed instanceof SMTPSendFailedException smtp && REFUSALS.contains(smtp.getReturnCode())) {
      throw new Refused(host + " answered " + smtp.getReturnCode());
    }
    throw new IOException(this + ": " + failed.getMessage(), failed);
  }

  /** Returns the server; neither who is told nor who tells. */
  @Override
  public String toString() {
    return "e-mail via " + host + ":" + port;
  }

  /** Sets up e-mail. Not thread-safe. */
  public static final class Builder {
    private final String host;
    private final int port;
    private @Nullable InternetAddress from;
    private final List<InternetAddress> to = new ArrayList<>();
    private @Nullable String user;
    private @Nullable String password;
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
      this.from = parsed(address);
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
      to.add(parsed(address));
      return this;
    }

    private static InternetAddress parsed(String address) {
      try {
        if (!OneLine.of(address).equals(address)) {
          throw new AddressException("it has more than one line");
        }
        return new InternetAddress(address, true);
      } catch (AddressException wrong) {
        throw new IllegalArgumentException(
            "'" + OneLine.of(address) + "' is no address: " + wrong.getMessage(), wrong);
      }
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
