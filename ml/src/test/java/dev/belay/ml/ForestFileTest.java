/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForestFileTest {

  /** Format 1, for ever: a change of these bytes needs a new format version beside the old one. */
  private static final String GOLDEN =
      "894246520d0a1a0a00000001000000000000008f000000027631000000036162"
          + "630000000200000004686f7572000000047261696e023fc00000020000000200"
          + "000006000000023fe0000000000000ffffffff40000000000000000000000140"
          + "31000000000000ffffffff4014000000000000ffffffff4022000000000000ff"
          + "ffffffbfd0000000000000aab3ef22";

  @TempDir Path folder;

  @Test
  void save_fixedForest_givesTheBytesOfFormat1() throws IOException {
    assertThat(HexFormat.of().formatHex(ForestBytes.ofForest(folder).bytes())).isEqualTo(GOLDEN);
  }

  @Test
  void load_bytesOfFormat1_givesTheFixedForest() throws IOException {
    CompiledForest forest = load(HexFormat.of().parseHex(GOLDEN));
    assertThat(forest.version()).isEqualTo("v1");
    assertThat(forest.fingerprint()).isEqualTo("abc");
    assertThat(forest.featureNames()).containsExactly("hour", "rain");
    assertThat(forest.score(new double[] {16, 1})).isEqualTo((double) Link.LOGISTIC.apply(6.25f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 400})
  void load_savedForest_scoresWithTheSameBitsAndSavesTheSameBytes(int trees) throws IOException {
    SplittableRandom random = new SplittableRandom(trees);
    CompiledForest original = random(random, trees);
    Path file = folder.resolve("model");
    original.save(file);
    CompiledForest loaded = CompiledForest.load(file);
    for (int i = 0; i < 2_000; i++) {
      double[] row = SampleTree.row(random, 5);
      assertThat(loaded.score(row)).isEqualTo(original.score(row));
    }
    assertThat(ForestBytes.of(loaded, folder).bytes()).isEqualTo(Files.readAllBytes(file));
    assertThat(original.bytes()).isEqualTo(Files.size(file));
    assertThat(loaded).hasToString(original.toString());
  }

  @Test
  void load_longNamesInManyScripts_comeBack() throws IOException {
    List<String> names = List.of("ж".repeat(32_768), "気温", "\uD83C\uDF27 rain");
    CompiledForest forest =
        CompiledForest.builder("§".repeat(32_768), names).leaf(1).averaging(-0.0);
    CompiledForest loaded = load(ForestBytes.of(forest, folder).bytes());
    assertThat(loaded.featureNames()).isEqualTo(names);
    assertThat(loaded.version()).isEqualTo(forest.version());
  }

  @Test
  void load_deepTree_comesBack() throws IOException {
    CompiledForest.Builder builder = CompiledForest.builder("deep", List.of("x"));
    IntStream.range(0, 100_000).forEach(i -> builder.split(0, i, Side.LOW).leaf(0));
    CompiledForest forest = builder.leaf(42).averaging(0);
    CompiledForest loaded = load(ForestBytes.of(forest, folder).bytes());
    assertThat(loaded.score(new double[] {1e9})).isEqualTo(42);
  }

  @Test
  void load_cutAtAnyLength_isRefused() throws IOException {
    byte[] bytes = ForestBytes.ofForest(folder).bytes();
    for (int length = 0; length < bytes.length; length++) {
      String reason = length == 0 ? "empty" : length < 20 ? "no forest" : "truncated: " + length;
      assertRefused(Arrays.copyOf(bytes, length), reason);
    }
  }

  @Test
  void load_anySingleBitFlipped_isRefused() throws IOException {
    ForestBytes original = ForestBytes.ofForest(folder);
    for (int bit = 0; bit < 8 * original.length(); bit++) {
      assertRefused(original.flipped(bit), "");
    }
  }

  @Test
  void load_bitOfANodeFlipped_isRefusedForTheChecksum() throws IOException {
    byte[] flipped = ForestBytes.ofForest(folder).flipped(8 * ForestBytes.FIRST_NODE);
    assertRefused(flipped, "damaged: the checksum differs");
  }

  @Test
  void load_bytesAfterTheEnd_isRefused() throws IOException {
    byte[] bytes = ForestBytes.ofForest(folder).bytes();
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1), "too long: ");
    assertRefused(ForestBytes.ofForest(folder).longer(3).sealed(), "3 bytes follow the last node");
  }

  @Test
  void load_newerFormat_isRefusedByItsNumber() throws IOException {
    byte[] newer = ForestBytes.ofForest(folder).with(ForestBytes.FORMAT, 3).bytes();
    assertRefused(newer, "format 3, this release reads up to 2");
  }

  @Test
  void load_folderOrNoFile_isRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CompiledForest.load(folder))
        .withMessage("forest file " + folder + " is a directory");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> CompiledForest.load(folder.resolve("none")))
        .withMessage(folder.resolve("none") + ": there is no such forest file");
  }

  @Test
  void load_hugeFileOfNothing_isRefusedWithoutReadingIt() throws IOException {
    Path file = folder.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.write(ForestBytes.ofForest(folder).bytes());
      sparse.setLength(1L << 40);
    }
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CompiledForest.load(file))
        .withMessageContaining("too long: 1099511627776 bytes");
  }

  @Test
  void load_onAThreadThatIsInterrupted_saysSoAndKeepsTheFlag() throws IOException {
    Path file = folder.resolve("model");
    ForestBytes.forest().save(file);
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> CompiledForest.load(file))
          .withMessage("forest file " + file + ": the thread was interrupted");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void load_textsAsLongAsTheyMayBe_areReadAndOneByteMoreIsRefused() throws IOException {
    String longest = "n".repeat(65_534) + "\u00E9";
    CompiledForest forest =
        CompiledForest.builder(longest, List.of(longest)).fingerprint(longest).leaf(1).averaging(0);
    Path file = folder.resolve("model");
    forest.save(file);

    assertThat(CompiledForest.load(file).featureNames()).containsExactly(longest);
    assertRefused(longVersion(), "a text of 65537 bytes, at most 65536 are allowed");
  }

  /** Sealed, and with the bytes that its length speaks of. */
  private byte[] longVersion() throws IOException {
    return ForestBytes.ofForest(folder)
        .longer(1 << 17)
        .with(ForestBytes.VERSION_LENGTH, 65_537)
        .sealed();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void load_forgedWithARightChecksum_isRefused(String reason, Forgery forgery) throws IOException {
    assertRefused(forgery.of(ForestBytes.ofForest(folder)).sealed(), reason);
  }

  interface Forgery {
    ForestBytes of(ForestBytes bytes);
  }

  private static Stream<Arguments> forgeries() {
    int node = ForestBytes.FIRST_NODE;
    int most = Integer.MAX_VALUE;
    return Stream.of(
        forgery("letters", bytes -> bytes.with(ForestBytes.VERSION_LENGTH, most)),
        forgery("letters", bytes -> bytes.with(ForestBytes.VERSION_LENGTH, -1)),
        forgery("letters", bytes -> bytes.with(ForestBytes.FINGERPRINT_LENGTH, most)),
        forgery("2147483647 features", bytes -> bytes.with(ForestBytes.FEATURES, most)),
        forgery("4294967295 features", bytes -> bytes.with(ForestBytes.FEATURES, -1)),
        forgery("has no features", bytes -> bytes.with(ForestBytes.FEATURES, 0)),
        forgery("2147483647 nodes", bytes -> bytes.with(ForestBytes.NODES, most)),
        forgery("2147483648 nodes", bytes -> bytes.with(ForestBytes.NODES, 1 << 31)),
        forgery("7 nodes", bytes -> bytes.with(ForestBytes.NODES, 7)),
        forgery("make 1 trees, not 2", bytes -> bytes.with(ForestBytes.NODES, 4)),
        forgery(
            "12 bytes follow",
            bytes -> bytes.with(ForestBytes.NODES, 5).with(ForestBytes.TREES, 1)),
        forgery("at least one tree", bytes -> noNodes(bytes)),
        forgery("make 2 trees, not 2147483647", bytes -> bytes.with(ForestBytes.TREES, most)),
        forgery("make 2 trees, not 0", bytes -> bytes.with(ForestBytes.TREES, 0)),
        forgery("unknown aggregation 9", bytes -> bytes.with(ForestBytes.AGGREGATION, (byte) 9)),
        forgery("unknown aggregation 3", bytes -> bytes.with(ForestBytes.AGGREGATION, (byte) 3)),
        forgery("unknown link 3", bytes -> bytes.with(ForestBytes.TREES - 1, (byte) 3)),
        forgery("unknown link 9", bytes -> bytes.with(ForestBytes.TREES - 1, (byte) 9)),
        forgery("base is not finite", bytes -> bytes.with(ForestBytes.TREES - 5, 0x7F800000)),
        forgery("feature 2 of 2", bytes -> bytes.with(node, 2 << 1)),
        forgery("feature 1073741823 of 2", bytes -> bytes.with(node, Integer.MAX_VALUE)),
        forgery("feature 2147483647 of 2", bytes -> bytes.with(node, -2)),
        forgery("feature 1073741824 of 2", bytes -> bytes.with(node, Integer.MIN_VALUE)),
        forgery("splits 'rain' at NaN", bytes -> bytes.with(node + 4, Double.NaN)),
        forgery("not finite: Infinity", bytes -> bytes.with(node + 16, Double.POSITIVE_INFINITY)),
        forgery("leaf 0.1 is no float", bytes -> bytes.with(node + 16, 0.1)),
        forgery("make 4 trees, not 2", bytes -> bytes.with(node, -1)),
        forgery(
            "tree 0 is not complete", bytes -> bytes.with(node + 12, 0).with(ForestBytes.TREES, 1)),
        forgery("'hour' is there twice", bytes -> bytes.with(ForestBytes.SECOND_NAME + 4, "hour")),
        forgery("no valid text", bytes -> bytes.with(ForestBytes.SECOND_NAME + 4, "\u00FF")));
  }

  private static ForestBytes noNodes(ForestBytes bytes) {
    int node = ForestBytes.FIRST_NODE;
    return bytes.with(ForestBytes.NODES, 0).with(ForestBytes.TREES, 0).without(node, node + 6 * 12);
  }

  private static Arguments forgery(String reason, Forgery forgery) {
    return Arguments.of(reason, forgery);
  }

  @Test
  void save_intoAFolderThatIsNotThere_namesTheFileAskedFor() {
    Path file = folder.resolve("no").resolve("model");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ForestBytes.forest().save(file))
        .withMessage(file + ": there is no such folder");
  }

  @Test
  void save_overAnOlderForest_replacesIt() throws IOException {
    Path file = folder.resolve("model");
    random(new SplittableRandom(1), 100).save(file);
    ForestBytes.forest().save(file);
    assertThat(CompiledForest.load(file)).hasToString(ForestBytes.forest().toString());
    assertThat(folder.toFile().list()).containsExactly("model");
  }

  /** Format 2, for ever. */
  private static final String GOLDEN_2 =
      "894246520d0a1a0a000000020000000000000078000000027631000000036162"
          + "630000000200000004686f7572000000047261696e000000010000000003003f"
          + "f0000000000000030000000100000003000000013fe8000000000000ffffffff"
          + "3ff0000000000000ffffffff400000000000000045d34fab";

  @Test
  void save_forestOfAnotherLibrary_givesTheBytesOfFormat2() throws IOException {
    assertThat(HexFormat.of().formatHex(ForestBytes.of(foreign(), folder).bytes()))
        .isEqualTo(GOLDEN_2);
  }

  @Test
  void load_bytesOfFormat2_givesTheFixedForest() throws IOException {
    CompiledForest forest = load(HexFormat.of().parseHex(GOLDEN_2));
    assertThat(forest.zeroIsMissing()).isEqualTo(foreign().zeroIsMissing());
    assertThat(forest.aggregation()).isEqualTo(foreign().aggregation());
    assertThat(forest.score(new double[] {0, 5})).isEqualTo(StrictMath.exp(2));
    assertThat(forest.score(new double[] {0.5, 5})).isEqualTo(StrictMath.exp(1));
  }

  @Test
  void load_everyKindOfSumAndLink_comesBack() throws IOException {
    for (Link link : Link.values()) {
      for (Combination combination : Combination.values()) {
        assertComesBack(builder().leaf(0.1).leaf(0.2).summingDoubles(combination, 0.5, link));
        assertComesBack(builder().leaf(0.5).leaf(0.25).summingToBase(combination, 1.5f, link));
      }
      assertComesBack(builder().leaf(0.5).leaf(0.25).summing(1.5f, link));
    }
  }

  private void assertComesBack(CompiledForest forest) throws IOException {
    ForestBytes bytes = ForestBytes.of(forest, folder);
    assertThat((long) bytes.length()).isEqualTo(forest.bytes());
    CompiledForest loaded = load(bytes.bytes());
    assertThat(loaded.aggregation()).isEqualTo(forest.aggregation());
    assertThat(loaded.score(new double[] {1, 1})).isEqualTo(forest.score(new double[] {1, 1}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeriesOfFormat2")
  void load_forgedFormat2WithARightChecksum_isRefused(String reason, Forgery forgery)
      throws IOException {
    assertRefused(forgery.of(ForestBytes.of(foreign(), folder)).sealed(), reason);
  }

  private static Stream<Arguments> forgeriesOfFormat2() {
    int zeros = ForestBytes.AGGREGATION;
    int aggregation = zeros + 8;
    return Stream.of(
        forgery("says it holds 2147483647 features", bytes -> bytes.with(zeros, Integer.MAX_VALUE)),
        forgery("feature 2 is no next one", bytes -> bytes.with(zeros + 4, 2)),
        forgery("feature -1 is no next one", bytes -> bytes.with(zeros + 4, -1)),
        forgery("a flag is 2", bytes -> bytes.with(aggregation + 1, (byte) 2)),
        forgery("the steepness is not finite", bytes -> bytes.with(aggregation + 2, Double.NaN)),
        forgery("unknown link 6", bytes -> bytes.with(aggregation + 10, (byte) 6)),
        forgery("unknown link 0", bytes -> bytes.with(aggregation + 10, (byte) 0)));
  }

  private static CompiledForest.Builder builder() {
    return CompiledForest.builder("v1", List.of("hour", "rain")).fingerprint("abc");
  }

  /** Zero of the first feature is missing, and missing goes high. */
  private static CompiledForest foreign() {
    return builder()
        .zeroIsMissing(0)
        .split(0, 0.75, Side.HIGH)
        .leaf(1)
        .leaf(2)
        .summingDoubles(Combination.SUM, 1, Link.EXPONENTIAL);
  }

  private static CompiledForest random(SplittableRandom random, int trees) {
    CompiledForest.Builder builder =
        CompiledForest.builder("random", List.of("a", "b", "c", "d", "e")).fingerprint("f");
    for (int i = 0; i < trees; i++) {
      SampleTree.random(random, 5, 8).addTo(builder);
    }
    return builder.averaging(3.5);
  }

  private CompiledForest load(byte[] bytes) throws IOException {
    return CompiledForest.load(Files.write(folder.resolve("given"), bytes));
  }

  private void assertRefused(byte[] bytes, String reason) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> load(bytes))
        .withMessageStartingWith("forest file " + folder.resolve("given") + ": ")
        .withMessageContaining(reason);
  }
}
