/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/**
 * Reads a forest in the {@link ForestFormat}. Nothing is allocated on the word of the file alone: a
 * length counts only up to what is left to read, and what the checksum cannot vouch for (a file
 * forged with the right one) goes through the checks of the builder like any other forest.
 */
final class ForestReader {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

  /** Bytes before the checksum that have not been handed out yet. */
  private long left;

  private int format;

  private ForestReader(FileChannel channel) {
    this.channel = channel;
  }

  static CompiledForest read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("forest file " + file + " is a directory");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new ForestReader(channel).forest();
    } catch (NoSuchFileException missing) {
      NoSuchFileException named =
          new NoSuchFileException(file.toString(), null, "there is no such forest file");
      named.initCause(missing);
      throw named;
    } catch (FileSystemException failure) {
      // Often without a reason but its class.
      throw new IOException("forest file " + file + " cannot be read: " + failure, failure);
    } catch (ClosedByInterruptException interrupted) {
      throw new IOException("forest file " + file + ": the thread was interrupted", interrupted);
    } catch (IOException | IllegalArgumentException | IllegalStateException failure) {
      throw new IOException("forest file " + file + ": " + failure.getMessage(), failure);
    }
  }

  /** What is wrong with the content, without the name of the file. */
  private static final class Damage extends IOException {
    private static final long serialVersionUID = 1;

    Damage(String reason) {
      super(reason);
    }
  }

  private CompiledForest forest() throws IOException {
    requirePrefix();
    requireChecksum();
    channel.position(ForestFormat.PREFIX_BYTES);
    left = channel.size() - ForestFormat.PREFIX_BYTES - ForestFormat.CHECKSUM_BYTES;
    String version = text();
    String fingerprint = text();
    CompiledForest.Builder builder =
        CompiledForest.builder(version, names()).fingerprint(fingerprint);
    if (format == ForestFormat.FOREIGN) {
      zeros(builder);
    }
    return aggregated(builder);
  }

  private void requirePrefix() throws IOException {
    long size = channel.size();
    left = size;
    if (size < ForestFormat.PREFIX_BYTES || int64() != ForestFormat.MAGIC) {
      throw new Damage(size == 0 ? "empty" : "no forest, or its beginning is damaged");
    }
    format = int32();
    if (format != ForestFormat.OWN && format != ForestFormat.FOREIGN) {
      throw new Damage(
          "format "
              + Integer.toUnsignedString(format)
              + ", this release reads up to "
              + ForestFormat.FOREIGN);
    }
    long length = int64();
    if (length != size) {
      throw new Damage(
          String.format(
              Locale.ROOT,
              "%s: %d bytes where %d were written",
              size < length ? "truncated" : "too long",
              size,
              length));
    }
  }

  /** A pass of its own: the content is not looked at before it is known to be as written. */
  private void requireChecksum() throws IOException {
    channel.position(0);
    buffer.limit(0).position(0);
    left = channel.size() - ForestFormat.CHECKSUM_BYTES;
    CRC32C checksum = new CRC32C();
    while (left > 0) {
      require(1);
      int before = buffer.limit();
      int part = (int) Math.min(left, buffer.remaining());
      checksum.update(buffer.limit(buffer.position() + part));
      buffer.limit(before);
      left -= part;
    }
    left = ForestFormat.CHECKSUM_BYTES;
    if (int32() != (int) checksum.getValue()) {
      throw new Damage("damaged: the checksum differs");
    }
    buffer.limit(0).position(0);
  }

  private List<String> names() throws IOException {
    int count = count(Integer.BYTES, "features");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(text());
    }
    return names;
  }

  private void zeros(CompiledForest.Builder builder) throws IOException {
    int count = count(Integer.BYTES, "features whose zero is missing");
    int last = -1;
    for (int i = 0; i < count; i++) {
      int feature = int32();
      if (feature <= last || feature >= builder.features()) {
        throw new Damage("feature " + feature + " is no next one whose zero is missing");
      }
      builder.zeroIsMissing(feature);
      last = feature;
    }
  }

  private CompiledForest aggregated(CompiledForest.Builder builder) throws IOException {
    byte kind = int8();
    switch (kind) {
      case ForestFormat.AVERAGE -> {
        double offset = float64();
        return nodes(builder).averaging(offset);
      }
      case ForestFormat.SUM -> {
        float base = float32();
        Link link = link();
        return nodes(builder).summing(base, link);
      }
      case ForestFormat.SUM_DOUBLES -> {
        requireForeign(kind);
        Combination combination = combination();
        double steepness = float64();
        Link link = link();
        return nodes(builder).summingDoubles(combination, steepness, link);
      }
      case ForestFormat.SUM_TO_BASE -> {
        requireForeign(kind);
        Combination combination = combination();
        float base = float32();
        Link link = link();
        return nodes(builder).summingToBase(combination, base, link);
      }
      default -> throw new Damage("unknown aggregation " + kind);
    }
  }

  private void requireForeign(byte kind) throws Damage {
    if (format == ForestFormat.OWN) {
      throw new Damage("unknown aggregation " + kind);
    }
  }

  private Combination combination() throws IOException {
    byte flag = int8();
    if (flag != 0 && flag != 1) {
      throw new Damage("a flag is " + flag);
    }
    return flag == 1 ? Combination.MEAN : Combination.SUM;
  }

  private Link link() throws IOException {
    byte tag = int8();
    for (Link link : Link.values()) {
      boolean known = format == ForestFormat.FOREIGN || tag <= ForestFormat.MOST_LINKS_OF_OWN;
      if (known && ForestFormat.tag(link) == tag) {
        return link;
      }
    }
    throw new Damage("unknown link " + tag);
  }

  private CompiledForest.Builder nodes(CompiledForest.Builder builder) throws IOException {
    int trees = int32();
    int nodes = count(ForestFormat.NODE_BYTES, "nodes");
    for (int i = 0; i < nodes; i++) {
      int test = int32();
      double number = float64();
      if (test == Trees.LEAF) {
        builder.leaf(number);
      } else {
        builder.split(Trees.feature(test), number, Trees.missing(test));
      }
    }
    requireEnd(trees, builder.trees());
    return builder;
  }

  private void requireEnd(int written, int read) throws Damage {
    if (written != read) {
      throw new Damage("its nodes make " + read + " trees, not " + written);
    }
    if (left != 0) {
      throw new Damage(left + " bytes follow the last node");
    }
  }

  /** A count of things that take at least so many bytes each, and so cannot be more than fit. */
  private int count(int bytesEach, String what) throws IOException {
    int count = int32();
    if (count < 0 || count > left / bytesEach) {
      throw new Damage(
          String.format(
              Locale.ROOT,
              "says it holds %s %s in %d bytes",
              Integer.toUnsignedString(count),
              what,
              left));
    }
    return count;
  }

  private String text() throws IOException {
    int length = count(1, "letters");
    if (length > ForestFormat.MOST_TEXT_BYTES) {
      throw new Damage(
          "a text of "
              + length
              + " bytes, at most "
              + ForestFormat.MOST_TEXT_BYTES
              + " are allowed");
    }
    byte[] bytes = new byte[length];
    for (int done = 0; done < bytes.length; ) {
      require(1);
      int part = Math.min(bytes.length - done, buffer.remaining());
      buffer.get(bytes, done, part);
      done += part;
    }
    left -= bytes.length;
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Damage("a name is no valid text");
    }
  }

  private byte int8() throws IOException {
    take(Byte.BYTES);
    return buffer.get();
  }

  private int int32() throws IOException {
    take(Integer.BYTES);
    return buffer.getInt();
  }

  private long int64() throws IOException {
    take(Long.BYTES);
    return buffer.getLong();
  }

  private float float32() throws IOException {
    take(Float.BYTES);
    return buffer.getFloat();
  }

  private double float64() throws IOException {
    take(Double.BYTES);
    return buffer.getDouble();
  }

  private void take(int bytes) throws IOException {
    if (bytes > left) {
      throw new Damage("ends in the middle");
    }
    left -= bytes;
    require(bytes);
  }

  private void require(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    buffer.compact();
    while (buffer.position() < bytes) {
      if (channel.read(buffer) < 0) {
        throw new Damage("ends in the middle");
      }
    }
    buffer.flip();
  }
}
