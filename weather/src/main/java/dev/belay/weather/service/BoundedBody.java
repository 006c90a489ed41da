/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.weather.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body of at most so many bytes, counted as they come: at the first one too many the connection
 * is dropped, and the body is refused, or ends there.
 */
final class BoundedBody implements BodySubscriber<byte[]> {
  /** What to do with a body that is too large. */
  enum Excess {
    REFUSED,
    CUT_OFF
  }

  /** A body that is too large. */
  static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1;
  }

  private final int most;
  private final Excess excess;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.@Nullable Subscription subscription;

  BoundedBody(int most, Excess excess) {
    this.most = most;
    this.excess = excess;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] next = new byte[(int) Math.min(buffer.remaining(), (long) most - bytes.size() + 1)];
      buffer.get(next);
      bytes.writeBytes(next);
    }
    if (subscription == null) {
      return;
    }
    if (bytes.size() <= most) {
      subscription.request(1);
      return;
    }
    subscription.cancel();
    if (excess == Excess.REFUSED) {
      body.completeExceptionally(new TooLarge());
    } else {
      onComplete();
    }
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }
}
