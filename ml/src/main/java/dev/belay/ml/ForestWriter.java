/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import dev.belay.ml.Aggregation.Averaging;
import dev.belay.ml.Aggregation.Summing;
import dev.belay.ml.Aggregation.SummingDoubles;
import dev.belay.ml.Aggregation.SummingToBase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.zip.CRC32C;

/** Writes a forest in the {@link ForestFormat}. */
final class ForestWriter {
  private static final int BUFFER_BYTES = 1 << 16;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private final CRC32C checksum = new CRC32C();

  private ForestWriter(WritableByteChannel channel) {
    this.channel = channel;
  }

  static void write(CompiledForest forest, WritableByteChannel channel) throws IOException {
    ForestWriter writer = new ForestWriter(channel);
    writer.head(forest);
    writer.aggregation(forest.aggregation());
    writer.nodes(forest.flat());
    writer.end();
  }

  /** {@return the length of the file} */
  static long bytes(CompiledForest forest) {
    long names = 0;
    for (String name : forest.featureNames()) {
      names += ForestFormat.textBytes(name);
    }
    int zeros = forest.zeroIsMissing().cardinality();
    return ForestFormat.PREFIX_BYTES
        + ForestFormat.textBytes(forest.version())
        + ForestFormat.textBytes(forest.fingerprint())
        + Integer.BYTES
        + names
        + (ForestFormat.version(forest) == ForestFormat.OWN ? 0 : Integer.BYTES * (1L + zeros))
        + aggregationBytes(forest.aggregation())
        + 2 * Integer.BYTES
        + (long) ForestFormat.NODE_BYTES * forest.nodes()
        + ForestFormat.CHECKSUM_BYTES;
  }

  private static int aggregationBytes(Aggregation aggregation) {
    return switch (ForestFormat.tag(aggregation)) {
      case ForestFormat.AVERAGE -> 1 + Double.BYTES;
      case ForestFormat.SUM -> 1 + Float.BYTES + 1;
      case ForestFormat.SUM_DOUBLES -> 1 + 1 + Double.BYTES + 1;
      default -> 1 + 1 + Float.BYTES + 1;
    };
  }

  private void head(CompiledForest forest) throws IOException {
    room(ForestFormat.PREFIX_BYTES);
    buffer.putLong(ForestFormat.MAGIC).putInt(ForestFormat.version(forest)).putLong(bytes(forest));
    text(forest.version());
    text(forest.fingerprint());
    room(Integer.BYTES);
    buffer.putInt(forest.featureNames().size());
    for (String name : forest.featureNames()) {
      text(name);
    }
    if (ForestFormat.version(forest) == ForestFormat.FOREIGN) {
      zeros(forest.zeroIsMissing());
    }
  }

  private void zeros(BitSet features) throws IOException {
    room(Integer.BYTES);
    buffer.putInt(features.cardinality());
    for (int i = features.nextSetBit(0); i >= 0; i = features.nextSetBit(i + 1)) {
      room(Integer.BYTES);
      buffer.putInt(i);
    }
  }

  private void aggregation(Aggregation aggregation) throws IOException {
    room(aggregationBytes(aggregation));
    buffer.put(ForestFormat.tag(aggregation));
    if (aggregation instanceof Averaging averaging) {
      buffer.putDouble(averaging.offset());
    } else if (aggregation instanceof Summing sum) {
      buffer.putFloat(sum.base()).put(ForestFormat.tag(sum.link()));
    } else if (aggregation instanceof SummingDoubles sum) {
      buffer
          .put(flag(sum.combination()))
          .putDouble(sum.steepness())
          .put(ForestFormat.tag(sum.link()));
    } else if (aggregation instanceof SummingToBase sum) {
      buffer.put(flag(sum.combination())).putFloat(sum.base()).put(ForestFormat.tag(sum.link()));
    }
  }

  private static byte flag(Combination combination) {
    return (byte) (combination == Combination.MEAN ? 1 : 0);
  }

  private void nodes(Trees trees) throws IOException {
    room(2 * Integer.BYTES);
    buffer.putInt(trees.count()).putInt(trees.nodes());
    for (int i = 0; i < trees.nodes(); i++) {
      room(ForestFormat.NODE_BYTES);
      buffer.putInt(trees.tests[i]).putDouble(trees.numbers[i]);
    }
  }

  private void end() throws IOException {
    flush();
    buffer.putInt((int) checksum.getValue());
    flush();
  }

  private void text(String text) throws IOException {
    ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
    room(Integer.BYTES);
    buffer.putInt(bytes.remaining());
    while (bytes.hasRemaining()) {
      room(1);
      ByteBuffer part =
          bytes.slice(bytes.position(), Math.min(bytes.remaining(), buffer.remaining()));
      bytes.position(bytes.position() + part.remaining());
      buffer.put(part);
    }
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() < bytes) {
      flush();
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    checksum.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
