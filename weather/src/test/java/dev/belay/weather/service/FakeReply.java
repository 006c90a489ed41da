/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link FakeWeatherServer} says to one request, well or badly. Immutable: what looks like a
 * setter gives a changed copy.
 */
final class FakeReply {
  /** How the reply ends. */
  enum Ending {
    /** As it should; the connection stays open for the next request. */
    WHOLE,
    /** The connection is closed after half of the body. */
    CLOSED_HALFWAY,
    /** The connection is reset after half of the body. */
    RESET_HALFWAY,
    /** The connection is reset before a single byte. */
    RESET,
    /** Nothing is ever said; the connection stays open until the server is closed. */
    HUNG
  }

  final int status;
  final byte[] body;
  final long fillingBytes;
  final List<Map.Entry<String, String>> headers;
  final Ending ending;
  final @Nullable CountDownLatch gate;
  final @Nullable Semaphore drip;
  final boolean conditional;

  private FakeReply(Draft draft) {
    status = draft.status;
    body = draft.body;
    fillingBytes = draft.fillingBytes;
    headers = List.copyOf(draft.headers);
    ending = draft.ending;
    gate = draft.gate;
    drip = draft.drip;
    conditional = draft.conditional;
  }

  /** 200 with a body. */
  static FakeReply ok(String body) {
    return status(200, body);
  }

  /** Any status with a body, which may be empty. */
  static FakeReply status(int status, String body) {
    Draft draft = new Draft(bytes(body.getBytes(StandardCharsets.UTF_8)));
    draft.status = status;
    return new FakeReply(draft);
  }

  /** 200 with a body that need not be text. */
  static FakeReply bytes(byte[] body) {
    Draft draft = new Draft();
    draft.body = body;
    return new FakeReply(draft);
  }

  /** A redirect; the location goes out as it is. */
  static FakeReply redirect(int status, String location) {
    return status(status, "").header("Location", location);
  }

  /** 200 with that many blanks for a body, written as fast as they are taken. */
  static FakeReply large(long bytes) {
    Draft draft = new Draft();
    draft.fillingBytes = bytes;
    return new FakeReply(draft);
  }

  /** 200 with a gzip body that grows to that many blanks when it is decompressed. */
  static FakeReply bomb(int bytes) {
    byte[] blanks = new byte[bytes];
    Arrays.fill(blanks, (byte) ' ');
    return bytes(blanks).gzipped();
  }

  /** No reply: the connection is reset. */
  static FakeReply reset() {
    return ok("").ending(Ending.RESET);
  }

  /** No reply, and no end of it. */
  static FakeReply hang() {
    return ok("").ending(Ending.HUNG);
  }

  FakeReply header(String name, String value) {
    Draft draft = new Draft(this);
    draft.headers.add(Map.entry(name, value));
    return new FakeReply(draft);
  }

  /** The same, compressed, and said to be. */
  FakeReply gzipped() {
    Draft draft = new Draft(this);
    draft.body = compressed(body);
    draft.headers.add(Map.entry("Content-Encoding", "gzip"));
    return new FakeReply(draft);
  }

  FakeReply ending(Ending ending) {
    Draft draft = new Draft(this);
    draft.ending = ending;
    return new FakeReply(draft);
  }

  /** The same, but not before the gate is open. */
  FakeReply behind(CountDownLatch gate) {
    Draft draft = new Draft(this);
    draft.gate = gate;
    return new FakeReply(draft);
  }

  /** The same with one byte of the body for each permit: a test that gives none stops it there. */
  FakeReply dripping(Semaphore drip) {
    Draft draft = new Draft(this);
    draft.drip = drip;
    return new FakeReply(draft);
  }

  /**
   * The same with this {@code Last-Modified} and {@code Expires}; 304 without body to a request
   * whose {@code If-Modified-Since} is the very same text as the former.
   */
  FakeReply modified(String lastModified, String expires) {
    Draft draft = new Draft(header("Last-Modified", lastModified).header("Expires", expires));
    draft.conditional = true;
    return new FakeReply(draft);
  }

  /** What is said to a request that already has the newest: the headers alone. */
  FakeReply notModified() {
    Draft draft = new Draft(this);
    draft.status = 304;
    draft.body = new byte[0];
    draft.headers.removeIf(header -> header.getKey().equals("Content-Encoding"));
    return new FakeReply(draft);
  }

  private static byte[] compressed(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static final class Draft {
    private int status = 200;
    private byte[] body = new byte[0];
    private long fillingBytes;
    private List<Map.Entry<String, String>> headers = new ArrayList<>();
    private Ending ending = Ending.WHOLE;
    private @Nullable CountDownLatch gate;
    private @Nullable Semaphore drip;
    private boolean conditional;

    Draft() {}

    Draft(FakeReply reply) {
      status = reply.status;
      body = reply.body;
      fillingBytes = reply.fillingBytes;
      headers = new ArrayList<>(reply.headers);
      ending = reply.ending;
      gate = reply.gate;
      drip = reply.drip;
      conditional = reply.conditional;
    }
  }
}
