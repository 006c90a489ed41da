/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;

/**
 * A weather service on the loopback address that says what a test tells it to, path by path, and
 * remembers what it was asked: {@code server.on("/v1/forecast", status(503, ""), ok(json))} fails
 * once and answers ever after. It speaks HTTP/1.1 over plain sockets, since a decent server would
 * not break off in the middle. Nothing in it takes time of its own: whoever wants a slow reply
 * holds its gate. Close it after the test.
 */
final class FakeWeatherServer implements AutoCloseable {
  /** Far more than anything here takes; only what hangs meets it. */
  private static final long PATIENCE_MILLIS = 30_000;

  /**
   * What was asked.
   *
   * @param path without query
   * @param rawQuery as it came, empty if there was none
   * @param query its parameters, decoded, in order
   * @param headers names in lower case
   */
  record Request(
      String path, String rawQuery, Map<String, String> query, Map<String, String> headers) {}

  private final String protocol;
  private final ServerSocket listening;
  private final Map<String, Function<Request, FakeReply>> scripts = new ConcurrentHashMap<>();
  private final List<Request> requests = new ArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private final AtomicLong bodyBytes = new AtomicLong();
  private final AtomicInteger brokenOff = new AtomicInteger();

  private FakeWeatherServer(String protocol, ServerSocketFactory sockets) {
    this.protocol = protocol;
    try {
      listening = sockets.createServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A server that listens, with nothing to say yet: 404 to everything. */
  static FakeWeatherServer start() {
    return new FakeWeatherServer("http", ServerSocketFactory.getDefault()).listening();
  }

  /** The same over TLS, with whatever certificate the context has. */
  static FakeWeatherServer startSecure(SSLContext context) {
    return new FakeWeatherServer("https", context.getServerSocketFactory()).listening();
  }

  private FakeWeatherServer listening() {
    onThread(this::accept);
    return this;
  }

  /** Where it is, without a slash at the end. */
  URI base() {
    return URI.create(
        protocol
            + "://"
            + listening.getInetAddress().getHostAddress()
            + ":"
            + listening.getLocalPort());
  }

  /** Says these to requests of the path, one after the other, and then the last one for ever. */
  FakeWeatherServer on(String path, FakeReply... replies) {
    AtomicInteger next = new AtomicInteger();
    return on(path, request -> replies[Math.min(next.getAndIncrement(), replies.length - 1)]);
  }

  /**
   * Says to each request of the path what the script makes of it; may be called from any thread.
   */
  FakeWeatherServer on(String path, Function<Request, FakeReply> script) {
    scripts.put(path, script);
    return this;
  }

  /** Everything asked so far, in order of arrival. */
  List<Request> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  /** Waits until so many requests have arrived in all, and gives them. */
  List<Request> awaitRequests(int count) {
    awaitUntil("requests", () -> requests.size(), count);
    return requests();
  }

  /** The most requests that were waiting for the end of their reply at the same time. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  /** How many bytes of bodies have been taken off our hands so far. */
  long bodyBytes() {
    return bodyBytes.get();
  }

  /** Waits until so many bytes of bodies have been taken off our hands. */
  void awaitBodyBytes(long count) {
    awaitUntil("bytes", bodyBytes::get, count);
  }

  /** Waits until so many replies could not be brought to their end, since nobody listened. */
  void awaitBrokenOff(int count) {
    awaitUntil("broken replies", brokenOff::get, count);
  }

  private void awaitUntil(String what, LongSupplier count, long wanted) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    synchronized (requests) {
      for (long now = count.getAsLong(); now < wanted; now = count.getAsLong()) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new AssertionError("only " + now + " of " + wanted + " " + what);
        }
        await(left);
      }
    }
  }

  private void await(long millis) {
    try {
      requests.wait(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    quietly(listening::close);
    for (Socket socket : sockets) {
      quietly(socket::close);
    }
  }

  private void onThread(Runnable work) {
    Thread thread = new Thread(work, "fake-weather-server");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (closed.getCount() > 0) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        onThread(() -> serve(socket));
      } catch (IOException over) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        Request request = read(in);
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
          open = answer(request, socket);
        } finally {
          atOnce.decrementAndGet();
        }
      }
    } catch (IOException over) {
      // The client has gone, or the server is being closed.
    } finally {
      sockets.remove(socket);
    }
  }

  private static Request read(InputStream in) throws IOException {
    String[] first = line(in).split(" ", 3);
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    int mark = first[1].indexOf('?');
    String path = mark < 0 ? first[1] : first[1].substring(0, mark);
    String rawQuery = mark < 0 ? "" : first[1].substring(mark + 1);
    return new Request(path, rawQuery, parameters(rawQuery), headers);
  }

  private static Map<String, String> parameters(String rawQuery) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the client has gone");
      }
      bytes.write(next);
    }
    return bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** Whether the connection is good for another request. */
  private boolean answer(Request request, Socket socket) throws IOException {
    FakeReply reply = reply(request);
    note(request);
    try {
      if (reply.gate != null) {
        reply.gate.await();
      }
      return say(reply, socket);
    } catch (InterruptedException interrupted) {
      throw new IOException("interrupted", interrupted);
    } catch (IOException nobodyListens) {
      brokenOff.incrementAndGet();
      news();
      throw nobodyListens;
    }
  }

  private FakeReply reply(Request request) {
    Function<Request, FakeReply> script = scripts.get(request.path());
    if (script == null) {
      return FakeReply.status(404, "no script for " + request.path());
    }
    FakeReply reply = script.apply(request);
    String since = request.headers().get("if-modified-since");
    boolean known =
        reply.conditional
            && since != null
            && reply.headers.contains(Map.entry("Last-Modified", since));
    return known ? reply.notModified() : reply;
  }

  private void note(Request request) {
    synchronized (requests) {
      requests.add(request);
    }
    news();
  }

  private void news() {
    synchronized (requests) {
      requests.notifyAll();
    }
  }

  private boolean say(FakeReply reply, Socket socket) throws IOException, InterruptedException {
    switch (reply.ending) {
      case HUNG -> closed.await();
      case RESET -> socket.setSoLinger(true, 0);
      case WHOLE -> {
        write(reply, reply.body.length, socket.getOutputStream());
        return true;
      }
      case CLOSED_HALFWAY, RESET_HALFWAY -> {
        write(reply, reply.body.length / 2, socket.getOutputStream());
        socket.setSoLinger(reply.ending == FakeReply.Ending.RESET_HALFWAY, 0);
      }
    }
    return false;
  }

  private void write(FakeReply reply, int bytes, OutputStream out)
      throws IOException, InterruptedException {
    out.write(head(reply).getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    byte[] filling = new byte[64 * 1024];
    Arrays.fill(filling, (byte) ' ');
    for (long left = reply.fillingBytes; left > 0; left -= filling.length) {
      body(out, filling, 0, (int) Math.min(left, filling.length));
    }
    if (reply.drip == null) {
      body(out, reply.body, 0, bytes);
      return;
    }
    for (int i = 0; i < bytes; i++) {
      reply.drip.acquire();
      body(out, reply.body, i, 1);
    }
  }

  private void body(OutputStream out, byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    out.flush();
    bodyBytes.addAndGet(length);
    news();
  }

  private static String head(FakeReply reply) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status + " -\r\n");
    for (Map.Entry<String, String> header : reply.headers) {
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    if (reply.status != 304) {
      long length = reply.body.length + reply.fillingBytes;
      head.append("Content-Length: ").append(length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  private interface Closing {
    void run() throws IOException;
  }

  private static void quietly(Closing closing) {
    try {
      closing.run();
    } catch (IOException already) {
      // It is closed, which is all that is wanted.
    }
  }
}
