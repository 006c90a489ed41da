/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import java.util.Objects;

/**
 * The text that makes one choice of units independent of every other, and the hash it stands for.
 * The hash's seed is itself the hash of the text, seeded by what is chosen: so "is it in?" and
 * "which one?" under the same name are independent, too. Immutable and thread-safe.
 */
final class Salt {

  /** What is chosen. The seeds are a promise: they decide every unit's place for ever. */
  enum Purpose {
    IN(0),
    WHICH(1),
    NAMESPACE(2);

    private final int seed;

    Purpose(int seed) {
      this.seed = seed;
    }
  }

  private final Purpose purpose;
  private final String text;
  private final Murmur murmur;

  Salt(Purpose purpose, String text) {
    this.purpose = purpose;
    this.text = Objects.requireNonNull(text, "salt");
    this.murmur = new Murmur(new Murmur(purpose.seed).hash(text));
  }

  Salt with(String other) {
    return new Salt(purpose, other);
  }

  String text() {
    return text;
  }

  int hash(String key) {
    return murmur.hash(key);
  }

  int hash(long key) {
    return murmur.hash(key);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt that && purpose == that.purpose && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(purpose, text);
  }
}
