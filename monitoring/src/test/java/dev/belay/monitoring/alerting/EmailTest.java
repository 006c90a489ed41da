/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.belay.monitoring.alerting.AlertNotice.Status;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that speaks SMTP over sockets. */
class EmailTest {
  private static final Notification ONE = Samples.of(Samples.firing("A"), Samples.resolved("B"));
  @TempDir private static Path folder;
  private static SelfSigned ours;
  private static SelfSigned another;

  @BeforeAll
  static void makeKeys() throws Exception {
    ours = SelfSigned.of("localhost", folder);
    another = SelfSigned.of("elsewhere.example", folder);
  }

  private static SmtpServer server(@Nullable SelfSigned key) throws Exception {
    return new SmtpServer(key == null ? null : key.server());
  }

  private static Email.Builder email(SmtpServer server, SelfSigned trusted) throws Exception {
    return Email.via("localhost", server.port())
        .sockets(trusted.client().getSocketFactory())
        .from("Belay <belay@example.com>")
        .to("on-call@example.com");
  }

  private static MimeMessage parsed(String message) throws MessagingException {
    byte[] bytes = message.getBytes(StandardCharsets.ISO_8859_1);
    return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
  }

  @Test
  void message_saysWhoWhatAndWhy() throws Exception {
    try (SmtpServer server = server(null)) {
      email(server, ours).to("ada@example.com").build().send(ONE);
      assertThat(server.commands)
          .contains(
              "MAIL FROM:<belay@example.com>",
              "RCPT TO:<on-call@example.com>",
              "RCPT TO:<ada@example.com>")
          .endsWith("DATA", "QUIT");
      MimeMessage message = parsed(server.messages.get(0));
      assertThat(message.getSubject()).isEqualTo("[CRITICAL] FIRST: A, B");
      assertThat(message.getHeader("From")).containsExactly("Belay <belay@example.com>");
      assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(message.getSentDate().toInstant()).isEqualTo(Samples.TIME);
      assertThat(message.getContent().toString().replace("\r", "")).isEqualTo(ONE.text() + "\n");
    }
  }

  @Test
  void serverThatOffersTls_isSpokenToOverIt() throws Exception {
    try (SmtpServer server = server(ours)) {
      email(server, ours).build().send(ONE);
      assertThat(server.messages).hasSize(1);
      assertThat(server.commands).contains("STARTTLS", "tls DATA").doesNotContain("DATA");
    }
  }

  @Test
  void implicitTls_isSpokenFromTheStart_alsoWithCredentials() throws Exception {
    try (SmtpServer server = server(ours)) {
      server.implicit = true;
      email(server, ours).implicitTls().credentials("belay", "s3cret").build().send(ONE);
      assertThat(server.messages).hasSize(1);
      assertThat(server.commands).allMatch(command -> command.startsWith("tls "));
    }
  }

  @Test
  void implicitTls_withTheCertificateOfAnotherName_isNotTrusted() throws Exception {
    try (SmtpServer server = server(another)) {
      server.implicit = true;
      Email email = email(server, another).implicitTls().build();
      assertThatIOException().isThrownBy(() -> email.send(ONE));
      assertThat(server.messages).isEmpty();
    }
  }

  @Test
  void certificateOfAnotherName_isNotTrusted_andNothingIsSaid() throws Exception {
    try (SmtpServer server = server(another)) {
      Email email = email(server, another).build();
      assertThatIOException()
          .isThrownBy(() -> email.send(ONE))
          .withMessageStartingWith("e-mail via localhost:" + server.port());
      assertThat(server.commands).noneMatch(command -> command.contains("MAIL"));
    }
  }

  @Test
  void certificateThatNobodySigned_isNotTrusted() throws Exception {
    try (SmtpServer server = server(ours)) {
      Email email = email(server, another).build();
      assertThatIOException().isThrownBy(() -> email.send(ONE));
      assertThat(server.messages).isEmpty();
    }
  }

  @Test
  void credentials_areSentOverTls() throws Exception {
    try (SmtpServer server = server(ours)) {
      email(server, ours).credentials("belay", "s3cret").build().send(ONE);
      String plain =
          Base64.getEncoder()
              .encodeToString("belay\0belay\0s3cret".getBytes(StandardCharsets.UTF_8));
      assertThat(server.commands).contains("tls AUTH PLAIN " + plain);
      assertThat(server.messages).hasSize(1);
    }
  }

  @Test
  void credentials_areNotSentWithoutTls() throws Exception {
    try (SmtpServer server = server(null)) {
      Email email = email(server, ours).credentials("belay", "s3cret").build();
      assertThatIOException().isThrownBy(() -> email.send(ONE));
      assertThat(server.commands).noneMatch(command -> command.startsWith("AUTH"));
    }
  }

  @Test
  void wrongPassword_isAnotherAttempt_andIsInNoText() throws Exception {
    try (SmtpServer server = server(ours)) {
      server.answers.put("AUTH", "535 no");
      Email email = email(server, ours).credentials("belay", "s3cret").build();
      assertThatIOException()
          .isThrownBy(() -> email.send(ONE))
          .satisfies(failure -> assertThat(failure.toString()).doesNotContain("s3cret"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"552 too big", "554 smells of spam"})
  void messageTheServerDoesNotWant_isRefused(String answer) throws Exception {
    try (SmtpServer server = server(null)) {
      server.answers.put("MESSAGE", answer);
      Email email = email(server, ours).build();
      assertThatExceptionOfType(AlertSink.Refused.class)
          .isThrownBy(() -> email.send(ONE))
          .withMessage("localhost answered " + answer.substring(0, 3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MESSAGE", "MAIL", "RCPT", "DATA"})
  void serverThatIsBusy_isAnotherAttempt(String command) throws Exception {
    try (SmtpServer server = server(null)) {
      server.answers.put(command, "451 later");
      Email email = email(server, ours).build();
      assertThatIOException().isThrownBy(() -> email.send(ONE));
      server.answers.clear();
      email.send(ONE);
      assertThat(server.messages).hasSize(1);
    }
  }

  @Test
  void oneRecipientOfTwoUnknown_countsAsSent() throws Exception {
    try (SmtpServer server = server(null)) {
      server.answers.put("RCPT TO:<gone@", "550 who?");
      email(server, ours).to("gone@example.com").build().send(ONE);
      assertThat(server.messages).hasSize(1);
    }
  }

  @Test
  void noRecipientKnown_isAnotherAttempt() throws Exception {
    try (SmtpServer server = server(null)) {
      server.answers.put("RCPT", "550 who?");
      Email email = email(server, ours).build();
      assertThatIOException().isThrownBy(() -> email.send(ONE));
    }
  }

  @Test
  void serverThatHangs_isGivenUp() throws Exception {
    try (SmtpServer server = server(null)) {
      server.answers.put("CONNECT", "nothing");
      Email email = email(server, ours).timeout(Duration.ofMillis(20)).build();
      assertThatIOException().isThrownBy(() -> email.send(ONE));
    }
  }

  @Test
  void whoeverNamesARule_writesNoHeaderAndEndsNoMessage() throws Exception {
    String evil = "Ü\r\nBcc: eve@example.com\r\n\r\n.\r\nQUIT";
    AlertNotice notice =
        new AlertNotice(
            Status.FIRING, Map.of("rule", evil, "severity", "INFO"), Samples.TIME, null, evil);
    try (SmtpServer server = server(null)) {
      email(server, ours).build().send(Samples.of(notice));
      MimeMessage message = parsed(server.messages.get(0));
      assertThat(message.getHeader("Bcc")).isNull();
      assertThat(message.getSubject()).isEqualTo("[INFO] FIRST: " + OneLine.of(evil));
      assertThat(message.getContent().toString()).startsWith("FIRING: Ü  Bcc");
    }
  }

  @Test
  void subject_isCut() throws Exception {
    try (SmtpServer server = server(null)) {
      email(server, ours).build().send(Samples.of(Samples.firing("x".repeat(500))));
      assertThat(parsed(server.messages.get(0)).getSubject()).hasSize(151).endsWith("…");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nobody", "a@b\r\nBcc: c@d", "a@b, c@d"})
  void whatIsNoAddress_isRefused(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Email.via("localhost", 25).to(address))
        .withMessageStartingWith("'" + OneLine.of(address) + "' is no address: ");
  }

  @Test
  void fromOrToNobody_isRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Email.via("localhost", 25).to("a@example.com").build())
        .withMessage("e-mail from null to [a@example.com]");
    assertThatIllegalStateException()
        .isThrownBy(() -> Email.via("localhost", 25).from("a@example.com").build())
        .withMessage("e-mail from a@example.com to []");
  }

  @Test
  void serverThatCannotBe_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Email.via(" ", 25))
        .withMessage("there is no mail server at ' ':25");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Email.via("localhost", 65_536))
        .withMessage("there is no mail server at 'localhost':65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Email.via("localhost", 25).timeout(Duration.ZERO))
        .withMessage("timeout: PT0S is not above zero");
  }

  @Test
  void nobodyThere_isAnotherAttempt() throws IOException, MessagingException {
    int port = 1;
    Email email = Email.via("localhost", port).from("a@example.com").to("b@example.com").build();
    assertThatIOException()
        .isThrownBy(() -> email.send(ONE))
        .withMessageStartingWith("e-mail via localhost:1: ");
  }
}
