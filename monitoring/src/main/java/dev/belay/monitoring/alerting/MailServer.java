/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import dev.belay.monitoring.alerting.AlertSink.Refused;
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
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail server, in the terms of the mail library, which nothing else of ours names: it is
 * optional, and whoever looks at {@link Email} without sending any need not have it.
 */
final class MailServer {
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

  MailServer(Email.Builder settings, Properties properties, String from) {
    this.session = Session.getInstance(properties);
    this.host = settings.host;
    this.port = settings.port;
    this.user = settings.user;
    this.password = settings.password;
    this.from = parsed(from);
    this.to = settings.to.stream().map(MailServer::parsed).toArray(InternetAddress[]::new);
  }

  static InternetAddress parsed(String address) {
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

  void send(Notification notification) throws IOException, Refused {
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

  @Override
  public String toString() {
    return "e-mail via " + host + ":" + port;
  }
}
