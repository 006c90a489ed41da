/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.monitoring.alerting;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that holds the conversation of RFC 5321 with STARTTLS (RFC 3207) and AUTH PLAIN
 * (RFC 4954), and keeps what it was told.
 */
final class SmtpServer implements AutoCloseable {
  /** What was said, each with "tls " before it once that was so. */
  final List<String> commands = new CopyOnWriteArrayList<>();

  final List<String> messages = new CopyOnWriteArrayList<>();

  /** What to answer to commands that begin like the key, instead of what is usual. */
  final Map<String, String> answers = new ConcurrentHashMap<>();

  private final ServerSocket listener;
  private final @Nullable SSLContext tls;

  /** Whether TLS comes first. */
  volatile boolean implicit;

  SmtpServer(@Nullable SSLContext tls) throws IOException {
    this.tls = tls;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "smtp-server");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        new Conversation(socket).hold();
      } catch (IOException | UncheckedIOException over) {
        // The client left, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private final class Conversation {
    private Socket socket;
    private BufferedReader in;
    private boolean secure;

    Conversation(Socket socket) throws IOException {
      use(socket);
    }

    private void use(Socket next) throws IOException {
      socket = next;
      in =
          new BufferedReader(
              new InputStreamReader(next.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    void hold() throws IOException {
      if (answers.containsKey("CONNECT")) {
        in.readLine();
        return;
      }
      if (implicit) {
        shake();
      }
      say("220 localhost ready");
      String command = in.readLine();
      while (command != null) {
        commands.add((secure ? "tls " : "") + command);
        if (!answer(command)) {
          return;
        }
        command = in.readLine();
      }
    }

    private boolean answer(String command) throws IOException {
      String given = given(command);
      if (given != null) {
        say(given);
        return true;
      }
      switch (command.split(" ", 2)[0]) {
        case "EHLO" -> hello();
        case "STARTTLS" -> secure();
        case "AUTH" -> say("235 welcome");
        case "DATA" -> data();
        case "QUIT" -> say("221 bye");
        default -> say("250 ok");
      }
      return !command.equals("QUIT");
    }

    private @Nullable String given(String command) {
      return answers.entrySet().stream()
          .filter(answer -> command.startsWith(answer.getKey()))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }

    private void hello() throws IOException {
      say("250-localhost");
      if (tls != null && !secure) {
        say("250-STARTTLS");
      }
      say("250 AUTH PLAIN");
    }

    private void secure() throws IOException {
      if (tls == null) {
        say("502 not here");
        return;
      }
      say("220 go ahead");
      shake();
    }

    private void shake() throws IOException {
      SSLSocket over =
          (SSLSocket)
              Objects.requireNonNull(tls)
                  .getSocketFactory()
                  .createSocket(socket, null, socket.getPort(), true);
      over.setUseClientMode(false);
      over.startHandshake();
      secure = true;
      use(over);
    }

    private void data() throws IOException {
      say("354 go on");
      StringBuilder message = new StringBuilder();
      String line = in.readLine();
      while (line != null && !line.equals(".")) {
        message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
        line = in.readLine();
      }
      String verdict = answers.getOrDefault("MESSAGE", "250 taken");
      if (verdict.startsWith("250")) {
        messages.add(message.toString());
      }
      say(verdict);
    }

    private void say(String line) throws IOException {
      socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }
  }
}
