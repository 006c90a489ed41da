/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {

  /** Unleash/unleash-client-node 33c3556e, src/test/strategy/util.test.ts. */
  @ParameterizedTest
  @CsvSource({
    "123, gr1, 0, 100, 73",
    "999, groupX, 0, 100, 25",
    "123, gr1, 86028157, 100, 96",
    "999, groupX, 86028157, 100, 60",
  })
  void hash_ofUnleash_givesItsNormalizedValues(
      String id, String group, int seed, int normalizer, int expected) {
    int hash = new Murmur(seed).hash(group + ":" + id);
    assertThat(Integer.remainderUnsigned(hash, normalizer) + 1).isEqualTo(expected);
  }

  /**
   * All rows of fractional v2: open-feature/flagd-testbed 82ba89ec
   * evaluator/gherkin/fractional.feature, flagd bbb05d4b core/pkg/evaluator/fractional_test.go,
   * java-sdk-contrib 7acf6a1e tools/flagd-core/src/test/resources/fractional.
   */
  @ParameterizedTest
  @CsvSource({
    "fractional-flagjack, 2682799072, 25 25 25 25, 2",
    "fractional-flagqueen, 4278517551, 25 25 25 25, 3",
    "fractional-flagnine, 1406129861, 25 25 25 25, 1",
    "fractional-flag3, 604371928, 25 25 25 25, 0",
    "fractional-flag-shorthandjane@company.com, 2316038310, 1 1, 1",
    "shared-seedseven, 2854277753, 25 25 25 25, 2",
    "shared-seedeight, 1563615273, 25 25 25 25, 1",
    "shared-seedtwo, 3695917884, 25 25 25 25, 3",
    "ejOoVL, 0, 50 50, 0",
    "SI7p-, 2147483647, 50 50, 0",
    "6LvT0, 2147483648, 50 50, 1",
    "fractional-negative-weight-flagany-user, 647274645, 0 100, 1",
    "headerColorrachel@faas.com, 1805633606, 25 25 25 25, 1",
    "headerColorjoey@faas.com, 309582631, 25 25 25 25, 0",
    "headerColorross@faas.com, 1595699981, 25 25 25 25, 1",
    "my-seedmonica@faas.com, 309002457, 25 25 25 25, 0",
    "my-seedjoey@faas.com, 1300152927, 25 25 25 25, 1",
    "ross@faas.com, 345441592, 25 25 25 25, 0",
    "email, 3737300892, 50 25 25, 2",
    "foo@foo.com, 4156476097, 1 1, 1",
    "headerColorfoo@foo.com, 3455740957, 50 50, 1",
    "flagAfoo@foo.com, 364984493, 50 50, 0",
    "flagAfoo@foo.com, 364984493, 25 25 25 25, 0",
    "flagAfoo@foo.com, 364984493, 50 1, 0",
    "flagAfoo@foo.com, 364984493, 50 70, 0",
  })
  void bucket_ofFlagdV2_choosesItsVariant(
      String key, long hash, String weights, int expectedIndex) {
    int[] sizes = Arrays.stream(weights.split(" ")).mapToInt(Integer::parseInt).toArray();
    int unit = new Murmur(0).hash(key);
    assertThat(Integer.toUnsignedLong(unit)).isEqualTo(hash);
    int bucket = Unit.bucket(unit, IntStream.of(sizes).sum());
    int index = 0;
    for (int end = sizes[0]; bucket >= end; end += sizes[index]) {
      index++;
    }
    assertThat(index).isEqualTo(expectedIndex);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "429496, 0", "429497, 1", "2147483647, 4999", "2147483648, 5000"})
  void bucket_atItsEdges_isUnsigned(long hash, int bucket) {
    assertThat(Unit.bucket((int) hash, 10_000)).isEqualTo(bucket);
  }

  /** The first character of two bytes, and the last of one. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0080", "\u007f", "a\u0080"})
  void hash_atTheEdgeOfAscii_isThatOfTheUtf8Bytes(String key) {
    int bytes = Hashing.murmur3_32(1).hashBytesToInt(key.getBytes(StandardCharsets.UTF_8));
    assertThat(new Murmur(1).hash(key)).isEqualTo(bytes);
  }

  @Property
  void hash_ofText_isThatOfItsUtf8Bytes(@ForAll String key, @ForAll int seed) {
    int bytes = Hashing.murmur3_32(seed).hashBytesToInt(key.getBytes(StandardCharsets.UTF_8));
    assertThat(new Murmur(seed).hash(key)).isEqualTo(bytes);
  }

  @Property
  void hash_ofAscii_isThatOfItsBytes(
      @ForAll @CharRange(from = '\0', to = '\u007f') String key, @ForAll int seed) {
    int bytes = Hashing.murmur3_32(seed).hashBytesToInt(key.getBytes(StandardCharsets.US_ASCII));
    assertThat(new Murmur(seed).hash(key)).isEqualTo(bytes);
  }

  @Property
  void hash_ofANumber_isThatOfItsLittleEndianBytes(@ForAll long key, @ForAll int seed) {
    byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(key).array();
    assertThat(new Murmur(seed).hash(key))
        .isEqualTo(Hashing.murmur3_32(seed).hashBytesToInt(bytes));
  }

  @Property
  void bucket_ofAnyHash_isInRange(
      @ForAll int hash, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int total) {
    assertThat(Unit.bucket(hash, total)).isBetween(0, total - 1);
  }
}
