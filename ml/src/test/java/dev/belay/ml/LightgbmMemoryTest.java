/*
 * Copyright the Belay authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.belay.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A text of many small things takes no more memory than the bound says. */
class LightgbmMemoryTest {
  private static final int MANY = 300_000;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of(
            "blank lines in the header", changed("version", "\n".repeat(MANY) + "version")),
        Arguments.of("blank lines behind a tree", changed("Tree=1", "\n".repeat(MANY) + "Tree=1")),
        Arguments.of("blank lines at the end", LightgbmText.SMALL + "\n".repeat(MANY)),
        Arguments.of("short lines at the end", LightgbmText.SMALL + "a\n".repeat(MANY)),
        Arguments.of("short lines in the header", changed("version", lines() + "version")),
        Arguments.of("short lines in a tree", changed("num_cat", lines() + "num_cat")),
        Arguments.of("short names", changed("hour rain", "a ".repeat(MANY))),
        Arguments.of("short names, all counted", names("a ".repeat(MANY))),
        Arguments.of("other names, all counted", names(words())),
        Arguments.of(
            "sizes of trees", changed("tree_sizes=1 1", "tree_sizes=" + "1 ".repeat(MANY))),
        Arguments.of("parameters", changed("regression", "huber " + "a:1 ".repeat(MANY))),
        Arguments.of(
            "parameters of one kind", changed("regression", "binary " + "sigmoid:1 ".repeat(MANY))),
        Arguments.of("leaves", leaves("1 ".repeat(MANY))),
        Arguments.of("leaves of one character more", leaves("-1 ".repeat(MANY))),
        Arguments.of("spaces", leaves(" ".repeat(MANY))),
        Arguments.of("one long number", leaves("9".repeat(MANY))),
        Arguments.of("splits", splits()),
        Arguments.of("trees of a leaf", trees("Tree=%d\nnum_leaves=1\nleaf_value=1\n\n")),
        Arguments.of(
            "trees of a split",
            trees(
                "Tree=%d\nnum_leaves=2\nleaf_value=1 1\nsplit_feature=0\nthreshold=0\ndecision_type=0\nleft_child=-1\nright_child=-2\n\n")),
        Arguments.of("empty trees", trees("Tree=%d\n\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void read_manySmallThings_keepsToTheBound(String name, String text) {
    byte[] file = text.getBytes(StandardCharsets.UTF_8);
    assertThat(file.length).isGreaterThan(MANY);
    LightgbmReaderProperties.boundedForest(file);
  }

  private static String changed(String original, String changed) {
    return LightgbmText.SMALL.replaceFirst(original, changed);
  }

  private static String names(String names) {
    return changed("max_feature_idx=1", "max_feature_idx=" + (MANY - 1))
        .replace("hour rain", names);
  }

  private static String leaves(String values) {
    return changed("num_leaves=3", "num_leaves=" + MANY).replace("2 5 9", values);
  }

  private static String words() {
    return words("", " ");
  }

  private static String lines() {
    return words("a", "\n");
  }

  private static String words(String before, String after) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> before + Integer.toString(i, Character.MAX_RADIX) + after)
        .collect(Collectors.joining());
  }

  /** A chain of them, as deep as it can be. */
  private static String splits() {
    int splits = MANY / 10;
    String zeros = "0 ".repeat(splits);
    return LightgbmText.SMALL
        .replace("num_leaves=3", "num_leaves=" + (splits + 1))
        .replace("2 5 9", zeros + "0")
        .replace("split_feature=1 0", "split_feature=" + zeros)
        .replace("0.5 17", zeros)
        .replace("decision_type=2 6", "decision_type=" + zeros)
        .replace("left_child=-1 -2", "left_child=" + numbers(splits, i -> -1 - i))
        .replace(
            "right_child=1 -3",
            "right_child=" + numbers(splits, i -> i == splits - 1 ? -1 - splits : i + 1));
  }

  private static String numbers(int count, IntUnaryOperator number) {
    return IntStream.range(0, count)
        .map(number)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(" "));
  }

  private static String trees(String form) {
    int trees = MANY / 10;
    String header = LightgbmText.SMALL.substring(0, LightgbmText.SMALL.indexOf("Tree=0"));
    return header.replace("tree_sizes=1 1", "tree_sizes=" + "1 ".repeat(trees))
        + IntStream.range(0, trees)
            .mapToObj(i -> form.replace("%d", Integer.toString(i)))
            .collect(Collectors.joining());
  }
}
